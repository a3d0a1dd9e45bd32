using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Properties;

/// <summary>
/// The engine skips quotes on the strength of <see cref="NextStep"/>. So: while it is not "always", no quote whose closing price has
/// not come to its price may lead to a move or a close, whatever its spread.
/// </summary>
public class NextStepProperties
{
    private static readonly Gen<(Situation Settled, decimal Away, decimal Spread)> Skipped =
        from at in Situations.Any
        let settled = at.After(at.Decide())
        from points in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 60), Gen.Choose(0, 30_000))
        from spread in Gen.OneOf(Gen.Constant(0m), Situations.Spreads(at))
        select (settled, points * at.Spec.Point, spread);

    [Fact]
    public void No_quote_before_the_next_step_changes_the_decision() => Checking.ForAll(Skipped, skipped =>
    {
        var (settled, away, spread) = skipped;
        var verdict = settled.Decide();
        if (verdict.Next.Always) return;

        // Just before the price of the next step; without one, far up as well.
        var last = verdict.Next.From is { } from ? from.Value - settled.Towards * settled.Spec.Point : settled.Closing + settled.Towards * 2 * away;
        var later = settled.After(verdict).AtClosing(last - settled.Towards * away, spread);
        later.Decision.ShouldBeOfType<StopDecision.Hold>($"at {later.Closing}, next step {verdict.Next}");
    }, tests: 20_000);

    [Fact]
    public void A_naked_or_uncovered_ticket_is_looked_at_with_every_quote() => Checking.ForAll(Situations.Any, at =>
    {
        var verdict = at.Decide();
        var covered = at.Position.StopLoss is { } stop && !at.Tighter(verdict.HardStop.Value, stop.Value);
        if (!covered || verdict.Decision is not StopDecision.Hold) verdict.Next.Always.ShouldBeTrue();
    });

    [Fact]
    public void A_protected_ticket_lets_most_quotes_pass()
    {
        var (all, skipped) = (0, 0);
        Checking.ForAll(Skipped, at =>
        {
            all++;
            if (!at.Settled.Decide().Next.Always) skipped++;
        });
        skipped.ShouldBeGreaterThan(all / 3, "otherwise the property above would say little");
    }

    [Fact]
    public void What_is_said_to_be_locked_next_is_more_than_now() => Checking.ForAll(Situations.Any, at =>
    {
        if (at.Decide().Next is { Always: false, From: not null, Locks: { } locks })
            locks.Amount.ShouldBeGreaterThanOrEqualTo(at.ProfitAt(at.Position.StopLoss!.Value.Value) - at.Spec.TickValueProfit * at.Position.Lots.Value);
    });

    [Fact]
    public void At_the_price_that_is_announced_the_stop_moves_to_what_is_announced() => Checking.ForAll(Situations.Any, at =>
    {
        var settled = at.After(at.Decide());
        var verdict = settled.Decide();
        if (verdict.Next.Always || StopPipeline.NextMove(settled.Position, settled.Spec, settled.Quote, settled.Plan, verdict.Progress) is not { } next) return;
        var later = settled.After(verdict).AtClosing(next.At.Value, settled.Quote.Spread).AtClosing(next.At.Value, settled.Quote.Spread);
        if (later.Decision is StopDecision.Move move) move.ProfitAtStop.Amount.ShouldBeGreaterThanOrEqualTo(next.Locks.Amount - settled.Spec.TickValueProfit * settled.Position.Lots.Value);
        else (later.Spec.FreezeLevel > 0).ShouldBeTrue($"{next}: {later.Decision.Reason}");
    });
}
