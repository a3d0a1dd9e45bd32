namespace WebTrader.Engine.Running;

/// <summary>
/// How often durations of each size occurred, from 1 microsecond to about two hours, in buckets whose bounds lie at most a quarter apart. Adding allocates
/// nothing after the first. Not thread-safe.
/// </summary>
public sealed class DurationHistogram
{
    private const int PerOctave = 4;
    private const int Octaves = 33;
    internal const int Buckets = (Octaves * PerOctave) + 1;

    private uint[]? counts;
    private long count;
    private long totalTicks;
    private long maxTicks;

    public void Add(TimeSpan duration)
    {
        var ticks = Math.Max(0, duration.Ticks);
        counts ??= new uint[Buckets];
        counts[BucketOf(ticks)]++;
        count++;
        totalTicks += ticks;
        if (ticks > maxTicks) maxTicks = ticks;
    }

    public DurationSnapshot Snapshot() => new(count, TimeSpan.FromTicks(totalTicks), TimeSpan.FromTicks(maxTicks), counts is null ? [] : (uint[])counts.Clone());

    /// <summary>The largest duration that a bucket holds, in microseconds.</summary>
    internal static long UpTo(int bucket)
    {
        var (octave, part) = (bucket / PerOctave, bucket % PerOctave);
        return ((1L << octave) * (PerOctave + part) / PerOctave);
    }

    // Bucket b holds what is above the bound of b - 1 and not above its own: bounds are 1, 1.25, 1.5, 1.75, 2, 2.5 ... microseconds, rounded down.
    private static int BucketOf(long ticks)
    {
        var micros = (ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond;
        if (micros <= 1) return 0;
        var octave = 63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)micros);
        if (octave >= Octaves) return Buckets - 1;
        var bucket = (octave * PerOctave) + (int)((micros - (1L << octave)) * PerOctave >> octave);
        return UpTo(bucket) < micros ? Math.Min(bucket + 1, Buckets - 1) : bucket;
    }
}

/// <summary>A histogram at one moment.</summary>
/// <param name="Counts">By bucket; empty while nothing was added.</param>
public sealed record DurationSnapshot(long Count, TimeSpan Total, TimeSpan Max, IReadOnlyList<uint> Counts)
{
    /// <summary>The duration that so many of a hundred did not exceed, exact to the width of a bucket and never above <see cref="Max"/>; null while nothing was added.</summary>
    /// <param name="percent">Above 0, at most 100.</param>
    public TimeSpan? Percentile(double percent)
    {
        if (Count == 0) return null;
        var rank = (long)Math.Ceiling(Count * percent / 100);
        var seen = 0L;
        for (var bucket = 0; bucket < Counts.Count; bucket++)
        {
            seen += Counts[bucket];
            if (seen < rank) continue;
            var bound = TimeSpan.FromMicroseconds(DurationHistogram.UpTo(bucket));
            return bound < Max && bucket < Counts.Count - 1 ? bound : Max;
        }

        return Max;
    }

    /// <summary>How many did not exceed a duration, for buckets of other widths: exact to the width of our own.</summary>
    public long CountUpTo(TimeSpan duration)
    {
        var sum = 0L;
        for (var bucket = 0; bucket < Counts.Count && TimeSpan.FromMicroseconds(DurationHistogram.UpTo(bucket)) <= duration; bucket++) sum += Counts[bucket];
        return sum;
    }
}
