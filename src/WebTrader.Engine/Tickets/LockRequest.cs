using WebTrader.Core.Positions;

namespace WebTrader.Engine.Tickets;

/// <summary>Who goes before whom at one ticket; the earlier names first. Among equals, first come, first served.</summary>
public enum LockPriority
{
    /// <summary>
    /// The emergency lane: a ticket without a stop, with a stop looser than its hard stop, to be closed now, or under an emergency stop. Goes
    /// before every other waiter and revokes a holder that is not inside a broker call, or is past the deadline of its call.
    /// </summary>
    Emergency,

    /// <summary>Less loss, or an operator's wish.</summary>
    Protection,

    /// <summary>More profit locked.</summary>
    Profit,

    /// <summary>Nothing is changed.</summary>
    Reading,
}

/// <summary>One wish for a ticket.</summary>
/// <param name="Purpose">What the caller is about to do, for whoever has to wait.</param>
public readonly record struct LockRequest(Ticket Ticket, LockCaller Caller, string Purpose, LockPriority Priority = LockPriority.Protection);

/// <summary>What came of a wish for a ticket: a holding, or who has it instead. Not obtaining it is an outcome, not an exception.</summary>
/// <param name="Refusal">Why it was not obtained; null when it was.</param>
public readonly record struct LockOutcome(HeldTicket Held, LockRefusal? Refusal)
{
    public bool IsObtained => Refusal is null;
}

/// <summary>Why a ticket was not obtained.</summary>
/// <param name="Waited">The time really waited.</param>
/// <param name="Attempts">How many attempts were made; the first one does not wait.</param>
/// <param name="Holder">Who has it; null when it was released at the last moment.</param>
/// <param name="Why">What ended the wait, when it was neither the holder nor the time.</param>
public sealed record LockRefusal(Ticket Ticket, TimeSpan Waited, int Attempts, LockView? Holder, string? Why = null)
{
    public override string ToString()
    {
        var tried = Attempts == 1 ? "1 attempt" : $"{Attempts} attempts";
        var holder = Holder is { } held ? $"held by {held.Holder} ({held.Purpose}) for {Words.Exact(held.HeldFor)}, token {held.Token}{(held.InBrokerCall ? ", at the broker" : "")}" : "released at the last moment";
        return $"Waited {Words.Exact(Waited)} for ticket {Ticket} in {tried}: {Why ?? holder}";
    }
}
