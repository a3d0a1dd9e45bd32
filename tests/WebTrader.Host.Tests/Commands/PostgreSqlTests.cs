using System.Globalization;
using System.Text.Json;
using Shouldly;
using WebTrader.TestKit.Databases;

namespace WebTrader.Host.Tests.Commands;

/// <summary>The host with its journal in PostgreSQL, as its users start it.</summary>
public sealed class PostgreSqlTests : IDisposable
{
    private const string Password = "correct horse battery";

    private readonly PostgreSqlServer server = PostgreSqlServer.StartOwn();
    private readonly TempFolder data = new();
    private readonly string connection;
    private readonly (string Name, string Value)[] environment;

    public PostgreSqlTests()
    {
        connection = server.CreateDatabase().Replace("Username=postgres", $"Username={PostgreSqlServer.Guarded}", StringComparison.Ordinal);
        server.Sql("postgres", $"CREATE ROLE {PostgreSqlServer.Guarded} LOGIN PASSWORD '{Password}'");
        server.Sql("postgres", $"ALTER DATABASE test1 OWNER TO {PostgreSqlServer.Guarded}");
        environment = [("WEBTRADER__CONNECTIONSTRINGS__JOURNAL", connection), ("PGPASSWORD", Password)];
    }

    public void Dispose()
    {
        server.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task Protection_goes_on_while_the_server_is_away_nothing_is_lost_and_a_killed_host_takes_its_memory_up_again()
    {
        List<string> before;
        DateTimeOffset from, until;
        using (var first = HostProcess.ServeWith(environment, data))
        {
            using var http = await first.ReadyAsync();
            first.Said.ShouldContain($"Journal      PostgreSQL database test1 at {server.Folder}:5432");
            await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(http, "/api/v1/positions")).Count(IsCovered) >= 5, "five positions are covered");
            await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(http, "/api/v1/journal?kind=stopSettled")).Count >= 5, "five stops are set and written down");

            server.Stop();
            from = TimeProvider.System.GetUtcNow();
            await Eventually.TrueAsync(async () => (await MetricsAsync(http)).Contains("state=\"memoryOnly\"} 1", StringComparison.Ordinal), "the journal is in memory");
            await Eventually.TrueAsync(async () => Waiting(await MetricsAsync(http)) >= 20, "twenty entries wait");
            (await HostProcess.ItemsAsync(http, "/api/v1/positions")).Count(IsCovered).ShouldBeGreaterThanOrEqualTo(3, "what is open stays protected");
            until = TimeProvider.System.GetUtcNow();
            server.Start();

            await Eventually.TrueAsync(async () => Waiting(await MetricsAsync(http)) == 0, "what waited is written");
            Dropped(await MetricsAsync(http)).ShouldBe(0);
            before = Tickets(await HostProcess.ItemsAsync(http, "/api/v1/positions"));
            await ShowsNoPasswordAsync(first, http);
            await first.KillAsync();
        }

        Written(from, until).ShouldBeGreaterThanOrEqualTo(1, "stops were moved while the server was away, and are written down");
        using var second = HostProcess.ServeWith(environment, data);
        using var again = await second.ReadyAsync();
        await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(again, "/api/v1/journal?kind=sessionStarted")).Count == 2, "the second run is in the same journal");
        await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(again, "/api/v1/positions")).Count(IsCovered) >= 3, "the positions are covered again");
        var open = Tickets(await HostProcess.ItemsAsync(again, "/api/v1/positions"));
        await Eventually.TrueAsync(async () => before.Except(open).All(Tickets(await HostProcess.ItemsAsync(again, "/api/v1/trades?size=500")).Contains), "what closed meanwhile is recorded");

        var (whileItRuns, said) = await HostProcess.RunWithAsync([("PGPASSWORD", Password)], "verify", connection);
        whileItRuns.ShouldBe(0, said);
        said.ShouldContain($"journal                 PostgreSQL database test1 at {server.Folder}:5432");
        (await second.StopAsync()).ShouldBe(0);
        second.Said.ShouldNotContain("horse");
        await VerifiedByTheSettingsAndExportedAsync();
    }

    [Fact]
    public async Task A_host_protects_at_once_while_its_tables_cannot_even_be_made_and_writes_it_all_later()
    {
        server.Stop();
        using var host = HostProcess.ServeWith(environment, data);
        using var http = await host.ReadyAsync();
        await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(http, "/api/v1/positions")).Count(IsCovered) >= 3, "three positions are covered");
        (await MetricsAsync(http)).ShouldContain("state=\"memoryOnly\"} 1");

        server.Start();
        await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(http, "/api/v1/journal?kind=sessionStarted")).Count == 1, "the first entry is written");
        (await HostProcess.ItemsAsync(http, "/api/v1/journal?kind=alarmRaised")).ShouldContain(fact => fact.GetRawText().Contains("The journal cannot be written", StringComparison.Ordinal), "a red alarm told of it");
        Dropped(await MetricsAsync(http)).ShouldBe(0);
    }

    [Fact]
    public async Task A_password_in_a_settings_file_or_on_the_command_line_is_refused_and_never_repeated()
    {
        var file = data.Of("mine.json", $$"""{ "ConnectionStrings": { "Journal": "Host=db.example;Database=webtrader;Username=webtrader;Password={{Password}}" } }""");

        var (exitCode, said) = await HostProcess.RunAsync("serve", "--data", data.Path, "--settings", file);
        exitCode.ShouldBe(1);
        said.ShouldContain($"ConnectionStrings:Journal in {file} holds a password");
        said.ShouldContain("PGPASSWORD");
        said.ShouldNotContain("horse");

        (exitCode, said) = await HostProcess.RunAsync("verify", $"Host=db.example;Database=webtrader;Pwd={Password}");
        exitCode.ShouldBe(3);
        said.ShouldContain("PGPASSWORD");
        said.ShouldNotContain("horse");
    }

    private async Task VerifiedByTheSettingsAndExportedAsync()
    {
        var export = data.Of("journal.jsonl");
        var (exitCode, said) = await HostProcess.RunWithAsync([.. environment, ("WEBTRADER__DATAFOLDER", data.Path)], "verify", "--export", export);
        exitCode.ShouldBe(0, said);
        (await File.ReadAllTextAsync(export, TestContext.Current.CancellationToken)).ShouldNotContain("horse");
        (exitCode, said) = await HostProcess.RunAsync("verify", export);
        exitCode.ShouldBe(0, said);
    }

    private static async Task ShowsNoPasswordAsync(HostProcess host, HttpClient http)
    {
        host.Said.ShouldNotContain("horse");
        foreach (var path in (string[])["/health/live", "/health/ready", "/metrics", "/api/v1/journal?size=1000", "/api/v1/workers", "/api/v1/accounts"])
            (await http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)).ShouldNotContain("horse", Case.Insensitive, path);
    }

    /// <summary>Stops that were settled in this time, as the database has them.</summary>
    private long Written(DateTimeOffset from, DateTimeOffset until) => long.Parse(
        server.Sql("test1", string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM \"Journal\" WHERE \"Kind\" = 'stopSettled' AND \"At\" BETWEEN {from.ToUnixTimeMilliseconds()} AND {until.ToUnixTimeMilliseconds()}")), CultureInfo.InvariantCulture);

    private static Task<string> MetricsAsync(HttpClient http) => http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);

    private static long Waiting(string metrics) => Figure(metrics, "webtrader_journal_waiting");

    private static long Dropped(string metrics) => Figure(metrics, "webtrader_journal_dropped_total");

    private static long Figure(string metrics, string name) =>
        long.Parse(metrics.Split('\n').Single(line => line.StartsWith(name + "{", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);

    private static bool IsCovered(JsonElement row) => row.GetProperty("state").GetString() is "protected" or "guarded";

    private static List<string> Tickets(List<JsonElement> items) => [.. items.Select(item => item.GetProperty("ticket").GetString()!)];
}
