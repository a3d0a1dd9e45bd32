using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;
using WebTrader.Engine.Views;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Views;

/// <summary>How far the stop is from the price, in average true ranges: only where enough bars were seen.</summary>
public sealed class RangeViewTests
{
    private static readonly StopPlan Far = new() { MaxRisk = new Money(400.00m), SweetSpotFrom = new Money(300.00m), SweetSpotTo = new Money(350.00m), TrailingStep = new Money(400.00m) };

    /// <summary>Bars of a minute, ten points high each, with the price back where it was.</summary>
    private static void Minutes(TradingDesk desk, int count)
    {
        for (var minute = 0; minute < count; minute++)
        {
            desk.Quote(1.10005m);
            desk.PassesSeconds(20);
            desk.Quote(1.09995m);
            desk.PassesSeconds(20);
            desk.Quote(1.10000m);
            desk.PassesSeconds(20);
        }
    }

    private static TradingDesk Desk(AtrTrailingPlan? atr = null)
    {
        var desk = new TradingDesk(new DeskSettings { Engine = new EngineOptions { Plan = Far with { AtrTrailing = atr } } }).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    private static string Says(TradingDesk desk, Ticket ticket) => desk.Session.View.Ticket(ticket).ShouldNotBeNull().Bounds.Single(bound => bound.Name == "From price to stop").Text;

    [Fact]
    public void Until_fourteen_bars_of_a_minute_were_seen_the_range_is_unknown()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(stop: 1.09900m);
        Minutes(desk, 6);
        desk.Row(ticket).DistancePoints.ShouldBe(100m);
        desk.Row(ticket).DistanceRanges.ShouldBeNull();
        Says(desk, ticket).ShouldBe("100 points; range unknown, 4 of 14 bars of 1 min seen");
        desk.Session.View.Ticket(ticket)!.Range.ShouldSatisfyAllConditions(range => range.Bars.ShouldBe(4), range => range.Range.ShouldBeNull());
    }

    [Fact]
    public void After_that_the_distance_is_told_in_ranges_too()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(stop: 1.09900m);
        Minutes(desk, 17);
        desk.Row(ticket).DistanceRanges.ShouldBe(10m, "a hundred points are ten bars of ten points");
        Says(desk, ticket).ShouldBe("100 points, 10.0 times the range (14 bars of 1 min)");
    }

    [Fact]
    public void Where_a_rule_trails_by_the_range_its_own_bars_count()
    {
        using var desk = Desk(new AtrTrailingPlan(2m, 3, TimeSpan.FromMinutes(2), new Money(300m)));
        var ticket = desk.OpensByHand(stop: 1.09900m);
        Minutes(desk, 10);
        desk.Session.View.Ticket(ticket)!.Range.ShouldBe(new RangeView(TimeSpan.FromMinutes(2), 3, 3, 0.0001m));
        desk.Row(ticket).DistanceRanges.ShouldBe(10m);
    }
}
