using FsCheck;
using FsCheck.Fluent;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using Xunit;

namespace WebTrader.Brokers.Tests.Simulator;

/// <summary>What holds for any orders and any quotes.</summary>
public sealed class MatchingProperties
{
    private static readonly Arbitrary<ulong> Seeds = Gen.Choose(0, int.MaxValue).Select(seed => (ulong)seed).ToArbitrary();

    [Fact]
    public void Every_stop_and_take_profit_fills_as_the_server_promises_and_every_cent_is_in_a_deal() =>
        Prop.ForAll(Seeds, seed => Holds(seed)).QuickCheckThrowOnFailure();

    private static bool Holds(ulong seed)
    {
        var random = new SplitMix(seed);
        using var desk = new BrokerDesk(BrokerDesk.EurUsd(stopsLevel: random.Below(20), freezeLevel: random.Below(20)) with { CommissionPerLot = 3m });
        desk.Quote(1.10000m, 1.10010m);
        for (var step = 0; step < 200; step++)
        {
            var levels = desk.Broker.Positions.ToDictionary(position => position.Id);
            var dealsBefore = desk.Broker.Deals.Count;
            var bid = 1.10000m + random.Between(-300, 300) * 0.00001m;
            var quote = (Bid: new Price(bid), Ask: new Price(bid + random.Between(0, 30) * 0.00001m));
            desk.Quote(quote.Bid.Value, quote.Ask.Value);
            if (!desk.Broker.Deals.Skip(dealsBefore).All(deal => FillsAsPromised(deal, levels[deal.Position], quote))) return false;
            if (desk.Broker.Positions.Any(position => IsDue(position, quote))) return false;
            Trade(desk, ref random);
        }

        return desk.Broker.Balance == new Money(10_000m + desk.Broker.Deals.Sum(deal => deal.Profit.Amount + deal.Swap.Amount + deal.Commission.Amount));
    }

    private static void Trade(BrokerDesk desk, ref SplitMix random)
    {
        var quote = desk.Broker.QuoteOf("EURUSD")!.Value;
        decimal? Near(ref SplitMix draw) => draw.Below(3) == 0 ? null : quote.Bid.Value + draw.Between(-200, 200) * 0.00001m;
        var open = desk.Broker.Positions;
        switch (random.Below(4))
        {
            case 0 when open.Count > 0:
                desk.Broker.Close(open[random.Below(open.Count)].Ticket, random.Below(2) == 0 ? new Lots(0.01m) : null);
                break;
            case 1 when open.Count > 0:
                desk.Modify(open[random.Below(open.Count)].Ticket, Near(ref random), Near(ref random));
                break;
            case 2:
                desk.Buy(random.Between(1, 5) * 0.01m, Near(ref random), Near(ref random));
                break;
            default:
                desk.Sell(random.Between(1, 5) * 0.01m, Near(ref random), Near(ref random));
                break;
        }
    }

    private static Price Closing(Side side, (Price Bid, Price Ask) quote) => side == Side.Long ? quote.Bid : quote.Ask;

    private static bool FillsAsPromised(Deal deal, Position was, (Price Bid, Price Ask) quote) => deal.Reason switch
    {
        DealReason.StopLoss => deal.Price == Closing(was.Side, quote) && !was.Side.IsTighter(deal.Price, was.StopLoss!.Value),
        DealReason.TakeProfit => deal.Price == was.TakeProfit && !was.Side.IsTighter(deal.Price, Closing(was.Side, quote)),
        _ => false,
    };

    private static bool IsDue(Position position, (Price Bid, Price Ask) quote)
    {
        var closing = Closing(position.Side, quote);
        return (position.StopLoss is { } stop && !position.Side.IsTighter(closing, stop))
            || (position.TakeProfit is { } target && !position.Side.IsTighter(target, closing));
    }
}
