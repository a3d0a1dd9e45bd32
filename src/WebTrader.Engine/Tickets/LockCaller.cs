using WebTrader.Core.Positions;

namespace WebTrader.Engine.Tickets;

/// <summary>Which part of the product wants a ticket.</summary>
public enum LockCallerKind
{
    StopWriter,
    ManualStop,
    TakeProfit,
    Close,
    Open,
    EmergencyStop,
    Reconciliation,
}

/// <summary>
/// One flow of control that takes ticket locks, for as long as it lives: it holds at most one ticket at a time. What asks again for the ticket it
/// already holds would wait for itself, so it is told at once; it passes its <see cref="HeldTicket"/> on instead. Make one for each flow and
/// use it again and again; two flows must not share one.
/// </summary>
public sealed class LockCaller(LockCallerKind kind, string name)
{
    public LockCaller(LockCallerKind kind)
        : this(kind, Say(kind))
    {
    }

    public LockCallerKind Kind { get; } = kind;

    /// <summary>What the caller is called in reasons and views.</summary>
    public string Name { get; } = name;

    // All below is touched inside the registry's gate only.

    internal TicketEntry? Holds { get; set; }

    /// <summary>The second ticket of a close-by; never without <see cref="Holds"/>.</summary>
    internal TicketEntry? HoldsAlso { get; set; }

    internal Ticket? WaitsFor { get; set; }

    internal void RefuseBlindly(Ticket wanted, bool asSecond)
    {
        if (WaitsFor is { } waiting) throw new InvalidOperationException($"{Name} asks for ticket {wanted} while it waits for ticket {waiting}: one flow waits for one ticket.");
        if (Holds is not { } held) return;
        if (held.Ticket == wanted || HoldsAlso?.Ticket == wanted)
            throw new InvalidOperationException($"{Name} already holds ticket {wanted} and asks for it again: it would wait for itself. Pass the held ticket on instead.");
        if (!asSecond || HoldsAlso is not null) throw new InvalidOperationException($"{Name} holds ticket {held.Ticket} and asks for ticket {wanted}: nobody holds two tickets at once.");
        if (wanted.Value < held.Ticket.Value) throw new InvalidOperationException($"{Name} holds ticket {held.Ticket} and asks for ticket {wanted}: of two tickets the lower number is taken first.");
    }

    internal void Drop(TicketEntry entry)
    {
        if (HoldsAlso == entry) HoldsAlso = null;
        else if (Holds == entry) (Holds, HoldsAlso) = (HoldsAlso, null);
    }

    private static string Say(LockCallerKind kind) => kind switch
    {
        LockCallerKind.StopWriter => "the stop writer",
        LockCallerKind.ManualStop => "a manual stop change",
        LockCallerKind.TakeProfit => "a take-profit change",
        LockCallerKind.Close => "a close",
        LockCallerKind.Open => "an opening",
        LockCallerKind.EmergencyStop => "the emergency stop",
        _ => "reconciliation",
    };
}
