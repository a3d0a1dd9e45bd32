using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Rules;

public class HardStopRuleTests
{
    private static readonly Situation Euro = Situation.Long(Symbols.EurUsd, lots: 0.01m, open: 1.08650m);

    [Fact]
    public void A_naked_long_gets_a_stop_where_it_loses_two_dollars() =>
        Euro.At(1.08640m, 1.08650m).ShouldMoveTo(1.08450m).ProfitAtStop.ShouldBe(new Money(-2.00m));

    [Fact]
    public void A_naked_short_gets_a_stop_where_it_loses_two_dollars() =>
        Situation.Short(Symbols.XauUsd, 0.01m, 2400.00m).At(2400.00m, 2400.20m).ShouldMoveTo(2402.00m).ProfitAtStop.ShouldBe(new Money(-2.00m));

    [Theory]
    [InlineData(Side.Long, "156.943")] // 2.00 / (0.65 x 0.01) = 307.69 ticks: 307 lose 1.99550
    [InlineData(Side.Short, "157.557")]
    public void The_tick_value_of_losses_counts_and_a_broken_tick_is_rounded_towards_the_entry(Side side, string stop)
    {
        var at = Situation.Of(Symbols.UsdJpy, side, 0.01m, 157.250m);
        at.ShouldMoveTo(decimal.Parse(stop, System.Globalization.CultureInfo.InvariantCulture)).ProfitAtStop.ShouldBe(new Money(-1.9955m));
    }

    [Fact]
    public void On_an_index_with_ticks_of_five_points_it_lies_on_a_tick() =>
        Situation.Long(Symbols.Germany40, 0.1m, 18_500.5m).ShouldMoveTo(18_482.5m).ProfitAtStop.ShouldBe(new Money(-1.98m));

    [Fact]
    public void On_an_index_without_decimals_it_lies_on_a_tick() =>
        Situation.Short(Symbols.Japan225, 1m, 39_000m).ShouldMoveTo(39_030m).ProfitAtStop.ShouldBe(new Money(-1.98m));

    [Fact]
    public void An_average_entry_between_two_ticks_still_loses_at_most_max_risk() =>
        Situation.Long(Symbols.EurUsd, 0.03m, 1.086503m).ShouldMoveTo(1.08584m).ProfitAtStop.ShouldBe(new Money(-1.989m));

    [Fact]
    public void It_is_a_floor_and_not_a_target_so_a_tighter_stop_is_left_alone() =>
        Euro.WithStop(1.08500m).At(1.08640m, 1.08650m).ShouldHold("The stop at 1.08500 is tighter than hard stop wants (1.08450)");

    [Fact]
    public void A_looser_stop_is_brought_to_max_risk() => Euro.WithStop(1.08000m).At(1.08640m, 1.08650m).ShouldMoveTo(1.08450m);

    [Fact]
    public void A_position_in_profit_and_one_that_is_years_old_have_it_too()
    {
        var old = Euro with { Position = Euro.Position with { OpenTime = DateTimeOffset.UnixEpoch, Magic = 77, Comment = "by others" } };
        old.At(1.08652m, 1.08660m).ShouldMoveTo(1.08450m).Rule.ShouldBe(RuleName.HardStop);
    }

    [Fact]
    public void Where_max_risk_is_more_than_the_whole_price_it_is_the_lowest_price_there_is() =>
        Situation.Long(Symbols.EurUsd with { Digits = 2, Point = 0.01m, TickSize = 0.01m }, 0.01m, 1.50m).ShouldMoveTo(0.01m);

    [Fact]
    public void Its_price_does_not_ratchet_with_small_drifts_of_the_tick_value()
    {
        var at = Situation.Long(Symbols.UsdJpy, 0.01m, 157.250m).At(157.240m, 157.250m);
        var set = at.After(at.Decide());

        var drifted = set with { Spec = set.Spec with { TickValueLoss = 0.6825m } }; // exactly 5 %
        drifted.Decide().HardStop.Value.ShouldBe(156.943m);
        drifted.Decision.ShouldBeOfType<StopDecision.Hold>();
    }

    [Fact]
    public void A_drift_of_more_than_five_percent_brings_it_back_within_max_risk()
    {
        var at = Situation.Long(Symbols.UsdJpy, 0.01m, 157.250m).At(157.240m, 157.250m);
        var set = at.After(at.Decide());

        (set with { Spec = set.Spec with { TickValueLoss = 0.6890m } }).ShouldMoveTo(156.960m); // 6 %
        (set with { Spec = set.Spec with { TickValueLoss = 0.6110m } }).Decide().HardStop.Value.ShouldBe(156.923m); // looser: wanted, but
        (set with { Spec = set.Spec with { TickValueLoss = 0.6110m } }).Decision.ShouldBeOfType<StopDecision.Hold>(); // never set
    }

    [Fact]
    public void A_partial_close_gives_it_more_room_but_does_not_loosen_the_stop()
    {
        var set = Euro.After(Euro.Decide());
        var half = set with { Position = set.Position with { Lots = new Lots(0.005m) } };

        half.Decide().HardStop.Value.ShouldBe(1.08250m);
        half.ShouldHold("The stop at 1.08450 is tighter than hard stop wants (1.08250)");
    }

    [Fact]
    public void A_smaller_max_risk_in_the_settings_brings_it_nearer()
    {
        var set = Euro.After(Euro.Decide());
        set.With(new StopPlan { MaxRisk = new Money(1.50m) }).ShouldMoveTo(1.08500m);
    }

    [Fact]
    public void A_volume_for_which_one_tick_is_worth_more_than_max_risk_is_held_at_the_entry() =>
        Situation.Long(Symbols.XauUsd, 10m, 2400.00m).At(2400.50m, 2400.60m).Decide().HardStop.Value.ShouldBe(2400.00m);
}
