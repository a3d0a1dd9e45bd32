using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops;

public class RiskBasisTests
{
    private static readonly Situation Euro = Situation.Long(Symbols.EurUsd, lots: 0.10m, open: 1.08650m).At(1.08650m, 1.08652m);

    [Theory]
    [InlineData("1%", RiskUnit.PercentOfBalance, "1")]
    [InlineData("0.25 %", RiskUnit.PercentOfBalance, "0.25")]
    [InlineData("200 points", RiskUnit.Points, "200")]
    [InlineData("12.5points", RiskUnit.Points, "12.5")]
    public void It_is_read_as_traders_write_it(string text, RiskUnit unit, string value) =>
        RiskBasis.Parse(text).ShouldBe(new RiskBasis(unit, decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2.00")]
    [InlineData("%")]
    [InlineData("-1%")]
    [InlineData("1e2 points")]
    [InlineData("two points")]
    public void Anything_else_is_no_unit(string text) => RiskBasis.Parse(text).ShouldBeNull();

    [Fact]
    public void One_percent_of_a_balance_of_1000_is_10() =>
        Resolve(Percent(1m), balance: 1_000m).MaxRisk.ShouldBe(new Money(10m));

    [Fact]
    public void The_hard_stop_of_a_percentage_stays_where_it_is_when_the_balance_moves()
    {
        var seen = (Euro with { Plan = Resolve(Percent(1m), balance: 1_000m) }).Decide();
        seen.HardStop.Value.ShouldBe(1.08550m);
        var later = RiskBasis.Resolve(Percent(1m), Euro.Position, Euro.Spec, seen.Progress, new Money(500m));
        (Euro with { Plan = later, Progress = seen.Progress }).Decide().HardStop.Value.ShouldBe(1.08550m);
        RiskBasis.Resolve(Percent(2m), Euro.Position, Euro.Spec, seen.Progress, new Money(500m)).MaxRisk.ShouldBe(new Money(10m), "another percentage is another setting, of the balance now");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(-250)]
    public void Without_a_balance_above_zero_the_amount_set_for_that_holds_and_no_position_waits_for_its_stop(int? balance)
    {
        var seen = (Euro with { Plan = Resolve(Percent(1m), balance) }).Decide();
        seen.HardStop.Value.ShouldBe(1.08610m, "at most 4.00");
        var later = RiskBasis.Resolve(Percent(1m), Euro.Position, Euro.Spec, seen.Progress, new Money(300m));
        (Euro with { Plan = later, Progress = seen.Progress }).Decide().HardStop.Value.ShouldBe(1.08620m, "1 % of 300, as soon as it is known");
    }

    [Fact]
    public void A_percentage_needs_an_amount_for_when_it_cannot_be_reckoned() =>
        (Percent(1m) with { MaxRiskOtherwise = null }).Problems().ShouldBe(["MaxRiskOtherwise is missing, and MaxRisk is 1 %: it needs the amount that holds while the balance is not known or not above zero, as in 2.00"]);

    [Fact]
    public void Points_are_the_distance_from_the_entry_whatever_the_volume()
    {
        var plan = new StopPlan { RiskIn = new RiskBasis(RiskUnit.Points, 200m) };
        foreach (var lots in (decimal[])[0.01m, 0.10m, 3m])
        {
            var position = Euro.Position with { Lots = new Lots(lots) };
            var resolved = RiskBasis.Resolve(plan, position, Euro.Spec, null, null);
            (Euro with { Position = position, Plan = resolved }).Decide().HardStop.Value.ShouldBe(1.08450m);
        }
    }

    [Fact]
    public void Small_changes_of_the_tick_value_do_not_move_a_stop_in_points()
    {
        var plan = new StopPlan { RiskIn = new RiskBasis(RiskUnit.Points, 200m) };
        var seen = (Euro with { Plan = RiskBasis.Resolve(plan, Euro.Position, Euro.Spec, null, null) }).Decide();
        var drifted = Euro.Spec with { TickValueLoss = Euro.Spec.TickValueLoss * 1.04m };
        var later = RiskBasis.Resolve(plan, Euro.Position, drifted, seen.Progress, null);
        (Euro with { Spec = drifted, Plan = later, Progress = seen.Progress }).Decide().HardStop.ShouldBe(seen.HardStop);
    }

    [Fact]
    public void A_stop_in_points_stays_at_its_points_when_the_tick_value_moves_far()
    {
        var plan = new StopPlan { RiskIn = new RiskBasis(RiskUnit.Points, 200m) };
        var seen = (Euro with { Plan = RiskBasis.Resolve(plan, Euro.Position, Euro.Spec, null, null) }).Decide();
        foreach (var factor in (decimal[])[0.8m, 1.2m])
        {
            var drifted = Euro.Spec with { TickValueLoss = Euro.Spec.TickValueLoss * factor };
            var later = RiskBasis.Resolve(plan, Euro.Position, drifted, seen.Progress, null);
            (Euro with { Spec = drifted, Plan = later, Progress = seen.Progress }).Decide().HardStop.Value.ShouldBe(1.08450m);
        }
    }

    private static StopPlan Percent(decimal value) => new() { MaxRiskOtherwise = new Money(4m), RiskIn = new RiskBasis(RiskUnit.PercentOfBalance, value) };

    private static StopPlan Resolve(StopPlan plan, decimal? balance) => RiskBasis.Resolve(plan, Euro.Position, Euro.Spec, null, balance is { } known ? new Money(known) : null);
}
