using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
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
public sealed record EmergencyAccountView(
    AccountId Account, string? Away, EmergencyState? State, string? Note, long? TookMs, DateTimeOffset? ProvedAt, int Done, IReadOnlyList<string> Left, IReadOnlyList<EmergencyTicketView> Lines)
{
    internal static EmergencyAccountView Of(EmergencyView view) => new(
        view.Account, null, view.State, view.Note, (long?)view.Took?.TotalMilliseconds, view.ProvedAt, view.Lines.Count(line => line.State == EmergencyLineState.Confirmed), view.Left,
        [.. view.Lines.Select(line => new EmergencyTicketView(line.Ticket, line.IsOrder, line.Symbol, line.Lots, line.State, line.Tries, (int?)line.Retcode, line.Retcode?.ToString(), line.Reason, line.Stop))]);

    internal static EmergencyAccountView Unknown(AccountId account, string? away, DateTimeOffset? provedAt) => new(account, away, null, null, null, provedAt, 0, [], []);
}

/// <summary>An emergency stop as one account has it, for who watches that account.</summary>
/// <param name="Says">As in "Flatten account demo".</param>
public sealed record EmergencyLiveItem(string Id, EmergencyAction Action, string Says, string By, string Why, DateTimeOffset At, EmergencyAccountView Progress)
{
    internal static EmergencyLiveItem Of(EmergencyView view) => new(view.Stop.Id, view.Stop.Action, $"{view.Stop.Action.Say()} {view.Stop.Scope}", view.Stop.By, view.Stop.Why, view.Stop.At, EmergencyAccountView.Of(view));
}

/// <summary>One position or pending order under an emergency stop.</summary>
/// <param name="Retcode">What the broker last answered; null without an answer.</param>
/// <param name="Reason">What came of the last attempt; empty before.</param>
/// <param name="Stop">That stands at the broker; null for none, and for an order.</param>
public sealed record EmergencyTicketView(
    Ticket Ticket, bool IsOrder, string Symbol, Lots Lots, EmergencyLineState State, int Tries, int? Retcode, string? RetcodeName, string Reason, Price? Stop);
