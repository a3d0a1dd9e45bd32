using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Engine;
using WebTrader.Engine.Emergency;

namespace WebTrader.Host.Emergency;

/// <summary>What an emergency stop would do on one account, in its order.</summary>
/// <param name="Problem">Why this may not be all; null where it is.</param>
/// <param name="Positions">How many open positions it is about.</param>
/// <param name="Orders">How many pending orders.</param>
/// <param name="Blocked">How many of both something is known against just now.</param>
/// <param name="Floating">Gross profit of the positions at the present prices; null where that of one is not known.</param>
/// <param name="Expected">What it comes to when everything goes well: closed at the present prices, or at the tightened stops; null where that is not known, and for an action that changes neither.</param>
/// <param name="BadCase">What it comes to when every stop is hit instead; null where one has no stop.</param>
public sealed record EmergencyPreview(
    AccountId Account, string Currency, string? Problem, int Positions, int Orders, int Blocked, Money? Floating, Money? Expected, Money? BadCase, IReadOnlyList<EmergencyPreviewLine> Lines)
{
    /// <summary>With the money of it. On the session's scheduler, which has not gone on since the plan was made.</summary>
    internal static EmergencyPreview Of(EmergencyPlan plan, AccountSession session)
    {
        List<EmergencyPreviewLine> lines = [.. plan.Lines.Select(line => EmergencyPreviewLine.Of(line, plan.Action, session))];
        var positions = lines.Where(line => !line.IsOrder).ToList();
        return new EmergencyPreview(
            plan.Account, session.Account.Currency, plan.Problem, positions.Count, lines.Count - positions.Count, lines.Count(line => line.Obstacle is not null),
            Sum(positions, line => line.Floating), Sum(positions, line => line.Expected), Sum(positions, line => line.AtStop), lines);
    }

    internal static EmergencyPreview Away(AccountId account, string currency, string why) => new(account, currency, why, 0, 0, 0, null, null, null, []);

    /// <summary>What has changed since an earlier one, in words; nothing where nothing has but prices.</summary>
    internal IEnumerable<string> Since(EmergencyPreview earlier)
    {
        if (Problem != earlier.Problem) yield return $"Account {Account}: {Problem ?? "everything can be seen again"}";
        var before = earlier.Lines.ToDictionary(line => (line.Ticket, line.IsOrder));
        foreach (var line in Lines)
        {
            if (!before.Remove((line.Ticket, line.IsOrder), out var then)) yield return $"{line} is new";
            else if (line.Lots != then.Lots) yield return $"{line} was {then.Lots} lots and is {line.Lots}";
            else if (line.Obstacle != then.Obstacle) yield return $"{line}: {line.Obstacle ?? "nothing is known against it any more"}";
        }

        foreach (var gone in before.Values) yield return $"{gone} is not there any more";
        if (Floating is { } now && earlier.Floating is { } was && now != was) yield return string.Create(CultureInfo.InvariantCulture, $"Account {Account}: floating was {was.Amount:0.00} {Currency} and is {now.Amount:0.00}");
    }

    private static Money? Sum(IEnumerable<EmergencyPreviewLine> lines, Func<EmergencyPreviewLine, Money?> of) => lines.Aggregate((Money?)Money.Zero, (sum, line) => sum + of(line));
}

/// <summary>What an emergency stop would do to one position or pending order.</summary>
/// <param name="Stop">That stands; null for none, and for an order.</param>
/// <param name="Floating">Gross, at the present price; null where that is not known, and for an order.</param>
/// <param name="AtStop">Gross, at the stop that stands; null without one.</param>
/// <param name="To">Where the stop would go; null where it does not move.</param>
/// <param name="Expected">Gross, when it goes well; null where that is not known, and for an action that changes nothing about it.</param>
/// <param name="Obstacle">Why it cannot be done just now; null where nothing is known against it.</param>
public sealed record EmergencyPreviewLine(
    Ticket Ticket, bool IsOrder, string Symbol, Side Side, Lots Lots, Price? Stop, Money? Floating, Money? AtStop, Price? To, Money? Expected, string? Obstacle)
{
    internal static EmergencyPreviewLine Of(EmergencyPlanLine line, EmergencyAction action, AccountSession session)
    {
        var tightened = line.To is { } to && session.Book.Find(line.Ticket) is { Symbol.Spec: { } spec } tracked ? spec.ProfitAt(tracked.Position, to) : line.AtStop;
        Money? expected = action switch
        {
            EmergencyAction.Flatten => line.Floating,
            EmergencyAction.Tighten => tightened,
            _ => null,
        };
        return new EmergencyPreviewLine(line.Ticket, line.IsOrder, line.Symbol, line.Side, line.Lots, line.Stop, line.Floating, line.AtStop, line.To, expected, line.Obstacle);
    }

    public override string ToString() => $"{(IsOrder ? "Pending order" : "Ticket")} {Ticket} of {Symbol}";
}
