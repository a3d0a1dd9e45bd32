using System.Globalization;
using WebTrader.Core.Safety;
using WebTrader.Host.Jobs.Running;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;
using WebTrader.Persistence;

namespace WebTrader.Host.Jobs.Reports;

/// <summary>
/// Makes the report of each day that has ended, by the firm's own boundary of the account. What is there already is made again for a week and written where it differs: a trade that was found late is in it.
/// </summary>
internal sealed class ReportJob(JobSettings settings, HostSettings host, AccountSessions sessions, EfJournal journal, ReportFiles files) : IJobWork
{
    private const int Days = 7;

    private static readonly TimeSpan Written = TimeSpan.FromSeconds(5);

    public string Name => "report";

    public string About => string.Create(CultureInfo.InvariantCulture, $"Makes the report of each account and day that has ended, and keeps {settings.Report.KeepDays} days.");

    public JobPlan Plan => new(settings.Report.Schedule, settings.Zone);

    public async Task<JobResult> RunAsync(JobOrder order, CancellationToken cancellation)
    {
        if (!await journal.FlushAsync(Written)) throw new IOException($"What was recorded is not written yet: {journal.Health.Reason}");
        List<string> made = [];
        foreach (var runner in sessions.All)
        {
            var day = runner.Account.Limits.Day;
            foreach (var (from, until) in Ended(day, order.Now))
            {
                // Of what the journal has taken out nothing can be made again.
                if (from < order.Now.AddDays(-host.KeepDays)) break;
                var read = await journal.Queries.StretchAsync(runner.Account.Id, from - DayReport.LooksBack, until, cancellation);
                if (!read.TryGet(out var stored)) throw new IOException(read.Failure);
                if (stored.Trades.Count == 0 && stored.Sights.Count == 0 && stored.Moves.Count == 0) continue;
                var messages = await journal.Queries.SentAsync(runner.Account.Id, from, until, cancellation);
                if (!messages.TryGet(out var sent)) throw new IOException(messages.Failure);
                var report = DayReport.Of(runner.Account.Id, runner.Account.Currency, day, from, until, stored, sent);
                if (files.Keep(report, order.Tell)) made.Add($"{report.Account} {ReportText.DayOf(report)}");
            }

            files.Prune(runner.Account.Id, DayReport.DateOf(day, order.Now.AddDays(-settings.Report.KeepDays)), order.Tell);
        }

        return made.Count == 0 ? JobResult.Nothing("Every day that has ended has its report.") : JobResult.Done($"Made: {string.Join(", ", made)}.");
    }

    /// <summary>The days that have ended, the last one first.</summary>
    private static IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Ended(FirmDay day, DateTimeOffset now)
    {
        var until = day.BeganAt(now);
        for (var count = 0; count < Days; count++)
        {
            var from = day.BeganAt(until.AddTicks(-1));
            yield return (from, until);
            until = from;
        }
    }
}
