using System.Globalization;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Running;

namespace WebTrader.Engine.Tickets;

/// <content>The life of one holding: handed out, through the door and back, released or revoked. All private steps run inside the gate.</content>
public sealed partial class TicketLocks
{
    internal bool IsCurrent(TicketEntry entry, long number)
    {
        Point();
        lock (gate) return IsHolding(entry, number);
    }

    /// <summary>One step from held to in flight. Revocation takes the same gate: of the two, one comes first, and the other sees it.</summary>
    internal string? Depart(TicketEntry entry, long number, TimeSpan deadline)
    {
        Point();
        lock (gate)
        {
            if (isShut || !IsHolding(entry, number))
            {
                Metrics.Refused++;
                RecordOf(entry)?.Refuse(clock.GetTimestamp(), number);
                if (isShut) return string.Create(CultureInfo.InvariantCulture, $"the session of token {Epoch}.{number} is over");
                return string.Create(CultureInfo.InvariantCulture, $"token {Epoch}.{number} is not the holding of ticket {entry.Ticket} any more");
            }

            if (entry.State == HoldingState.InFlight) return "a call of this holding is at the broker already";
            entry.State = HoldingState.InFlight;
            entry.DepartedAt = clock.GetTimestamp();
            entry.Deadline = entry.DepartedAt + clock.StampsOf(deadline);
            entry.IsFlagged = false;
            RecordOf(entry)?.Add(LockEventKind.Departed, entry.DepartedAt, number, entry.Holder!.Name, entry.Purpose);
            return null;
        }
    }

    internal bool Return(TicketEntry entry, long number)
    {
        LockWaiter? served;
        Point();
        lock (gate)
        {
            if (!IsHolding(entry, number)) return false;
            if (entry.State != HoldingState.InFlight) return true;
            entry.State = HoldingState.Held;
            var now = clock.GetTimestamp();
            entry.Deadline = now + revokeAfter;
            entry.IsFlagged = false;
            RecordOf(entry)?.Add(LockEventKind.Returned, now, number, entry.Holder!.Name, entry.Purpose);
            // An emergency that had to wait for the call does not wait for what the holder does after it.
            if (!entry.Line.HasEmergency || entry.Priority == LockPriority.Emergency) return true;
            Take(entry, now, "an emergency waited for its call to return");
            served = HandOver(entry, now);
        }

        served?.Tell();
        return false;
    }

    internal void Expect(TicketEntry entry, long number, TimeSpan atMost)
    {
        Point();
        lock (gate)
        {
            if (!IsHolding(entry, number) || entry.State != HoldingState.Held) return;
            entry.Deadline = clock.GetTimestamp() + clock.StampsOf(atMost) + revokeAfter;
            entry.IsFlagged = false;
        }
    }

    internal void Release(TicketEntry entry, long number)
    {
        LockWaiter? served;
        Point();
        lock (gate)
        {
            if (!IsHolding(entry, number)) return;
            var now = clock.GetTimestamp();
            if (entry.IsKept && OnReleased is { } told) told(new Release(entry.Ticket, new FencingToken(Epoch, number), entry.Holder!.Name, entry.Purpose, entry.Waited, clock.GetElapsedTime(entry.Since, now)));
            End(entry, now, LockEventKind.Released, null);
            served = HandOver(entry, now);
            LetGo(entry);
        }

        served?.Tell();
    }

    /// <summary>The next mark of a waiter has come: another attempt, or the end of its wait. How long the next attempt waits; null when there is none.</summary>
    internal TimeSpan? Mark(LockWaiter waiter)
    {
        Point();
        lock (gate)
        {
            if (!waiter.IsWaiting) return null;
            var entry = waiter.Entry;
            var now = clock.GetTimestamp();
            waiter.Attempts++;
            if (waiter.Attempts < waiter.Patience.Attempts) return waiter.Patience.WaitOf(waiter.Attempts + 1);

            Leave(waiter);
            waiter.Decide(new LockOutcome(default, Missed(entry, waiter.Caller, waiter.Purpose, now, waiter.Since, waiter.Attempts, null)));
            LetGo(entry);
        }

        waiter.Tell();
        return null;
    }

    /// <summary>Takes a cancelled waiter out of the line; false when its wait has ended otherwise, and it may hold the ticket.</summary>
    internal bool GiveUp(LockWaiter waiter)
    {
        Point();
        lock (gate)
        {
            if (!waiter.IsWaiting) return false;
            Leave(waiter);
            RecordOf(waiter.Entry)?.Add(LockEventKind.Cancelled, clock.GetTimestamp(), waiter.Entry.Number, waiter.Caller.Name, waiter.Purpose);
            LetGo(waiter.Entry);
            return true;
        }
    }

    private static bool IsHolding(TicketEntry entry, long number) => entry.State != HoldingState.Free && entry.Number == number;

    private HeldTicket Hand(TicketEntry entry, LockCaller caller, string purpose, LockPriority priority, long? cameAs, long since, long now)
    {
        entry.State = HoldingState.Held;
        entry.Number = ++holdings;
        entry.Holder = caller;
        entry.Purpose = purpose;
        entry.Priority = priority;
        entry.Since = now;
        entry.Deadline = now + revokeAfter;
        entry.IsFlagged = false;
        if (caller.Holds is null) caller.Holds = entry;
        else caller.HoldsAlso = entry;
        if (cameAs is not null) entry.Line.Passed(priority, cameAs, now);

        var waited = clock.GetElapsedTime(since, now);
        entry.Waited = waited;
        Metrics.Acquired(waited);
        RecordOf(entry)?.Acquired(now, entry.Number, waited, caller.Name, purpose);
        return new HeldTicket(this, entry, entry.Number, waited);
    }

    /// <summary>A free ticket goes straight to whoever is next: nobody who comes now can get in between. Told outside the gate.</summary>
    private LockWaiter? HandOver(TicketEntry entry, long now)
    {
        if (entry.Line.Next(now, overtakenAtMost) is not { } next) return null;
        Leave(next);
        next.Decide(new LockOutcome(Hand(entry, next.Caller, next.Purpose, next.Priority, next.Sequence, next.Since, now), null));
        return next;
    }

    private static void Leave(LockWaiter waiter)
    {
        waiter.Entry.Line.Remove(waiter);
        waiter.IsWaiting = false;
        waiter.Caller.WaitsFor = null;
    }

    /// <summary>Revokes the present holding.</summary>
    private void Take(TicketEntry entry, long now, string why)
    {
        Metrics.Revocations++;
        if (entry.State == HoldingState.InFlight) Metrics.RevokedInFlight++;
        var revoked = new Revocation(entry.Ticket, new FencingToken(Epoch, entry.Number), entry.Holder!.Name, entry.Purpose, clock.GetElapsedTime(entry.Since, now), entry.State == HoldingState.InFlight, why);
        End(entry, now, LockEventKind.Revoked, why);
        OnRevoked?.Invoke(revoked);
    }

    private void End(TicketEntry entry, long now, LockEventKind how, string? why)
    {
        var held = clock.GetElapsedTime(entry.Since, now);
        Metrics.Held(held);
        RecordOf(entry)?.Ended(how, now, entry.Number, held, entry.Holder!.Name, why ?? entry.Purpose);
        entry.Holder!.Drop(entry);
        entry.Holder = null;
        entry.State = HoldingState.Free;
    }

    private LockOutcome Refuse(TicketEntry entry, in LockRequest request, long now, string? why = null) =>
        new(default, Missed(entry, request.Caller, request.Purpose, now, now, 1, why));

    private LockRefusal Missed(TicketEntry entry, LockCaller caller, string purpose, long now, long since, int attempts, string? why)
    {
        Metrics.Missed(entry.Holder?.Kind);
        RecordOf(entry)?.Missed(now, entry.Number, caller.Name, purpose);
        return Refusal(entry, now, since, attempts, why);
    }

    private LockRefusal Refusal(TicketEntry entry, long now, long since, int attempts, string? why) =>
        new(entry.Ticket, clock.GetElapsedTime(since, now), attempts, entry.State == HoldingState.Free ? null : ViewOf(entry, now), why);

    private static TicketRecord? RecordOf(TicketEntry entry) => entry.IsKept ? entry.Record ??= new TicketRecord() : null;
}

/// <summary>A holding that its holder has given back.</summary>
public readonly record struct Release(Ticket Ticket, FencingToken Token, string Holder, string Purpose, TimeSpan Waited, TimeSpan HeldFor);

/// <summary>A holding that was taken from its holder.</summary>
/// <param name="WasInFlight">Whether a call of it was at the broker: it may still have its effect.</param>
public sealed record Revocation(Ticket Ticket, FencingToken Token, string Holder, string Purpose, TimeSpan HeldFor, bool WasInFlight, string Why);
