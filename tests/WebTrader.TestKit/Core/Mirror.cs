using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.TestKit.Core;

/// <summary>Turns a situation over at a price: a long becomes a short that gains and loses the same.</summary>
public static class Mirror
{
    /// <param name="pivot">On the tick grid, so that the grid maps onto itself.</param>
    public static Situation Over(this Situation at, decimal pivot) => at with
    {
        Position = at.Position with
        {
            Side = at.Side.Opposite(),
            OpenPrice = at.Position.OpenPrice.Over(pivot),
            StopLoss = at.Position.StopLoss?.Over(pivot),
            TakeProfit = at.Position.TakeProfit?.Over(pivot),
        },
        Quote = at.Quote.Over(pivot),
        Before = at.Before?.Over(pivot),
        Progress = at.Progress is not { } progress ? null : progress with
        {
            Side = progress.Side.Opposite(),
            HardStop = progress.HardStop is { } hard ? hard with { Stop = hard.Stop.Over(pivot), OpenPrice = hard.OpenPrice.Over(pivot) } : null,
            InheritedStop = progress.InheritedStop?.Over(pivot),
            OwnStop = progress.OwnStop?.Over(pivot),
            LoosenedFrom = progress.LoosenedFrom?.Over(pivot),
        },
    };

    private static Quote Over(this Quote quote, decimal pivot) => quote with { Bid = quote.Ask.Over(pivot), Ask = quote.Bid.Over(pivot) };

    public static Price Over(this Price price, decimal pivot) => new(2 * pivot - price.Value);
}
