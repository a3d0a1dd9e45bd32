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
        if (Of(session, ProtectionState.Naked, Naked) is { Count: > 0 } naked)
            yield return new Condition(session.Account.Id.Value, "naked", AlertLevel.Red, $"Without a stop at the broker: {Say(naked)}");
        if (Of(session, ProtectionState.Ambiguous, Ambiguous) is { Count: > 0 } ambiguous)
            yield return new Condition(session.Account.Id.Value, "ambiguous", AlertLevel.Amber, $"Nobody knows what became of the last write: {Say(ambiguous)}");
    }

    /// <summary>From the book: nobody needs whole rows for this, once a second.</summary>
    private static List<TrackedPosition> Of(AccountSession session, ProtectionState state, TimeSpan longerThan) =>
        [.. session.Book.Open.Where(tracked => tracked.State == state && session.Clock.GetElapsedTime(tracked.StateSince) > longerThan).OrderBy(tracked => tracked.Position.Ticket.Value)];

    private static string Say(List<TrackedPosition> positions)
    {
        const int Named = 5;
        var names = string.Join(", ", positions.Take(Named).Select(tracked => $"{tracked.Position.Ticket} {tracked.Position.Symbol}"));
        return positions.Count <= Named ? names : string.Create(CultureInfo.InvariantCulture, $"{names} and {positions.Count - Named} more");
    }
}
