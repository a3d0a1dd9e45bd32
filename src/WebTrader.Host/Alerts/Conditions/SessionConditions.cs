using WebTrader.Core.Journal;
using WebTrader.Engine;
using WebTrader.Engine.Views;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Alerts.Conditions;

/// <summary>Looks at one session, on its scheduler: one kind of condition, one file.</summary>
internal interface ISessionCondition
{
    /// <param name="now">Wall time, UTC.</param>
    IEnumerable<Condition> Look(AccountSession session, HealthView health, DateTimeOffset now);
}

/// <summary>What holds of the sessions: their own alarms, what is seen from outside, and that one does not answer.</summary>
internal sealed class SessionConditions(AccountSessions sessions, TimeProvider clock) : IConditionSource
{
    private static readonly ISessionCondition[] Kinds =
    [
        new UnprotectedCondition(), new EvaluationAgeCondition(), new MuteFeedCondition(), new BudgetCondition(), new ClockSkewCondition(), new BusyTicketCondition(), new NoTradesCondition(),
    ];

    public async ValueTask LookAsync(ICollection<Condition> found, CancellationToken cancellation)
    {
        foreach (var runner in sessions.All)
        {
            foreach (var condition in await LookAsync(runner, cancellation)) found.Add(condition);
        }
    }

    private async Task<IReadOnlyList<Condition>> LookAsync(AccountRunner runner, CancellationToken cancellation)
    {
        var account = runner.Account.Id.Value;
        try
        {
            return await runner.AskAsync(session => Of(account, session), cancellation);
        }
        catch (SessionUnavailableException away)
        {
            return [new Condition(account, "session-away", runner.State == AccountRunState.Starting ? AlertLevel.Info : AlertLevel.Red, $"{away.Message} Stops that stand at the broker stay in force"), .. runner.Findings.Select(alarm => Of(account, alarm))];
        }
    }

    private IReadOnlyList<Condition> Of(string account, AccountSession session)
    {
        var health = session.View.Health();
        var now = clock.GetUtcNow();
        return [.. health.Alarms.Select(alarm => new Condition(account, alarm.Id, LevelOf(alarm.Severity), alarm.Text, alarm.Since)), .. Kinds.SelectMany(kind => kind.Look(session, health, now))];
    }

    private static Condition Of(string account, Alarm alarm) => new(account, alarm.Id, LevelOf(alarm.Severity), alarm.Text, alarm.Since);

    private static AlertLevel LevelOf(AlarmSeverity severity) => severity == AlarmSeverity.Red ? AlertLevel.Red : AlertLevel.Amber;
}
