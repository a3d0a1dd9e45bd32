namespace WebTrader.Host.Tests.Sessions;

/// <summary>A clock that stands until it is moved, from one timer to the next. What is due fires on the mover's thread; set from any thread.</summary>
/// <param name="ours">Where the mover's own timers are set; those of all others are counted apart.</param>
internal sealed class SteppedClock(DateTimeOffset start, SynchronizationContext ours) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<SteppedTimer> timers = [];
    private TimeSpan passed;
    private long order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers are set.</summary>
    public int Timers
    {
        get
        {
            lock (gate) return timers.Count;
        }
    }

    /// <summary>How often a timer has fired that was not the mover's own.</summary>
    public long Others { get; private set; }

    public override long GetTimestamp()
    {
        lock (gate) return passed.Ticks;
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return start + passed;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SteppedTimer(this, () => callback(state), isOurs: SynchronizationContext.Current == ours);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next moment at which a timer is due, or to the given one if none is before, and fires what is due there.</summary>
    /// <returns>Whether the given moment is reached.</returns>
    public bool Step(DateTimeOffset until)
    {
        List<SteppedTimer> due;
        bool isThere;
        lock (gate)
        {
            var end = until - start;
            var next = timers.Count == 0 ? end : timers.Min(timer => timer.Due);
            isThere = next > end;
            if (next < end) end = next;
            if (end > passed) passed = end;
            due = [.. timers.Where(timer => timer.Due <= passed).OrderBy(timer => timer.Due).ThenBy(timer => timer.Order)];
            foreach (var timer in due) timer.Again();
        }

        Others += due.Count(timer => !timer.IsOurs);
        foreach (var timer in due) timer.Fire();
        return isThere || due.Count == 0;
    }

    private sealed class SteppedTimer(SteppedClock clock, Action fire, bool isOurs) : ITimer
    {
        private TimeSpan every;

        public bool IsOurs => isOurs;

        public TimeSpan Due { get; private set; }

        public long Order { get; private set; }

        public void Fire() => fire();

        /// <summary>Inside the clock's gate.</summary>
        public void Again()
        {
            clock.timers.Remove(this);
            if (every > TimeSpan.Zero) Set(every);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                every = period;
                if (dueTime != Timeout.InfiniteTimeSpan) Set(dueTime);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set(TimeSpan after)
        {
            Due = clock.passed + after;
            Order = clock.order++;
            clock.timers.Add(this);
        }
    }
}
