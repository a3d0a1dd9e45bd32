namespace WebTrader.Engine.Running;

/// <summary>The last few hundred durations of something, for percentiles on a screen. Thread-safe; adding allocates nothing.</summary>
public sealed class LatencyWindow(TimeProvider clock)
{
    private const int Kept = 512;

    private readonly Lock gate = new();
    private readonly long[] ticks = new long[Kept];
    private int next;
    private long added;
    private long worst;

    public void Add(TimeSpan duration)
    {
        lock (gate)
        {
            ticks[next] = duration.Ticks;
            next = (next + 1) % Kept;
            added++;
            worst = Math.Max(worst, duration.Ticks);
        }
    }

    /// <summary>Adds the time that has passed since a timestamp of the clock.</summary>
    public void AddSince(long timestamp) => Add(clock.GetElapsedTime(timestamp));

    /// <summary>Percentiles of the durations still in the window; nulls when there are none. The maximum is over all time.</summary>
    public LatencySummary Summary()
    {
        long[] sorted;
        lock (gate)
        {
            sorted = ticks[..(int)Math.Min(added, Kept)];
            if (sorted.Length == 0) return new LatencySummary(0, null, null, null, null);
        }

        Array.Sort(sorted);
        return new LatencySummary(added, At(sorted, 50), At(sorted, 95), At(sorted, 99), TimeSpan.FromTicks(worst));
    }

    /// <summary>The newest durations, oldest first.</summary>
    public IReadOnlyList<TimeSpan> Newest(int atMost)
    {
        lock (gate)
        {
            var count = (int)Math.Min(Math.Min(added, Kept), atMost);
            var newest = new TimeSpan[count];
            for (var i = 0; i < count; i++) newest[i] = TimeSpan.FromTicks(ticks[(next + Kept - count + i) % Kept]);
            return newest;
        }
    }

    private static TimeSpan At(long[] sorted, int percent) => TimeSpan.FromTicks(sorted[(sorted.Length - 1) * percent / 100]);
}

/// <param name="Count">How many were measured in all.</param>
/// <param name="Max">The longest ever; the percentiles are of the last 512.</param>
public sealed record LatencySummary(long Count, TimeSpan? P50, TimeSpan? P95, TimeSpan? P99, TimeSpan? Max);
