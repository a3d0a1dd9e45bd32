using System.Globalization;
using WebTrader.Host.Jobs.Running;
using WebTrader.Host.Settings;
using WebTrader.Persistence;

namespace WebTrader.Host.Jobs;

/// <summary>Takes out of the journal what is older than it keeps, which is in an export first.</summary>
internal sealed class RetentionJob(JobSettings settings, HostSettings host, EfJournal journal) : IJobWork
{
    /// <summary>Of so many parts at once; what is left goes with the next run.</summary>
    private const int MostParts = 50;

    public string Name => "retention";

    public string About => string.Create(CultureInfo.InvariantCulture, $"Takes out of the journal what is older than {host.KeepDays} days{(settings.Retention.Export ? ", into exports that verify takes" : "")}.");

    public JobPlan Plan => new(settings.Retention.Schedule, settings.Zone);

    public async Task<JobResult> RunAsync(JobOrder order, CancellationToken cancellation)
    {
        var taken = 0L;
        List<string> exports = [];
        for (var part = 0; part < MostParts; part++)
        {
            var report = await journal.PruneAsync(order.Tell).WaitAsync(cancellation);
            if (report.Entries == 0) break;
            taken += report.Entries;
            if (report.Export is { } export) exports.Add(Path.GetFileName(export));
        }

        if (taken == 0) return JobResult.Nothing("Nothing is older than it is kept.");
        return JobResult.Done(string.Create(CultureInfo.InvariantCulture, $"{taken:N0} entries were taken out{(exports.Count == 0 ? "" : $"; they are in {string.Join(", ", exports)}")}."));
    }
}
