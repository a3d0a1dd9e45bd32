namespace WebTrader.Engine.Running;

/// <summary>Waiting for something, but not for ever.</summary>
internal static class Waits
{
    /// <summary>Whether a task ends before the time is over and before the wait is cancelled. Neither throws nor ends the task.</summary>
    /// <remarks>
    /// Not <c>Task.WhenAny</c> with a <c>Task.Delay</c> that is cancelled: a cancelled delay tells <c>WhenAny</c> from a thread of the pool,
    /// at a moment that no seed decides.
    /// </remarks>
    public static async Task<bool> EndsWithinAsync(this Task task, TimeSpan atMost, TimeProvider clock, CancellationToken cancellation)
    {
        if (task.IsCompleted) return true;
        var over = new TaskCompletionSource();
        await using var timer = clock.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), over, atMost, Timeout.InfiniteTimeSpan);
        await using var cancelled = cancellation.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), over);
        await Task.WhenAny(task, over.Task);
        return task.IsCompleted;
    }
}
