using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops.Constraints;
using WebTrader.Core.Stops.Rules;
using WebTrader.Core.Writing;

namespace WebTrader.Core.Stops;

/// <summary>
/// From what is known of a position to what to do about it. The order is here and nowhere else: a loss beyond max risk that no
/// stop covers is closed, then what has been held for too long; otherwise every rule proposes, the tightest proposal that the constraints leave standing is
/// set; where no stop is to be moved, a part is closed if the price has come to a take-profit level.
/// Pure: the same input gives the same verdict. Thread-safe.
/// </summary>
public static class StopPipeline
{
    private static readonly IStopRule[] Rules =
    [
        new HardStopRule(),
        new SweetSpotLockRule(),
        new StepTrailingRule(),
        new DistanceTrailingRule(),
        new LadderRule(),
        new BreakEvenRule(),
        new AtrTrailingRule(),
        new ProfitLevelsRule(),
    ];

    private static readonly IStopConstraint[] Constraints =
    [
        new TickSizeRounding(),
        new MarketMargin(),
        new StopsLevel(),
        new NeverLoosen(),
        new RespectHandMoves(),
        new MinimumMove(),
        new OpenBudget(),
        new FreezeLevel(),
    ];

    /// <summary>Decides about one position at one quote.</summary>
    /// <param name="plan">With max risk in account money (<see cref="RiskBasis.Resolve"/>), and with the range where trailing needs it.</param>
    /// <param name="earlier">What the last verdict told to remember; null at first sight.</param>
    /// <param name="message">What a message costs just now; null for the usual.</param>
    /// <param name="before">The quote before this one, for <see cref="TriggerPrice.Double"/>; null when there was none.</param>
    public static StopVerdict Decide(Position position, SymbolSpec spec, Quote quote, StopPlan plan, StopProgress? earlier, MessagePrice? message = null, Quote? before = null)
    {
        var (context, anchor) = ContextOf(position, spec, quote, plan, earlier, message, before);
        var proposals = Propose(context);

        // The broker may refuse to close and yet take a stop: what its hard stop does not cover gets that first.
        var decision = LossLimit(context, anchor) ?? (Covered(context, anchor) ? Unfrozen(context, HoldingTimeRule.Decide(context)) : null) ?? Tightest(context, proposals);
        if (decision is StopDecision.Hold && Covered(context, anchor) && Unfrozen(context, ProfitLevelsRule.PartToClose(context)) is { } part) decision = part;
        return new StopVerdict(decision, proposals, context.Progress, anchor.Stop, Next(context, anchor, decision));
    }

    /// <summary>
    /// What would come of each rule's proposal if no other rule wanted a stop, in the order of <see cref="StopVerdict.Proposals"/>. For people, who ask why a proposal lost: the pipeline sets the tightest of
    /// those that come out as a move. Takes what <see cref="Decide"/> takes.
    /// </summary>
    public static IReadOnlyList<WeighedProposal> Weigh(Position position, SymbolSpec spec, Quote quote, StopPlan plan, StopProgress? earlier, MessagePrice? message = null, Quote? before = null)
    {
        var (context, _) = ContextOf(position, spec, quote, plan, earlier, message, before);
        return [.. Propose(context).Select(proposal => new WeighedProposal(proposal, proposal.Stop is null ? null : Bound(context, proposal)))];
    }

    /// <summary>
    /// The closing price at which the stop would really move while the spread stays as it is, what it would lock and for which rule; null when no rule wants more.
    /// For people: <see cref="NextStep.From"/> is only the first price at which it is worth looking.
    /// </summary>
    public static (Price At, Money Locks, RuleName Rule)? NextMove(Position position, SymbolSpec spec, Quote quote, StopPlan plan, StopProgress progress, MessagePrice? message = null)
    {
        var context = new StopContext(position, spec, quote, plan, progress, message);
        if (message?.Closed is not null && context.IsCovered) return null;
        var moreThan = NotWorthAMove(context);
        var margin = MarketMargin.Distance(context);
        var possible = context.Side.Offset(context.Side.Offset(spec.PriceAtProfit(position, moreThan), spec.TickSize), margin);
        (Price At, Money Locks, RuleName Rule)? next = null;
        foreach (var rule in Rules)
        {
            if (FirstLock(context, rule, moreThan) is not { } first) continue;
            var at = context.Side.IsTighter(possible, first.From) ? possible : first.From;
            // The range of a rule may be over before the market has made room for its stop.
            if (LockAt(context, rule, at, moreThan) is not { } wanted || (next is { } nearest && !context.Side.IsTighter(nearest.At, at))) continue;
            var room = context.ProfitAt(spec.RoundLooser(context.Side, context.Side.Offset(at, -margin)));
            next = (at, room < wanted ? room : wanted, rule.Name);
        }

        return next;
    }

    private static (StopContext Context, HardStopAnchor Anchor) ContextOf(Position position, SymbolSpec spec, Quote quote, StopPlan plan, StopProgress? earlier, MessagePrice? message, Quote? before)
    {
        var remembered = StopProgress.For(position, earlier).Adopting(position.StopLoss, quote.ClosingPrice(position.Side));
        var context = new StopContext(position, spec, quote, plan, remembered);
        var anchor = HardStopRule.Anchor(context);
        var progress = remembered.WithVolume(position).WithPeak(spec.ProfitTicks(position.Side, position.OpenPrice, context.Closing));
        if (progress.HardStop != anchor) progress = progress with { HardStop = anchor };
        return (new StopContext(position, spec, quote, plan, progress, message, before), anchor);
    }

    private static bool IsOn(IStopRule rule, StopPlan plan) => plan.HardStopOnly ? rule.Name == RuleName.HardStop : rule.IsOn(plan);

    private static StopProposal[] Propose(in StopContext context)
    {
        var on = 0;
        foreach (var rule in Rules)
        {
            if (IsOn(rule, context.Plan)) on++;
        }

        var proposals = new StopProposal[on];
        foreach (var rule in Rules)
        {
            if (IsOn(rule, context.Plan)) proposals[^on--] = rule.Propose(context);
        }

        return proposals;
    }

    /// <summary>The last line: the price has come to max risk and no stop at the broker covers it.</summary>
    private static StopDecision? LossLimit(in StopContext context, HardStopAnchor anchor)
    {
        // Where one tick is worth more than max risk the hard stop may lie at the entry or beyond: without a loss there is nothing to limit.
        if (context.ClosingProfit >= Money.Zero || !context.Side.IsAtOrPast(context.Closing, anchor.Stop)) return null;
        if (Covered(context, anchor))
        {
            return new StopDecision.Hold(
                $"The price has come to the stop at {context.Format(context.Standing!.Value)}: the broker is closing the position");
        }

        if (IsFrozen(context) is { } frozen) return new StopDecision.Hold(frozen, anchor.Stop);
        var stop = context.Standing is { } looser ? $"the stop at {context.Format(looser)} is looser" : "there is no stop at the broker";
        return new StopDecision.CloseNow(
            $"The loss of {context.ClosingProfit} has come to the hard stop at {context.Format(anchor.Stop)} (limit {context.Plan.MaxRisk.Unsigned}) and {stop}: closing at the market");
    }

    /// <summary>A close by a rule, unless the broker would refuse it just now.</summary>
    private static StopDecision? Unfrozen(in StopContext context, StopDecision? close) =>
        close is null || !IsInFreezeLevel(context) ? close : new StopDecision.Hold($"{close.Reason}, as soon as the price leaves the broker's freeze level of {context.FormatPoints(context.Spec.FreezeDistance)} points", context.Standing);

    /// <summary>Whether the broker would refuse to close just now (MT5 retcode 10029).</summary>
    private static bool IsInFreezeLevel(in StopContext context) =>
        context.Spec.FreezeDistance is > 0 and var distance && context.Standing is { } standing && context.Side.Gain(standing, context.Closing) <= distance;

    private static string? IsFrozen(in StopContext context)
    {
        if (!IsInFreezeLevel(context) || context.Standing is not { } standing) return null;
        var distance = context.Spec.FreezeDistance;
        return $"The loss of {context.ClosingProfit} has come to the limit of {context.Plan.MaxRisk.Unsigned}, and the price is within {context.FormatPoints(distance)} points of the stop at "
            + $"{context.Format(standing)}, where the broker refuses a close: closed as soon as the price leaves, or by that stop";
    }

    private static StopDecision Tightest(in StopContext context, StopProposal[] proposals)
    {
        StopDecision? first = null;
        var tried = 0;
        while (NextTightest(context, proposals, ref tried) is { } proposal)
        {
            var decision = Bound(context, proposal);
            if (decision is StopDecision.Move) return decision;
            // What the broker keeps us from matters more to the reader than a tighter proposal that waits for its own reasons.
            if (first is null || (first is StopDecision.Hold { Wanted: null } && decision is StopDecision.Hold { Wanted: not null })) first = decision;
        }

        return first!;
    }

    /// <summary>The tightest proposal not tried yet; <paramref name="tried"/> is a set of bits, one per rule.</summary>
    private static StopProposal? NextTightest(in StopContext context, StopProposal[] proposals, ref int tried)
    {
        var best = -1;
        for (var i = 0; i < proposals.Length; i++)
        {
            if ((tried & (1 << i)) != 0 || proposals[i].Stop is not { } stop) continue;
            if (best < 0 || context.Side.IsTighter(stop, proposals[best].Stop!.Value)) best = i;
        }

        if (best < 0) return null;
        tried |= 1 << best;
        return proposals[best];
    }

    private static StopDecision Bound(in StopContext context, StopProposal proposal)
    {
        var stop = proposal.Stop!.Value;
        var reason = proposal.Reason;
        Price? refusedByBroker = null;
        foreach (var constraint in Constraints)
        {
            var bounded = constraint.Bound(context, proposal, stop);
            if (bounded.ByBroker) refusedByBroker = stop;
            if (bounded.Stop is not { } allowed) return new StopDecision.Hold(bounded.Why!, Tighter(context, refusedByBroker));
            if (bounded.Why is { } why) reason = $"{reason}; {why}";
            stop = allowed;
        }

        return new StopDecision.Move(stop, proposal.Rule, context.ProfitAt(stop), reason);
    }

    private static Price? Tighter(in StopContext context, Price? wanted) =>
        wanted is { } stop && (context.Standing is not { } standing || context.Side.IsTighter(stop, standing)) ? stop : null;

    private static bool Covered(in StopContext context, HardStopAnchor anchor) =>
        context.Standing is { } standing && !context.Side.IsTighter(anchor.Stop, standing);

    private static NextStep Next(in StopContext context, HardStopAnchor anchor, StopDecision decision)
    {
        // While no move in profit may be sent, no price can bring one.
        var (from, locks) = context.Message.Closed is not null && context.IsCovered ? (null, null) : NextLock(context);
        var settled = decision is StopDecision.Hold { Wanted: null } && Covered(context, anchor);
        if (ProfitLevelsRule.NextLevel(context) is { } profit && context.Spec.QuoteAtProfit(context.Position, profit) is var level && (from is not { } nearest || context.Side.IsTighter(nearest, level)))
            (from, locks) = (level, null);
        return new NextStep(!settled, from, locks, NextTime(context));
    }

    /// <summary>The time of a quote from which on the decision can change whatever the price; null when time changes nothing.</summary>
    private static DateTimeOffset? NextTime(in StopContext context)
    {
        var end = HoldingTimeRule.EndOf(context.Position, context.Plan);
        return context.Plan.AtrTrailing?.Now?.Until is { } bar && !(end < bar) ? bar : end;
    }

    /// <summary>The closing price from which a rule could lock enough more to be worth a move, and what it would then lock.</summary>
    private static (Price? From, Money? Locks) NextLock(in StopContext context)
    {
        var moreThan = NotWorthAMove(context);
        (Price? From, Money? Locks) next = (null, null);
        foreach (var rule in Rules)
        {
            if (FirstLock(context, rule, moreThan) is not { } first) continue;
            if (next.From is not { } nearest || context.Side.IsTighter(nearest, first.From)) next = (first.From, first.Locks);
        }

        return next;
    }

    /// <summary>The closing price from which one rule could lock more, and what; null when it never will.</summary>
    private static (Price From, Money? Locks)? FirstLock(in StopContext context, IStopRule rule, Money moreThan)
    {
        if (!IsOn(rule, context.Plan) || rule.LeastProfitToLock(moreThan, context) is not { } profit) return null;
        var price = context.Spec.QuoteAtProfit(context.Position, profit);
        if (LockAt(context, rule, price, moreThan) is { } locks) return (price, locks);

        // Where a rule begins beyond a profit and not at it, the next point is the first that counts.
        var beyond = context.Side.Offset(price, context.Spec.Point);
        return LockAt(context, rule, beyond, moreThan) is { } further ? (beyond, further) : (price, null);
    }

    private static Money? LockAt(in StopContext context, IStopRule rule, Price closing, Money moreThan) =>
        rule.LockAt(context.ProfitAt(closing), context) is { } locks && locks > moreThan ? locks : null;

    /// <summary>
    /// The largest lock that is still no reason to move: rounded to the tick grid, it falls one tick short of the nearest stop that
    /// is tighter than the present one and gains enough.
    /// </summary>
    private static Money NotWorthAMove(in StopContext context)
    {
        var tick = context.Spec.TickSize;
        if (context.Standing is not { } standing || context.ProfitAt(standing) is var locked && locked <= Money.Zero)
        {
            var least = context.LeastLock;
            return least <= Money.Zero ? Money.Zero : context.ProfitAt(context.Side.Offset(context.Spec.PriceAtProfit(context.Position, least), -tick));
        }

        var enough = context.Spec.PriceAtProfit(context.Position, locked + context.LeastGain);
        if (!context.Side.IsTighter(enough, standing)) enough = context.Side.Offset(enough, tick);
        var shortOf = context.ProfitAt(context.Side.Offset(enough, -tick));
        return context.Respected is { } before && context.ProfitAt(before) is var left && left > shortOf ? left : shortOf;
    }
}
