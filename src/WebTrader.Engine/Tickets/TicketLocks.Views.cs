using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Running;

namespace WebTrader.Engine.Tickets;

/// <content>What the registry looks like from outside. Values without references into it.</content>
public sealed partial class TicketLocks
{
    /// <summary>Told of each revocation, inside the gate: it must return at once and not come back here.</summary>
    public Action<Revocation>? OnRevoked { get; set; }

    /// <summary>Told of each holding of a kept ticket that is given back, inside the gate: it must return at once and not come back here.</summary>
    public Action<Release>? OnReleased { get; set; }

    /// <summary>Every ticket that is held just now.</summary>
    public IReadOnlyList<LockView> View()
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            List<LockView> views = [];
            foreach (var entry in entries.Values)
            {
                if (entry.State != HoldingState.Free) views.Add(ViewOf(entry, now));
            }

            return views;
        }
    }

    /// <summary>The figures and the timeline of a kept ticket; null when nothing has happened to it.</summary>
    public TicketLockTimeline? TimelineOf(Ticket ticket)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(ticket, out var entry) || (entry.Record ?? (entry.IsKept ? new TicketRecord() : null)) is not { } record) return null;
            return new TicketLockTimeline(record.Figures(ticket, entry.Line.Count), record.Events(clock));
        }
    }

    /// <summary>What happened to a kept ticket lately, oldest first; empty when nothing did.</summary>
    /// <param name="within">How long ago at most.</param>
    public IReadOnlyList<LockEvent> EventsOf(Ticket ticket, TimeSpan within)
    {
        lock (gate) return entries.TryGetValue(ticket, out var entry) && entry.Record is { } record ? record.Events(clock, within) : [];
    }

    /// <summary>The figures of every kept ticket that something has happened to, without their timelines: whoever collects them must not hold up the holders.</summary>
    public IReadOnlyList<TicketLockFigures> Figures()
    {
        lock (gate) return [.. entries.Values.Where(entry => entry.Record is not null).Select(entry => entry.Record!.Figures(entry.Ticket, entry.Line.Count))];
    }

    /// <summary>Everything about the account's locks in one reading.</summary>
    public LockFigures Summary()
    {
        lock (gate) return Metrics.Figures(entries.Count, entries.Values.Sum(entry => entry.Line.Count));
    }

    /// <summary>
    /// Holdings that have become stale since the last look, each told once: outside a broker call for longer than <see cref="LockOptions.StaleAfter"/>,
    /// or past the deadline of the call or reading.
    /// </summary>
    public IReadOnlyList<LockView> FlagStale()
    {
        List<LockView>? stale = null;
        lock (gate)
        {
            var now = clock.GetTimestamp();
            var staleAfter = clock.StampsOf(Options.StaleAfter);
            foreach (var entry in entries.Values)
            {
                if (entry.State == HoldingState.Free || entry.IsFlagged) continue;
                // A deadline that lies later than that of a mere holding is that of a call or a reading.
                var isStale = entry.State == HoldingState.InFlight ? now >= entry.Deadline : now >= entry.Deadline - revokeAfter + staleAfter;
                if (!isStale) continue;
                entry.IsFlagged = true;
                Metrics.Flagged++;
                RecordOf(entry)?.Add(LockEventKind.Stale, now, entry.Number, entry.Holder!.Name, entry.Purpose);
                (stale ??= []).Add(ViewOf(entry, now));
            }
        }

        return stale ?? [];
    }

    private LockView ViewOf(TicketEntry entry, long now) => new(entry.Ticket, new FencingToken(Epoch, entry.Number), entry.Holder!.Name, entry.Holder.Kind, entry.Purpose, entry.Priority,
        clock.GetElapsedTime(entry.Since, now), entry.State == HoldingState.InFlight, entry.State == HoldingState.InFlight ? clock.GetElapsedTime(entry.DepartedAt, now) : null,
        now >= entry.Deadline, entry.IsFlagged, entry.Line.Count, entry.Line.HasEmergency);
}

/// <summary>A ticket that is held.</summary>
/// <param name="HeldFor">How long the holder has had it.</param>
/// <param name="InCallFor">How long its call has been at the broker; null outside a call.</param>
/// <param name="IsOverdue">Whether it is past the deadline of its call, or has been held without one for longer than is allowed: it can be revoked.</param>
/// <param name="Waiting">How many others wait for it.</param>
/// <param name="EmergencyWaits">Whether one of them stands in the emergency lane.</param>
public sealed record LockView(Ticket Ticket, FencingToken Token, string Holder, LockCallerKind Kind, string Purpose, LockPriority Priority, TimeSpan HeldFor, bool InBrokerCall, TimeSpan? InCallFor, bool IsOverdue, bool IsStale, int Waiting, bool EmergencyWaits);
