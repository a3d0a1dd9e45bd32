using System.Globalization;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Alerts.Conditions;

/// <summary>Nobody would be told: no way to tell is configured for real money, or one fails.</summary>
internal sealed class NotifierCondition(HostSettings settings, Notifiers notifiers, TimeProvider clock) : IConditionSource
{
    private static readonly TimeSpan Failing = TimeSpan.FromMinutes(1);

    public ValueTask LookAsync(ICollection<Condition> found, CancellationToken cancellation)
    {
        var real = settings.Accounts.Where(account => account.Terminal is not null).Select(account => account.Id.Value).ToList();
        if (real.Count > 0 && notifiers.Channels.Count == 0)
            found.Add(new Condition("", "no-notifier", AlertLevel.Amber, $"Real money ({string.Join(", ", real)}) and nobody to tell: set Alerts:Webhook, Alerts:Telegram or Alerts:Mail"));
        for (var number = 0; number < notifiers.Problems.Count; number++) found.Add(new Condition("", string.Create(CultureInfo.InvariantCulture, $"notifier-secret-{number}"), AlertLevel.Red, notifiers.Problems[number]));
        foreach (var channel in notifiers.Channels)
        {
            if (channel.View is { FailingSince: { } since } view && clock.GetUtcNow() - since > Failing)
                found.Add(new Condition("", $"notifier-{view.Name}", AlertLevel.Amber, $"Nobody can be told by {view.Name} ({view.Target}): {view.Failure}"));
        }

        return ValueTask.CompletedTask;
    }
}
