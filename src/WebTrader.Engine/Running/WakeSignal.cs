using System.Threading.Tasks.Sources;

namespace WebTrader.Engine.Running;

/// <summary>
/// Lets one loop sleep until it is woken or a time has passed, without allocating. Waking twice before the loop looks wakes it
/// once. Used on the session's scheduler only, one waiter; only the timer of a real clock fires on a thread of its own.
/// </summary>
public sealed class WakeSignal : IValueTaskSource<bool>, IDisposable
{
    private readonly ITimer timer;
    private ManualResetValueTaskSourceCore<bool> source;
    private int waiting;
    private bool woken;

    public WakeSignal(TimeProvider clock) =>
        timer = clock.CreateTimer(static signal => ((WakeSignal)signal!).End(false), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Wakes the loop, or lets its next wait end at once.</summary>
    public void Set()
    {
        if (!End(true)) woken = true;
    }

    /// <summary>Whether the next wait ends at once.</summary>
    public bool IsSet => woken;

    /// <summary>Waits for <see cref="Set"/> (true) or until the time has passed (false).</summary>
    public ValueTask<bool> WaitAsync(TimeSpan atMost)
    {
        if (Volatile.Read(ref waiting) != 0) throw new InvalidOperationException("One loop waits for a wake signal, not two.");
        if (woken)
        {
            woken = false;
            return ValueTask.FromResult(true);
        }

        source.Reset();
        Volatile.Write(ref waiting, 1);
        timer.Change(atMost, Timeout.InfiniteTimeSpan);
        return new ValueTask<bool>(this, source.Version);
    }

    public void Dispose() => timer.Dispose();

    bool IValueTaskSource<bool>.GetResult(short token) => source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);

    /// <summary>Ends the wait; false when nobody waits. Signal and timer may come at the same moment: only one of them ends it.</summary>
    private bool End(bool bySignal)
    {
        if (Interlocked.Exchange(ref waiting, 0) == 0) return false;
        source.SetResult(bySignal);
        return true;
    }
}
