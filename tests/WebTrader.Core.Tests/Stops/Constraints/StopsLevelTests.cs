using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Constraints;

public class StopsLevelTests
{
    private static readonly Situation Euro = Situation.Long(Symbols.EurUsd, lots: 0.01m, open: 1.08650m).WithStopsLevel(50);

    [Fact]
    public void At_exactly_the_stops_distance_a_stop_is_allowed() => Euro.At(1.08500m, 1.08510m).ShouldMoveTo(1.08450m);

    [Fact]
    public void One_point_nearer_the_nearest_allowed_stop_is_set_at_once()
    {
        var move = Euro.At(1.08499m, 1.08509m).ShouldMoveTo(1.08449m);
        move.Reason.ShouldBe("At 1.08450 the loss is at most 2.00; the nearest the broker allows, 50 points from the price");
        move.ProfitAtStop.ShouldBe(new Money(-2.01m));
    }

    [Fact]
    public void As_the_price_leaves_the_stop_follows_to_the_hard_stop()
    {
        var at = Euro.At(1.08480m, 1.08490m);
        var set = at.After(at.Decide());
        set.Position.StopLoss.ShouldBe(new Price(1.08430m));
        set.At(1.08490m, 1.08500m).ShouldMoveTo(1.08440m);
        set.At(1.08600m, 1.08610m).ShouldMoveTo(1.08450m);
    }

    [Fact]
    public void As_the_price_comes_nearer_the_stop_stays_and_the_hard_stop_is_still_wanted()
    {
        var at = Euro.At(1.08480m, 1.08490m);
        var hold = at.After(at.Decide()).At(1.08470m, 1.08480m)
            .ShouldHold("Hard stop waits: it wants 1.08450, and the stop at 1.08430 is as near as the broker allows");
        hold.Wanted.ShouldBe(new Price(1.08450m));
    }

    [Fact]
    public void At_max_risk_a_stop_that_could_only_be_set_looser_does_not_cover_and_we_close()
    {
        var at = Euro.At(1.08480m, 1.08490m);
        at.After(at.Decide()).At(1.08450m, 1.08460m).ShouldCloseNow(
            "The loss of -2.00 has come to the hard stop at 1.08450 (limit 2.00) and the stop at 1.08430 is looser: closing at the market");
    }

    [Fact]
    public void For_a_short_the_distance_counts_from_the_ask() =>
        Situation.Short(Symbols.XauUsd, 0.01m, 2400.00m).WithStopsLevel(50).At(2401.50m, 2401.70m).ShouldMoveTo(2402.20m);

    [Fact]
    public void A_distance_that_is_no_whole_number_of_ticks_is_rounded_away_from_the_price() => // 7 points of 0.1, ticks of 0.5
        Situation.Long(Symbols.Germany40, 0.1m, 18_500.0m).WithStopsLevel(7).At(18_482.5m, 18_483.0m).ShouldMoveTo(18_481.5m);

    [Fact]
    public void Without_a_stops_level_a_stop_is_still_one_tick_from_the_price() =>
        Situation.Long(Symbols.XauUsd, 10m, 2400.00m).At(2400.00m, 2400.00m).ShouldMoveTo(2399.99m).Rule.ShouldBe(RuleName.HardStop);
}
