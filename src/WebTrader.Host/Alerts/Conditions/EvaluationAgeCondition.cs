using System.Globalization;
using WebTrader.Engine;
using WebTrader.Engine.Views;

namespace WebTrader.Host.Alerts.Conditions;

/// <summary>A quote or a change that a position has not been held against for longer than promised.</summary>
internal sealed class EvaluationAgeCondition : ISessionCondition
{
    private const long LongestMs = 1_000;

    public IEnumerable<Condition> Look(AccountSession session, HealthView health, DateTimeOffset now)
    {
        if (health.Worker.EvaluationAgeMs <= LongestMs) yield break;
        yield return new Condition(session.Account.Id.Value, "evaluation-age", AlertLevel.Red, string.Create(CultureInfo.InvariantCulture,
            $"Ticket {health.Worker.Oldest} has not been held against what came in {health.Worker.EvaluationAgeMs / 1_000m:0.0} s ago"));
    }
}
