using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Engine;
using WebTrader.Engine.Book;
using WebTrader.Engine.Emergency;
using WebTrader.Engine.Running;
using WebTrader.Engine.Tickets;
using WebTrader.Engine.Views;

namespace WebTrader.Host.Metrics;

/// <summary>The figures of one account at one moment.</summary>
/// <param name="Session">Null when the session did not answer.</param>
internal sealed record AccountMeasures(string Account, SessionMeasures? Session);

/// <summary>What one session has counted since it started, and how it stands: values without references into it.</summary>
/// <param name="Tickets">Of open positions, by ticket.</param>
/// <param name="Delays">From the arrival of a quote until the positions it mattered to were held against it.</param>
/// <param name="States">How many open positions are in each state.</param>
/// <param name="EvaluationAges">How long open positions have waited to be held against a quote or a change, by ticket; zero where nothing waits.</param>
/// <param name="Unsettled">Calls that left and are not accounted for.</param>
/// <param name="Emergency">The emergency stops in force.</param>
internal sealed record SessionMeasures(
    LockFigures Locks, IReadOnlyList<TicketLockFigures> Tickets, DurationSnapshot Delays, HealthView Health, IReadOnlyDictionary<ProtectionState, int> States,
    IReadOnlyList<(Ticket Ticket, TimeSpan Age)> EvaluationAges, int Unsettled, ProtectionMeasures Protection, IReadOnlyList<EmergencyView> Emergency)
{
    /// <summary>On the session's scheduler.</summary>
    public static SessionMeasures Of(AccountSession session) => new(
        session.Locks.Summary(),
        [.. session.Locks.Figures().OrderBy(ticket => ticket.Ticket.Value)],
        session.Worker.Delays.Snapshot(),
        session.View.Health(),
        Enum.GetValues<ProtectionState>().ToDictionary(state => state, state => session.Book.Open.Count(tracked => tracked.State == state)),
        [.. session.View.EvaluationAges()],
        session.Book.Open.Sum(tracked => tracked.Calls.Count),
        ProtectionMeasures.Of(session),
        session.Emergency.Views);
}

/// <summary>How well it was protected since the start, and what came of the writes.</summary>
internal sealed record ProtectionMeasures(
    TimeSpan NakedFor, DurationSnapshot Exposures, DurationSnapshot Confirmations, long Closed, Money GivenBack,
    long StopsSet, long NoOps, long Denied, long Rejected, long Unknown, long Regressions)
{
    public static ProtectionMeasures Of(AccountSession session) => new(
        session.Figures.NakedFor, session.Figures.Exposures.Snapshot(), session.Figures.Confirmations.Snapshot(), session.Figures.ClosedWithPeak, session.Figures.GivenBack,
        session.Writer.Statistics.StopsSet, session.Writer.Statistics.NoOps, session.Writer.Statistics.Denied, session.Writer.Statistics.Rejected, session.Writer.Statistics.Unknown,
        session.Writer.Statistics.Regressions);
}
