using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Properties;

/// <summary>What moves the hard stop of a position, and what does not.</summary>
public class AnchorProperties
{
    private static readonly Gen<Situation> Fixed =
        from at in Situations.AtFirstSight
        let position = at.With(at.Plan with { TickValueDrift = 0.05m })
        select position with { Progress = position.Decide().Progress };

    [Fact]
    public void A_drift_of_the_tick_value_up_to_five_percent_leaves_the_hard_stop_alone() =>
        Checking.ForAll(Drifted(-5, 5), Stays);

    [Fact]
    public void A_drift_over_five_percent_fixes_it_anew_within_max_risk() => Checking.ForAll(
        from at in Fixed
        from percent in Gen.OneOf(Gen.Choose(-20, -6), Gen.Choose(6, 20))
        select Drift(at, percent),
        FixedAnew);

    [Fact]
    public void Many_small_drifts_are_measured_from_where_it_was_fixed() => Checking.ForAll(Fixed, at =>
    {
        var last = at;
        foreach (var percent in new[] { 2, 4, 1, -3, -5, 5 })
        {
            last = Drift(at, percent) with { Progress = last.Decide().Progress };
            last.Decide().HardStop.ShouldBe(at.Progress!.HardStop!.Stop);
        }
    });

    [Fact]
    public void Another_volume_fixes_it_anew() => Checking.ForAll(
        from at in Fixed
        from percent in Gen.Elements(10, 50, 90, 150, 300)
        select at with { Position = at.Position with { Lots = new Lots(at.Position.Lots.Value * percent / 100m) } },
        FixedAnew);

    [Fact]
    public void Another_max_risk_fixes_it_anew() => Checking.ForAll(
        from at in Fixed
        from cents in Gen.Choose(1, 500)
        select at.With(at.Plan with { MaxRisk = at.Plan.MaxRisk + new Money(cents / 100m) }),
        FixedAnew);

    [Fact]
    public void Another_entry_after_adding_to_the_position_fixes_it_anew() => Checking.ForAll(
        from at in Fixed
        from ticks in Gen.Choose(-50, 50)
        select at with { Position = at.Position with { OpenPrice = new Price(at.Position.OpenPrice.Value + ticks * at.Spec.TickSize) } },
        FixedAnew);

    [Fact]
    public void Quotes_stops_and_the_other_settings_leave_it_alone() => Checking.ForAll(
        from at in Fixed
        from again in Situations.Quoted(at.WithStop(at.Closing - (at.Towards * 5 * at.Spec.TickSize)))
        from plan in Situations.Plans
        let kept = plan with { MaxRisk = at.Plan.MaxRisk, TickValueDrift = 0.05m }
        select again.With(kept),
        Stays);

    private static Gen<Situation> Drifted(int least, int most) =>
        from at in Fixed
        from percent in Gen.Choose(least, most)
        select Drift(at, percent);

    private static Situation Drift(Situation at, int percent) =>
        at with { Spec = at.Spec with { TickValueLoss = at.Progress!.HardStop!.TickValueLoss * (100 + percent) / 100m } };

    private static void Stays(Situation at) => at.Decide().HardStop.ShouldBe(at.Progress!.HardStop!.Stop);

    private static void FixedAnew(Situation at)
    {
        var hard = at.Decide().HardStop;
        hard.ShouldBe((at with { Progress = null }).Decide().HardStop);
        at.ProfitAt(hard.Value).ShouldBeGreaterThanOrEqualTo(-at.Plan.MaxRisk.Amount);
    }
}
