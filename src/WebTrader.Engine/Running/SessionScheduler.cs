namespace WebTrader.Engine.Running;

/// <summary>
/// Runs everything of an account session one thing after another, in the order in which it was posted, so that nothing inside a
/// session needs a lock and the same input gives the same run. <c>await</c> inside the session comes back here by itself.
/// Live, a thread of its own drives it (<see cref="StartThread"/>): a starved thread pool cannot delay protection. In replay
/// and simulation the caller does (<see cref="RunUntilIdle"/>). Posting is thread-safe.
/// </summary>
public sealed class SessionScheduler : SynchronizationContext, IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim work = new(0);
    private Queue<(SendOrPostCallback Run, object? State)> posted = new();
    private Queue<(SendOrPostCallback Run, object? State)> running = new();
    private Thread? thread;
    private int? driver;
    private volatile bool stopping;
    private long done;
    private bool isAtWork;

    /// <summary>Told of what escapes a posted callback; the scheduler goes on. Null rethrows to the driver.</summary>
    public Action<Exception>? OnFault { get; set; }

    /// <summary>
    /// How often something was posted from a thread other than the caller's that drives it. In replay and simulation it must stay
    /// zero: work that ran elsewhere came back at a moment that no seed decides.
    /// </summary>
    public long ForeignPosts { get; private set; }

    /// <summary>Whether a thread of its own drives it.</summary>
    public bool HasThread => thread is not null;

    /// <summary>How far it has come, for whoever looks from another thread.</summary>
    public SchedulerPulse Pulse
    {
        get
        {
            lock (gate) return new SchedulerPulse(Volatile.Read(ref done), posted.Count > 0 || Volatile.Read(ref isAtWork));
        }
    }

    /// <summary>Whether the caller is running on this scheduler.</summary>
    public bool IsCurrent => Current == this;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (gate)
        {
            // An answer that comes after the end must not bring down the thread that carries it.
            if (stopping) return;
            if (driver is { } known && known != Environment.CurrentManagedThreadId) ForeignPosts++;
            posted.Enqueue((d, state));
            if (posted.Count == 1 && thread is not null) work.Release();
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!IsCurrent) throw new NotSupportedException("Nothing waits for the session's scheduler: post, or ask.");
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs a function on the scheduler and hands its result to a caller elsewhere.</summary>
    public Task<T> AskAsync<T>(Func<T> ask)
    {
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

    /// <summary>Starts asynchronous work on the scheduler; the task ends with it, for a caller elsewhere.</summary>
    public Task StartAsync(Func<Task> start)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(async _ =>
        {
            try
            {
                await start();
                ended.SetResult();
            }
            catch (OperationCanceledException canceled)
            {
                ended.SetCanceled(canceled.CancellationToken);
            }
            catch (Exception fault)
            {
                ended.SetException(fault);
            }
        }, null);
        return ended.Task;
    }

    /// <summary>Runs what is posted, and what that posts, until nothing is left. For replay, simulation and tests.</summary>
    public void RunUntilIdle()
    {
        var outer = Current;
        SetSynchronizationContext(this);
        driver = Environment.CurrentManagedThreadId;
        try
        {
            while (RunPosted())
            {
            }
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Drives the scheduler from a thread of its own until it is disposed.</summary>
    public void StartThread(string name)
    {
        if (thread is not null) throw new InvalidOperationException("The scheduler already has its thread.");
        thread = new Thread(Drive) { IsBackground = true, Name = name };
        thread.Start();
        work.Release();
    }

    /// <summary>Ends the thread after what it is running. What was posted and has not begun is left undone, and so is what is posted later.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (stopping) return;
            stopping = true;
            work.Release();
        }

        if (thread is not null && thread != Thread.CurrentThread) thread.Join();
        work.Dispose();
    }

    private void Drive()
    {
        SetSynchronizationContext(this);
        while (!stopping)
        {
            if (!RunPosted()) work.Wait();
        }
    }

    private bool RunPosted()
    {
        lock (gate)
        {
            // What a fault that went to the driver left over comes before what was posted since.
            if (running.Count == 0)
            {
                if (posted.Count == 0) return false;
                (posted, running) = (running, posted);
            }
        }

        Volatile.Write(ref isAtWork, true);
        try
        {
            while (!stopping && running.TryDequeue(out var next)) Run(next);
        }
        finally
        {
            Volatile.Write(ref isAtWork, false);
        }

        return true;
    }

    private void Run((SendOrPostCallback Run, object? State) next)
    {
        Volatile.Write(ref done, done + 1);
        try
        {
            next.Run(next.State);
        }
        catch (Exception fault) when (OnFault is { } told)
        {
            told(fault);
        }
    }
}

/// <param name="Done">Callbacks begun since the start.</param>
/// <param name="HasWork">Whether one is running, or waits to run.</param>
public readonly record struct SchedulerPulse(long Done, bool HasWork);
