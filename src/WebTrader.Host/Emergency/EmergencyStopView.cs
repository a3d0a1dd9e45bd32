using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Core.Writing;
using WebTrader.Engine.Emergency;

namespace WebTrader.Host.Emergency;

/// <summary>An emergency stop, as REST shows it.</summary>
/// <param name="Says">As in "Flatten account demo".</param>
/// <param name="At">When it was pressed.</param>
/// <param name="HoldsUntil">It cannot be released before.</param>
/// <param name="State">Of all accounts the one that is least far; null once it is released, and where no session answers.</param>
/// <param name="NotWritten">Why it is not on the disk; null when it is.</param>
/// <param name="Accounts">Every account that it concerns.</param>
public sealed record EmergencyStopView(
    string Id, EmergencyAction Action, EmergencyScope Scope, string Says, string By, string Why, DateTimeOffset At, DateTimeOffset HoldsUntil, bool IsInForce,
    DateTimeOffset? ReleasedAt, string? ReleasedBy, string? ReleasedWhy, EmergencyState? State, string? NotWritten, IReadOnlyList<EmergencyAccountView> Accounts);

/// <summary>How far an emergency stop is on one account; for one that was released, how far it was.</summary>
/// <param name="Away">Why its session cannot be asked; it has the stop all the same, or takes it up when it answers. Null when it can.</param>
/// <param name="State">Null where it is not known.</param>
/// <param name="Note">Why nothing can be proved just now; null where there is no such reason.</param>
/// <param name="TookMs">From the order, or from where something had to be done again, to the proof; null before.</param>
/// <param name="Done">How many of the lines are confirmed.</param>
/// <param name="Left">What is left and why, in words.</param>
/// <param name="BeganAt">When its session took the stop up, in this run of the host: what is told in milliseconds counts from here. Null where it is not known.</param>
/// <param name="Rounds">The first, and one more each time something had to be done again; the present one last. Of many the first and the latest.</param>
public sealed record EmergencyAccountView(
    AccountId Account, string? Away, EmergencyState? State, string? Note, long? TookMs, DateTimeOffset? ProvedAt, int Done, IReadOnlyList<string> Left, DateTimeOffset? BeganAt, IReadOnlyList<EmergencyRoundItem> Rounds, IReadOnlyList<EmergencyTicketView> Lines)
{
    internal static EmergencyAccountView Of(EmergencyView view) => new(
        view.Account, null, view.State, view.Note, (long?)view.Took?.TotalMilliseconds, view.ProvedAt, view.Lines.Count(line => line.State == EmergencyLineState.Confirmed), view.Left, view.BeganAt,
        [.. view.Rounds.Select(EmergencyRoundItem.Of)], [.. view.Lines.Select(EmergencyTicketView.Of)]);

    internal static EmergencyAccountView Unknown(AccountId account, string? away, DateTimeOffset? provedAt) => new(account, away, null, null, null, provedAt, 0, [], null, [], []);
}

/// <summary>An emergency stop as one account has it, for who watches that account.</summary>
/// <param name="Says">As in "Flatten account demo".</param>
public sealed record EmergencyLiveItem(string Id, EmergencyAction Action, string Says, string By, string Why, DateTimeOffset At, EmergencyAccountView Progress)
{
    internal static EmergencyLiveItem Of(EmergencyView view) => new(view.Stop.Id, view.Stop.Action, $"{view.Stop.Action.Say()} {view.Stop.Scope}", view.Stop.By, view.Stop.Why, view.Stop.At, EmergencyAccountView.Of(view));
}

/// <summary>What was to be done from the order on, or from where something was open again, in milliseconds from where the account took the stop up.</summary>
/// <param name="TookMs">From there to the proof; null before.</param>
/// <param name="Readings">Those in a row that show nothing open: two are the proof.</param>
public sealed record EmergencyRoundItem(long SinceMs, long? TookMs, IReadOnlyList<EmergencyReadingItem> Readings)
{
    internal static EmergencyRoundItem Of(EmergencyRoundView round) => new((long)round.Since.TotalMilliseconds, (long?)round.Took?.TotalMilliseconds,
        [.. round.Readings.Select(reading => new EmergencyReadingItem((long)reading.Began.TotalMilliseconds, (long)reading.Ended.TotalMilliseconds))]);
}

/// <summary>A reading of everything that showed nothing open, in milliseconds from where the account took the stop up.</summary>
public sealed record EmergencyReadingItem(long BeganMs, long EndedMs);

/// <summary>One position or pending order under an emergency stop.</summary>
/// <param name="Retcode">What the broker last answered; null without an answer.</param>
/// <param name="Reason">What came of the last attempt; empty before.</param>
/// <param name="Stop">That stands at the broker; null for none, and for an order.</param>
/// <param name="SeenDoneMs">When a reading had shown it gone, or its stop where it should be, in milliseconds from where the account took the stop up; null before.</param>
/// <param name="Attempts">The latest, the oldest first; fewer than were made where earlier ones are not kept.</param>
public sealed record EmergencyTicketView(
    Ticket Ticket, bool IsOrder, string Symbol, Lots Lots, EmergencyLineState State, int Tries, int? Retcode, string? RetcodeName, string Reason, Price? Stop, long? SeenDoneMs, IReadOnlyList<EmergencyAttemptItem> Attempts)
{
    internal static EmergencyTicketView Of(EmergencyLineView line) => new(
        line.Ticket, line.IsOrder, line.Symbol, line.Lots, line.State, line.Tries, (int?)line.Retcode, line.Retcode?.ToString(), line.Reason, line.Stop, (long?)line.SeenDone?.TotalMilliseconds, [.. line.Attempts.Select(EmergencyAttemptItem.Of)]);
}

/// <summary>One try at one position or pending order, in milliseconds from where the account took the stop up.</summary>
/// <param name="AskedMs">When its turn came; from then on it waited for its ticket and a call.</param>
/// <param name="SentMs">Null where it has not left.</param>
/// <param name="AnsweredMs">When the broker had answered, or nobody waited for an answer any more; null before.</param>
/// <param name="Slot">Which of the calls that this stop had at the broker at once, from 1; null where it has not left.</param>
/// <param name="Outcome">Null while it is under way.</param>
/// <param name="Retcode">What the broker answered; null without an answer.</param>
public sealed record EmergencyAttemptItem(long AskedMs, long? SentMs, long? AnsweredMs, int? Slot, WriteOutcome? Outcome, int? Retcode, string? RetcodeName)
{
    internal static EmergencyAttemptItem Of(EmergencyAttemptView attempt) => new(
        (long)attempt.Asked.TotalMilliseconds, (long?)attempt.Sent?.TotalMilliseconds, (long?)attempt.Answered?.TotalMilliseconds, attempt.Slot, attempt.Outcome, (int?)attempt.Retcode, attempt.Retcode?.ToString());
}
