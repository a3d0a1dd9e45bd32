using WebTrader.Engine.Running;

namespace WebTrader.Engine.Tickets;

/// <summary>
/// Looks at the ticket locks: flags holdings that have become stale, and revokes those that are provably late. It never writes to the broker. Thread-safe.
/// </summary>
public sealed class LockWatchdog(TicketLocks locks, EngineOptions options)
{
    private readonly TimeSpan givenUpAfter = options.StopLoss.GivenUpAfter;

    /// <summary>One look.</summary>
    public void Look()
    {
        locks.FlagStale();
        foreach (var held in locks.View())
        {
            if (!held.IsOverdue) continue;
            if (held.InCallFor is not { } inCall) locks.Revoke(held.Ticket, held.Token, $"held for {Words.Exact(held.HeldFor)} outside a broker call");
            // An emergency that arrived before the deadline stands in line; it does not have to come again to get its due.
            else if (held.EmergencyWaits) locks.Revoke(held.Ticket, held.Token, "an emergency waits, and its call is past its deadline");
            else if (inCall >= givenUpAfter) locks.Revoke(held.Ticket, held.Token, $"its call has been at the broker for {Words.Exact(inCall)}");
        }
    }
}
