using System.Globalization;
using WebTrader.Engine;
using WebTrader.Engine.Book;
using WebTrader.Engine.Views;

namespace WebTrader.Host.Alerts.Conditions;

/// <summary>Managed positions without a stop, and such whose last write nobody knows the outcome of: one condition a ticket, so that a second one is news too. Beyond twenty the others are told together.</summary>
internal sealed class UnprotectedCondition : ISessionCondition
{
    private const int Each = 20;
    private static readonly TimeSpan Ambiguous = TimeSpan.FromSeconds(10);

    public IEnumerable<Condition> Look(AccountSession session, HealthView health, DateTimeOffset now)
    {
        var unknown = session.Book.Open.Where(tracked => tracked.State == ProtectionState.Ambiguous && tracked.AmbiguousSince is { } since && session.Clock.GetElapsedTime(since) > Ambiguous)
            .OrderBy(tracked => tracked.AmbiguousSince).ThenBy(tracked => tracked.Position.Ticket.Value);
        return Of("naked", AlertLevel.Red, "Without a stop at the broker", Protecting.Naked(session), tracked => tracked.NakedSince!.Value, session, now)
            .Concat(Of("ambiguous", AlertLevel.Amber, "Nobody knows what became of the last write", unknown, tracked => tracked.AmbiguousSince!.Value, session, now));
    }

    /// <param name="positions">Those of which it holds longest first: they keep their places.</param>
    /// <param name="since">On the monotone scale.</param>
    private static IEnumerable<Condition> Of(string id, AlertLevel level, string what, IEnumerable<TrackedPosition> positions, Func<TrackedPosition, long> since, AccountSession session, DateTimeOffset now)
    {
        var account = session.Account.Id.Value;
        var all = positions.ToList();
        foreach (var tracked in all.Take(Each))
            yield return new Condition(account, $"{id}-{tracked.Position.Ticket}", level, $"{what}: {tracked.Position.Ticket} {tracked.Position.Symbol}", now - session.Clock.GetElapsedTime(since(tracked)));
        if (all.Count > Each)
            yield return new Condition(account, $"{id}-more", level, string.Create(CultureInfo.InvariantCulture, $"{what}: {all.Count - Each} more tickets"), now - session.Clock.GetElapsedTime(since(all[Each])));
    }
}
