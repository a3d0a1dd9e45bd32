using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Properties;

/// <summary>What holds of every decision, over random positions, symbols, quotes, settings and standing stops.</summary>
public class PipelineProperties
{
    [Fact]
    public void A_stop_is_never_loosened() => Checking.ForAll(Situations.Any, at =>
    {
        if (at.Decision is StopDecision.Move move && at.Position.StopLoss is { } standing)
            at.Tighter(move.Stop.Value, standing.Value).ShouldBeTrue($"{standing} to {move.Stop}");
    });

    [Fact]
    public void What_is_set_is_the_tightest_proposal_of_those_that_could_be_set_by_themselves() => Checking.ForAll(Situations.Any, at =>
    {
        var weighed = StopPipeline.Weigh(at.Position, at.Spec, at.Quote, at.Plan, at.Progress, at.Message, at.Before);
        weighed.Select(one => one.Proposal).ShouldBe(at.Decide().Proposals);
        weighed.ShouldAllBe(one => one.Proposal.Stop == null == (one.Alone == null));
        if (at.Decision is not StopDecision.Move move) return;
        var won = weighed.Single(one => one.Proposal.Rule == move.Rule);
        won.Alone.ShouldBe(move);
        weighed.Where(one => one.Alone is StopDecision.Move).ShouldAllBe(one => !at.Tighter(one.Proposal.Stop!.Value.Value, won.Proposal.Stop!.Value.Value));
    });

    [Fact]
    public void A_ticket_without_a_stop_is_never_held() => Checking.ForAll(Situations.Any, at =>
        at.WithStop(null).Decision.ShouldNotBeOfType<StopDecision.Hold>());

    [Fact]
    public void The_hard_stop_loses_at_most_max_risk() => Checking.ForAll(Situations.AtFirstSight, at =>
    {
        var hard = at.Decide().HardStop.Value;
        at.ProfitAt(hard).ShouldBeGreaterThanOrEqualTo(-at.Plan.MaxRisk.Amount);
        at.ProfitAt(hard - at.Towards * at.Spec.TickSize).ShouldBeLessThan(-at.Plan.MaxRisk.Amount, "one tick looser would lose more");
    });

    [Fact]
    public void A_naked_position_gets_its_hard_stop_or_the_nearest_the_broker_allows_or_better() => Checking.ForAll(Situations.Any, at =>
    {
        var verdict = at.WithStop(null).Decide();
        if (verdict.Decision is not StopDecision.Move move) return;
        var nearest = Nearest(at, Math.Max(at.Spec.StopsDistance, at.Spec.TickSize));
        var closable = Looser(at, verdict.HardStop.Value - (at.Towards * (at.Spec.FreezeDistance + at.Spec.TickSize)));
        if (at.Spec.FreezeDistance > 0 && at.Tighter(nearest, closable)) nearest = closable;
        var least = at.Tighter(verdict.HardStop.Value, nearest) ? nearest : verdict.HardStop.Value;
        at.Tighter(least, move.Stop.Value).ShouldBeFalse($"{move.Stop} is looser than {least}");
    });

    [Fact]
    public void Every_move_keeps_the_stops_distance_and_the_tick_grid_on_the_losing_side() => Checking.ForAll(Situations.Any, at =>
    {
        if (at.Decision is not StopDecision.Move move) return;
        var room = at.Towards * (at.Closing - move.Stop.Value);
        room.ShouldBeGreaterThan(0);
        room.ShouldBeGreaterThanOrEqualTo(at.Spec.StopsLevel * at.Spec.Point);
        at.OnGrid(move.Stop.Value).ShouldBeTrue();
        move.ProfitAtStop.Amount.ShouldBe(at.ProfitAt(move.Stop.Value), 1e-20m);
    });

    [Fact]
    public void A_stop_in_profit_keeps_the_stops_distance_and_the_spread_from_the_price() => Checking.ForAll(Situations.Any, at =>
    {
        if (at.Decision is StopDecision.Move { Rule: not RuleName.HardStop } move)
        {
            at.ProfitAt(move.Stop.Value).ShouldBeGreaterThan(0);
            (at.Towards * (at.Closing - move.Stop.Value)).ShouldBeGreaterThanOrEqualTo(Math.Max(at.Quote.Spread, at.Spec.StopsDistance));
        }
    });

    [Fact]
    public void A_stop_in_profit_moves_only_for_the_least_gain() => Checking.ForAll(Situations.Any, at =>
    {
        if (at.Decision is not StopDecision.Move move || at.Position.StopLoss is not { } standing || at.ProfitAt(standing.Value) <= 0) return;
        (at.ProfitAt(move.Stop.Value) - at.ProfitAt(standing.Value)).ShouldBeGreaterThanOrEqualTo(at.Plan.LeastGain.Amount);
    });

    [Fact]
    public void A_change_inside_the_freeze_distance_is_never_asked_for() => Checking.ForAll(Situations.Any, at =>
    {
        if (at.Position.StopLoss is not { } standing || at.Spec.FreezeLevel == 0) return;
        var frozen = at.Towards * (at.Closing - standing.Value) <= at.Spec.FreezeDistance
            || (at.Position.TakeProfit is { } target && at.Towards * (target.Value - at.Closing) <= at.Spec.FreezeDistance);
        if (frozen) at.Decision.ShouldNotBeOfType<StopDecision.Move>();
    });

    [Fact]
    public void It_is_closed_for_max_risk_only_in_loss_at_the_hard_stop_and_only_if_no_stop_covers_it() => Checking.ForAll(Situations.Any, at =>
    {
        var verdict = at.Decide();
        var come = !at.Tighter(at.Closing, verdict.HardStop.Value) && at.ProfitAt(at.Closing) < 0;
        var covered = at.Position.StopLoss is { } standing && !at.Tighter(verdict.HardStop.Value, standing.Value);
        var frozen = at.Spec.FreezeLevel > 0 && at.Position.StopLoss is { } near && at.Towards * (at.Closing - near.Value) <= at.Spec.FreezeDistance;
        if (frozen) verdict.Decision.ShouldNotBeOfType<StopDecision.CloseNow>("the broker refuses to close there");
        else (verdict.Decision is StopDecision.CloseNow { Cause: CloseCause.MaxRisk }).ShouldBe(come && !covered);
    });

    [Fact]
    public void A_part_is_closed_only_at_a_level_in_steps_the_broker_takes_and_never_more_than_there_is() => Checking.ForAll(Situations.Any, at =>
    {
        if (at.Decision is not (StopDecision.ClosePart or StopDecision.CloseNow { Cause: CloseCause.ProfitLevel })) return;
        var open = at.Position.Lots.Value;
        var part = at.Decision is StopDecision.ClosePart { Lots.Value: var lots } ? lots : open;
        (at.Towards * (at.Closing - at.Position.OpenPrice.Value)).ShouldBeGreaterThanOrEqualTo(at.Plan.ProfitLevels!.Levels[0].At * at.Spec.Point);
        (part % at.Spec.VolumeStep).ShouldBe(open % at.Spec.VolumeStep == 0 ? 0 : part % at.Spec.VolumeStep);
        part.ShouldBeInRange(at.Spec.VolumeMin, open);
        if (part < open) (open - part).ShouldBeGreaterThanOrEqualTo(at.Spec.VolumeMin);
        at.Position.StopLoss.ShouldNotBeNull("the stop comes first");
    });

    [Fact]
    public void The_parts_of_all_levels_are_closed_one_after_another_and_each_once() => Checking.ForAll(Situations.Any, at =>
    {
        if (at.Plan.ProfitLevels is not { } plan) return;
        var closed = 0;
        for (var looks = 0; looks < 20; looks++)
        {
            var verdict = at.Decide();
            if (verdict.Decision is StopDecision.CloseNow) return;
            if (verdict.Decision is StopDecision.Hold) break;
            if (verdict.Decision is StopDecision.ClosePart) closed++;
            at = at.After(verdict);
        }

        closed.ShouldBeLessThanOrEqualTo(plan.Levels.Count);
        at.Decision.ShouldBeOfType<StopDecision.Hold>();
    });

    [Fact]
    public void After_a_move_the_same_quote_asks_for_nothing_more() => Checking.ForAll(Situations.Any, at =>
    {
        var verdict = at.Decide();
        if (verdict.Decision is StopDecision.Move) at.After(verdict).Decision.ShouldNotBeOfType<StopDecision.Move>();
    });

    [Fact]
    public void A_short_is_decided_as_the_mirrored_long() => Checking.ForAll(Situations.Any, at =>
    {
        var pivot = decimal.Round(at.Position.OpenPrice.Value / at.Spec.TickSize) * at.Spec.TickSize;
        var (one, other) = (at.Decide(), at.Over(pivot).Decide());
        other.Decision.GetType().ShouldBe(one.Decision.GetType());
        other.HardStop.ShouldBe(one.HardStop.Over(pivot));
        other.Next.ShouldBe(one.Next with { From = one.Next.From?.Over(pivot) });
        if (one.Decision is StopDecision.Move move) ((StopDecision.Move)other.Decision).Stop.ShouldBe(move.Stop.Over(pivot));
        if (one.Decision is StopDecision.Hold hold) ((StopDecision.Hold)other.Decision).Wanted.ShouldBe(hold.Wanted?.Over(pivot));
    });

    [Fact]
    public void Every_decision_and_every_proposal_has_a_reason() => Checking.ForAll(Situations.Any, at =>
    {
        var verdict = at.Decide();
        verdict.Decision.Reason.ShouldNotBeNullOrWhiteSpace();
        verdict.Proposals.ShouldAllBe(proposal => proposal.Reason.Length > 0);
        RuleName[] on =
        [
            RuleName.HardStop, RuleName.SweetSpotLock, RuleName.StepTrailing,
            .. at.Plan.DistanceTrailing is null ? [] : (RuleName[])[RuleName.DistanceTrailing], .. at.Plan.Ladder is null ? [] : (RuleName[])[RuleName.Ladder], .. at.Plan.BreakEven is null ? [] : (RuleName[])[RuleName.BreakEven],
            .. at.Plan.AtrTrailing is null ? [] : (RuleName[])[RuleName.AtrTrailing], .. at.Plan.ProfitLevels is null ? [] : (RuleName[])[RuleName.ProfitLevels],
        ];
        verdict.Proposals.Select(proposal => proposal.Rule).ShouldBe(on);
    });

    private static decimal Nearest(Situation at, decimal distance) => Looser(at, at.Closing - at.Towards * distance);

    private static decimal Looser(Situation at, decimal price)
    {
        var ticks = price / at.Spec.TickSize;
        return (at.Towards > 0 ? decimal.Floor(ticks) : decimal.Ceiling(ticks)) * at.Spec.TickSize;
    }
}
