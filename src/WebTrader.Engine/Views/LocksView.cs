using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Engine.Running;
using WebTrader.Engine.Tickets;

namespace WebTrader.Engine.Views;

/// <summary>The ticket locks of one account, counted since the session started.</summary>
/// <param name="Contended">Acquisitions that had to wait.</param>
/// <param name="NotObtained">Wishes that ended without the ticket.</param>
/// <param name="NotObtainedByHolder">The same by who had the ticket.</param>
/// <param name="RefusedWrites">Writes refused at the last door because their holding was over.</param>
/// <param name="RevokedInFlight">Revocations of a holder whose call was at the broker.</param>
/// <param name="Stale">Holdings that became stale.</param>
/// <param name="Entries">Tickets that the registry knows of.</param>
/// <param name="Unsettled">Calls that left and are not accounted for.</param>
public sealed record LocksView(
    long Acquisitions,
    long Contended,
    long NotObtained,
    IReadOnlyDictionary<LockCallerKind, long> NotObtainedByHolder,
    long RefusedWrites,
    long Revocations,
    long RevokedInFlight,
    long Stale,
    int Entries,
    int Waiting,
    LatencyView Wait,
    LatencyView Hold,
    IReadOnlyList<HeldView> Held,
    IReadOnlyList<UnsettledView> Unsettled,
    IReadOnlyList<TicketLockView> Tickets);

/// <summary>A ticket that is held.</summary>
/// <param name="InCallMs">How long its call has been at the broker; null outside a call.</param>
/// <param name="Overdue">Whether it is past its deadline and can be revoked.</param>
public sealed record HeldView(Ticket Ticket, string Token, string Holder, LockCallerKind Kind, string Purpose, LockPriority Priority, long HeldMs, bool AtBroker, long? InCallMs, bool Overdue, bool Stale, int Waiting);

/// <summary>A call that left and is not accounted for.</summary>
/// <param name="Holder">Who held the ticket when it left.</param>
/// <param name="Stop">The stop it sets; null for a close.</param>
/// <param name="Answered">Whether the server has answered, and only a reading is missing.</param>
public sealed record UnsettledView(Ticket Ticket, string Token, string Holder, Price? Stop, long SentMs, bool UnderWay, bool Answered);

/// <summary>The lock of one open position.</summary>
public sealed record TicketLockView(Ticket Ticket, long Acquisitions, long Contended, long NotObtained, long Revocations, long RefusedWrites, int Waiting, LatencyView Wait, LatencyView Hold);

/// <summary>What happened at the lock of one open position lately.</summary>
/// <param name="Events">Oldest first; the oldest leave when there are many.</param>
public sealed record TicketLockTimelineView(TicketLockView Figures, IReadOnlyList<LockEventView> Events);

/// <summary>What happened at the locks of an account lately.</summary>
/// <param name="At">When it was asked for, by the clock of the events.</param>
public sealed record LockEventsView(DateTimeOffset At, IReadOnlyList<TicketLockEventsView> Tickets);

/// <param name="Events">Oldest first.</param>
public sealed record TicketLockEventsView(Ticket Ticket, string Symbol, Side Side, Lots Lots, IReadOnlyList<LockEventView> Events);

/// <param name="TookMs">The wait of an acquisition, the duration of a holding that ended; null otherwise.</param>
public sealed record LockEventView(LockEventKind Kind, DateTimeOffset At, string Token, string Who, string What, decimal? TookMs);

/// <summary>Milliseconds, exact to the width of a bucket (a quarter); null while nothing was measured.</summary>
public sealed record LatencyView(long Count, decimal? P50Ms, decimal? P95Ms, decimal? P99Ms, decimal? MaxMs)
{
    internal static LatencyView Of(DurationSnapshot durations) => new(durations.Count, SessionViews.Ms(durations.Percentile(50)), SessionViews.Ms(durations.Percentile(95)),
        SessionViews.Ms(durations.Percentile(99)), durations.Count == 0 ? null : SessionViews.Ms(durations.Max));
}
