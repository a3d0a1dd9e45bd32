using WebTrader.Engine.Tickets;

namespace WebTrader.Engine.Tests.Tickets.Schedules;

/// <summary>A clock that moves when a task moves it; its timers fire on that task's thread. One thread at a time.</summary>
internal sealed class StepClock : TimeProvider
{
    private readonly List<StepTimer> timers = [];
    private readonly TaskCompletionSource set = new();
    private long now = TimeSpan.TicksPerSecond;

    /// <summary>Ends when a timer is set for the first time.</summary>
    public Task IsSet => set.Task;

    /// <summary>Whether others may run before whoever makes a timer has it in hand.</summary>
    public bool IsSlowToHandOver { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StepTimer(this, callback, state);
        timer.Change(dueTime, period);
        timers.Add(timer);
        if (IsSlowToHandOver) TicketLocks.Point();
        return timer;
    }

    public void Pass(TimeSpan time)
    {
        now += time.Ticks;
        foreach (var timer in timers.ToList()) timer.FireIfDue();
    }

    private sealed class StepTimer(StepClock clock, TimerCallback callback, object? state) : ITimer
    {
        private long? due;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime.Ticks;
            if (due is not null) clock.set.TrySetResult();
            return true;
        }

        public void FireIfDue()
        {
            if (due is not { } at || at > clock.now) return;
            due = null;
            callback(state);
        }

        public void Dispose() => due = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
