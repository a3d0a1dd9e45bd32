using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Properties;

/// <summary>A position over a walk of the price, with every decided stop set.</summary>
public class WalkProperties
{
    private static readonly Gen<(Situation Start, (int Step, decimal Spread)[] Walk)> Walks =
        from start in Situations.AtFirstSight
        from walk in (from step in Gen.OneOf(Gen.Choose(-3, 4), Gen.Choose(-40, 40))
                      from spread in Situations.Spreads(start)
                      select (step, spread)).ArrayOf(60)
        select (start, walk);

    [Fact]
    public void Over_a_walk_the_stop_only_tightens_and_the_peak_only_grows() => Checking.ForAll(Walks, walk =>
    {
        foreach (var (before, verdict, after) in Steps(walk.Start, walk.Walk))
        {
            verdict.Progress.PeakTicks!.Value.ShouldBeGreaterThanOrEqualTo(before.Progress?.PeakTicks ?? decimal.MinValue);
            if (before.Position.StopLoss is { } stop) before.Tighter(stop.Value, after.Position.StopLoss!.Value.Value).ShouldBeFalse();
            if (before.Progress?.HardStop is { } fixedAt && fixedAt.Lots == before.Position.Lots) verdict.Progress.HardStop.ShouldBe(fixedAt);
        }
    }, tests: 400);

    /// <summary>The way the engine uses it: a settled position is not looked at again before the next step, and nothing is missed by that.</summary>
    [Fact]
    public void Skipping_quotes_before_the_next_step_leads_to_the_same_stops() => Checking.ForAll(Walks, walk =>
    {
        var skipping = walk.Start;
        NextStep? next = null;
        foreach (var (before, _, after) in Steps(walk.Start, walk.Walk))
        {
            skipping = skipping with { Quote = before.Quote, Before = before.Before };
            if (next is not { Always: false } step || (step.From is { } from && !skipping.Tighter(from.Value, skipping.Closing)))
            {
                var verdict = skipping.Decide();
                skipping = skipping.After(verdict);
                next = verdict.Next;
            }

            skipping.Position.StopLoss.ShouldBe(after.Position.StopLoss);
        }
    }, tests: 400);

    private static IEnumerable<(Situation Before, StopVerdict Verdict, Situation After)> Steps(Situation start, (int Step, decimal Spread)[] walk)
    {
        var at = start;
        foreach (var (step, spread) in walk)
        {
            var before = at.AtClosing(at.Closing + step * at.Spec.TickSize, spread);
            var verdict = before.Decide();
            if (verdict.Decision is StopDecision.CloseNow) yield break;
            at = before.After(verdict);
            yield return (before, verdict, at);
        }
    }
}
