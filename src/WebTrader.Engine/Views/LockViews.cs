using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Tickets;

namespace WebTrader.Engine.Views;

/// <summary>Builds the views of the ticket locks.</summary>
internal static class LockViews
{
    public static LocksView Build(AccountSession session, TimeProvider clock)
    {
        var figures = session.Locks.Summary();
        return new LocksView(figures.Acquisitions, figures.Contended, figures.NotObtained, figures.NotObtainedByHolder, figures.RefusedWrites, figures.Revocations, figures.RevokedInFlight,
            figures.Flagged, figures.Entries, figures.Waiting, LatencyView.Of(figures.Waits), LatencyView.Of(figures.Holds),
            [.. session.Locks.View().OrderBy(held => held.Ticket.Value).Select(Held)], Unsettled(session, clock), [.. session.Locks.Figures().OrderBy(ticket => ticket.Ticket.Value).Select(Figures)]);
    }

    /// <summary>Of an open position or one that ended a short while ago; null when there is none, or nothing has happened at its lock.</summary>
    public static TicketLockTimelineView? Timeline(AccountSession session, Ticket ticket) =>
        (session.Locks.TimelineOf(ticket) ?? session.RecentlyClosed.LastOrDefault(closed => closed.Tracked.Position.Ticket == ticket)?.Lock) is not { } timeline ? null
        : new TicketLockTimelineView(Figures(timeline.Figures), Say(session, timeline.Events));

    /// <summary>Of all open positions and those that ended a short while ago, ticket by ticket; those to which nothing has happened are left out.</summary>
    public static LockEventsView Events(AccountSession session, TimeSpan within, TimeProvider clock)
    {
        // One ticket at a time: nobody who wants a ticket waits for all of them.
        var open = session.Book.Open.OrderBy(tracked => tracked.Position.Ticket.Value).Select(tracked => (tracked.Position, Events: session.Locks.EventsOf(tracked.Position.Ticket, within)));
        var oldest = clock.GetUtcNow() - within;
        var closed = session.RecentlyClosed.Where(ended => ended.Lock is not null).Select(ended => (ended.Tracked.Position, Events: (IReadOnlyList<LockEvent>)[.. ended.Lock!.Events.Where(happened => happened.At >= oldest)]));
        return new LockEventsView(clock.GetUtcNow(), [.. open.Concat(closed).Where(ticket => ticket.Events.Count > 0).Select(ticket => new TicketLockEventsView(ticket.Position.Ticket, ticket.Position.Symbol, ticket.Position.Side, ticket.Position.Lots, Say(session, ticket.Events)))]);
    }

    private static List<LockEventView> Say(AccountSession session, IEnumerable<LockEvent> events) =>
        [.. events.Select(happened => new LockEventView(happened.Kind, happened.At, new FencingToken(session.Epoch, happened.Holding).ToString(), happened.Who, happened.What, happened.Took == TimeSpan.Zero ? null : SessionViews.Ms(happened.Took)))];

    private static HeldView Held(LockView held) => new(held.Ticket, held.Token.ToString(), held.Holder, held.Kind, held.Purpose, held.Priority, (long)held.HeldFor.TotalMilliseconds,
        held.InBrokerCall, (long?)held.InCallFor?.TotalMilliseconds, held.IsOverdue, held.IsStale, held.Waiting);

    private static List<UnsettledView> Unsettled(AccountSession session, TimeProvider clock) =>
    [
        .. session.Book.Open.Where(tracked => tracked.Calls.Count > 0).OrderBy(tracked => tracked.Position.Ticket.Value).SelectMany(tracked => tracked.Calls.All.Select(call => new UnsettledView(
            tracked.Position.Ticket, call.Token.ToString(), call.By, call.Stop, Math.Max(0, (long)clock.GetElapsedTime(call.LeftAt).TotalMilliseconds), call.IsUnderWay, call.IsAnswered))),
    ];

    private static TicketLockView Figures(TicketLockFigures ticket) => new(ticket.Ticket, ticket.Acquisitions, ticket.Contended, ticket.NotObtained, ticket.Revocations, ticket.RefusedWrites,
        ticket.Waiting, LatencyView.Of(ticket.Waits), LatencyView.Of(ticket.Holds));
}
