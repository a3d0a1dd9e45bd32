using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Host.Data;
using WebTrader.Host.Jobs;
using WebTrader.Host.Jobs.Running;
using WebTrader.Host.Tests.Commands;
using WebTrader.Host.Tests.Sessions;
using WebTrader.Persistence;
using WebTrader.Persistence.Control;
using WebTrader.Persistence.Databases;
using WebTrader.TestKit.Jobs;
using WebTrader.TestKit.Journal;

namespace WebTrader.Host.Tests.Jobs;

/// <summary>The jobs of a running host: run twice they make the same, killed in the middle and run again it is whole.</summary>
public sealed class JobsOfAHostTests : IAsyncLifetime
{
    private static readonly AccountId Demo = new("demo");

    private readonly TempFolder folder = new();
    private LiveHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await LiveHost.StartAsync(folder, settings => settings with { Jobs = settings.Jobs with { MarketClose = new MarketCloseSettings { Day = DateTimeOffset.UtcNow.AddMinutes(30).DayOfWeek, At = DateTimeOffset.UtcNow.AddMinutes(30).TimeOfDay, Zone = TimeZoneInfo.Utc } } }, Desks.Quiet);
        await host.ReadyAsync();
        await Eventually.TrueAsync(async () => (await JobsAsync()).All(job => job.GetProperty("waitsFor").ValueKind == JsonValueKind.Null), "the schedule is up");
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    private IJobWork Work(string name) => host.Services.GetRequiredService<JobDesk>().Find(name)!;

    private static Task<JobResult> RunAsync(IJobWork work, Steps? steps = null, DateTimeOffset? now = null) =>
        work.RunAsync(new JobOrder(now ?? DateTimeOffset.UtcNow, (steps ?? new Steps()).Tell), TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_drill_of_every_account_tells_how_long_flat_would_take_and_closes_nothing()
    {
        var ran = await RunAsync(Work("drill"));
        ran.Outcome.ShouldBe(JobOutcome.Done, ran.Text);
        ran.Text.ShouldStartWith("demo: flat after ");
        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/emergency-stops/drills")).GetProperty("items").GetArrayLength() == 1, "it stands in the journal");
        (await host.GetAsync("/api/v1/emergency-stops")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    private async Task<List<JsonElement>> JobsAsync() => [.. (await host.GetAsync("/api/v1/jobs")).GetProperty("items").EnumerateArray()];

    /// <summary>Killed before its first step, before its second, and so on until it comes to its end.</summary>
    private static async Task<(JobResult Result, int Kills)> KilledAgainAndAgainAsync(IJobWork work, Action afterEach)
    {
        for (var last = 0; ; last++)
        {
            try
            {
                return (await RunAsync(work, new Steps(last)), last);
            }
            catch (KilledException)
            {
                afterEach();
            }
        }
    }

    private Dictionary<string, string> Files(string below) => Directory.Exists(host.DataPath + "/" + below)
        ? Directory.GetFiles(host.DataPath + "/" + below, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(host.DataPath, file), file => Convert.ToHexString(File.ReadAllBytes(file)))
        : [];

    private async Task RecordYesterdayAsync()
    {
        var journal = host.Services.GetRequiredService<EfJournal>();
        var yesterday = new DateTimeOffset(DateTimeOffset.UtcNow.Date.AddDays(-1).AddHours(11), TimeSpan.Zero);
        var position = JournalSamples.Position(77) with { OpenTime = yesterday };
        journal.Append(new PositionSeen(Demo, yesterday, position));
        journal.Append(new PositionClosed(Demo, yesterday.AddMinutes(5), JournalSamples.Trade(77) with { OpenTime = yesterday, CloseTime = yesterday.AddMinutes(5) }));
        (await journal.FlushAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue();
    }

    [Fact]
    public async Task Reports_killed_before_any_step_are_whole_in_the_end_and_the_same_when_made_again()
    {
        await RecordYesterdayAsync();
        var work = Work("report");
        var steps = new Steps();
        (await RunAsync(work, steps)).Outcome.ShouldBe(JobOutcome.Done);
        steps.Told.Count.ShouldBe(8, "four for the table and four for the page");
        var files = Files("reports");
        files.Count.ShouldBe(2);
        for (var last = 0; last < steps.Told.Count; last++)
        {
            Directory.Delete(Path.Combine(host.DataPath, "reports"), recursive: true);
            await Should.ThrowAsync<KilledException>(() => RunAsync(work, new Steps(last)));
            (await host.GetAsync("/api/v1/reports")).GetProperty("items").GetArrayLength().ShouldBe(last < 7 ? 0 : 1, steps.Told[last]);
            await RunAsync(work);
            Files("reports").ShouldBe(files, steps.Told[last]);
        }

        (await RunAsync(work)).Outcome.ShouldBe(JobOutcome.Nothing);
        Files("reports").ShouldBe(files);

        var item = (await host.GetAsync("/api/v1/reports?account=demo")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        var day = item.GetProperty("day").GetString();
        (await host.TextAsync($"/api/v1/reports/demo/{day}")).ShouldContain("<td>Seconds without a stop at the broker</td><td class=\"n\">300.0</td>");
        (await host.TextAsync($"/api/v1/reports/demo/{day}?format=csv")).Split("\r\n")[1].ShouldStartWith($"demo,{day},1077,77,EURUSD,Short,0.100");
        (await host.TryAsync("/api/v1/reports/demo/2020-01-01")).Status.ShouldBe(404);
        (await host.TryAsync("/api/v1/reports/demo/yesterday?format=pdf")).Body.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["format", "day"], ignoreOrder: true);
        (await host.TryAsync("/api/v1/reports/nobody/2020-01-01")).Status.ShouldBe(404);

        // In a year the folder is empty again.
        await RunAsync(work, now: DateTimeOffset.UtcNow.AddDays(500));
        Files("reports").ShouldBeEmpty();
    }

    [Fact]
    public async Task Hosts_that_keep_their_copies_in_one_folder_leave_those_of_the_others_alone()
    {
        using var shared = new TempFolder();
        using var other = new TempFolder();
        using var neighbour = DataFolder.Open(other.Path, TimeProvider.System);
        var settings = new JobSettings { Backup = new BackupSettings { Folder = shared.Path, Keep = 2 } };
        var database = host.Services.GetRequiredService<DatabaseAddress>();
        var both = new[] { host.Services.GetRequiredService<DataFolder>(), neighbour }.Select(data => new BackupJob(settings, database, data, new JobHost(data))).ToList();
        await RecordYesterdayAsync();
        for (var day = 0; day < 3; day++)
        {
            foreach (var job in both) (await RunAsync(job, now: DateTimeOffset.UtcNow.AddDays(day))).Outcome.ShouldBe(JobOutcome.Done);
        }

        Directory.GetFiles(shared.Path).GroupBy(file => Path.GetFileName(file).Split('-')[1]).Select(copies => copies.Count()).ShouldBe([2, 2]);
    }

    [Fact]
    public async Task Backups_killed_before_any_step_are_whole_in_the_end_and_restored_by_the_command()
    {
        await RecordYesterdayAsync();
        var (made, kills) = await KilledAgainAndAgainAsync(Work("backup"), () => { });
        made.Outcome.ShouldBe(JobOutcome.Done);
        kills.ShouldBeGreaterThanOrEqualTo(4);
        for (var day = 1; day <= 9; day++) await RunAsync(Work("backup"), now: DateTimeOffset.UtcNow.AddDays(day));
        var copies = Directory.GetFiles(Path.Combine(host.DataPath, "backups")).Order(StringComparer.Ordinal).ToList();
        copies.Count.ShouldBe(7);
        copies.ShouldAllBe(copy => copy.EndsWith(".db", StringComparison.Ordinal));

        (await HostProcess.RunAsync("restore", copies[0], "--data", host.DataPath)).ExitCode.ShouldNotBe(0, "a host has the folder");
        using var other = new TempFolder();
        var (code, said) = await HostProcess.RunAsync("restore", copies[0], "--data", other.Path);
        code.ShouldBe(0, said);
        RecordedWorld.Verify(other.Path, null).ExitCode.ShouldBe(0);
        (code, said) = await HostProcess.RunAsync("restore", copies[0], "--data", other.Path);
        code.ShouldBe(1);
        said.ShouldContain("is there already");
    }

    [Fact]
    public async Task The_record_is_held_against_the_brokers_deals_and_what_differs_is_an_alarm_until_it_does_not()
    {
        var (status, opened, _) = await host.SendAsync(HttpMethod.Post, "/api/v1/orders", """{ "symbol": "EURUSD", "side": "long", "lots": 0.01 }""", "one");
        status.ShouldBe(201, opened.ToString());
        var ticket = opened.GetProperty("ticket").GetString();
        (await host.SendAsync(HttpMethod.Post, $"/api/v1/positions/{ticket}/close", null, "two")).Status.ShouldBe(200);
        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/trades")).GetProperty("total").GetInt64() == 1, "the trade is recorded");

        var later = DateTimeOffset.UtcNow.AddMinutes(2);
        (await RunAsync(Work("reconciliation"), now: later)).ShouldBe(new JobResult(JobOutcome.Done, "demo: 1 trades agree with the broker."));
        (await RunAsync(Work("reconciliation"), now: later)).Outcome.ShouldBe(JobOutcome.Done);

        RecordedWorld.Run(Path.Combine(host.DataPath, "webtrader.db"), "UPDATE Trades SET Profit = '123.45'");
        (await RunAsync(Work("reconciliation"), now: later)).Text.ShouldContain($"Ticket {ticket} EURUSD: profit is +123.45 in the record and ");
        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/journal?kind=alarmRaised")).ToString().Contains("+123.45", StringComparison.Ordinal), "the journal tells of it");
        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/alerts")).ToString().Contains("+123.45", StringComparison.Ordinal), "it is an alert");

        RecordedWorld.Run(Path.Combine(host.DataPath, "webtrader.db"), "DELETE FROM Trades");
        (await RunAsync(Work("reconciliation"), now: later)).Text.ShouldContain($"Ticket {ticket} EURUSD ended at the broker and is not recorded");
    }

    [Fact]
    public async Task Retention_has_nothing_to_do_where_nothing_is_old()
    {
        (await RunAsync(Work("retention"))).Outcome.ShouldBe(JobOutcome.Nothing);
        (await RunAsync(Work("retention"))).Outcome.ShouldBe(JobOutcome.Nothing);
        Files("exports").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_stays_open_over_the_weekend_is_told_by_the_job_and_by_an_alert()
    {
        (await RunAsync(Work("market-close"))).Outcome.ShouldBe(JobOutcome.Nothing);
        (await host.SendAsync(HttpMethod.Post, "/api/v1/orders", """{ "symbol": "EURUSD", "side": "long", "lots": 0.01 }""", "one")).Status.ShouldBe(201);
        await host.PositionsAsync(1);
        var said = await RunAsync(Work("market-close"));
        said.Text.ShouldMatch(@"^demo: The market closes at \S+ \S+Z, and 1 position stays open over the weekend: \d+ EURUSD Long 0\.01 stop \d\.\d+\.$");
        (await RunAsync(Work("market-close"))).ShouldBe(said);
        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/alerts")).GetProperty("items").EnumerateArray().Any(alert => alert.GetProperty("condition").GetString() == "weekend"), "it is an alert");
    }

    [Fact]
    public async Task Jobs_are_listed_run_and_paused_over_rest()
    {
        var jobs = await JobsAsync();
        jobs.Select(job => job.GetProperty("name").GetString()).ShouldBe(["report", "reconciliation", "retention", "backup", "market-close", "drill"]);
        jobs.ShouldAllBe(job => job.GetProperty("nextRun").ValueKind == JsonValueKind.String && !job.GetProperty("paused").GetBoolean());

        var (status, run, _) = await host.SendAsync(HttpMethod.Post, "/api/v1/jobs/retention/run", null);
        status.ShouldBeOneOf(200, 202);
        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/jobs/retention/runs")).GetProperty("items")[0].GetProperty("outcome").GetString() == "nothing", "it has ended");
        var last = (await host.GetAsync("/api/v1/jobs/retention/runs?pageSize=1")).GetProperty("items")[0];
        last.GetProperty("id").GetString().ShouldBe(run.GetProperty("id").GetString());
        last.GetProperty("tookMs").GetInt64().ShouldBeGreaterThanOrEqualTo(0);

        var (paused, item, _) = await host.SendAsync(HttpMethod.Put, "/api/v1/jobs/backup/paused", """{ "paused": true, "why": "the disk is being changed" }""");
        paused.ShouldBe(200);
        (item.GetProperty("paused").GetBoolean(), item.GetProperty("pausedWhy").GetString(), item.GetProperty("nextRun").ValueKind).ShouldBe((true, "the disk is being changed", JsonValueKind.Null));
        (await host.SendAsync(HttpMethod.Put, "/api/v1/jobs/backup/paused", """{ "paused": false, "why": "done" }""")).Body.GetProperty("paused").GetBoolean().ShouldBeFalse();

        (await host.SendAsync(HttpMethod.Put, "/api/v1/jobs/backup/paused", """{ "paused": "yes" }""")).Body.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["paused", "why"], ignoreOrder: true);
        (await host.SendAsync(HttpMethod.Post, "/api/v1/jobs/nothing/run", null)).Body.GetProperty("detail").GetString().ShouldBe("name is \"nothing\", allowed is report, reconciliation, retention, backup, market-close, drill.");
        (await host.TryAsync("/api/v1/jobs/nothing/runs")).Status.ShouldBe(404);
        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/journal?kind=operatorActed")).ToString().Contains("PauseJob", StringComparison.Ordinal), "it stands in the audit");
    }
}
