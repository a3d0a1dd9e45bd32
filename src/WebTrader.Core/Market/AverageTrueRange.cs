namespace WebTrader.Core.Market;

/// <summary>
/// The average true range (J. Welles Wilder, New Concepts in Technical Trading Systems, 1978) over bars built from bids: the true range of a bar is its
/// height, or the reach to the close before it where that lies outside; the bar in which it begins gives its close only, the first average is the mean over the period, each later one
/// (average x (period - 1) + range) / period. A time without quotes has no bars, as in MetaTrader. Not thread-safe.
/// </summary>
/// <param name="bar">How long a bar is; above zero. Bars begin at whole multiples of it since midnight UTC, 1 January of year 1.</param>
/// <param name="period">1 or more.</param>
public sealed class AverageTrueRange(TimeSpan bar, int period)
{
    private const int Decimals = 12;

    private decimal high;
    private decimal low;
    private decimal close;
    private decimal? closeBefore;
    private decimal sum;
    private decimal average;

    /// <summary>Full bars so far, at most the period.</summary>
    public int Bars { get; private set; }

    /// <summary>The average in price; null while there are fewer bars than the period has.</summary>
    public decimal? Value => Bars < period ? null : average;

    /// <summary>When the present bar ends; the smallest time before the first quote.</summary>
    public DateTimeOffset Until { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Takes the next quote; true when a bar has come to its end with it. One that is older than the present bar counts into it.</summary>
    public bool Add(in Quote quote)
    {
        var bid = quote.Bid.Value;
        var isNew = quote.Time >= Until;
        var ended = isNew && Until != DateTimeOffset.MinValue;
        if (ended) End();
        if (isNew)
        {
            (high, low) = (bid, bid);
            var ticks = quote.Time.UtcTicks / bar.Ticks * bar.Ticks;
            Until = new DateTimeOffset(ticks, TimeSpan.Zero) + bar;
        }

        high = Math.Max(high, bid);
        low = Math.Min(low, bid);
        close = bid;
        return ended;
    }

    private void End()
    {
        // The first bar is seen from somewhere in its middle: only its close counts.
        if (closeBefore is null)
        {
            closeBefore = close;
            return;
        }

        var range = Math.Max(high, closeBefore.Value) - Math.Min(low, closeBefore.Value);
        closeBefore = close;
        if (Bars < period)
        {
            Bars++;
            sum += range;
            average = decimal.Round(sum / Bars, Decimals);
            return;
        }

        average = decimal.Round((average * (period - 1) + range) / period, Decimals);
    }
}
