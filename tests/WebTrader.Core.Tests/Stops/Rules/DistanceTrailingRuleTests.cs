using System.Globalization;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Rules;

public class DistanceTrailingRuleTests
{
    private static readonly StopPlan Plan = new() { MaxRisk = new Money(9.00m), TrailingStep = new Money(9.00m), MinimumMove = Money.Zero, DistanceTrailing = new DistanceTrailingPlan(From: 60, Distance: 40, Step: 10) };

    private static readonly Situation Euro = Situation.Long(Symbols.EurUsd, lots: 0.01m, open: 1.08650m).With(Plan);

    [Theory]
    [InlineData("1.08710", "1.08670")]
    [InlineData("1.08719", "1.08670")]
    [InlineData("1.08720", "1.08680")]
    [InlineData("1.08999", "1.08950")]
    public void From_its_gain_on_the_stop_follows_at_the_distance_in_whole_steps(string bid, string stop)
    {
        var price = decimal.Parse(bid, CultureInfo.InvariantCulture);
        Euro.At(price, price + 0.00002m).ShouldMoveTo(decimal.Parse(stop, CultureInfo.InvariantCulture)).Rule.ShouldBe(RuleName.DistanceTrailing);
    }

    [Fact]
    public void Before_its_gain_it_waits() => Euro.At(1.08709m, 1.08711m).Proposal(RuleName.DistanceTrailing).Reason.ShouldBe("Waits: starts at a gain of 60 points");

    [Fact]
    public void A_short_is_followed_from_above() => Situation.Short(Symbols.EurUsd, 0.01m, 1.08650m).With(Plan).At(1.08563m, 1.08565m).ShouldMoveTo(1.08610m);

    [Fact]
    public void Its_distance_does_not_depend_on_volume_or_tick_value()
    {
        var yen = Situation.Long(Symbols.UsdJpy, 0.01m, 157.250m).With(Plan with { DistanceTrailing = new DistanceTrailingPlan(100, 70, 10) });
        yen.AtClosing(157.373m, 0.003m).ShouldMoveTo(157.300m);
        (yen with { Position = yen.Position with { Lots = new Lots(0.07m) } }).AtClosing(157.373m, 0.003m).ShouldMoveTo(157.300m);
    }

    [Fact]
    public void Points_that_are_not_ticks_are_counted_as_points()
    {
        var coarse = Euro with { Spec = Euro.Spec with { TickSize = 0.00005m } };
        coarse.At(1.08720m, 1.08725m).ShouldMoveTo(1.08680m);
    }
}
