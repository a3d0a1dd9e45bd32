using System.Globalization;
using WebTrader.Engine;
using WebTrader.Engine.Book;
using WebTrader.Engine.Running;

namespace WebTrader.Host.Alerts;

/// <summary>Whether an account is protected at this moment: not only that we live, but that nothing keeps its positions from their stops. On the session's scheduler.</summary>
internal static class Protecting
{
    /// <summary>A new position may be without a stop for so long.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    /// <summary>What was read longer ago says nothing about now.</summary>
    public static readonly TimeSpan ReadLately = TimeSpan.FromSeconds(30);

    /// <summary>Null while everything is protected; otherwise the reason, in words. Positions that are left to others, and such that are not armed where others are, need nothing of us.</summary>
    public static string? WhyNot(AccountSession session)
    {
        var account = session.Account.Id;
        if (!session.IsConnected) return $"account {account} is not connected to its broker";
        if (session.WorkerRole.State != RoleState.Running || session.MonitorRole.State != RoleState.Running) return $"the worker or the monitor of account {account} does not run";
        if (session.Monitor.LastRead is not { } read || session.Clock.GetElapsedTime(read) >= ReadLately) return string.Create(CultureInfo.InvariantCulture, $"account {account} was not read for {ReadLately.TotalSeconds:0} s");
        if (session.View.Health().Terminal is { } terminal && (terminal.WhyNot ?? terminal.WhyNoTrades) is { } why) return $"account {account}: {why}";
        if (session.Evaluator.Arming.IsObserving && session.Book.Open.FirstOrDefault(tracked => session.Evaluator.Settings.For(tracked.Position).IsManaged) is { } watched)
            return $"account {account} is only observed, and ticket {watched.Position.Ticket} is open";
        return Naked(session).FirstOrDefault() is { } naked ? $"ticket {naked.Position.Ticket} of account {account} has no stop at the broker" : null;
    }

    /// <summary>Managed positions that have been without a stop for longer than <see cref="Moment"/>, whatever is under way about them; those that have been so longest first.</summary>
    public static IEnumerable<TrackedPosition> Naked(AccountSession session) => session.Book.Open
        .Where(tracked => tracked.State != ProtectionState.Unmanaged && tracked.NakedSince is { } since && session.Clock.GetElapsedTime(since) > Moment)
        .OrderBy(tracked => tracked.NakedSince).ThenBy(tracked => tracked.Position.Ticket.Value);
}
