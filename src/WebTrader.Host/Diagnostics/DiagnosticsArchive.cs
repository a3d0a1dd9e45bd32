using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using WebTrader.Engine.Views;
using WebTrader.Host.Alerts;
using WebTrader.Host.Api;
using WebTrader.Host.Data;
using WebTrader.Host.Jobs.Running;
using WebTrader.Host.Metrics;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;
using WebTrader.Host.Settings.Versions;
using WebTrader.Persistence;
using WebTrader.Persistence.Databases;

namespace WebTrader.Host.Diagnostics;

/// <summary>
/// What a problem report begins with, as one archive: a file each for the versions, settings, health, figures, alerts, jobs, locks and workers, the last facts and the last lines of the log. What cannot be had just now says so
/// in its place. Made of named values, and never of whole objects that may come to hold a secret.
/// </summary>
internal sealed class DiagnosticsArchive(
    HostSettings settings, SettingsKeeper keeper, DatabaseAddress database, EfJournal journal, AccountSessions sessions, AlertBook alerts, JobDesk jobs, MeasureReader measures, DataFolder data, TimeProvider clock)
{
    private const int Facts = 1_000;
    private const int LogBytes = 1_000_000;

    private static readonly JsonSerializerOptions Json = Options();

    public async Task<byte[]> MakeAsync(CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            await AddAsync(archive, "versions.json", () => Task.FromResult(Say(Versions())));
            await AddAsync(archive, "settings.json", () => Task.FromResult(Say(SettingsOfHost())));
            await AddAsync(archive, "settings-in-force.json", () => Task.FromResult(keeper.Now is { } now ? DocumentWriter.Write(now.Document) : "nobody knows them"));
            await AddAsync(archive, "health.json", () => Task.FromResult(Say(new { journal = journal.Health, head = journal.Head?.ToString(), accounts = sessions.All.Select(runner => new { id = runner.Account.Id, runner.State, runner.Reason, runner.IsArmed }) })));
            await AddAsync(archive, "alerts.json", () => Task.FromResult(Say(alerts.All)));
            await AddAsync(archive, "jobs.json", () => Task.FromResult(Say(jobs.All.Select(work => new { work.Name, work.Plan.Cron, last = jobs.Newest(work.Name) is { } run ? JobRunItem.Of(run) : null, doing = jobs.Doing(work.Name) }))));
            await AddAsync(archive, "metrics.txt", async () => PrometheusText.Of(await measures.ReadAsync(cancellation)));
            foreach (var runner in sessions.All)
            {
                var account = runner.Account.Id.Value;
                await AddAsync(archive, $"accounts/{account}/locks.json", async () => Say(await runner.AskAsync(session => session.View.Locks(), cancellation)));
                await AddAsync(archive, $"accounts/{account}/workers.json", async () => Say(await runner.AskAsync(WorkersApi.Show, cancellation)));
                await AddAsync(archive, $"accounts/{account}/positions.json", async () => Say(await runner.AskAsync(session => session.View.Positions(), cancellation)));
            }

            await AddAsync(archive, "journal.jsonl", () => FactsAsync(cancellation));
            await AddAsync(archive, "log.txt", () => Task.FromResult(LogFiles.Tail(data, LogBytes)));
        }

        return bytes.ToArray();
    }

    private static async Task AddAsync(ZipArchive archive, string name, Func<Task<string>> make)
    {
        string text;
        try
        {
            text = await make();
        }
        catch (Exception fault) when (fault is SessionUnavailableException or IOException or UnauthorizedAccessException)
        {
            text = $"It cannot be had just now: {fault.Message}";
        }

        await using var entry = await archive.CreateEntry(name).OpenAsync(CancellationToken.None);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text), CancellationToken.None);
    }

    private object Versions() => new
    {
        product = Product.Name,
        version = Product.Version,
        framework = RuntimeInformation.FrameworkDescription,
        system = RuntimeInformation.OSDescription,
        processors = Environment.ProcessorCount,
        memoryMegabytes = Environment.WorkingSet / 1_000_000,
        database = database.Name,
        dataFolder = data.Path,
        at = clock.GetUtcNow(),
    };

    /// <summary>Addresses without what stands behind their host, which may be a secret of its own.</summary>
    private object SettingsOfHost() => new
    {
        settings.Port,
        settings.Names,
        outside = settings.Outside is { } outside ? $"{outside.Address}:{outside.Port}" : null,
        behindProxy = settings.Security.BehindProxy.Select(proxy => proxy.ToString()),
        otlp = settings.OtlpEndpoint?.Authority,
        settings.KeepDays,
        alerts = new { webhook = settings.Alerts.Webhook?.Authority, telegram = settings.Alerts.TelegramChat is not null, mail = settings.Alerts.Mail?.Server, heartbeat = settings.Alerts.Heartbeat?.Authority },
        jobs = new { zone = settings.Jobs.Zone.Id, report = settings.Jobs.Report.Schedule, reconciliation = settings.Jobs.Reconciliation.Schedule, retention = settings.Jobs.Retention.Schedule, backup = settings.Jobs.Backup.Schedule, settings.Jobs.Backup.Keep },
        accounts = settings.Accounts.Select(account => new { id = account.Id, broker = account.Terminal is { } terminal ? $"mt5 at {terminal.Endpoint}" : "simulator", account.Currency, account.TradesInFlight }),
    };

    private async Task<string> FactsAsync(CancellationToken cancellation)
    {
        var read = await journal.Queries.JournalAsync(new JournalFilter(), new PageRequest(1, Facts), cancellation);
        if (!read.TryGet(out var page)) return $"It cannot be had just now: {read.Failure}";
        return string.Concat(page.Items.Reverse().Select(row => JsonSerializer.Serialize(new { sequence = row.Sequence, account = row.Account, at = row.At, kind = row.Kind, text = row.Text }, Json) + "\n"));
    }

    private static string Say<T>(T value) => JsonSerializer.Serialize(value, Json);

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions();
        JsonText.Apply(options);
        return options;
    }
}
