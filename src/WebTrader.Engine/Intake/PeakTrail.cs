using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Engine.Intake;

/// <summary>
/// Answers "the best closing price since quote n" for every position of a symbol at once, whenever each was opened. It keeps only
/// the quotes that are still the best since some moment, so that a quote costs amortised constant time, not time per position.
/// </summary>
public sealed class PeakTrail(Side side)
{
    private readonly List<(long Number, Price Best)> trail = [];

    /// <summary>How many quotes are kept: at most the number of different prices between the best and the last.</summary>
    public int Count => trail.Count;

    public void Add(long number, Price closing)
    {
        var keep = trail.Count;
        while (keep > 0 && !side.IsTighter(trail[keep - 1].Best, closing)) keep--;
        trail.RemoveRange(keep, trail.Count - keep);
        trail.Add((number, closing));
    }

    /// <summary>The best closing price among the quotes from <paramref name="number"/> on; null when there was none.</summary>
    public Price? BestSince(long number)
    {
        var low = 0;
        var high = trail.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (trail[middle].Number < number) low = middle + 1;
            else high = middle;
        }

        return low < trail.Count ? trail[low].Best : null;
    }
}
