namespace WebTrader.Persistence.Store;

/// <summary>What the writer knows of the store, for everybody else. Thread-safe.</summary>
internal sealed class StoreGate
{
    private readonly Lock gate = new();
    private TaskCompletionSource readable = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool mustProve;
    private StoreFault? fault = new(StoreFaultKind.Opening, "The database is being opened.");

    /// <summary>Null while the store takes what is written.</summary>
    public StoreFault? Fault
    {
        get { lock (gate) return fault; }
    }

    /// <summary>The store answers. After a failed write it is well again only when a write has succeeded.</summary>
    public void Opened()
    {
        lock (gate)
        {
            if (!mustProve) fault = null;
            readable.TrySetResult();
        }
    }

    public void Written()
    {
        lock (gate)
        {
            mustProve = false;
            fault = null;
        }
    }

    /// <summary>Whether this is news: the same trouble in the same words is not.</summary>
    /// <param name="now">What is wrong.</param>
    /// <param name="whileWriting">What failed waits to be written again, and only that proves the store: opening a full disk succeeds.</param>
    public bool Failed(StoreFault now, bool whileWriting)
    {
        lock (gate)
        {
            mustProve |= whileWriting;
            var isNews = fault != now;
            fault = now;
            if (!now.LeavesReading && readable.Task.IsCompleted) readable = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return isNews;
        }
    }

    /// <summary>Null when what is stored can be read, now or after a short wait; otherwise the reason why not.</summary>
    public async ValueTask<string?> WhyNotReadableAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellation)
    {
        Task ready;
        lock (gate) ready = readable.Task;
        if (!ready.IsCompleted && Fault is { NeedsOperator: true } hopeless) return hopeless.Reason;
        await ready.WaitAsync(longest, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        return ready.IsCompletedSuccessfully ? null : Fault?.Reason ?? "The database is being opened.";
    }
}
