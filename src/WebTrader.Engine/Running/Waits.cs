using WebTrader.Core.Ports;

namespace WebTrader.Engine.Running;

/// <summary>Waiting for something, but not for ever.</summary>
internal static class Waits
{
    /// <summary>A reading that ends within the time; one that does not has failed, and is given up.</summary>
    /// <exception cref="OperationCanceledException">Whoever asks was cancelled: that is no failure of the broker's.</exception>
    public static async ValueTask<Reading<T>> ReadWithinAsync<T>(Func<CancellationToken, ValueTask<Reading<T>>> read, TimeSpan atMost, TimeProvider clock, CancellationToken cancellation)
    {
        using var timeUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pending = read(timeUp.Token);
        if (pending.IsCompletedSuccessfully) return await pending;

        var task = pending.AsTask();
        if (await task.EndsWithinAsync(atMost, clock, cancellation)) return await task;
        timeUp.Cancel();
        cancellation.ThrowIfCancellationRequested();
        return Reading<T>.Failed($"no answer within {Words.Seconds(atMost)}", new ReadingMark(long.MinValue, clock.GetTimestamp()));
    }

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
