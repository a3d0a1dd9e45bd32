using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Safety;
using WebTrader.Core.Stops;
using WebTrader.Engine.Book;
using WebTrader.Engine.Writing;

namespace WebTrader.Engine.StopLoss;

/// <summary>Holds one position against the newest quote and lets the rules decide. The worker and the writer under the lock ask the same.</summary>
public sealed class StopEvaluator(EngineOptions options, TimeProvider clock, MessageMeter meter)
{
    private string distrustedSince = "";

    /// <summary>The settings of the rules, by position.</summary>
    public StopSettings Settings { get; } = new(options.Plan, options.Layers);

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
    public StopVerdict? Evaluate(TrackedPosition tracked)
    {
        if (tracked.Symbol.Spec is not { } spec)
        {
            tracked.Unseen = $"The broker's specification of {tracked.Symbol.Name} could not be read yet";
            return null;
        }

        // By a price from before an interruption nothing is closed; the entry is enough to set the hard stop, and the next quote tells.
        var isInterrupted = tracked.Symbol.Latest?.ReceivedAt < DistrustBefore;
        var isBare = tracked.Position.StopLoss is null || (isInterrupted && (tracked.Verdict is null || tracked.IsExposed));
        var quote = isBare && isInterrupted ? null : tracked.Symbol.Latest;
        if (!isBare && Distrust(quote) is { } why)
        {
            tracked.Unseen = why;
            return null;
        }

        Evaluations++;
        tracked.Unseen = null;
        var verdict = StopPipeline.Decide(tracked.Position, spec, quote ?? AtEntry(tracked), Settings.For(tracked.Position).Plan, tracked.WithPeak(), meter.Price);
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
    public StopVerdict? Explain(TrackedPosition tracked) =>
        tracked.Symbol is { Spec: { } spec, Latest: { } quote } && Distrust(quote) is null
            ? Bound(StopPipeline.Decide(tracked.Position, spec, quote, Settings.For(tracked.Position).Plan, tracked.WithPeak(), meter.Price), tracked)
            : null;

    /// <summary>What a doubtful quote leaves of it. A move that is held back was to be made at once, so that the next quote is looked at in any case.</summary>
    private static StopVerdict Bound(StopVerdict verdict, TrackedPosition tracked)
    {
        var decision = QuoteGuard.Bound(verdict.Decision, tracked.Position, tracked.Symbol.Distrust);
        return ReferenceEquals(decision, verdict.Decision) ? verdict : verdict with { Decision = decision };
    }

    /// <summary>Whether it cannot be judged just now: for want of a specification, of a fresh quote, or because it cannot be computed.</summary>
    public bool IsUnseen(TrackedPosition tracked) => tracked.Unseen is not null || Distrust(tracked.Symbol.Latest) is not null;

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
}
