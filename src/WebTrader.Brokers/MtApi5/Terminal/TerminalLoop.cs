using System.Collections.Concurrent;

namespace WebTrader.Brokers.MtApi5.Terminal;

/// <summary>
/// The one thread of a simulated terminal: everything of it runs here one thing after another, and what awaits comes back here. The real
/// server has one thread for all its ports and connections too. Posting is thread-safe; what is posted after the end is left undone.
/// </summary>
internal sealed class TerminalLoop : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<(SendOrPostCallback Run, object? State)> posted = [];
    private readonly TaskCompletionSource failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread thread;

    public TerminalLoop(string name)
    {
        thread = new Thread(Drive) { IsBackground = true, Name = name };
        thread.Start();
    }

    /// <summary>Faults with what first escaped; the loop goes on. Never completes otherwise.</summary>
    public Task Failure => failure.Task;

    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            posted.Add((d, state));
        }
        catch (InvalidOperationException) when (posted.IsAddingCompleted)
        {
            // The terminal has ended; an answer that comes later concerns nobody.
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Current != this) throw new NotSupportedException("Nothing waits for the terminal's thread: post, or ask.");
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs a function on the loop and hands its result to a caller elsewhere.</summary>
    public Task<T> AskAsync<T>(Func<T> ask)
    {
        ObjectDisposedException.ThrowIf(posted.IsAddingCompleted, this);
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(_ =>
        {
            try
            {
                answer.SetResult(ask());
            }
            catch (Exception fault)
            {
                answer.SetException(fault);
            }
        }, null);
        return answer.Task;
    }

    /// <summary>Starts asynchronous work on the loop; the task ends with it.</summary>
    public async Task StartAsync(Func<Task> start) => await await AskAsync(start);

    public void Dispose()
    {
        posted.CompleteAdding();
        if (thread != Thread.CurrentThread) thread.Join();
    }

    private void Drive()
    {
        SetSynchronizationContext(this);
        foreach (var (run, state) in posted.GetConsumingEnumerable())
        {
            try
            {
                run(state);
            }
            catch (Exception fault)
            {
                failure.TrySetException(fault);
            }
        }
    }
}
