using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Book;

namespace WebTrader.Engine.Views;

/// <summary>Puts together the full view of one position.</summary>
internal static class TicketViews
{
    private const int TrailPoints = 2_000;

    public static TicketView Build(PositionView row, TrackedPosition tracked, ClosedPosition? closed, AccountSession session, TimeProvider clock)
    {
        var position = tracked.Position;
        var certificate = tracked.Certificate;
        var (ladder, silent) = Ladder(row, tracked, session);
        var settings = session.Evaluator.Settings.For(position);
        return new TicketView
        {
            Row = row,
            Certificate = new CertificateView(Wanted(row, tracked, clock), Step(certificate.Sent, clock), Step(certificate.Acknowledged, clock), Step(certificate.ReadBack, clock)),
            Commission = position.Commission,
            Swap = position.Swap,
            WorstResult = row.ProfitAtStop is { } atStop ? atStop + position.Commission + position.Swap : null,
            NakedMs = (long)(tracked.NakedFor + (tracked.NakedSince is { } since ? clock.GetElapsedTime(since) : TimeSpan.Zero)).TotalMilliseconds,
            Ladder = ladder,
            Silent = silent,
            Bounds = Bounds(row, tracked, settings.Plan),
            NextText = Next(row, tracked, settings.Plan),
            Range = RangeViews.Of(tracked, settings.Plan),
            Settings = [.. Settings(settings)],
            Moves = [.. tracked.Moves.Reverse().Select(Move)],
            Events = [.. tracked.Events.Reverse().Select(told => new EventView(told.At, told.Text))],
            Trail = [.. tracked.Symbol.Trail.Since(position.OpenTime, TrailPoints).Select(quote => new TrailView(quote.Time, quote.Bid, quote.Ask))],
            States = [.. tracked.States.Select(entered => new StateView(entered.From, entered.State))],
            Closed = closed is null ? null : Closed(closed),
        };
    }

    /// <summary>What holds for the position, each with where it comes from.</summary>
    private static IEnumerable<SettingView> Settings(EffectivePlan effective)
    {
        var plan = effective.Plan;
        yield return Of(nameof(StopPatch.Manage), effective.IsManaged ? "yes" : "no");
        yield return Of(nameof(StopPlan.MaxRisk), plan.RiskIn?.ToString() ?? plan.MaxRisk.Unsigned);
        if (plan.MaxRiskOtherwise is { } otherwise) yield return Of(nameof(StopPlan.MaxRiskOtherwise), otherwise.Unsigned);
        yield return Of(nameof(StopPatch.Trigger), plan.Trigger.ToString());
        yield return Of(nameof(StopPatch.HandMoves), plan.HandMoves.ToString());
        yield return Of(nameof(StopPlan.SweetSpotFrom), plan.SweetSpotFrom.Unsigned);
        yield return Of(nameof(StopPlan.SweetSpotTo), plan.SweetSpotTo.Unsigned);
        yield return Of(nameof(StopPlan.TrailingStep), plan.TrailingStep.Unsigned);
        yield return Of(nameof(StopPlan.DistanceTrailing), plan.DistanceTrailing is { } trailing ? string.Create(CultureInfo.InvariantCulture, $"{trailing.Distance} points from {trailing.From} in steps of {trailing.Step}") : "off");
        yield return Of(nameof(StopPlan.Ladder), plan.Ladder is { } ladder ? $"{ladder.Floor.Unsigned} at {ladder.Arm.Unsigned} in steps of {ladder.Step.Unsigned}" : "off");
        yield return Of(nameof(StopPlan.BreakEven), plan.BreakEven is { } even ? $"costs and {even.Plus.Unsigned} from {even.From.Unsigned}" : "off");
        yield return Of(nameof(StopPlan.AtrTrailing), plan.AtrTrailing is { } atr ? string.Create(CultureInfo.InvariantCulture, $"{atr.Multiple} times the range of {atr.Period} bars of {atr.Bar:g} from {atr.From.Unsigned}") : "off");
        yield return Of(nameof(StopPlan.ProfitLevels), plan.ProfitLevels is { } levels ? string.Join(", ", levels.Levels.Select(level => string.Create(CultureInfo.InvariantCulture, $"{level.Close} at {level.At} points"))) + (levels.StopAfterFirst is { } keeps ? string.Create(CultureInfo.InvariantCulture, $", and then the stop at {keeps} points") : "") : "off");
        yield return Of(nameof(StopPlan.MaxHolding), plan.MaxHolding is { } longest ? longest.ToString("g", CultureInfo.InvariantCulture) : "off");
        yield return Of(nameof(StopPlan.MinimumMove), plan.LeastGain.Unsigned);
        yield return Of(nameof(StopPlan.TickValueDrift), plan.TickValueDrift.ToString(CultureInfo.InvariantCulture));

        SettingView Of(string name, string value) => new(name, value, effective.Origins.GetValueOrDefault(name, "default"));
    }

    private static StepView? Step(CertificateStep? step, TimeProvider clock) =>
        step is null ? null : new StepView(step.Price, step.At, Math.Max(0, (long)clock.GetElapsedTime(step.Timestamp).TotalMilliseconds), step.Proof, step.Token?.ToString());

    /// <summary>What the rules want at this moment, also where nothing could be sent for it yet.</summary>
    private static StepView? Wanted(PositionView row, TrackedPosition tracked, TimeProvider clock)
    {
        if (tracked.WantsSince is not { } since || row.Wanted is not { } wish || wish == tracked.Certificate.Wanted?.Price) return Step(tracked.Certificate.Wanted, clock);
        var age = clock.GetElapsedTime(since);
        return new StepView(wish, clock.GetUtcNow() - age, (long)age.TotalMilliseconds, "wished for, not sent yet");
    }

    private static (IReadOnlyList<LadderView> Ladder, IReadOnlyList<SilentView> Silent) Ladder(PositionView row, TrackedPosition tracked, AccountSession session)
    {
        var ladder = new List<LadderView>();
        var silent = new List<SilentView>();
        if ((session.Evaluator.Explain(tracked) ?? tracked.Verdict) is not { } verdict || tracked.Symbol.Spec is not { } spec) return (ladder, silent);

        foreach (var proposal in verdict.Proposals)
        {
            if (proposal.Stop is { } stop) ladder.Add(Rung(row, tracked, spec, proposal, stop));
            else silent.Add(new SilentView(proposal.Rule, proposal.Rule.Say(), proposal.Reason));
        }

        if (row.Rule is { } rule && row.Stop is { } standing && ladder.All(rung => rung.Verdict != LadderVerdict.InCharge))
            ladder.Add(new LadderView(rule, rule.Say(), standing, row.ProfitAtStop ?? Money.Zero, LadderVerdict.InCharge, "in charge"));
        ladder.Sort((left, right) => tracked.Position.Side.Sign() * right.Price.CompareTo(left.Price));
        return (ladder, silent.FindAll(quiet => quiet.Rule != row.Rule));
    }

    private static LadderView Rung(PositionView row, TrackedPosition tracked, SymbolSpec spec, StopProposal proposal, Price stop)
    {
        var profit = spec.ProfitAt(tracked.Position, stop);
        var isInCharge = row.Rule == proposal.Rule && row.Stop == stop;
        if (isInCharge) return new LadderView(proposal.Rule, proposal.Rule.Say(), stop, profit, LadderVerdict.InCharge, "in charge");
        if (row.Stop is { } standing && !tracked.Position.Side.IsTighter(stop, standing))
        {
            var looser = spec.FormatPoints(tracked.Position.Side.Gain(stop, standing));
            return new LadderView(proposal.Rule, proposal.Rule.Say(), stop, profit, LadderVerdict.Looser, looser == "0" ? "the same" : $"{looser} looser");
        }

        return new LadderView(proposal.Rule, proposal.Rule.Say(), stop, profit, LadderVerdict.Waits, "waits");
    }

    private static List<BoundView> Bounds(PositionView row, TrackedPosition tracked, StopPlan plan)
    {
        if (tracked.Symbol.Spec is not { } spec) return [];
        var free = row.DistancePoints is { } distance ? string.Create(CultureInfo.InvariantCulture, $", {distance:0.##} to the price") : "";
        return
        [
            new("From price to stop", Distance(row, RangeViews.Of(tracked, plan))),
            new("Never looser", "kept"),
            new("Stops level", spec.StopsLevel == 0 ? "none" : $"{spec.FormatPoints(spec.StopsDistance)} points{free}"),
            new("Freeze level", spec.FreezeLevel == 0 ? "none" : $"{spec.FormatPoints(spec.FreezeDistance)} points"),
            new("Room to the price", tracked.Symbol.Latest is { } quote ? $"{spec.FormatPoints(Math.Max(quote.Spread, spec.StopsDistance))} points" : "unknown"),
            new("Least gain", plan.LeastGain.Unsigned),
        ];
    }

    private static string Distance(PositionView row, RangeView range)
    {
        if (row.DistancePoints is not { } points) return "unknown";
        var bars = string.Create(CultureInfo.InvariantCulture, $"{range.Period} bars of {(range.Bar >= TimeSpan.FromMinutes(1) ? $"{range.Bar.TotalMinutes:0.##} min" : $"{range.Bar.TotalSeconds:0.##} s")}");
        return row.DistanceRanges is { } ranges ? string.Create(CultureInfo.InvariantCulture, $"{points:0.##} points, {ranges:0.0} times the range ({bars})")
            : string.Create(CultureInfo.InvariantCulture, $"{points:0.##} points; range unknown, {range.Bars} of {bars} seen");
    }

    private static string Next(PositionView row, TrackedPosition tracked, StopPlan plan)
    {
        if (row.NextPrice is not { } price || row.NextLocks is not { } locks || tracked.Symbol.Spec is not { } spec) return "No rule wants to move it further.";
        var setting = row.NextRule switch
        {
            RuleName.SweetSpotLock => $"Sweet spot {plan.SweetSpotFrom.Unsigned} to {plan.SweetSpotTo.Unsigned}",
            RuleName.DistanceTrailing => string.Create(CultureInfo.InvariantCulture, $"Trailing {plan.DistanceTrailing?.Distance} points behind in steps of {plan.DistanceTrailing?.Step}"),
            RuleName.Ladder => $"Ladder armed at {plan.Ladder?.Arm.Unsigned} in steps of {plan.Ladder?.Step.Unsigned}",
            RuleName.BreakEven => $"Break-even from {plan.BreakEven?.From.Unsigned}",
            RuleName.AtrTrailing => string.Create(CultureInfo.InvariantCulture, $"Trailing {plan.AtrTrailing?.Multiple} times the range behind"),
            RuleName.ProfitLevels => string.Create(CultureInfo.InvariantCulture, $"{plan.ProfitLevels?.StopAfterFirst} points kept after the first part is closed"),
            _ => $"Trailing step {plan.TrailingStep.Unsigned}",
        };
        return $"It moves again at {spec.Format(price)}, to lock {locks} at the present spread. What decides that: {setting}.";
    }

    private static MoveView Move(StopMove move) => new(
        move.Number,
        move.At,
        move.From,
        move.To,
        move.Rule,
        move.Rule.Say(),
        move.Reason,
        move.ProfitAtStop,
        move.Result.Outcome,
        move.Result is { Outcome: WriteOutcome.Accepted, Retcode: TradeRetcode.Done } ? "Accepted" : move.Result.Reason,
        move.Result.Retcode is { } code ? (int)code : null,
        move.Result.Retcode?.ToString(),
        move.ReadBack is { } took ? (long)took.TotalMilliseconds : null);

    private static ClosedView Closed(ClosedPosition closed)
    {
        var trade = closed.Trade;
        return new ClosedView(trade?.CloseTime, trade?.ClosePrice, trade?.Reason, trade?.Reason.Say() ?? "Closed; the deal is not in the history yet", trade?.Profit);
    }
}
