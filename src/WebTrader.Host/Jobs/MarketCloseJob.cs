using System.Globalization;
using WebTrader.Host.Jobs.Running;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Jobs;

/// <summary>Before the market closes for the weekend: which positions stay open, and with which stop. The alert of it is <see cref="Alerts.Conditions.WeekendCondition"/>, which holds until then.</summary>
internal sealed class MarketCloseJob(WeekendGuard guard, AccountSessions sessions) : IJobWork
{
    public string Name => "market-close";

    public string About => "Tells, before the market closes for the weekend, which positions stay open and with which stop.";

    public JobPlan Plan => new(guard.Settings.Does == MarketCloseAction.Nothing ? null : guard.Cron, guard.Settings.Zone);

    public async Task<JobResult> RunAsync(JobOrder order, CancellationToken cancellation)
    {
        var closes = guard.Next(order.Now);
        List<string> said = [];
        var isFailed = false;
        foreach (var runner in sessions.All)
        {
            order.Tell($"{runner.Account.Id}: looking");
            try
            {
                if (await runner.AskAsync(WeekendGuard.Of, cancellation) is { } staying) said.Add($"{runner.Account.Id}: {staying.Say(closes)}");
            }
            catch (SessionUnavailableException away)
            {
                isFailed = true;
                said.Add(away.Message.TrimEnd('.'));
            }
        }

        if (said.Count == 0) return JobResult.Nothing(string.Create(CultureInfo.InvariantCulture, $"Nothing is open that would stay so over the weekend from {closes.UtcDateTime:yyyy-MM-dd HH:mm}Z."));
        return isFailed ? JobResult.Failed(string.Join("; ", said) + ".") : JobResult.Done(string.Join("; ", said) + ".");
    }
}
