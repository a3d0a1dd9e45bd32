using System.Text.Json.Nodes;
using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Host.Settings.Versions;
using WebTrader.Host.Tests.Sessions;
using WebTrader.Persistence;
using WebTrader.Persistence.Settings;
using static WebTrader.Host.Tests.Commands.RecordedWorld;

namespace WebTrader.Host.Tests.Durability;

/// <summary>
/// A host as a process of its own at a terminal on a real socket, killed at random moments while stops are moved, orders placed and settings changed: twenty times with WEBTRADER_FULL=true.
/// </summary>
[Collection(nameof(Commands.Alone))]
public sealed class KilledUnderLoadTests(ITestOutputHelper output)
{
    private const int Positions = 40;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("WEBTRADER_FULL") == "true";

    private static readonly int Kills = IsFull ? 20 : 4;

    [Fact]
    public async Task After_each_kill_every_stop_is_in_the_journal_no_trade_is_lost_or_doubled_and_settings_are_whole()
    {
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"seed {seed}");
        var random = new SplitMix(seed);
        using var data = new TempFolder();
        var database = Path.Combine(data.Path, "webtrader.db");
        await using var bench = await TerminalBench.StartAsync();
        var witness = await BrokerWitness.WatchAsync(bench);
        var market = new Market(bench, seed, Positions);
        var requests = new Requests(seed + 1);
        var recorded = new RecordedStops(database);
        for (var life = 0; life <= Kills; life++)
        {
            using var resting = new CancellationTokenSource();
            var moving = market.RunAsync(resting.Token);
            using var host = bench.Serve(data);
            using var http = await host.ReadyAsync();
            if (life == Kills) await requests.AskAgainAsync(http);
            await resting.CancelAsync();
            await moving;
            if (life > 0) await CheckAsync(http, data, witness, requests, recorded);
            output.WriteLine($"life {life}: {witness.Changes.Count} stops at the broker, {requests.Opened.Count} orders ({requests.Answers}), max risk {requests.MaxRisk}");
            if (life == Kills) break;

            using var killed = new CancellationTokenSource();
            moving = market.RunAsync(killed.Token);
            var asking = requests.RunAsync(http);
            // Every other one is killed while it is still opening its database.
            var known = requests.MaxRisk;
            if (life % 2 == 1) await Eventually.TrueAsync(() => Task.FromResult(requests.MaxRisk > known), "a change was answered", 120);
            await Task.Delay(random.Between(200, 4_000), TestContext.Current.CancellationToken);
            await host.KillAsync();
            await asking;
            await killed.CancelAsync();
            await moving;
        }
    }

    private static async Task CheckAsync(HttpClient http, TempFolder data, BrokerWitness witness, Requests requests, RecordedStops recorded)
    {
        await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(http, "/api/v1/positions")).Count == (await witness.BookAsync()).Open.Count
            && await ClosedAsync(http, (await witness.BookAsync()).Closed), "the host knows what is open, and has every trade once");
        List<(Ticket, Price?)> Untold() => [.. witness.Changes.Where(change => !recorded.Tells(change))];
        for (var look = 0; look < 100 && Untold().Count > 0; look++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Untold().ShouldBeEmpty($"the journal tells of every stop at the broker, {witness.Changes.Count} by now");
        var book = await witness.BookAsync();
        book.Opened.Values.ShouldAllBe(opened => opened == 1, "no order was carried out twice");
        requests.Opened.ShouldAllBe(magic => book.Opened.ContainsKey(magic), "what was answered was carried out");
        await SettingsAsync(http, data, requests);
        var (code, said) = Verify(Path.Combine(data.Path, "webtrader.db"));
        code.ShouldBe(0, said);
    }

    private static async Task<bool> ClosedAsync(HttpClient http, IReadOnlyList<PositionId> closed)
    {
        List<string> told = [];
        for (var page = 1; told.Count == (page - 1) * 500; page++) told.AddRange((await HostProcess.ItemsAsync(http, $"/api/v1/trades?pageSize=500&page={page}")).Select(trade => trade.GetProperty("position").GetString()!));
        told.ShouldBeUnique("no trade is there twice");
        return closed.Select(position => position.ToString()).ToHashSet().SetEquals(told);
    }

    private static async Task SettingsAsync(HttpClient http, TempFolder data, Requests requests)
    {
        var document = JsonNode.Parse(await http.GetStringAsync(new Uri("/api/v1/settings", UriKind.Relative), TestContext.Current.CancellationToken))!["document"]!;
        var holds = (decimal)document["Accounts"]!["demo"]!["Stops"]!["MaxRisk"]!;
        holds.ShouldBeOneOf(requests.MaxRisk, requests.MaxRisk + 0.01m);
        requests.MaxRisk = holds;
        var kept = await EfSettingsStore.InSqlite(Path.Combine(data.Path, "webtrader.db"), TimeSpan.FromSeconds(5)).HistoryAsync(new PageRequest(size: 1000), TestContext.Current.CancellationToken);
        kept.Items.ShouldAllBe(version => version.IsWhole);
        kept.Items.Select(version => version.Version).ShouldBe(Enumerable.Range(1, kept.Items.Count).Reverse().Select(number => (long)number), "none is left out, and none came twice");
        await Eventually.TrueAsync(() => Task.FromResult(new SettingsFile(data.Path).Read().Version == kept.Items[0]), "file and database hold the same");
    }
}
