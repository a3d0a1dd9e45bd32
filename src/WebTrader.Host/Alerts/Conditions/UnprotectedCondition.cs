using System.Globalization;
using WebTrader.Engine;
using WebTrader.Engine.Book;
using WebTrader.Engine.Views;

namespace WebTrader.Host.Alerts.Conditions;

/// <summary>Managed positions without a stop, and such whose last write nobody knows the outcome of.</summary>
internal sealed class UnprotectedCondition : ISessionCondition
{
    private static readonly TimeSpan Naked = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Ambiguous = TimeSpan.FromSeconds(10);

    public IEnumerable<Condition> Look(AccountSession session, HealthView health, DateTimeOffset now)
    {
        var rows = session.View.Positions();
        if (Of(rows, ProtectionState.Naked, Naked) is { Count: > 0 } naked)
            yield return new Condition(session.Account.Id.Value, "naked", AlertLevel.Red, $"Without a stop at the broker: {Say(naked)}");
        if (Of(rows, ProtectionState.Ambiguous, Ambiguous) is { Count: > 0 } ambiguous)
            yield return new Condition(session.Account.Id.Value, "ambiguous", AlertLevel.Amber, $"Nobody knows what became of the last write: {Say(ambiguous)}");
    }

    private static List<PositionView> Of(IReadOnlyList<PositionView> rows, ProtectionState state, TimeSpan longerThan) =>
        [.. rows.Where(row => row.State == state && row.StateAgeMs > longerThan.TotalMilliseconds)];

    private static string Say(List<PositionView> rows)
    {
        const int Named = 5;
        var names = string.Join(", ", rows.Take(Named).Select(row => $"{row.Ticket} {row.Symbol}"));
        return rows.Count <= Named ? names : string.Create(CultureInfo.InvariantCulture, $"{names} and {rows.Count - Named} more");
    }
}
