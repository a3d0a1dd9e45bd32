using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using Xunit;

namespace WebTrader.Brokers.Tests.Simulator;

public sealed class DemoTraderTests
{
    [Fact]
    public void The_first_eight_positions_are_open_within_two_seconds()
    {
        using var desk = new DemoDesk(new DemoBrokerOptions { Seed = 11 }).Live();
        desk.Pass(TimeSpan.FromSeconds(2));
        desk.Broker.Positions.Count.ShouldBeGreaterThanOrEqualTo(8);
    }

    [Fact]
    public void About_twelve_to_eighteen_positions_are_open_at_all_times()
    {
        using var desk = new DemoDesk(new DemoBrokerOptions { Seed = 12 }).Live();
        desk.Pass(TimeSpan.FromSeconds(30));
        var counts = new List<int>();
        for (var minute = 0; minute < 240; minute++)
        {
            desk.Pass(TimeSpan.FromMinutes(1));
            counts.Add(desk.Broker.Positions.Count);
        }

        counts.Min().ShouldBeGreaterThanOrEqualTo(10);
        counts.Max().ShouldBeLessThanOrEqualTo(18);
        counts.Count(count => count >= 12).ShouldBeGreaterThan(counts.Count * 95 / 100);
    }

    [Fact]
    public void Positions_open_and_close_in_all_the_ways_people_and_programs_have()
    {
        using var desk = new DemoDesk(new DemoBrokerOptions { Seed = 13 }).Live();
        var moved = new HashSet<string>();
        var before = new Dictionary<Ticket, Position>();
        desk.Broker.Traded += () =>
        {
            foreach (var now in desk.Broker.Positions)
            {
                if (before.TryGetValue(now.Ticket, out var then)) moved.Add(Move(then, now));
                before[now.Ticket] = now;
            }
        };
        desk.Pass(TimeSpan.FromHours(6));

        desk.Broker.Deals.Where(deal => deal.Entry == DealEntry.Out).Select(deal => deal.Reason).Distinct().Order().ShouldBe(
            [DealReason.Client, DealReason.Mobile, DealReason.Web, DealReason.Expert, DealReason.StopLoss, DealReason.TakeProfit]);
        before.Values.Count(position => position.Magic != 0).ShouldBeGreaterThan(10);
        before.Values.Count(position => position.StopLoss is null).ShouldBeGreaterThan(10);
        before.Values.Select(position => position.Symbol).Distinct().Count().ShouldBe(7);
        moved.ShouldBeSubsetOf(["same", "tighter", "wider", "removed", "set"]);
        moved.Count.ShouldBe(5);
    }

    private static string Move(Position then, Position now) => (then.StopLoss, now.StopLoss) switch
    {
        (null, null) => "same",
        (null, _) => "set",
        (_, null) => "removed",
        ({ } old, { } next) => old == next ? "same" : now.Side.IsTighter(next, old) ? "tighter" : "wider",
    };

    [Fact]
    public void The_spread_of_a_new_position_costs_well_under_half_a_dollar()
    {
        using var desk = new DemoDesk(new DemoBrokerOptions { Seed = 14 }).Live();
        desk.Pass(TimeSpan.FromHours(2));
        var lots = desk.Broker.Deals.Where(deal => deal.Entry == DealEntry.In).Select(deal => (deal.Symbol, deal.Lots)).Distinct();
        foreach (var (symbol, size) in lots)
        {
            var spec = desk.Broker.SpecOf(symbol);
            var usual = MarketSymbol.Default.Single(each => each.Name == symbol);
            (usual.SpreadTicks * 1.25m * spec.TickValueLoss * size.Value).ShouldBeLessThan(0.35m, symbol);
            var pointsOfTwoDollars = 2m / (spec.TickValueLoss * size.Value) * spec.TickSize / spec.Point;
            pointsOfTwoDollars.ShouldBeInRange(90m, 2_000m, symbol);
        }
    }

    [Fact]
    public void The_trader_leaves_alone_what_it_did_not_open()
    {
        using var desk = new DemoDesk(new DemoBrokerOptions { Seed = 15 }).Live();
        desk.Pass(TimeSpan.FromSeconds(2));
        var mine = desk.Broker.Open(new OrderRequest("EURUSD", Side.Long, new Lots(0.01m), Comment: "by hand")).Opened();
        desk.Pass(TimeSpan.FromHours(3));
        desk.Broker.Find(mine).ShouldNotBeNull().StopLoss.ShouldBeNull();
    }

    [Fact]
    public void A_broker_without_any_of_its_symbols_is_refused()
    {
        using var desk = new BrokerDesk(SymbolSpecs.EurUsd with { Spec = SymbolSpecs.EurUsd.Spec with { Name = "ODD" } });
        Should.Throw<ArgumentException>(() => new DemoTrader(desk.Broker, 1, BrokerDesk.Start));
    }
}
