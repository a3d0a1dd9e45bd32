namespace WebTrader.Persistence.Backlog;

/// <summary>Wakes one waiter, at once or later. Thread-safe; setting never runs the waiter's code.</summary>
internal sealed class Signal
{
    private TaskCompletionSource source = New();

    public void Set() => Volatile.Read(ref source).TrySetResult();

    /// <summary>Forgets earlier settings. Called by the waiter only, before it looks at what the signal stands for.</summary>
    public void Reset()
    {
        if (Volatile.Read(ref source).Task.IsCompleted) Volatile.Write(ref source, New());
    }

    public Task WaitAsync(CancellationToken cancellation) => Volatile.Read(ref source).Task.WaitAsync(cancellation);

    /// <summary>Ends when set, or after <paramref name="longest"/>, whichever is first.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellation)
    {
        await Volatile.Read(ref source).Task.WaitAsync(longest, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
