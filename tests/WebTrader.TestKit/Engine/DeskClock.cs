using WebTrader.Engine.Running;

namespace WebTrader.TestKit.Engine;

/// <summary>Virtual time with a wall clock that can be set, as people and time servers do; durations do not notice.</summary>
public sealed class DeskClock(VirtualTime time) : TimeProvider
{
    /// <summary>How far the wall clock was set on (or back, when negative).</summary>
    public TimeSpan WallSetBy { get; set; }

    private bool fails;

    /// <summary>The next reading of the wall clock throws: a fault inside whoever reads it.</summary>
    public void FailNextWallReading() => fails = true;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => time.GetTimestamp();

    public override DateTimeOffset GetUtcNow()
    {
        if (!fails) return time.GetUtcNow() + WallSetBy;
        fails = false;
        throw new InvalidOperationException("the clock is broken");
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
}
