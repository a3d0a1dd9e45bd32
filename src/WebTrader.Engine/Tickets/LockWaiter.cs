using WebTrader.Core.Positions;

namespace WebTrader.Engine.Tickets;

/// <summary>One who waits for a ticket. One entry in the line for all attempts: trying again keeps its place.</summary>
internal sealed class LockWaiter(TicketLocks locks, TicketEntry entry, in LockRequest request, LockPatience patience, long since) : IDisposable
{
    // Continuations must not run inside the gate, nor on the thread of whoever releases.
    private readonly TaskCompletionSource<LockOutcome> turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? timer;
    private CancellationTokenRegistration cancelled;
    private LockOutcome outcome;
    private CancellationToken gaveUp;

    public LockCaller Caller { get; } = request.Caller;
    public string Purpose { get; } = request.Purpose;
    public LockPriority Priority { get; } = request.Priority;
    public Ticket Ticket => entry.Ticket;
    public TicketEntry Entry => entry;
    public long Since { get; } = since;
    public LockPatience Patience { get; } = patience;

    /// <summary>Whether it stands in the line; whoever takes it out decides how its wait ends. Inside the gate.</summary>
    public bool IsWaiting { get; set; } = true;

    /// <summary>How many attempts were made so far. Inside the gate.</summary>
    public int Attempts { get; set; } = 1;

    public long Sequence { get; set; }

    /// <summary>Since when somebody who came later has had the ticket before it; null while nobody has.</summary>
    public long? OvertakenSince { get; set; }

    public LockWaiter? Before { get; set; }
    public LockWaiter? After { get; set; }

    public Task<LockOutcome> Turn => turn.Task;

    /// <summary>Sets the marks of the attempts and listens for cancellation. Outside the gate.</summary>
    public void Arm(TimeProvider clock, CancellationToken cancellation)
    {
        gaveUp = cancellation;
        // Set only when it is in hand: a mark that came before would find no timer to set for the next one, and the wait would have no end.
        timer = clock.CreateTimer(static waiter => ((LockWaiter)waiter!).Mark(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(Patience.WaitOf(2), Timeout.InfiniteTimeSpan);
        cancelled = cancellation.UnsafeRegister(static waiter => ((LockWaiter)waiter!).Cancel(), this);
        // It may have been served in the meantime: then nobody else puts these away. Whoever serves it writes first and reads these after, so do we.
        Interlocked.MemoryBarrier();
        if (turn.Task.IsCompleted) Dispose();
    }

    /// <summary>How its wait ends. Inside the gate.</summary>
    public void Decide(in LockOutcome decided) => outcome = decided;

    /// <summary>Tells whoever waits. Outside the gate, once.</summary>
    public void Tell()
    {
        TicketLocks.Point();
        turn.TrySetResult(outcome);
        Dispose();
    }

    public void Dispose()
    {
        timer?.Dispose();
        cancelled.Unregister();
    }

    private void Mark()
    {
        if (locks.Mark(this) is { } wait) timer?.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Cancel()
    {
        if (!locks.GiveUp(this)) return;
        TicketLocks.Point();
        turn.TrySetCanceled(gaveUp);
        timer?.Dispose();
    }
}

/// <summary>How long a caller waits: the first attempt not at all, the second for the base, each further one longer by the growth.</summary>
/// <param name="Base">10 ms to 60 s.</param>
/// <param name="Attempts">1 to 10.</param>
/// <param name="Growth">1 to 5.</param>
public readonly record struct LockPatience(TimeSpan Base, int Attempts, decimal Growth)
{
    public static readonly LockPatience None = new(TimeSpan.Zero, 1, 1);

    /// <summary>How long an attempt waits; attempts count from 1.</summary>
    public TimeSpan WaitOf(int attempt)
    {
        if (attempt <= 1) return TimeSpan.Zero;
        var ticks = (decimal)Base.Ticks;
        for (var further = 2; further < attempt; further++) ticks *= Growth;
        return TimeSpan.FromTicks((long)ticks);
    }
}
