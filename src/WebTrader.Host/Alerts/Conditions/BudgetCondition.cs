using System.Globalization;
using WebTrader.Engine;
using WebTrader.Engine.Views;

namespace WebTrader.Host.Alerts.Conditions;

/// <summary>The day's messages are nearly spent.</summary>
internal sealed class BudgetCondition : ISessionCondition
{
    private const decimal NearFrom = 0.8m;

    public IEnumerable<Condition> Look(AccountSession session, HealthView health, DateTimeOffset now)
    {
        if (health.Messages.Limit is not { } limit || health.Messages.Today < limit * NearFrom) yield break;
        yield return new Condition(session.Account.Id.Value, "budget", AlertLevel.Amber, string.Create(CultureInfo.InvariantCulture,
            $"{health.Messages.Today} of {limit} messages of the day are sent; {health.Messages.ProfitLeft} are left for moves in profit, protection goes on"));
    }
}
