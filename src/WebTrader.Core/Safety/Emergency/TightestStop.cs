using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops.Constraints;

namespace WebTrader.Core.Safety.Emergency;

/// <summary>Where an emergency stop puts a stop that is to be as near as possible.</summary>
public static class TightestStop
{
    /// <summary>The nearest stop that the broker takes at this price, without the room that the rules leave to the market; null where the one that stands is as near or nearer.</summary>
    public static Price? For(Position position, SymbolSpec spec, Quote quote)
    {
        var nearest = StopsLevel.Nearest(spec, position.Side, quote.ClosingPrice(position.Side));
        return position.StopLoss is { } standing && !position.Side.IsTighter(nearest, standing) ? null : nearest;
    }
}
