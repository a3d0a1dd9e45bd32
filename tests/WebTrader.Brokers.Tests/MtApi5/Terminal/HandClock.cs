namespace WebTrader.Brokers.Tests.MtApi5.Terminal;

/// <summary>A clock that stands until it is moved. What is due fires on the mover's thread. Thread-safe.</summary>
internal sealed class HandClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<HandTimer> timers = [];
    private TimeSpan passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

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
        var timer = new HandTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        List<HandTimer> due;
        lock (gate)
        {
            passed += by;
            due = [.. timers.Where(timer => timer.Due <= passed).OrderBy(timer => timer.Due)];
            foreach (var timer in due) timers.Remove(timer);
        }

        foreach (var timer in due) timer.Fire();
    }

    private sealed class HandTimer(HandClock clock, Action fire) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = clock.passed + dueTime;
                clock.timers.Add(this);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
