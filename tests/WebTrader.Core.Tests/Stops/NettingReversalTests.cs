using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops;

/// <summary>A long with +0.90 locked is turned into a short under the same position identifier.</summary>
public class NettingReversalTests
{
    private static readonly Situation Long = Situation.Long(Symbols.XauUsd, lots: 0.01m, open: 2400.00m).At(2401.07m, 2401.09m);

    private static readonly Situation Turned = Turn(Long.After(Long.Decide()), 2401.07m).At(2401.07m, 2401.09m);

    [Fact]
    public void The_stop_of_the_old_side_does_not_hold_the_new_side_back()
    {
        Turned.Position.StopLoss.ShouldBe(new Price(2400.90m));
        Turned.ShouldMoveTo(2403.07m).Rule.ShouldBe(RuleName.HardStop);
    }

    [Fact]
    public void The_freeze_level_does_not_hold_it_back_either() =>
        Turned.WithTakeProfit(2405.00m).WithFreezeLevel(30).ShouldMoveTo(2403.07m);

    [Fact]
    public void The_peak_begins_anew() => Turned.Decide().Progress.PeakTicks.ShouldBe(-2m);

    [Fact]
    public void At_max_risk_the_stop_of_the_old_side_does_not_cover() => Turned.At(2403.05m, 2403.07m).ShouldCloseNow(
        "The loss of -2.00 has come to the hard stop at 2403.07 (limit 2.00) and there is no stop at the broker: closing at the market");

    [Fact]
    public void Trailing_may_come_to_the_very_price_of_the_old_stop_and_is_then_not_loosened()
    {
        var at = Turned;
        foreach (var ask in new[] { 2401.09m, 2400.80m, 2400.69m }) at = at.AtClosing(ask, 0.02m) is var quoted ? quoted.After(quoted.Decide()) : at;
        var settled = at.WithStop(2400.90m);

        settled.AtClosing(2400.85m, 0.02m).ShouldHold("The stop at 2400.90 is tighter than step trailing wants (2400.97)");
        settled.AtClosing(2400.85m, 0.02m).Decide().Progress.InheritedStop.ShouldBeNull();
    }

    [Fact]
    public void A_stop_sent_along_with_the_turn_is_the_new_sides_own_and_not_loosened() =>
        Turned.WithStop(2402.00m).ShouldHold("The stop at 2402.00 is tighter than hard stop wants (2403.07)");

    private static Situation Turn(Situation at, decimal price) =>
        at with { Position = at.Position with { Side = at.Side.Opposite(), OpenPrice = new Price(price) } };
}
