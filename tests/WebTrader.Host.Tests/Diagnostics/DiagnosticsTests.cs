using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using WebTrader.Host.Alerts;
using WebTrader.Host.Data;
using WebTrader.Host.Diagnostics;
using WebTrader.Host.Tests.Security.SignIn;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Diagnostics;

/// <summary>A problem report has what helps, and nothing that must stay here.</summary>
public sealed class DiagnosticsTests
{
    private static readonly string[] Expected =
        ["versions.json", "settings.json", "settings-in-force.json", "health.json", "alerts.json", "jobs.json", "metrics.txt", "accounts/demo/locks.json", "accounts/demo/workers.json", "accounts/demo/positions.json", "journal.jsonl", "log.txt"];

    private static Dictionary<string, string> Unpack(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var text = new StreamReader(entry.Open());
            return text.ReadToEnd();
        });
    }

    [Fact]
    public async Task The_archive_has_every_part_and_no_secret_in_any()
    {
        using var folder = new TempFolder();
        var alerts = new AlertSettings { Webhook = new Uri("http://127.0.0.1:1/services/hook-secret"), WebhookUnsigned = true, Heartbeat = new Uri("http://127.0.0.1:1/beat-secret") };
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Alerts = alerts }, Desks.Quiet);
        await host.ReadyAsync();
        using var admin = await Browsing.SetUpAsync(host);
        var (_, made) = await admin.SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = "script", scopes = new[] { "admin" } });
        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/journal?kind=operatorActed")).GetProperty("total").GetInt64() > 0, "the journal has begun");

        using var key = new HttpClient { BaseAddress = host.Address };
        var secret = made.GetProperty("key").GetString()!;
        key.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        var parts = Unpack(await key.GetByteArrayAsync(new Uri("/api/v1/diagnostics", UriKind.Relative), TestContext.Current.CancellationToken));

        parts.Keys.ShouldBe(Expected, ignoreOrder: true);
        parts["versions.json"].ShouldContain("\"version\":\"" + Product.Version);
        parts["settings-in-force.json"].ShouldContain("MaxRisk");
        parts["journal.jsonl"].ShouldContain("\"kind\":\"sessionStarted\"");
        parts["metrics.txt"].ShouldContain("webtrader_session_up");
        parts["jobs.json"].ShouldContain("backup");
        string[] secrets = [secret, secret[3..], "hook-secret", "beat-secret", LocalKeys.Of(host.DataPath), "correct horse", File.ReadAllText(Directory.GetFiles(Path.Combine(host.DataPath, "keys"), "*.xml")[0]).Split("<value>")[^1].Split('<')[0].Trim()];
        foreach (var part in parts)
        {
            foreach (var hidden in secrets) part.Value.ShouldNotContain(hidden, Case.Sensitive, part.Key);
        }
    }

    [Fact]
    public async Task It_is_for_administrators()
    {
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder, Desks.Quiet);
        using var admin = await Browsing.SetUpAsync(host);
        using var @operator = await Browsing.AddAsync(host, admin, "otto", "operator");
        (await @operator.GetAsync("/api/v1/diagnostics")).Status.ShouldBe(403);
        using var nobody = await host.Nobody.GetAsync(new Uri("/api/v1/diagnostics", UriKind.Relative), TestContext.Current.CancellationToken);
        ((int)nobody.StatusCode).ShouldBe(401);
    }

    [Fact]
    public void The_log_is_in_files_of_a_bounded_size_of_which_the_newest_are_kept()
    {
        using var folder = new TempFolder();
        using var data = DataFolder.Open(folder.Path, TimeProvider.System);
        using (var services = new ServiceCollection().AddLogging(logging => LogFiles.Add(logging.SetMinimumLevel(LogLevel.Trace), new LogFileSettings { Megabytes = 1, Keep = 3 }, data)).BuildServiceProvider())
        {
            var logger = services.GetRequiredService<ILogger<DiagnosticsTests>>();
            // More than its queue takes is left out, so it is filled in parts that fit.
            for (var part = 0; part < 5; part++)
            {
                for (var line = 0; line < 1_200; line++) logger.LogInformation("Line {Number} {Filling}", (part * 1_200) + line, new string('x', 1_000));
                Wait(folder, (part + 1) * 1_000_000L);
            }

            logger.LogWarning(new IOException("the disk"), "The last one");
        }

        var files = Directory.GetFiles(folder.Of("logs"));
        files.Length.ShouldBe(3);
        files.ShouldAllBe(file => new FileInfo(file).Length < 1_100_000);
        var tail = LogFiles.Tail(data, 100_000);
        tail.Length.ShouldBeLessThanOrEqualTo(100_000);
        tail.ShouldContain("WRN WebTrader.Host.Tests.Diagnostics.DiagnosticsTests: The last one");
        tail.ShouldContain("System.IO.IOException: the disk");
    }

    [Fact]
    public void Where_none_is_kept_there_is_no_folder()
    {
        using var folder = new TempFolder();
        using var data = DataFolder.Open(folder.Path, TimeProvider.System);
        using (var services = new ServiceCollection().AddLogging(logging => LogFiles.Add(logging, new LogFileSettings { Keep = 0 }, data)).BuildServiceProvider()) services.GetRequiredService<ILogger<DiagnosticsTests>>().LogWarning("Nowhere");
        Directory.Exists(folder.Of("logs")).ShouldBeFalse();
        LogFiles.Tail(data, 100).ShouldBeEmpty();
    }

    /// <summary>Until so much was written in all, of which the oldest is gone.</summary>
    private static void Wait(TempFolder folder, long bytes)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!Directory.Exists(folder.Of("logs")) || Math.Min(bytes, 2_000_000) > new DirectoryInfo(folder.Of("logs")).GetFiles().Sum(file => file.Length))
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromMinutes(1));
            Thread.Sleep(20);
        }
    }
}
