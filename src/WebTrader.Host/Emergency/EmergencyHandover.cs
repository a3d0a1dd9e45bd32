using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Engine;

namespace WebTrader.Host.Emergency;

/// <summary>
/// Brings the session of one account to what the book of emergency stops says: it is always the whole of it that is held against the session, so that nothing is lost by a session that was away. On the session's scheduler.
/// </summary>
internal sealed class EmergencyHandover(EmergencyBook book, AccountId account, IJournal journal, TimeProvider clock)
{
    private const string FileAlarm = "emergency-file";
    private const string LostAlarm = "emergency-lost";

    /// <summary>Before anything of the session runs.</summary>
    public void Begin(AccountSession session)
    {
        session.Emergency.OnDone = stop => book.Note(stop.Id, account, part => part with { DoneAt = stop.DoneAt });
        session.Limits.OnPassed = standing => OnPassed(session, standing);
        Take(session);
    }

    /// <summary>Stops that it does not have hold from now on, and those that were released hold no more.</summary>
    public void Take(AccountSession session)
    {
        foreach (var held in book.All.Where(held => held.Stop.Scope.Concerns(account)))
        {
            var part = held.PartOf(account);
            // One that was released before the account had heard of it is told all the same: its journal is whole.
            if (held.IsInForce || !part.IsTold) session.Emergency.Order(held.StopOf(account));
            if (held.Release is { } release && !part.IsReleaseTold) Release(session, held.Stop.Id, release);
            book.Note(held.Stop.Id, account, now => now with { IsTold = true, IsReleaseTold = held.Release is not null });
        }

        var lost = book.All.FirstOrDefault(held => held.IsInForce && held.Stop.By == EmergencyBook.Host);
        Tell(session, LostAlarm, lost?.Stop.Why);
        Tell(session, FileAlarm, book.FileProblem is { } problem ? $"The emergency stops cannot be written down, and hold all the same; it is tried again every second: {problem}" : null);
    }

    /// <summary>Once for the same loss, also when the host begins again and when the stop was released meanwhile.</summary>
    private void OnPassed(AccountSession session, LimitStanding standing)
    {
        if (standing.Limit.Does != LimitAction.Flatten) return;
        var occasion = standing.Name == nameof(AccountLimits.MaxDrawdown) ? session.Limits.Peak?.ToString() : session.Limits.Limits.Day.BeganAt(clock.GetUtcNow()).ToString("O");
        var key = standing.IsLoss ? $"limit|{account}|{standing.Name}|{occasion}" : null;
        book.Press(EmergencyAction.Flatten, new EmergencyScope(account), $"limit {standing.Name}", standing.ToString(), key, waits: false);
    }

    private void Release(AccountSession session, string id, EmergencyRelease release)
    {
        if (session.Emergency.Views.FirstOrDefault(view => view.Stop.Id == id) is { } view) book.Keep(view);
        if (!session.Emergency.Release(id, release.By, release.Why)) journal.Append(new EmergencyReleased(account, clock.GetUtcNow(), id, release.By, release.Why));
    }

    private static void Tell(AccountSession session, string alarm, string? text)
    {
        if (text is null) session.Alarms.Clear(alarm);
        else session.Alarms.Raise(alarm, AlarmSeverity.Red, text);
    }
}
