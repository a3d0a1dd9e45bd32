using System.Globalization;
using WebTrader.Engine;
using WebTrader.Engine.Views;

namespace WebTrader.Host.Alerts.Conditions;

/// <summary>Connected, with open positions, and no price comes. At the weekend that is no news.</summary>
internal sealed class MuteFeedCondition : ISessionCondition
{
    private const long QuietMs = 120_000;

    public IEnumerable<Condition> Look(AccountSession session, HealthView health, DateTimeOffset now)
    {
        if (!health.Broker.Connected || health.Feed is not { Symbols: > 0, SlowestAgeMs: > QuietMs } feed) yield break;
        var isWeekend = now.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        yield return new Condition(session.Account.Id.Value, "mute-feed", isWeekend ? AlertLevel.Info : AlertLevel.Amber, string.Create(CultureInfo.InvariantCulture,
            $"No price of {feed.Slowest} for {feed.SlowestAgeMs / 1_000} s; {feed.Fresh} of {feed.Symbols} symbols are fresh. Stops that stand at the broker stay in force"));
    }
}
