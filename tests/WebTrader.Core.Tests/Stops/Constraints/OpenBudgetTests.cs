using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Constraints;

public class OpenBudgetTests
{
    private const string Spent = "waits for the budget: 1800 of 2000 messages are sent today, the rest is kept for protection";
    private static readonly Situation Gold = Situation.Long(Symbols.XauUsd, lots: 0.01m, open: 2400.00m);

    [Fact]
    public void A_protected_position_keeps_its_stop_while_the_budget_is_spent() => Gold.WithStop(2398.00m).At(2400.30m, 2400.32m).Costing(1m, Spent).ShouldHold("Step trailing " + Spent);

    [Fact]
    public void It_sleeps_until_the_budget_opens_again()
    {
        var at = Gold.WithStop(2398.00m).At(2400.30m, 2400.32m).Costing(1m, Spent);
        at.Decide().Next.ShouldBe(new NextStep(Always: false, null, null));
    }

    [Fact]
    public void A_position_without_a_stop_gets_one_whatever_was_sent() => Gold.At(2400.30m, 2400.32m).Costing(1m, Spent).ShouldMoveTo(2400.20m);

    [Fact]
    public void A_stop_that_is_looser_than_the_hard_stop_is_tightened_whatever_was_sent() => Gold.WithStop(2390.00m).At(2400.30m, 2400.32m).Costing(1m, Spent).ShouldMoveTo(2400.20m);

    [Fact]
    public void A_move_in_loss_is_made_whatever_was_sent() => Gold.WithStop(2397.00m).At(2399.00m, 2399.02m).Costing(1m, Spent).ShouldMoveTo(2398.00m);

    [Fact]
    public void Where_messages_are_scarce_a_move_must_gain_more()
    {
        var at = Gold.WithStop(2400.10m).At(2400.40m, 2400.42m);
        at.ShouldMoveTo(2400.30m);
        at.Costing(3m).ShouldHold("Step trailing waits: moving to 2400.30 would gain +0.20, the least is +0.30 (messages are scarce)");
        at.At(2400.50m, 2400.52m).Costing(3m).ShouldMoveTo(2400.40m);
    }

    [Fact]
    public void Where_messages_are_scarce_the_first_lock_must_lock_half_of_that()
    {
        var at = Gold.WithStop(2398.00m);
        at.At(2400.25m, 2400.27m).Costing(4m).ShouldHold("Step trailing waits: 2400.10 would lock +0.10, the least is +0.20 (messages are scarce)");
        at.At(2400.30m, 2400.32m).Costing(4m).ShouldMoveTo(2400.20m);
        at.WithStop(2390.00m).At(2400.25m, 2400.27m).Costing(4m).ShouldMoveTo(2400.10m);
    }

    [Fact]
    public void Where_there_is_budget_to_spare_less_is_enough() => Gold.WithStop(2400.05m).At(2400.20m, 2400.22m).Costing(0.5m).ShouldMoveTo(2400.10m);

    private static readonly Gen<Situation> Priced =
        from at in Situations.Any
        from factor in Gen.Elements(0m, 0.125m, 0.5m, 1m, 2m, 16m)
        from spent in Gen.Elements(true, false, false)
        select at.Costing(factor, spent ? Spent : null);

    [Fact]
    public void A_budget_never_holds_back_protection() => Checking.ForAll(Priced, at =>
    {
        var (free, bound) = (at.Costing(1m).Decide(), at.Decide());
        var isCovered = at.Position.StopLoss is { } stop && !at.Tighter(free.HardStop.Value, stop.Value);
        if (free.Decision is StopDecision.CloseNow) bound.Decision.ShouldBe(free.Decision);
        if (free.Decision is StopDecision.Move move && (!isCovered || move.ProfitAtStop.Amount <= 0)) bound.Decision.ShouldBeOfType<StopDecision.Move>();
        if (at.Message.Closed is not null && isCovered && bound.Decision is StopDecision.Move sent) sent.ProfitAtStop.Amount.ShouldBeLessThanOrEqualTo(0m);
    });

    [Fact]
    public void Whatever_a_message_costs_no_quote_is_wrongly_skipped() => Checking.ForAll(
        from at in Priced from points in Gen.Choose(0, 3000) select (at, points), skipped =>
    {
        var settled = skipped.at.After(skipped.at.Decide());
        var verdict = settled.Decide();
        if (verdict.Next.Always) return;
        var last = verdict.Next.From is { } from ? from.Value - settled.Towards * settled.Spec.Point : settled.Closing + settled.Towards * 3000 * settled.Spec.Point;
        settled.After(verdict).AtClosing(last - settled.Towards * skipped.points * settled.Spec.Point, 0m).Decision.ShouldBeOfType<StopDecision.Hold>($"next step {verdict.Next}");
    }, tests: 10_000);
}
