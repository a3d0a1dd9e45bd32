using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Host.Settings;
using WebTrader.Host.Settings.Versions;
using WebTrader.Persistence.Settings;

namespace WebTrader.Host.Tests.Settings;

/// <summary>Which settings a host starts with, whatever became of file and database; never with defaults.</summary>
public sealed class SettingsStartTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string FileOfSettings => folder.Of(SettingsFile.Name);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_version_that_held_holds_again_whatever_the_settings_files_say_by_now_and_one_call_takes_them_over()
    {
        await ChangedAsync();
        await using var host = await LiveHost.StartAsync(folder, WithMaxRisk(7m));
        var (document, tag, version) = await host.SettingsAsync();
        (version, MaxRisk(document)).ShouldBe((2, "1.50"));
        (await host.GetAsync("/api/v1/settings")).GetProperty("filesHaveChanged").GetBoolean().ShouldBeTrue();
        Changes(await host.GetAsync("/api/v1/settings/diff?from=2&to=0")).ShouldBe(["Stops:MaxRisk"]);

        await Eventually.TrueAsync(async () => (await host.RollbackAsync(0, tag)).Status == 200, "the files are taken over");
        MaxRisk((await host.SettingsAsync()).Document).ShouldBe("7");
        (await host.GetAsync("/api/v1/settings")).GetProperty("filesHaveChanged").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_change_that_was_cut_short_between_database_and_file_holds_as_soon_as_it_is_read()
    {
        await ChangedAsync();
        await StoreAsync(3, "3.25");
        await using var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();

        await Eventually.TrueAsync(async () => (await host.SettingsAsync()).Version == 3, "the newer version holds");
        await Eventually.TrueAsync(async () => (await host.FactsAsync("settingsChanged"))[0].GetProperty("text").GetString() == "Settings version 3 holds, before version 2, by somebody: cut short (Stops:MaxRisk 1.50 to 3.25)", "it is journalled");
        (await host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().ShouldAllBe(row => row.GetProperty("maxRisk").GetString() == "3.25");
        new SettingsFile(folder.Path).Read().Version!.Version.ShouldBe(3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_sound_file_the_newest_version_of_the_database_holds_and_the_file_is_made_anew(bool isDamaged)
    {
        await ChangedAsync();
        File.Delete(FileOfSettings);
        if (isDamaged) await File.WriteAllTextAsync(FileOfSettings, "{ \"version\": 2, \"docu", TestContext.Current.CancellationToken);
        await using var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();
        await Eventually.TrueAsync(async () => (await host.TryAsync("/api/v1/settings")).Status == 200, "the database has been read");
        var (document, _, version) = await host.SettingsAsync();
        (version, MaxRisk(document)).ShouldBe((2, "1.50"));
        new SettingsFile(folder.Path).Read().Version!.Version.ShouldBe(2);
        await ProtectedAsync(host);
    }

    [Fact]
    public async Task With_a_sound_file_protection_does_not_wait_for_the_database_and_a_change_without_it_is_refused_whole()
    {
        await ChangedAsync();
        DamageDatabase();
        await using var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();
        await host.PositionsAsync(8);
        await ProtectedAsync(host);
        MaxRisk((await host.SettingsAsync()).Document).ShouldBe("1.50");

        var (status, problem) = await host.ChangeAsync(document => document["Stops"]!["MaxRisk"] = 9m);
        (status, problem.GetProperty("detail").GetString()!.EndsWith("Nothing has changed, and protection goes on.", StringComparison.Ordinal)).ShouldBe((503, true), problem.ToString());
        var (document, _, version) = await host.SettingsAsync();
        (version, MaxRisk(document)).ShouldBe((2, "1.50"));
        new SettingsFile(folder.Path).Read().Version!.Version.ShouldBe(2);
        (await host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().ShouldAllBe(row => row.GetProperty("maxRisk").GetString() == "1.50");
        (await host.TryAsync("/api/v1/settings/history")).Status.ShouldBe(503);
    }

    [Fact]
    public async Task With_neither_every_account_is_only_observed_a_red_alarm_names_the_lever_and_nothing_can_be_armed()
    {
        await ChangedAsync();
        await File.WriteAllTextAsync(FileOfSettings, (await File.ReadAllTextAsync(FileOfSettings, TestContext.Current.CancellationToken)).Replace("1.50", "150", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        DamageDatabase();
        await using var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();
        await host.PositionsAsync(8);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

        (await host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().ShouldAllBe(row => row.GetProperty("state").GetString() == "unmanaged");
        var (status, problem) = await host.TryAsync("/api/v1/settings");
        status.ShouldBe(503);
        foreach (var says in (string[])[SettingsFile.Name, "is damaged, or was changed by hand", "POST /api/v1/settings/rollback", "Every account is only observed"]) problem.GetProperty("detail").GetString()!.ShouldContain(says);
        using var browser = await Live.HubConnection.OpenAsync(host.Address);
        await browser.WatchAsync();
        var alarm = (await browser.HearAsync()).Content.GetProperty("health").GetProperty("alarms").EnumerateArray().Single(each => each.GetProperty("id").GetString() == "settings");
        alarm.GetProperty("severity").GetString().ShouldBe("red");
        alarm.GetProperty("text").GetString()!.ShouldContain("Put a backup of");
        var arming = await host.GetAsync("/api/v1/accounts/demo/arming?all=true");
        arming.GetProperty("refused")[0].GetString()!.ShouldStartWith("The settings cannot be read");
        (await host.SendAsync(HttpMethod.Put, "/api/v1/accounts/demo/arming", new JsonObject { ["why"] = "go", ["all"] = true, ["confirm"] = arming.GetProperty("confirm").GetString() }, null)).Status.ShouldBe(409);
        (await host.RollbackAsync(0, "\"0\"")).Status.ShouldBe(503, "what cannot be kept does not hold");
    }

    [Fact]
    public async Task Once_the_database_can_be_read_again_its_version_holds_and_what_was_armed_is_protected()
    {
        await ChangedAsync();
        File.Delete(FileOfSettings);
        await using var other = LockDatabase();
        await using var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();
        await host.PositionsAsync(8);
        (await host.TryAsync("/api/v1/settings")).Status.ShouldBe(503);
        (await host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().ShouldAllBe(row => row.GetProperty("state").GetString() == "unmanaged");

        await other.DisposeAsync();
        await ProtectedAsync(host);
        MaxRisk((await host.SettingsAsync()).Document).ShouldBe("1.50");
        await Eventually.TrueAsync(async () => !(await host.TextAsync("/metrics")).Contains("severity=\"red\"} 1", StringComparison.Ordinal), "the alarm is over");
    }

    [Fact]
    public async Task Where_no_version_can_be_read_any_more_the_lever_has_the_settings_files_hold()
    {
        await ChangedAsync();
        File.Delete(FileOfSettings);
        Ask("UPDATE SettingsVersions SET Document = replace(Document, '1.50', '150')");
        await using var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();
        var (status, problem) = await host.TryAsync("/api/v1/settings");
        (status, problem.GetProperty("detail").GetString()!.Contains("version 2 in the database is damaged", StringComparison.Ordinal)).ShouldBe((503, true), problem.ToString());
        (await host.RollbackAsync(2, "\"0\"")).Status.ShouldBe(400, "it is damaged");

        var (taken, outcome) = await host.RollbackAsync(0, "\"0\"");
        (taken, outcome.GetProperty("version").GetInt64()).ShouldBe((200, 3), outcome.ToString());
        MaxRisk((await host.SettingsAsync()).Document).ShouldBe("2.00");
        await ProtectedAsync(host);
    }

    [Fact]
    public async Task A_locked_database_refuses_a_change_within_seconds_and_takes_it_later()
    {
        await ChangedAsync();
        await using var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();
        await Eventually.TrueAsync(async () => (await host.TryAsync("/api/v1/settings/history")).Status == 200, "the database is open");
        await using (LockDatabase("BEGIN IMMEDIATE"))
        {
            var (status, problem) = await host.ChangeAsync(document => document["Stops"]!["MaxRisk"] = 9m);
            status.ShouldBe(503, problem.ToString());
        }

        (await host.SettingsAsync()).Version.ShouldBe(2);
        (await host.ChangeAsync(document => document["Stops"]!["MaxRisk"] = 9m)).Status.ShouldBe(200);
        (await host.SettingsAsync()).Version.ShouldBe(3);
    }

    [Fact]
    public async Task An_account_that_is_new_in_the_settings_files_is_taken_from_there_and_kept()
    {
        await ChangedAsync();
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Accounts = [.. settings.Accounts, new AccountSettings { Id = new AccountId("second"), Name = "Second", Stops = new() { MaxRisk = new Money(5m) } }] });
        await host.ReadyAsync();
        await Eventually.TrueAsync(async () => (await host.SettingsAsync()).Version == 3, "a version with it holds");
        var (document, _, _) = await host.SettingsAsync();
        document["Accounts"]!["second"]!["Stops"]!["MaxRisk"]!.ToJsonString().ShouldBe("5");
        MaxRisk(document).ShouldBe("1.50");
        var body = await host.GetAsync("/api/v1/settings");
        (body.GetProperty("by").GetString(), body.GetProperty("filesHaveChanged").GetBoolean()).ShouldBe(("the host", false));
    }

    [Fact]
    public async Task A_backup_of_the_database_that_is_older_than_the_file_does_not_bring_old_settings_back()
    {
        await ChangedAsync();
        Ask("DELETE FROM SettingsVersions WHERE Version = 2");
        await using var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();
        await Eventually.TrueAsync(async () => (await host.TryAsync("/api/v1/settings/versions/1")).Status == 200 && (await host.GetAsync("/api/v1/settings/history")).GetProperty("total").GetInt64() == 2, "the database holds it again");
        var (document, _, version) = await host.SettingsAsync();
        (version, MaxRisk(document)).ShouldBe((2, "1.50"));
    }

    [Fact]
    public async Task A_change_whose_fact_a_killed_host_did_not_come_to_write_down_is_told_once_by_the_next_one()
    {
        await ChangedAsync();
        Ask("DELETE FROM Journal WHERE Kind = 'settingsChanged' AND Text LIKE 'Settings version 2%'");
        for (var start = 0; start < 2; start++)
        {
            await using var host = await LiveHost.StartAsync(folder);
            await host.ReadyAsync();
            await Eventually.TrueAsync(async () => (await host.FactsAsync("settingsChanged")).Any(fact => fact.GetProperty("data").GetProperty("toVersion").GetInt64() == 2), "it is told");
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
            (await host.FactsAsync("settingsChanged"))[0].GetProperty("text").GetString().ShouldBe("Settings version 2 holds, before version 1, by local: a test says so (Stops:MaxRisk 2.00 to 1.50)");
            (await host.FactsAsync("settingsChanged")).Count.ShouldBe(2, "the first version, and this one once");
        }
    }

    [Fact]
    public async Task A_session_that_does_not_run_takes_the_change_when_it_begins_and_the_journal_tells_it_once()
    {
        var desks = new Sessions.Desks.Breaking();
        await using var host = await LiveHost.StartAsync(folder, desks.Open);
        await host.ReadyAsync();
        await Eventually.TrueAsync(async () => (await host.TryAsync("/api/v1/settings/history")).Status == 200, "the database is open");
        desks.Break("no line");
        await Eventually.TrueAsync(async () => (await host.TryAsync("/health/ready")).Status == 503, "the session has failed");
        var (status, outcome) = await host.ChangeAsync(document => document["Stops"]!["MaxRisk"] = 9m);
        status.ShouldBe(200, outcome.ToString());
        outcome.GetProperty("late")[0].GetProperty("reason").GetString()!.ShouldContain("they hold when it begins");

        desks.Mend();
        await host.ReadyAsync();
        (await host.FactsAsync("settingsChanged")).Count(fact => fact.GetProperty("data").GetProperty("toVersion").GetInt64() == 2).ShouldBe(1);
    }

    /// <summary>A host that was started once, had its max risk changed to 1.50 as version 2, and was stopped.</summary>
    private async Task ChangedAsync()
    {
        await using var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();
        await Eventually.TrueAsync(async () => (await host.ChangeAsync(document => document["Stops"]!["MaxRisk"] = 1.50m)).Status == 200, "the change is kept");
    }

    /// <summary>As a host that was killed after the database had taken a change, and before the file had.</summary>
    private async Task StoreAsync(long number, string maxRisk)
    {
        var kept = new SettingsFile(folder.Path).Read().Version!;
        var next = kept with { Version = number, By = "somebody", Why = "cut short", Document = kept.Document.Replace("1.50", maxRisk, StringComparison.Ordinal) };
        await EfSettingsStore.InSqlite(folder.Of("webtrader.db"), TimeSpan.FromSeconds(5)).AddAsync(next.Sealed());
    }

    private void DamageDatabase()
    {
        foreach (var log in Directory.GetFiles(folder.Path, "webtrader.db-*")) File.Delete(log);
        File.WriteAllText(folder.Of("webtrader.db"), new string('x', 20_000));
    }

    private SqliteConnection LockDatabase(string how = "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE")
    {
        var other = new SqliteConnection($"Data Source={folder.Of("webtrader.db")};Pooling=False");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = how;
        command.ExecuteNonQuery();
        return other;
    }

    private void Ask(string sql) => Commands.RecordedWorld.Run(folder.Of("webtrader.db"), sql);

    private static Func<HostSettings, HostSettings> WithMaxRisk(decimal amount) =>
        settings => settings with { Engine = settings.Engine with { Plan = settings.Engine.Plan with { MaxRisk = new Money(amount) } } };

    private static string MaxRisk(JsonObject document) => document["Stops"]!["MaxRisk"]!.ToJsonString();

    private static List<string?> Changes(JsonElement diff) => [.. diff.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("place").GetString())];

    private static Task ProtectedAsync(LiveHost host) =>
        Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().Count(row => row.GetProperty("state").GetString() == "protected") >= 6, "positions are protected");
}
