using System.Globalization;
using WebTrader.Host.Data;
using WebTrader.Host.Jobs.Running;
using WebTrader.Persistence;
using WebTrader.Persistence.Backups;
using WebTrader.Persistence.Databases;

namespace WebTrader.Host.Jobs;

/// <summary>Copies the database: one copy a day, a later one of the same day in its place; the last ones are kept.</summary>
internal sealed class BackupJob(JobSettings settings, DatabaseAddress database, DataFolder data, JobHost host) : IJobWork
{
    /// <summary>Of this host's copies: others may keep theirs in the same folder.</summary>
    private readonly string beginning = $"webtrader-{host.Mark}-";

    private readonly string folder = settings.Backup.Folder ?? Path.Combine(data.Path, "backups");

    public string Name => "backup";

    public string About => $"Copies the database to {folder}, and keeps the last {settings.Backup.Keep.ToString(CultureInfo.InvariantCulture)} days.";

    public JobPlan Plan => new(settings.Backup.Schedule, settings.Zone);

    public Task<JobResult> RunAsync(JobOrder order, CancellationToken cancellation) => Task.Run(() =>
    {
        var ending = DatabaseCopy.EndingOf(database);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{beginning}{order.Now.UtcDateTime:yyyy-MM-dd}{ending}"));
        var head = DatabaseCopy.Take(database, path, order.Tell);
        // The name is this host and the day; of whatever kind, the newest stay.
        var copies = Directory.GetFiles(folder, beginning + "*").Where(file => !WholeFile.IsUnfinished(file)).OrderDescending(StringComparer.Ordinal).ToList();
        foreach (var old in copies.Skip(settings.Backup.Keep))
        {
            order.Tell($"{Path.GetFileName(old)}: deleting");
            File.Delete(old);
        }

        return JobResult.Done(string.Create(CultureInfo.InvariantCulture, $"{path}, {new FileInfo(path).Length:N0} bytes, read back and sound; its journal goes to {head}"));
    }, cancellation);
}
