using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Engine.Tickets;

/// <summary>
/// A ticket lock that is held. What must not run without the lock takes one of these, so that it cannot be called without. Disposing it
/// releases the lock; doing so twice, or after it was revoked, does nothing. Copies are the same holding. Thread-safe.
/// </summary>
public readonly struct HeldTicket : IDisposable
{
    private readonly TicketLocks? locks;
    private readonly TicketEntry? entry;

    internal HeldTicket(TicketLocks locks, TicketEntry entry, long number, TimeSpan waited)
    {
        this.locks = locks;
        this.entry = entry;
        Number = number;
        By = entry.Holder!.Name;
        Waited = waited;
    }

    public Ticket Ticket => entry?.Ticket ?? default;

    public FencingToken Token => new(locks?.Epoch ?? 0, Number);

    /// <summary>What the holder was called when it took the ticket.</summary>
    public string By { get; }

    /// <summary>How long the holder waited for it.</summary>
    public TimeSpan Waited { get; }

    /// <summary>Whether this is still the holding of its ticket: neither released nor revoked.</summary>
    public bool IsCurrent => locks is not null && locks.IsCurrent(entry!, Number);

    internal long Number { get; }

    /// <summary>
    /// The last door: goes from held to in flight in one step, or is refused because it is not the holding of its ticket any more. Taken as the
    /// first byte leaves; whoever has taken it calls <see cref="Return"/> when the answer is there or no longer waited for.
    /// </summary>
    /// <param name="deadline">How long the call may take before the holding can be revoked all the same; above zero.</param>
    /// <returns>Null when the door is open; otherwise why it is not.</returns>
    public string? Depart(TimeSpan deadline) => locks is null ? "nothing is held" : locks.Depart(entry!, Number, deadline);

    /// <summary>The call is over. False when the holding was revoked meanwhile.</summary>
    public bool Return() => locks is not null && locks.Return(entry!, Number);

    /// <summary>The holder reads from the broker, which takes its time and changes nothing: it is not stale for so long.</summary>
    public void Reads(TimeSpan atMost) => locks?.Expect(entry!, Number, atMost);

    public void Dispose() => locks?.Release(entry!, Number);
}
