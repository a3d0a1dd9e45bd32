using System.Text.Json;
using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Engine.Emergency;
using WebTrader.Engine.Running;
using WebTrader.Engine.Tickets;
using static WebTrader.Host.Metrics.Measure;

namespace WebTrader.Host.Metrics;

/// <summary>What is measured: one list for the Prometheus text and for the meter. A histogram of durations is listed apart, because the meter records it as it happens.</summary>
internal static class Measures
{
    /// <summary>How the names of what is measured of each open position begin.</summary>
    public const string OfTickets = "webtrader.ticket.";

    public static IReadOnlyList<Measure> All { get; } = [.. Session(), .. Protection(), .. Locks(), .. Tickets(), .. Worker(), .. Broker()];

    public static IReadOnlyList<HistogramMeasure> Histograms { get; } =
    [
        new("webtrader.lock.wait", "How long whoever obtained a ticket lock had waited for it.", session => session.Locks.Waits),
        new("webtrader.lock.hold", "How long a ticket lock was held.", session => session.Locks.Holds),
        new("webtrader.evaluation.delay", "From the arrival of a quote until the positions it mattered to were held against it.", session => session.Delays),
        new("webtrader.exposure", "From where a position had no stop until a reading showed one.", session => session.Protection.Exposures),
        new("webtrader.confirmation", "From the first decision that wanted another stop until a reading showed the stop that was sent for it.", session => session.Protection.Confirmations),
    ];

    private static IEnumerable<Measure> Session() =>
    [
        new Measure("webtrader.session.up", MeasureKind.Gauge, null, "1 while the session of the account answers, 0 otherwise.", null, session => [new Reading(null, session is null ? 0 : 1)]),
        Gauge("webtrader.positions.open", "Open positions.", session => session.States.Values.Sum()),
        Gauges("webtrader.positions", "Open positions by how well they are protected.", "state", session => session.States.Select(state => new Reading(Word(state.Key), state.Value))),
        Gauge("webtrader.positions.unseen", "Open positions that cannot be judged just now, for want of a fresh quote or a specification.", session => session.Health.Worker.Unseen),
        Gauges("webtrader.alarms", "Standing alarms by severity.", "severity",
            session => Enum.GetValues<AlarmSeverity>().Select(severity => new Reading(Word(severity), session.Health.Alarms.Count(alarm => alarm.Severity == severity)))),
        Gauges("webtrader.emergency.stops", "Emergency stops in force by what they do.", "action",
            session => Enum.GetValues<EmergencyAction>().Select(action => new Reading(Word(action), session.Emergency.Count(view => view.Stop.Action == action)))),
        Gauge("webtrader.emergency.left", "Positions and pending orders that an emergency stop in force has not done yet.", session => session.Emergency.Sum(view => view.Lines.Count(line => line.State != EmergencyLineState.Confirmed))),
        Gauge("webtrader.journal.waiting", "Entries of the journal that are not in the store yet.", session => session.Health.Journal.Waiting),
        Counter("webtrader.journal.dropped", "Entries of the journal that were lost.", session => session.Health.Journal.Dropped),
        Counter("webtrader.journal.dropped.quotes", "Minutes of quotes that were lost because the journal could not take them.", session => session.Health.Journal.DroppedQuotes),
        Gauges("webtrader.journal.state", "1 at the present state of the journal, 0 at the others.", "state",
            session => Enum.GetValues<JournalState>().Select(state => new Reading(Word(state), session.Health.Journal.State == state ? 1 : 0))),
    ];

    private static IEnumerable<Measure> Protection() =>
    [
        Counter("webtrader.naked.seconds", "Seconds that positions had no stop at the broker, all together.", session => session.Protection.NakedFor.TotalSeconds),
        Counters("webtrader.stop.writes", "Writes of stops and closes by what came of them: set and read back, noOp (nothing was different although the position was open), denied by us, rejected by the server, unknown at first.", "outcome", session =>
        [
            new Reading("set", session.Protection.StopsSet), new Reading("noOp", session.Protection.NoOps), new Reading("denied", session.Protection.Denied),
            new Reading("rejected", session.Protection.Rejected), new Reading("unknown", session.Protection.Unknown),
        ]),
        Counter("webtrader.stop.regressions", "Stops that a write of ours left looser than they were. Must stay 0.", session => session.Protection.Regressions),
        Counter("webtrader.closed.positions", "Positions that closed and whose peak is known.", session => session.Protection.Closed),
        Counter("webtrader.closed.given.back", "What they had earned at their peak and did not keep, in account money.", session => (double)session.Protection.GivenBack.Amount),
    ];

    private static IEnumerable<Measure> Locks() =>
    [
        Counter("webtrader.lock.acquisitions", "Ticket locks obtained.", session => session.Locks.Acquisitions),
        Counter("webtrader.lock.contended", "Ticket locks obtained after waiting.", session => session.Locks.Contended),
        Counters("webtrader.lock.not.obtained", "Wishes for a ticket lock that ended without it, by who had it; none when it had just been released.", "holder", session => ByHolder(session.Locks)),
        Counter("webtrader.lock.refused.writes", "Writes refused at the last door because their holding was over.", session => session.Locks.RefusedWrites),
        Counter("webtrader.lock.revocations", "Holdings taken from their holder.", session => session.Locks.Revocations),
        Counter("webtrader.lock.revocations.in.flight", "Holdings taken from a holder whose call was at the broker.", session => session.Locks.RevokedInFlight),
        Counter("webtrader.lock.stale", "Holdings that became stale.", session => session.Locks.Flagged),
        Gauge("webtrader.lock.entries", "Tickets that the lock registry knows of.", session => session.Locks.Entries),
        Gauge("webtrader.lock.waiters", "Waiters at all ticket locks.", session => session.Locks.Waiting),
    ];

    private static IEnumerable<Measure> Tickets() =>
    [
        Counters("webtrader.ticket.lock.acquisitions", "Times the lock of an open position was obtained.", "ticket", session => ByTicket(session, ticket => ticket.Acquisitions)),
        Counters("webtrader.ticket.lock.contended", "Times it was obtained after waiting.", "ticket", session => ByTicket(session, ticket => ticket.Contended)),
        Counters("webtrader.ticket.lock.revocations", "Times it was taken from its holder.", "ticket", session => ByTicket(session, ticket => ticket.Revocations)),
        Counters("webtrader.ticket.lock.refused.writes", "Writes refused at the last door because their holding was over.", "ticket", session => ByTicket(session, ticket => ticket.RefusedWrites)),
        Counters("webtrader.ticket.lock.not.obtained", "Wishes for the lock of an open position that ended without it.", "ticket", session => ByTicket(session, ticket => ticket.NotObtained)),
        Gauges("webtrader.ticket.lock.waiters", "Waiters at the lock of an open position.", "ticket", session => ByTicket(session, ticket => ticket.Waiting)),
        Gauges("webtrader.ticket.evaluation.age", "How long an open position has waited to be held against a quote or a change; 0 when nothing waits.", "ticket",
            session => session.EvaluationAges.Select(ticket => new Reading(ticket.Ticket.ToString(), ticket.Age.TotalSeconds)), "s"),
        Gauges("webtrader.ticket.lock.wait.p99", "What 99 of 100 waits for the lock of an open position did not exceed.", "ticket", session => ByTicket(session, ticket => Seconds(ticket.Waits.Percentile(99))), "s"),
        Gauges("webtrader.ticket.lock.hold.p99", "What 99 of 100 holdings of the lock of an open position did not exceed.", "ticket", session => ByTicket(session, ticket => Seconds(ticket.Holds.Percentile(99))), "s"),
    ];

    private static IEnumerable<Measure> Worker() =>
    [
        Gauge("webtrader.evaluation.age", "Age of the oldest quote or change that an open position has not been held against; 0 when there is none.", session => session.Health.Worker.EvaluationAgeMs / 1_000d, "s"),
        Counter("webtrader.evaluations", "Positions held against a quote.", session => session.Health.Worker.Evaluations),
        Counter("webtrader.worker.cycles", "Cycles of the stop-loss worker.", session => session.Health.Worker.Cycles),
        Counters("webtrader.role.restarts", "Times a background role began again.", "role",
            session => [new Reading("worker", session.Health.Worker.Restarts), new Reading("monitor", session.Health.Monitor.Restarts)]),
        Counter("webtrader.monitor.failed.reads", "Readings of the positions that failed.", session => session.Health.Monitor.FailedReads),
        Counter("webtrader.watchdog.looks", "Looks of the watchdog.", session => session.Health.Worker.WatchdogLooks),
        Gauge("webtrader.watchdog.findings", "What the watchdog has found and what still holds.", session => session.Health.Worker.Findings.Count),
        Gauge("webtrader.writes.waiting", "Wishes for a write that wait for a free call.", session => session.Health.Worker.Waiting),
        Gauge("webtrader.writes.in.flight", "Calls at the broker.", session => session.Health.Worker.InFlight),
        Gauge("webtrader.writes.unsettled", "Calls that left and are not accounted for.", session => session.Unsettled),
    ];

    private static IEnumerable<Measure> Broker() =>
    [
        Gauge("webtrader.broker.connected", "1 while the broker is connected, 0 otherwise.", session => session.Health.Broker.Connected ? 1 : 0),
        Gauge("webtrader.broker.call.p50", "What half of the last 512 calls to the broker did not exceed.", session => Seconds(session.Health.Broker.CallP50Ms), "s"),
        Gauge("webtrader.broker.call.p99", "What 99 of 100 of the last 512 calls to the broker did not exceed.", session => Seconds(session.Health.Broker.CallP99Ms), "s"),
        Gauge("webtrader.messages.today", "Trades sent on the broker's present day.", session => session.Health.Messages.Today),
        Counter("webtrader.quotes.accepted", "Quotes taken.", session => session.Health.Feed.Quotes),
        Counter("webtrader.quotes.dropped", "Quotes refused.", session => session.Health.Feed.Dropped),
    ];

    private static IEnumerable<Reading> ByTicket(SessionMeasures session, Func<TicketLockFigures, double?> read) =>
        session.Tickets.Select(ticket => (Ticket: ticket.Ticket.ToString(), Value: read(ticket))).Where(ticket => ticket.Value is not null).Select(ticket => new Reading(ticket.Ticket, ticket.Value!.Value));

    private static IEnumerable<Reading> ByHolder(LockFigures locks) =>
        locks.NotObtainedByHolder.Select(holder => new Reading(Word(holder.Key), holder.Value)).Append(new Reading("none", locks.NotObtained - locks.NotObtainedByHolder.Values.Sum()));

    private static double? Seconds(TimeSpan? duration) => duration?.TotalSeconds;

    private static double? Seconds(decimal? milliseconds) => (double?)(milliseconds / 1_000m);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <summary>Durations that are shown as a histogram, in seconds.</summary>
/// <param name="Name">As the meter calls it.</param>
internal sealed record HistogramMeasure(string Name, string Help, Func<SessionMeasures, DurationSnapshot> Read);
