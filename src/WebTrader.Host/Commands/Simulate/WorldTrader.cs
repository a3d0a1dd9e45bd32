using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Host.Commands.Simulate;

/// <summary>The people and programs beside us: they keep so many positions open, close some, widen and remove stops and move targets. Once a second.</summary>
internal sealed class WorldTrader(WorldPlan plan, SimulatedBroker broker, WorldWatch watch)
{
    private const int OpensAtOnce = 3;
    private const decimal Smallest = 0.01m;
    private SplitMix random = SplitMix.For(plan.Seed, 7_002);

    public void Act()
    {
        for (var opened = 0; opened < OpensAtOnce && broker.Positions.Count < plan.Positions; opened++) Open();
        if (broker.Positions.Count == 0) return;
        if (random.PerMille(60)) Close(Any());
        if (broker.Positions.Count > 0 && random.PerMille(50)) Edit(Any());
    }

    private Position Any() => broker.Positions[random.Below(broker.Positions.Count)];

    private void Open()
    {
        var symbol = WorldMarket.Names[random.Below(WorldMarket.Names.Count)];
        var side = random.Below(2) == 0 ? Side.Long : Side.Short;
        var lots = new Lots(Smallest * random.Between(1, 2));
        var stop = random.PerMille(400) ? random.Between(8, 30) : 0;
        var target = random.PerMille(400) ? random.Between(10, 40) : 0;
        if (broker.QuoteOf(symbol) is not { } quote) return;
        var closing = quote.ClosingPrice(side);
        watch.ByHand("by hand", () => broker.Open(new OrderRequest(
            symbol, side, lots, stop == 0 ? null : Away(symbol, side, closing, -stop), target == 0 ? null : Away(symbol, side, closing, target))));
    }

    private void Close(Position position)
    {
        var reason = (DealReason)random.Below(4);
        Lots? part = position.Lots.Value > Smallest && random.Below(3) == 0 ? new Lots(Smallest) : null;
        watch.ByHand("by hand", () => broker.Close(position.Ticket, part, reason, reason == DealReason.Expert ? 2001 : 0));
    }

    private void Edit(Position position)
    {
        if (broker.QuoteOf(position.Symbol) is not { } quote) return;
        var closing = quote.ClosingPrice(position.Side);
        var reaches = random.Between(10, 40);
        var stop = position.StopLoss;
        var target = position.TakeProfit;
        switch (random.Below(10))
        {
            case < 4:
                var wider = Away(position.Symbol, position.Side, closing, -2 * reaches);
                if (stop is not { } standing || !position.Side.IsTighter(standing, wider)) return;
                stop = wider;
                break;
            case < 7:
                stop = null;
                break;
            default:
                target = Away(position.Symbol, position.Side, closing, reaches);
                break;
        }

        if (stop == position.StopLoss && target == position.TakeProfit) return;
        watch.ByHand("by hand", () =>
        {
            if (broker.Modify(position.Ticket, stop, target).Retcode == TradeRetcode.Done) watch.Figures.HandEdits++;
        });
    }

    // A reach is a twenty-thousandth of the price.
    private Price Away(string symbol, Side side, Price from, int reaches)
    {
        var spec = broker.SpecOf(symbol);
        var distance = Math.Abs(reaches) * from.Value / 20_000m;
        var raw = side.Offset(from, Math.Sign(reaches) * distance);
        return reaches < 0 ? spec.RoundLooser(side, raw) : spec.RoundTighter(side, raw);
    }
}
