using System.Globalization;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Book;
using WebTrader.Engine.Intake;
using WebTrader.Engine.Writing;

namespace WebTrader.Engine.StopLoss;

/// <summary>Holds one position against the newest quote and lets the rules decide. The worker and the writer under the lock ask the same.</summary>
public sealed class StopEvaluator(EngineOptions options, TimeProvider clock, MessageMeter meter)
{
    private string distrustedSince = "";

    /// <summary>The settings of the rules, by position. Others take their place whole, between two decisions.</summary>
    public StopSettings Settings { get; set; } = new(options.Plan, options.Layers);

    /// <summary>Which positions may be written to.</summary>
    public Arming Arming { get; set; } = options.Arming;

    /// <summary>Whether the rules may write to a position: it is armed, and the settings do not leave it to others.</summary>
    public bool IsManaged(Position position) => Arming.Covers(position) && Settings.For(position).IsManaged;

    /// <summary>Where max risk is a percentage of it; null when it is not known.</summary>
    public Func<Money?> Balance { get; set; } = static () => null;

    /// <summary>The specification of a symbol; null while it is not known.</summary>
    public Func<string, SymbolSpec?> SpecOf { get; set; } = static _ => null;

    /// <summary>Whether an emergency stop has the rules leave a position as it is, but for its hard stop.</summary>
    public Func<Position, bool> IsFrozen { get; set; } = static _ => false;

    /// <summary>Terminals tell the time of a quote in whole seconds.</summary>
    private static readonly TimeSpan WholeSecond = TimeSpan.FromSeconds(1);

    /// <summary>How many decisions were made.</summary>
    public long Evaluations { get; private set; }

    /// <summary>Quotes received before this moment of the monotone scale count as stale, whatever their age.</summary>
    public long DistrustBefore { get; private set; } = long.MinValue;

    /// <summary>From now on only newer quotes count.</summary>
    /// <param name="since">What happened after the quotes so far, in words.</param>
    public void DistrustQuotes(string since) => (DistrustBefore, distrustedSince) = (clock.GetTimestamp(), since);

    /// <summary>
    /// Decides and keeps verdict and progress with the position. Null when nothing can be decided; then
    /// <see cref="TrackedPosition.Unseen"/> says why. A ticket without a stop is decided even without a fresh quote, after an interruption one with a loose stop too.
    /// </summary>
    public StopVerdict? Evaluate(TrackedPosition tracked) => Decide(tracked, out _);

    /// <summary>The same for whoever acts upon it: with what the rules were given, where they want something done.</summary>
    public (StopVerdict Verdict, DecisionInputs? Inputs)? EvaluateForRecord(TrackedPosition tracked)
    {
        var message = meter.Price;
        if (Decide(tracked, out var given) is not { } verdict) return null;
        return (verdict, verdict.Decision is StopDecision.Hold ? null : new DecisionInputs(tracked.Position, tracked.Symbol.Spec!, given.Quote, given.Plan!, given.Earlier, tracked.Symbol.Distrust,
            message == MessagePrice.Usual ? null : message, given.Plan!.Trigger == TriggerPrice.Double ? given.Before : null));
    }

    private StopVerdict? Decide(TrackedPosition tracked, out Given given)
    {
        given = default;
        if (tracked.Symbol.Spec is not { } spec)
        {
            tracked.Unseen = $"The broker's specification of {tracked.Symbol.Name} could not be read yet";
            return null;
        }

        var plan = PlanOf(tracked, spec, Settings);

        // By a price from before an interruption nothing is closed; the entry is enough to set the hard stop, and the next quote tells.
        var isInterrupted = tracked.Symbol.Latest?.ReceivedAt < DistrustBefore;
        var isBare = tracked.Position.StopLoss is null || (isInterrupted && (tracked.Verdict is null || tracked.IsExposed));
        var latest = isBare && isInterrupted ? null : tracked.Symbol.Latest;
        if (!isBare && Distrust(latest) is { } why)
        {
            tracked.Unseen = why;
            return null;
        }

        Evaluations++;
        tracked.Unseen = null;
        given = new Given(latest ?? AtEntry(tracked), latest is null ? null : tracked.Symbol.Before, tracked.WithPeak(), plan);
        var verdict = StopPipeline.Decide(tracked.Position, spec, given.Quote, plan, given.Earlier, meter.Price, given.Before);
        if (verdict.Decision is StopDecision.CloseNow { Cause: CloseCause.MaxRisk } && given.Quote.Time < tracked.Position.OpenTime - WholeSecond)
        {
            // Where prices are asked for only while something is open, the last one may be from long before this position.
            given = given with { Quote = AtEntry(tracked), Before = null };
            verdict = StopPipeline.Decide(tracked.Position, spec, given.Quote, plan, given.Earlier, meter.Price, null);
        }

        verdict = Bound(verdict, tracked);
        if (verdict.Progress != tracked.Progress)
        {
            tracked.Progress = verdict.Progress;
            tracked.ProgressIsNew = true;
        }

        tracked.Verdict = verdict;
        return verdict;
    }

    /// <summary>What the rules say of a position at this instant, for people: decides nothing, keeps nothing, counts nothing. Null as above.</summary>
    public StopVerdict? Explain(TrackedPosition tracked) => Explain(tracked, Settings);

    /// <summary>The same by settings that do not hold yet.</summary>
    public StopVerdict? Explain(TrackedPosition tracked, StopSettings settings) =>
        tracked.Symbol is { Spec: { } spec, Latest: { } quote } && Distrust(quote) is null
            ? Bound(StopPipeline.Decide(tracked.Position, spec, quote, PlanOf(tracked, spec, settings), tracked.WithPeak(), meter.Price, tracked.Symbol.Before), tracked)
            : null;

    /// <summary>What would be done about it if it were armed: decides as at first sight where it has not been held against anything yet, keeps nothing.</summary>
    public FirstContactLine FirstContact(TrackedPosition tracked) => FirstContact(tracked, Settings);

    /// <summary>The same by settings that do not hold yet.</summary>
    public FirstContactLine FirstContact(TrackedPosition tracked, StopSettings settings)
    {
        var plan = tracked.Symbol.Spec is { } spec ? PlanOf(tracked, spec, settings) : settings.For(tracked.Position).Plan;
        return Core.Safety.FirstContact.Of(tracked.Position, tracked.Symbol.Spec, tracked.Symbol.Latest, plan, Explain(tracked, settings), Distrust(tracked.Symbol.Latest));
    }

    /// <summary>The settings of a position as the rules take them: max risk in account money, the range as it is now.</summary>
    public StopPlan PlanOf(TrackedPosition tracked, SymbolSpec spec) => PlanOf(tracked, spec, Settings);

    private StopPlan PlanOf(TrackedPosition tracked, SymbolSpec spec, StopSettings settings)
    {
        var plan = settings.For(tracked.Position).Plan;
        if (IsFrozen(tracked.Position)) plan = plan with { HardStopOnly = true, ProfitLevels = null, MaxHolding = null };
        if (tracked.IsContested) plan = plan with { HardStopOnly = true };
        if (plan.AtrTrailing is { } trailing) plan = plan with { AtrTrailing = trailing with { Now = tracked.Symbol.RangeOf(trailing.Bar, trailing.Period) } };
        return plan.RiskIn is null ? plan : RiskBasis.Resolve(plan, tracked.Position, spec, tracked.Progress, Balance());
    }

    /// <summary>The moves in profit that it may still need; null while nothing is known of them.</summary>
    public MessageDemand? DemandOf(TrackedPosition tracked)
    {
        var (plan, isManaged, _) = Settings.For(tracked.Position);
        if (!isManaged || tracked.IsUndecidable) return MessageDemand.None;
        return tracked is { Verdict: { } verdict, Symbol: { Spec: { } spec, Latest: { } quote } } ? MessageDemand.Of(tracked.Position, spec, quote, plan.LeastGain, verdict.HardStop, verdict.Next) : null;
    }

    /// <summary>What a doubtful quote leaves of it. A move that is held back was to be made at once, so that the next quote is looked at in any case.</summary>
    private static StopVerdict Bound(StopVerdict verdict, TrackedPosition tracked)
    {
        var decision = QuoteGuard.Bound(verdict, tracked.Position, tracked.Symbol.Spec!, tracked.Symbol.Distrust);
        return ReferenceEquals(decision, verdict.Decision) ? verdict : verdict with { Decision = decision };
    }

    /// <summary>Whether it cannot be judged just now: for want of a specification, of a fresh quote, or because it cannot be computed.</summary>
    public bool IsUnseen(TrackedPosition tracked) => tracked.Unseen is not null || Distrust(tracked.Symbol.Latest) is not null;

    /// <summary>The newest quote, where it is fresh enough to judge by; null otherwise.</summary>
    public Quote? FreshQuote(SymbolState symbol) => Distrust(symbol.Latest) is null ? symbol.Latest : null;

    private string? Distrust(Quote? quote)
    {
        if (quote is not { } newest) return "No quote yet";
        var age = clock.GetElapsedTime(newest.ReceivedAt);
        if (age > options.StopLoss.MaxQuoteAge)
            return string.Create(CultureInfo.InvariantCulture, $"Stale: the last quote is {age.TotalSeconds:0.0} s old");
        return newest.ReceivedAt < DistrustBefore ? $"Stale: {distrustedSince} after the last quote" : null;
    }

    /// <summary>Before the first quote the entry is the only price known; enough to set the hard stop of a ticket that has none.</summary>
    private static Quote AtEntry(TrackedPosition tracked)
    {
        var position = tracked.Position;
        return new Quote(position.Symbol, position.OpenPrice, position.OpenPrice, position.OpenTime, 0);
    }

    /// <summary>What a decision was made from, as far as it is not kept elsewhere.</summary>
    private readonly record struct Given(Quote Quote, Quote? Before, StopProgress? Earlier, StopPlan? Plan);
}
