using Shouldly;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Constraints;

public class MarketMarginTests
{
    private static readonly Situation Gold = Situation.Long(Symbols.XauUsd, lots: 0.01m, open: 2400.00m).WithStop(2398.00m);

    [Fact]
    public void A_stop_in_profit_stays_a_spread_away_from_the_price() =>
        Gold.At(2400.10m, 2400.13m).ShouldMoveTo(2400.07m).Reason.ShouldBe(
            "Profit is +0.10, locks +0.10; kept 3 points from the price");

    [Fact]
    public void The_stops_distance_counts_where_it_is_more_than_the_spread() =>
        Gold.WithStopsLevel(8).At(2400.10m, 2400.13m).ShouldMoveTo(2400.02m);

    [Fact]
    public void Where_no_profit_would_be_left_it_waits() => Gold.At(2400.10m, 2400.20m).ShouldHold(
        "Sweet-spot lock waits: a stop in profit keeps 10 points from the price, and there no profit is left");

    [Fact]
    public void A_naked_position_whose_lock_is_too_near_still_gets_its_hard_stop() =>
        Gold.WithStop(null).At(2400.10m, 2400.20m).ShouldMoveTo(2398.00m).Rule.ShouldBe(RuleName.HardStop);

    [Fact]
    public void Where_the_present_stop_is_as_near_as_that_it_waits() => Gold.WithStop(2400.07m).At(2400.10m, 2400.13m).ShouldHold(
        "Sweet-spot lock waits: a stop in profit keeps 3 points from the price, and the one at 2400.07 is as near as that");

    [Fact]
    public void Trailing_keeps_the_room_as_well() => // 0.38 locks 0.20, but the spread is 0.25
        Gold.At(2400.38m, 2400.63m).ShouldMoveTo(2400.13m).Rule.ShouldBe(RuleName.StepTrailing);

    [Fact]
    public void A_stop_in_loss_keeps_no_room_for_the_spread() =>
        Gold.WithStop(null).At(2398.02m, 2398.52m).ShouldMoveTo(2398.00m);

    [Fact]
    public void Without_a_spread_a_lock_still_keeps_one_tick() =>
        Gold.At(2400.05m, 2400.05m).ShouldMoveTo(2400.04m).Rule.ShouldBe(RuleName.SweetSpotLock);

    [Fact]
    public void Without_a_spread_a_profit_of_one_tick_is_not_locked_at_break_even() => // one tick of this index is 0.054
        Situation.Long(Symbols.Germany40, 0.1m, 18_500.0m).At(18_500.5m, 18_500.5m).ShouldMoveTo(18_482.0m).Rule.ShouldBe(RuleName.HardStop);
}
