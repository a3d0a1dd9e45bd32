using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;

namespace WebTrader.Core.Safety;

/// <summary>From where on a quote is distrusted.</summary>
public sealed record QuoteGuardLimits
{
    /// <summary>A spread of more than so many typical ones is a spike; above 1.</summary>
    public decimal SpreadTimes { get; init; } = 5m;

    /// <summary>A spread up to so many points is never a spike, however narrow the typical one is; zero or more.</summary>
    public decimal SpreadPoints { get; init; } = 20m;

    /// <summary>A quote further than this fraction of the price from the last one is far outside; above 0.</summary>
    public decimal JumpFraction { get; init; } = 0.005m;

    /// <summary>A quote no further than so many typical spreads from the last one is never far outside; zero or more.</summary>
    public decimal JumpSpreads { get; init; } = 20m;

    /// <summary>So many quotes are taken as they come, before spreads and distances mean anything; 1 or more.</summary>
    public int Learning { get; init; } = 20;
}

/// <summary>What the guard remembers of a symbol between two quotes.</summary>
/// <param name="Seen">How many sane quotes there were.</param>
/// <param name="TypicalSpread">A running mean over some 32 quotes, in price; null before the first.</param>
/// <param name="Middle">Between bid and ask of the last quote that was not far outside; null before the first.</param>
/// <param name="Outside">Between bid and ask of the quotes far outside since then; null when the last one was none.</param>
public readonly record struct QuoteNorm(long Seen = 0, decimal? TypicalSpread = null, decimal? Middle = null, decimal? Outside = null)
{
    /// <summary>Before the first quote.</summary>
    public static QuoteNorm None => default;
}

/// <summary>What the guard makes of a quote.</summary>
/// <param name="Distrust">Why it is distrusted, in words a trader understands; null when it is not.</param>
/// <param name="Norm">What to remember until the next quote.</param>
public readonly record struct QuoteJudgement(string? Distrust, QuoteNorm Norm);

/// <summary>
/// Doubts quotes that no market made: crossed or zero prices, a spread that is a multiple of the usual, a single quote far outside. What really
/// happens in the market is not doubted for long: a second quote near the first confirms a jump, and a spread that stays wide becomes the usual one.
/// A doubted quote moves no stop on the profit side. On the losing side it holds nothing back: the broker's own stops are triggered by it too.
/// Pure: what it must remember is an input.
/// </summary>
public static class QuoteGuard
{
    private const decimal Weight = 1m / 32m;
    private const int Decimals = 12;

    /// <summary>Judges the next quote of a symbol.</summary>
    public static QuoteJudgement Judge(QuoteNorm norm, Quote quote, SymbolSpec spec, QuoteGuardLimits limits)
    {
        if (quote.Bid.Value <= 0 || quote.Ask.Value <= 0)
            return new QuoteJudgement(string.Create(CultureInfo.InvariantCulture, $"Distrusted: a price of zero or less (bid {quote.Bid}, ask {quote.Ask})"), norm);
        if (!quote.IsSane) return new QuoteJudgement($"Distrusted: the ask of {spec.Format(quote.Ask)} is below the bid of {spec.Format(quote.Bid)}", norm);

        var middle = (quote.Bid.Value + quote.Ask.Value) / 2m;
        if (norm is not { TypicalSpread: { } typical, Middle: { } last } || norm.Seen < limits.Learning)
            return new QuoteJudgement(null, new QuoteNorm(norm.Seen + 1, Mean(norm.TypicalSpread ?? quote.Spread, quote.Spread), middle));

        var widest = Math.Max(limits.SpreadTimes * typical, limits.SpreadPoints * spec.Point);
        // A spike counts for no more than the widest allowed, so that one does not make the next look usual.
        var learned = norm with { Seen = norm.Seen + 1, TypicalSpread = Mean(typical, Math.Min(quote.Spread, widest)) };
        var farthest = Math.Max(limits.JumpFraction * last, limits.JumpSpreads * typical);
        var isOutside = Math.Abs(middle - last) > farthest;
        var isConfirmed = norm.Outside is { } first && Math.Abs(middle - first) <= farthest;
        learned = isOutside && !isConfirmed ? learned with { Outside = middle } : learned with { Middle = middle, Outside = null };

        if (quote.Spread > widest)
            return new QuoteJudgement($"Distrusted: the spread is {spec.FormatPoints(quote.Spread)} points, usual are {spec.FormatPoints(typical)}", learned);
        return isOutside && !isConfirmed
            ? new QuoteJudgement($"Distrusted until another quote confirms it: {spec.FormatPoints(Math.Abs(middle - last))} points away from the quote before", learned)
            : new QuoteJudgement(null, learned);
    }

    /// <summary>
    /// What is left of a decision at a quote: one that is distrusted moves nothing on the profit side, except for a ticket without a stop. Where the stop is looser than
    /// the hard stop, that one is set: it needs no quote.
    /// </summary>
    /// <param name="distrust">From <see cref="Judge"/>; null leaves every decision as it is.</param>
    public static StopDecision Bound(StopVerdict verdict, Position position, SymbolSpec spec, string? distrust)
    {
        if (distrust is null || position.StopLoss is not { } standing) return verdict.Decision;
        switch (verdict.Decision)
        {
            case StopDecision.Move move when move.ProfitAtStop > Money.Zero && position.Side.IsTighter(verdict.HardStop, standing):
                return new StopDecision.Move(verdict.HardStop, RuleName.HardStop, spec.ProfitAt(position, verdict.HardStop), $"{distrust}; the hard stop needs no quote");
            case StopDecision.Move move when move.ProfitAtStop > Money.Zero:
                return new StopDecision.Hold(distrust, move.Stop);
            case StopDecision.ClosePart or StopDecision.CloseNow { Cause: CloseCause.ProfitLevel }:
                return new StopDecision.Hold(distrust, standing);
            default:
                return verdict.Decision;
        }
    }

    private static decimal Mean(decimal typical, decimal spread) => decimal.Round(typical + (spread - typical) * Weight, Decimals);
}
