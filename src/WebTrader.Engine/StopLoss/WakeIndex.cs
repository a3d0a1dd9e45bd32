using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Engine.Book;

namespace WebTrader.Engine.StopLoss;

/// <summary>
/// Which positions of a symbol a quote can matter to. A settled position sleeps until the closing price has come to its next
/// step, or its time; all others are looked at with every quote. A quote that concerns nobody costs three comparisons, however many sleep.
/// </summary>
public sealed class WakeIndex
{
    private readonly PriorityQueue<(TrackedPosition Position, long Version), decimal> longs = new();
    private readonly PriorityQueue<(TrackedPosition Position, long Version), decimal> shorts = new();
    private readonly PriorityQueue<TrackedPosition, DateTimeOffset> times = new();
    private readonly List<TrackedPosition> always = [];
    private int outdated;

    /// <summary>Entries in the queues, outdated ones included: at most about twice the sleeping positions, and a few dozen.</summary>
    public int Entries => longs.Count + shorts.Count;

    /// <summary>Files a position under its next step, in place of wherever it was.</summary>
    public void File(TrackedPosition position, NextStep next)
    {
        if (position.FiledAt != next.At && next.At is { } at) times.Enqueue(position, at);
        position.FiledAt = next.At;
        if (next.Always)
        {
            if (!position.WakesAlways) always.Add(position);
            position.WakesAlways = true;
            Unfile(position);
            return;
        }

        Rouse(position);
        if (position.FiledFrom == next.From) return;
        Unfile(position);
        if (next.From is not { } from) return;
        position.FiledFrom = from;
        if (position.Position.Side == Side.Long) longs.Enqueue((position, position.WakeVersion), from.Value);
        else shorts.Enqueue((position, position.WakeVersion), -from.Value);
        if (outdated > 64 && outdated > Entries / 2) Tidy();
    }

    /// <summary>Forgets a position.</summary>
    public void Remove(TrackedPosition position)
    {
        Unfile(position);
        Rouse(position);
        position.FiledAt = null;
    }

    /// <summary>Adds the positions that a quote can matter to. Those taken from sleep must be filed again.</summary>
    public void Collect(in Quote quote, List<TrackedPosition> into)
    {
        into.AddRange(always);
        Wake(longs, quote.Bid.Value, into);
        Wake(shorts, -quote.Ask.Value, into);
        while (times.TryPeek(out var sleeper, out var at) && at <= quote.Time)
        {
            times.Dequeue();
            // Filed under another time since: that entry is further back in the line.
            if (sleeper.FiledAt != at) continue;
            sleeper.FiledAt = null;
            into.Add(sleeper);
        }
    }

    private void Wake(PriorityQueue<(TrackedPosition Position, long Version), decimal> sleepers, decimal reached, List<TrackedPosition> into)
    {
        while (sleepers.TryPeek(out var sleeper, out var from) && from <= reached)
        {
            sleepers.Dequeue();
            if (sleeper.Version != sleeper.Position.WakeVersion)
            {
                outdated--;
                continue;
            }

            sleeper.Position.FiledFrom = null;
            into.Add(sleeper.Position);
        }
    }

    /// <summary>Entries in the queues cannot be taken out; one of an older version is passed over when its turn comes.</summary>
    private void Unfile(TrackedPosition position)
    {
        if (position.FiledFrom is not null) outdated++;
        position.WakeVersion++;
        position.FiledFrom = null;
    }

    /// <summary>A position whose next step moves with the tick value is filed again and again, and the price may never come to where it was filed.</summary>
    private void Tidy()
    {
        Tidy(longs);
        Tidy(shorts);
        outdated = 0;
    }

    private static void Tidy(PriorityQueue<(TrackedPosition Position, long Version), decimal> sleepers)
    {
        var kept = sleepers.UnorderedItems.Where(entry => entry.Element.Version == entry.Element.Position.WakeVersion).ToList();
        sleepers.Clear();
        sleepers.EnqueueRange(kept);
    }

    private void Rouse(TrackedPosition position)
    {
        if (!position.WakesAlways) return;
        position.WakesAlways = false;
        always.Remove(position);
    }
}
