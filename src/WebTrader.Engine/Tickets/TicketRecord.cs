using WebTrader.Core.Positions;
using WebTrader.Engine.Running;

namespace WebTrader.Engine.Tickets;

/// <summary>What can happen at a ticket lock.</summary>
public enum LockEventKind
{
    Waiting,
    Acquired,
    Departed,
    Returned,
    Released,
    Stale,
    Revoked,
    Refused,
    NotObtained,
    Cancelled,
}

/// <summary>The figures of one ticket and the last things that happened at its lock. Touched inside the registry's gate only.</summary>
internal sealed class TicketRecord
{
    private const int Kept = 64;

    private readonly DurationHistogram waits = new();
    private readonly DurationHistogram holds = new();
    private Happening[] ring = new Happening[4];
    private long added;
    private long acquisitions;
    private long contended;
    private long notObtained;
    private long revocations;
    private long refused;

    public void Add(LockEventKind kind, long at, long number, string who, string what, TimeSpan took = default)
    {
        if (added == ring.Length && ring.Length < Kept) Array.Resize(ref ring, ring.Length * 4);
        ring[added++ % ring.Length] = new Happening(kind, at, number, who, what, took);
    }

    public void Acquired(long at, long number, TimeSpan waited, string who, string what)
    {
        acquisitions++;
        if (waited > TimeSpan.Zero) contended++;
        waits.Add(waited);
        Add(LockEventKind.Acquired, at, number, who, what, waited);
    }

    public void Ended(LockEventKind how, long at, long number, TimeSpan held, string who, string what)
    {
        if (how == LockEventKind.Revoked) revocations++;
        holds.Add(held);
        Add(how, at, number, who, what, held);
    }

    public void Missed(long at, long number, string who, string what)
    {
        notObtained++;
        Add(LockEventKind.NotObtained, at, number, who, what);
    }

    public void Refuse(long at, long number)
    {
        refused++;
        Add(LockEventKind.Refused, at, number, "the door", "a holding that was over");
    }

    public TicketLockFigures Figures(Ticket ticket, int waiting) => new(ticket, acquisitions, contended, notObtained, revocations, refused, waiting, waits.Snapshot(), holds.Snapshot());

    /// <summary>The last things that happened, oldest first.</summary>
    /// <param name="within">How long ago at most; null for all that is kept.</param>
    public IReadOnlyList<LockEvent> Events(TimeProvider clock, TimeSpan? within = null)
    {
        var (now, wall) = (clock.GetTimestamp(), clock.GetUtcNow());
        var kept = (int)Math.Min(added, ring.Length);
        if (within is { } longest)
        {
            var late = 0;
            while (late < kept && clock.GetElapsedTime(ring[(added - late - 1) % ring.Length].At, now) <= longest) late++;
            kept = late;
        }

        var events = new LockEvent[kept];
        for (var i = 0; i < events.Length; i++)
        {
            var one = ring[(added - events.Length + i) % ring.Length];
            events[i] = new LockEvent(one.Kind, wall - clock.GetElapsedTime(one.At, now), one.Number, one.Who, one.What, one.Took);
        }

        return events;
    }

    private readonly record struct Happening(LockEventKind Kind, long At, long Number, string Who, string What, TimeSpan Took);
}

/// <summary>Something that happened at a ticket lock.</summary>
/// <param name="At">Wall time, UTC.</param>
/// <param name="Holding">The number of the holding it was about.</param>
/// <param name="Took">The wait of an acquisition, the duration of a holding that ended; zero otherwise.</param>
public sealed record LockEvent(LockEventKind Kind, DateTimeOffset At, long Holding, string Who, string What, TimeSpan Took);

/// <summary>The lock of one ticket since it was first seen.</summary>
public sealed record TicketLockFigures(Ticket Ticket, long Acquisitions, long Contended, long NotObtained, long Revocations, long RefusedWrites, int Waiting, DurationSnapshot Waits, DurationSnapshot Holds);

/// <summary>The lock of one ticket, and what happened at it lately.</summary>
/// <param name="Events">Oldest first; the oldest leave when there are many.</param>
public sealed record TicketLockTimeline(TicketLockFigures Figures, IReadOnlyList<LockEvent> Events);
