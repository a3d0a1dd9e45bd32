namespace WebTrader.Engine.Running;

/// <summary>
/// A clock that moves only when told, and only while everything that could run has run: a day replays in seconds, the same way
/// every time. Timers due at the same moment fire in the order in which they were set. Not thread-safe: one driver.
/// </summary>
public sealed class VirtualTime(SessionScheduler scheduler, DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<VirtualTimer, (long Due, long Order)> timers = new();
    private long now;
    private long order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now;

    public override DateTimeOffset GetUtcNow() => start.AddTicks(now);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>When the next timer fires; null when none is set.</summary>
    public DateTimeOffset? NextTimer => PeekDue() is { } due ? start.AddTicks(due) : null;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on by a duration, firing each timer at its own moment.</summary>
    public void Advance(TimeSpan by) => AdvanceTo(GetUtcNow() + by);

    /// <summary>Moves on to a moment, firing each timer at its own; a moment in the past only lets everything run.</summary>
    public void AdvanceTo(DateTimeOffset moment)
    {
        var until = (moment - start).Ticks;
        scheduler.RunUntilIdle();
        while (PeekDue() is { } due && due <= until)
        {
            var timer = timers.Dequeue();
            now = Math.Max(now, due);
            scheduler.Post(static fired => ((VirtualTimer)fired!).Fire(), timer);
            scheduler.RunUntilIdle();
        }

        now = Math.Max(now, until);
    }

    private long? PeekDue()
    {
        while (timers.TryPeek(out var timer, out var at))
        {
            if (timer.IsSetFor(at)) return at.Due;
            timers.Dequeue();
        }

        return null;
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private (long Due, long Order)? setFor;
        private TimeSpan period;

        public bool IsSetFor((long Due, long Order) at) => setFor == at;

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            period = newPeriod;
            Set(dueTime);
            return true;
        }

        public void Fire()
        {
            if (setFor is null) return;
            setFor = null;
            if (period > TimeSpan.Zero) Set(period);
            callback(state);
        }

        public void Dispose() => setFor = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set(TimeSpan dueTime)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                setFor = null;
                return;
            }

            setFor = (time.now + Math.Max(0, dueTime.Ticks), time.order++);
            time.timers.Enqueue(this, setFor.Value);
        }
    }
}
