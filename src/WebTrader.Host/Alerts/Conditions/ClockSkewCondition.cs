using System.Globalization;
using WebTrader.Engine;
using WebTrader.Engine.Views;

namespace WebTrader.Host.Alerts.Conditions;

/// <summary>The clock of this machine and the broker's are apart: day boundaries, and the age of quotes, go by them.</summary>
internal sealed class ClockSkewCondition : ISessionCondition
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(30);

    public IEnumerable<Condition> Look(AccountSession session, HealthView health, DateTimeOffset now)
    {
        // What was read a while ago tells the time of then.
        if (!health.Broker.Connected || health.Monitor.LastReadAgeMs is not { } age || age > Allowed.TotalMilliseconds) yield break;
        var apart = health.BrokerTime - now;
        if (apart.Duration() <= Allowed) yield break;
        yield return new Condition(session.Account.Id.Value, "clock-skew", AlertLevel.Amber, string.Create(CultureInfo.InvariantCulture,
            $"The broker's clock is {Math.Abs(apart.TotalSeconds):0} s {(apart > TimeSpan.Zero ? "ahead of" : "behind")} this machine's"));
    }
}
