using WebTrader.Host.Jobs;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Alerts.Conditions;

/// <summary>The market closes for the weekend before long, and something stays open. Looked at by itself, so that it holds after a restart and without the schedule.</summary>
internal sealed class WeekendCondition(WeekendGuard guard, AccountSessions sessions, TimeProvider clock) : IConditionSource
{
    public async ValueTask LookAsync(ICollection<Condition> found, CancellationToken cancellation)
    {
        if (guard.Settings.Does == MarketCloseAction.Nothing || guard.Near(clock.GetUtcNow()) is not { } closes) return;
        foreach (var runner in sessions.All)
        {
            try
            {
                if (await runner.AskAsync(WeekendGuard.Of, cancellation) is { } staying)
                    found.Add(new Condition(runner.Account.Id.Value, "weekend", staying.Naked > 0 ? AlertLevel.Red : AlertLevel.Amber, staying.Say(closes), closes - guard.Settings.Before));
            }
            catch (SessionUnavailableException)
            {
                // That is an alert of its own.
            }
        }
    }
}
