using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using WebTrader.Persistence;
using WebTrader.Persistence.Databases;

namespace WebTrader.Host.Tests.Commands;

public sealed class ServeTests
{
    [Fact]
    public async Task A_killed_host_takes_its_positions_up_again_and_records_each_trade_once()
    {
        using var data = new TempFolder();
        List<string> before;
        using (var first = HostProcess.Serve(data))
        {
            using var http = await first.ReadyAsync();
            await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(http, "/api/v1/positions")).Count >= 10, "ten positions are open");
            await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(http, "/api/v1/journal?kind=stopSettled")).Count >= 5, "five stops are set and written down");
            before = Tickets(await HostProcess.ItemsAsync(http, "/api/v1/positions"));
            var (whileItRuns, said) = RecordedWorld.Verify(data.Path);
            whileItRuns.ShouldBe(0, said);
            await first.KillAsync();
        }

        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        using var second = HostProcess.Serve(data);
        using var again = await second.ReadyAsync();
        await Eventually.TrueAsync(
            async () => (await HostProcess.ItemsAsync(again, "/api/v1/positions")).Count(IsCovered) >= 8, "the positions are covered by stops again");

        var open = Tickets(await HostProcess.ItemsAsync(again, "/api/v1/positions"));
        before.Intersect(open).ShouldNotBeEmpty();
        await Eventually.TrueAsync(async () => (await Task.WhenAll(before.Intersect(open).Select(ticket => MovesAsync(again, ticket)))).Max() > 0, "the moves of the run before are shown");
        await Eventually.TrueAsync(async () => before.Except(open).All(Tickets(await HostProcess.ItemsAsync(again, "/api/v1/trades")).Contains), "what closed meanwhile is recorded");

        // What the broker closes while we stop is for the next start to find.
        var until = TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(2);
        (await second.StopAsync()).ShouldBe(0);
        var (verified, found) = RecordedWorld.Verify(data.Path);
        verified.ShouldBe(0, "an abrupt end leaves a journal that is whole\n" + found);
        await TradesAreWhatTheBrokerClosedAsync(data, until);
    }

    private static async Task<int> MovesAsync(HttpClient http, string ticket)
    {
        using var answer = await http.GetAsync(new Uri($"/api/v1/positions/{ticket}", UriKind.Relative), TestContext.Current.CancellationToken);
        if (!answer.IsSuccessStatusCode) return 0;
        using var document = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.GetProperty("moves").GetArrayLength();
    }

    [Fact]
    public async Task A_second_host_on_the_same_folder_is_refused_and_told_who_has_it()
    {
        using var data = new TempFolder();
        using var first = HostProcess.Serve(data);
        using var http = await first.ReadyAsync();

        var (exitCode, said) = await HostProcess.RunAsync("--port", "0", "--data", data.Path);

        exitCode.ShouldBe(1);
        said.ShouldContain(data.Path);
        said.ShouldContain($"process {first.Id.ToString(CultureInfo.InvariantCulture)}");
        first.Said.ShouldContain($"Data folder  {data.Path}");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var data = new TempFolder();
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (exitCode, said) = await HostProcess.RunAsync("serve", "--port", port, "--data", data.Path);

        exitCode.ShouldBe(1);
        said.ShouldContain($"Port {port} of this machine cannot be opened");
        said.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--port many")]
    [InlineData("dance")]
    public async Task What_is_no_command_is_bad_usage(string arguments)
    {
        var (exitCode, said) = await HostProcess.RunAsync(arguments.Split(' '));

        exitCode.ShouldBe(2);
        said.ShouldContain("--help");
    }

    [Fact]
    public async Task Settings_that_do_not_fit_refuse_the_start()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.Of("bad.json"), """{ "Stops": { "MaxRisk": -2 } }""", TestContext.Current.CancellationToken);

        var (exitCode, said) = await HostProcess.RunAsync("serve", "--data", folder.Path, "--settings", folder.Of("bad.json"));

        exitCode.ShouldBe(1);
        said.ShouldContain("Stops:MaxRisk is -2, allowed is above 0");
    }

    [Fact]
    public async Task The_environment_is_heard_and_judged_like_a_file()
    {
        using var folder = new TempFolder();

        var (exitCode, said) = await HostProcess.RunWithMaxRiskAsync("0", "--data", folder.Path);

        exitCode.ShouldBe(1);
        said.ShouldContain("Stops:MaxRisk is 0, allowed is above 0");
    }

    [Fact]
    public async Task It_says_what_it_can_do_and_which_version_it_is()
    {
        (await HostProcess.RunAsync("--help")).Said.ShouldContain("--data");
        (await HostProcess.RunAsync("serve", "--help")).Said.ShouldContain("--port");
        var (exitCode, said) = await HostProcess.RunAsync("--version");
        exitCode.ShouldBe(0);
        said.Trim().ShouldBe(Product.Version);
    }

    private static bool IsCovered(JsonElement row) => row.GetProperty("state").GetString() is "protected" or "guarded";

    private static List<string> Tickets(List<JsonElement> items) => [.. items.Select(item => item.GetProperty("ticket").GetString()!)];

    /// <summary>The broker's own book is the witness: each position it closed is a trade once, and nothing else is.</summary>
    private static async Task TradesAreWhatTheBrokerClosedAsync(TempFolder data, DateTimeOffset until)
    {
        await using var journal = EfJournal.Start(new JournalSettings { Database = DatabaseAddress.OfFile(data.Of("webtrader.db")) }, TimeProvider.System, NullLogger<EfJournal>.Instance);
        List<long> recorded = [];
        await Eventually.TrueAsync(async () =>
        {
            var read = await journal.Queries.TradesAsync(new TradeFilter(), new PageRequest(1, 500), TestContext.Current.CancellationToken);
            if (read.Succeeded) recorded = [.. read.Value.Items.Select(trade => trade.Position.Value)];
            return read.Succeeded;
        }, "the database can be read");
        var closed = await ClosedByTheBrokerAsync(data);

        recorded.ShouldBeUnique();
        recorded.ShouldBeSubsetOf(closed.Select(deal => deal.Position));
        closed.Where(deal => deal.Time < until).Select(deal => deal.Position).ShouldBeSubsetOf(recorded);
    }

    private static async Task<List<(long Position, DateTimeOffset Time)>> ClosedByTheBrokerAsync(TempFolder data)
    {
        var closed = new List<(long, DateTimeOffset)>();
        foreach (var line in await File.ReadAllLinesAsync(data.Of("accounts/demo/broker/deals.jsonl"), TestContext.Current.CancellationToken))
        {
            using var deal = JsonDocument.Parse(line);
            if (deal.RootElement.GetProperty("Entry").GetString() == "Out") closed.Add((deal.RootElement.GetProperty("Position").GetInt64(), deal.RootElement.GetProperty("Time").GetDateTimeOffset()));
        }

        return closed;
    }
}
