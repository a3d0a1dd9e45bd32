using WebTrader.Engine;
using WebTrader.Engine.Views;

namespace WebTrader.Host.Alerts.Conditions;

/// <summary>The terminal answers and would refuse every trade: AutoTrading is off, or the account may not trade. Known before the first stop is refused.</summary>
internal sealed class NoTradesCondition : ISessionCondition
{
    public IEnumerable<Condition> Look(AccountSession session, HealthView health, DateTimeOffset now)
    {
        if (health.Terminal?.WhyNoTrades is not { } why) yield break;
        yield return new Condition(session.Account.Id.Value, "no-trades", health.Arming.IsObserving ? AlertLevel.Amber : AlertLevel.Red, $"{why}: no stop can be set or moved. Stops that stand at the broker stay in force");
    }
}
