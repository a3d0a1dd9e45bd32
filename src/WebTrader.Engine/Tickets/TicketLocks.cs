using System.Diagnostics;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Running;

namespace WebTrader.Engine.Tickets;

/// <summary>
/// One lock per ticket: whoever wants to change a position at the broker holds it. Waiting is bounded and blocks no thread; each holding gets a
/// larger fencing token than any before it; the last door before the broker and every revocation go through the same gate, so that of a late
/// holder and its successor only one can send. Thread-safe.
/// </summary>
/// <param name="epoch">Which running of the session this is; tokens of a later one are larger.</param>
/// <param name="account">What the meter calls the account; null keeps its times from it.</param>
public sealed partial class TicketLocks(long epoch, TimeProvider clock, LockOptions options, string? account = null)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Ticket, TicketEntry> entries = [];
    private readonly long overtakenAtMost = clock.StampsOf(options.OvertakenAtMost);
    private readonly long revokeAfter = clock.StampsOf(options.RevokeAfter);
    private readonly LockPatience patience = new(options.Wait, options.Attempts, options.Growth);
    private readonly LockPatience profitPatience = new(options.ProfitWait, options.Attempts, options.Growth);
    private long holdings;
    private bool isShut;

    public long Epoch { get; } = epoch;

    public LockOptions Options { get; } = options;

    internal LockMetrics Metrics { get; } = new(account);

    /// <summary>Tickets that the registry knows of just now: those held, awaited or kept, and no others.</summary>
    public int EntryCount
    {
        get
        {
            lock (gate) return entries.Count;
        }
    }

    /// <summary>Takes the ticket if it is free, or, in the emergency lane, from a holder that may be revoked. Never waits.</summary>
    /// <param name="since">When the caller first tried, on the monotone scale, where it tries again and again: its wait counts from there.</param>
    /// <exception cref="InvalidOperationException">The caller already holds or awaits a ticket.</exception>
    public LockOutcome TryAcquire(in LockRequest request, long? since = null)
    {
        LockWaiter? served = null;
        Point();
        LockOutcome outcome;
        lock (gate)
        {
            request.Caller.RefuseBlindly(request.Ticket, asSecond: false);
            var entry = EntryOf(request.Ticket);
            var now = clock.GetTimestamp();
            if (entry.State != HoldingState.Free && request.Priority == LockPriority.Emergency && IsRevocable(entry, now))
            {
                Take(entry, now, "an emergency wants the ticket");
                if (IsPassedTooLong(entry, now)) served = HandOver(entry, now);
            }

            outcome = entry.State == HoldingState.Free ? new LockOutcome(Hand(entry, request.Caller, request.Purpose, request.Priority, null, since ?? now, now), null) : new LockOutcome(default, Refusal(entry, now, since ?? now, 1, null));
            if (outcome.IsObtained) entry.Line.Passed(request.Priority, null, now);
            LetGo(entry);
        }

        served?.Tell();
        return outcome;
    }

    /// <summary>
    /// Takes the ticket as soon as its turn comes: attempts as <see cref="LockOptions"/> says, the first without waiting. Not obtaining it is an
    /// outcome, not an exception. Allocates nothing when the ticket is free and kept.
    /// </summary>
    /// <exception cref="InvalidOperationException">The caller already holds or awaits a ticket.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; it leaves no trace.</exception>
    public ValueTask<LockOutcome> AcquireAsync(in LockRequest request, CancellationToken cancellation) =>
        AcquireAsync(request, request.Priority == LockPriority.Profit ? profitPatience : patience, asSecond: false, cancellation);

    /// <summary>Takes two tickets, the lower number first; both or none.</summary>
    /// <exception cref="ArgumentException">Both are the same ticket.</exception>
    public async ValueTask<(LockOutcome First, LockOutcome Second)> AcquirePairAsync(LockRequest one, LockRequest other, CancellationToken cancellation)
    {
        if (one.Ticket == other.Ticket) throw new ArgumentException($"Two tickets are wanted and both are {one.Ticket}.", nameof(other));
        var (lower, higher) = one.Ticket.Value < other.Ticket.Value ? (one, other) : (other, one);
        var first = await AcquireAsync(lower, cancellation);
        if (!first.IsObtained) return (first, new LockOutcome(default, first.Refusal));
        LockOutcome second;
        try
        {
            second = await AcquireAsync(higher, patience, asSecond: true, cancellation);
        }
        catch
        {
            first.Held.Dispose();
            throw;
        }

        if (second.IsObtained) return lower == one ? (first, second) : (second, first);
        first.Held.Dispose();
        var none = new LockOutcome(default, second.Refusal);
        return (none, none);
    }

    /// <summary>A caller that tried again and again without waiting in line has given up for now: counted as one wish that was not obtained.</summary>
    /// <param name="since">When it tried first, on the monotone scale.</param>
    public LockRefusal Deny(in LockRequest request, long since, int attempts)
    {
        lock (gate)
        {
            var entry = EntryOf(request.Ticket);
            var refusal = Missed(entry, request.Caller, request.Purpose, clock.GetTimestamp(), since, attempts, null);
            LetGo(entry);
            return refusal;
        }
    }

    /// <summary>The ticket is open: its figures and its timeline are kept between holdings.</summary>
    public void Keep(Ticket ticket)
    {
        Point();
        lock (gate) EntryOf(ticket).IsKept = true;
    }

    /// <summary>The ticket is not open any more: nothing of it is left once nobody holds or awaits it.</summary>
    public void Forget(Ticket ticket)
    {
        Point();
        lock (gate)
        {
            if (!entries.TryGetValue(ticket, out var entry)) return;
            entry.IsKept = false;
            LetGo(entry);
        }
    }

    /// <summary>
    /// Takes the ticket from this holding, if it still is its holding and may be taken: it is not inside a broker call, or past the deadline of it.
    /// From then on its token is refused at the door and its release does nothing.
    /// </summary>
    /// <param name="why">For the timeline.</param>
    public bool Revoke(Ticket ticket, FencingToken token, string why)
    {
        LockWaiter? served;
        Point();
        lock (gate)
        {
            if (token.Epoch != Epoch || !entries.TryGetValue(ticket, out var entry) || entry.State == HoldingState.Free || entry.Number != token.Holding) return false;
            var now = clock.GetTimestamp();
            if (now < entry.Deadline && (entry.State == HoldingState.InFlight || entry.Priority == LockPriority.Emergency)) return false;
            Take(entry, now, why);
            served = HandOver(entry, now);
            LetGo(entry);
        }

        served?.Tell();
        return true;
    }

    /// <summary>Closes the last door for good, whoever holds what: for a session that is left behind while another takes its place.</summary>
    public void Shut()
    {
        Point();
        lock (gate) isShut = true;
    }

    private ValueTask<LockOutcome> AcquireAsync(in LockRequest request, LockPatience allowed, bool asSecond, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return ValueTask.FromCanceled<LockOutcome>(cancellation);
        LockWaiter waiter;
        LockWaiter? served = null;
        Point();
        lock (gate)
        {
            request.Caller.RefuseBlindly(request.Ticket, asSecond);
            var entry = EntryOf(request.Ticket);
            var now = clock.GetTimestamp();
            if (entry.State == HoldingState.Free) return new ValueTask<LockOutcome>(new LockOutcome(Hand(entry, request.Caller, request.Purpose, request.Priority, null, now, now), null));
            // An emergency is not turned away for the length of the line.
            var isBound = request.Priority != LockPriority.Emergency;
            if (isBound && entry.Line.Count >= Options.WaitersAtMost) return new ValueTask<LockOutcome>(Refuse(entry, request, now, $"{entry.Line.Count} others wait already"));
            if (isBound && allowed.Attempts <= 1) return new ValueTask<LockOutcome>(Refuse(entry, request, now));

            waiter = new LockWaiter(this, entry, request, allowed, now);
            request.Caller.WaitsFor = request.Ticket;
            entry.Line.Add(waiter);
            RecordOf(entry)?.Add(LockEventKind.Waiting, now, entry.Number, request.Caller.Name, request.Purpose);
            if (request.Priority == LockPriority.Emergency && IsRevocable(entry, now))
            {
                Take(entry, now, "an emergency wants the ticket");
                served = HandOver(entry, now);
            }
        }

        served?.Tell();
        waiter.Arm(clock, cancellation);
        return new ValueTask<LockOutcome>(waiter.Turn);
    }

    private TicketEntry EntryOf(Ticket ticket)
    {
        if (!entries.TryGetValue(ticket, out var entry)) entries.Add(ticket, entry = new TicketEntry(ticket));
        return entry;
    }

    /// <summary>Nothing is left of a ticket that nobody holds, awaits or keeps. Never before: whoever waits, waits at this entry.</summary>
    private void LetGo(TicketEntry entry)
    {
        if (entry.IsIdle && !entry.IsKept) entries.Remove(entry.Ticket);
    }

    /// <summary>Whether the emergency lane may take it: the holder is not inside a broker call, or is late.</summary>
    private static bool IsRevocable(TicketEntry entry, long now) =>
        now >= entry.Deadline || (entry.State == HoldingState.Held && entry.Priority != LockPriority.Emergency);

    private bool IsPassedTooLong(TicketEntry entry, long now) => entry.Line.Next(now, overtakenAtMost)?.OvertakenSince is { } since && now - since >= overtakenAtMost;

    /// <summary>For the explorer of interleavings: another thread may run here. Not in release builds.</summary>
    [Conditional("DEBUG")]
    internal static void Point() => Interleaving.Point();
}
