using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Core.Writing;

namespace WebTrader.Engine.Emergency;

/// <summary>How far an emergency stop is on one account.</summary>
public enum EmergencyState
{
    /// <summary>It holds, and there is nothing to be done for it once: entries are halted, or stops frozen.</summary>
    InForce,

    /// <summary>Something has not been tried yet.</summary>
    Running,

    /// <summary>Everything has been tried, and something is left; it is tried again and again.</summary>
    Left,

    /// <summary>What it is for is done, proved by the broker's own readings: nothing in its scope is open, or every stop is as near as it can be.</summary>
    Proved,
}

/// <summary>One try at one position or pending order. Spans are from where the account took the stop up, by the monotone clock.</summary>
/// <param name="Asked">When its turn came; from then on it waited for its ticket and a call.</param>
/// <param name="Sent">Null where it has not left.</param>
/// <param name="Answered">When the broker had answered, or nobody waited for an answer any more; null before.</param>
/// <param name="Slot">Which of the calls that this stop had at the broker at once, from 1; null where it has not left.</param>
/// <param name="Outcome">Null while it is under way.</param>
public sealed record EmergencyAttemptView(TimeSpan Asked, TimeSpan? Sent, TimeSpan? Answered, int? Slot, WriteOutcome? Outcome, TradeRetcode? Retcode);

/// <summary>A reading of everything that showed nothing left. Spans as in <see cref="EmergencyAttemptView"/>.</summary>
public sealed record EmergencyReadingView(TimeSpan Began, TimeSpan Ended);

/// <summary>What was to be done from the order on, or from where something was open again. Spans as in <see cref="EmergencyAttemptView"/>.</summary>
/// <param name="Since">Where it began.</param>
/// <param name="Took">From there to the proof; null before.</param>
/// <param name="Readings">Those in a row that show nothing left: with two of them it is proved; empty for what is not closed.</param>
public sealed record EmergencyRoundView(TimeSpan Since, TimeSpan? Took, IReadOnlyList<EmergencyReadingView> Readings);

/// <summary>One position or pending order under an emergency stop, as seen from outside.</summary>
/// <param name="Reason">What came of the last attempt; empty before.</param>
/// <param name="Stop">The stop that stands at the broker, by its last reading; null for none, and for an order.</param>
/// <param name="Protection">What protects it meanwhile, and how well that is known, in words; empty for an order.</param>
/// <param name="SeenDone">When a reading had shown it gone, or its stop where it should be; null before.</param>
/// <param name="Attempts">The latest, the oldest first; fewer than <paramref name="Tries"/> where earlier ones are not kept.</param>
public sealed record EmergencyLineView(
    Ticket Ticket, bool IsOrder, string Symbol, Lots Lots, EmergencyLineState State, int Tries, TradeRetcode? Retcode, string Reason, Price? Stop, string Protection, TimeSpan? SeenDone, IReadOnlyList<EmergencyAttemptView> Attempts);

/// <summary>An emergency stop on one account, as seen from outside.</summary>
/// <param name="Note">Why nothing can be proved just now; null where there is no such reason.</param>
/// <param name="Took">From the order, or from where something had to be done again, to the proof; null before.</param>
/// <param name="ProvedAt">UTC; null before.</param>
/// <param name="BeganAt">When this account took it up, in this run of the host; UTC. Spans count from here.</param>
/// <param name="Rounds">The first, and one more each time something had to be done again; the present one last. Of many the first and the latest.</param>
/// <param name="Lines">In the order in which they were taken up.</param>
public sealed record EmergencyView(
    EmergencyStop Stop, AccountId Account, EmergencyState State, string? Note, TimeSpan? Took, DateTimeOffset? ProvedAt, DateTimeOffset BeganAt, IReadOnlyList<EmergencyRoundView> Rounds, IReadOnlyList<EmergencyLineView> Lines)
{
    /// <summary>What is left and why, one line each.</summary>
    public IReadOnlyList<string> Left => [.. (Note is null ? (string[])[] : [Note]), .. Lines.Where(line => line.State != EmergencyLineState.Confirmed).Select(Say)];

    private static string Say(EmergencyLineView line)
    {
        var what = line.IsOrder ? $"Pending order {line.Ticket} of {line.Symbol}" : $"Ticket {line.Ticket} of {line.Symbol}";
        var why = line.Reason.Length == 0 ? "not tried yet" : line.Reason;
        return line.Protection.Length == 0 ? $"{what}: {why}" : $"{what}: {why}; {line.Protection}";
    }
}

/// <summary>What an emergency stop would do to one position or pending order.</summary>
/// <param name="Floating">Gross, in account money, at the present price; null where that is not known, and for an order.</param>
/// <param name="AtStop">Gross, in account money, at the stop that stands; null without one.</param>
/// <param name="To">Where tightening would put the stop; null where it does not move it.</param>
/// <param name="Obstacle">Why it cannot be done just now, as far as that can be told before; null where nothing is known against it.</param>
public sealed record EmergencyPlanLine(Ticket Ticket, bool IsOrder, string Symbol, Side Side, Lots Lots, Price? Stop, Money? Floating, Money? AtStop, Price? To, string? Obstacle);

/// <summary>What an emergency stop would do on one account, in its order.</summary>
/// <param name="Problem">Why this may not be all; null where it is.</param>
public sealed record EmergencyPlan(AccountId Account, EmergencyAction Action, IReadOnlyList<EmergencyPlanLine> Lines, string? Problem);
