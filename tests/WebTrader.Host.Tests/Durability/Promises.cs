using System.Text.Json.Nodes;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Host.Settings.Versions;
using WebTrader.Persistence;
using WebTrader.Persistence.Settings;
using static WebTrader.Host.Tests.Commands.RecordedWorld;

namespace WebTrader.Host.Tests.Durability;

/// <summary>What holds whatever befell a host: every stop at the broker is in its journal, the chain is whole, every trade is there once, no order was carried out twice, and settings are whole.</summary>
internal sealed class Promises(TempFolder data, BrokerWitness witness, Requests requests)
{
    private readonly string database = Path.Combine(data.Path, "webtrader.db");
    private readonly RecordedStops recorded = new(Path.Combine(data.Path, "webtrader.db"));

    /// <summary>The market must rest, and nothing be asked for.</summary>
    public async Task HoldAsync(HttpClient http)
    {
        await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(http, "/api/v1/positions")).Count == (await witness.BookAsync()).Open.Count
            && await ClosedAsync(http, (await witness.BookAsync()).Closed), "the host knows what is open, and has every trade once");
        List<(Ticket, Price?)> Untold() => [.. witness.Changes.Where(change => !recorded.Tells(change))];
        for (var look = 0; look < 100 && Untold().Count > 0; look++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Untold().ShouldBeEmpty($"the journal tells of every stop at the broker, {witness.Changes.Count} by now");
        var book = await witness.BookAsync();
        book.Opened.Values.ShouldAllBe(opened => opened == 1, "no order was carried out twice");
        requests.Opened.ShouldAllBe(magic => book.Opened.ContainsKey(magic), "what was answered was carried out");
        await SettingsAsync(http);
        var (code, said) = Verify(database);
        code.ShouldBe(0, said);
    }

    private static async Task<bool> ClosedAsync(HttpClient http, IReadOnlyList<PositionId> closed)
    {
        List<string> told = [];
        for (var page = 1; told.Count == (page - 1) * 500; page++) told.AddRange((await HostProcess.ItemsAsync(http, $"/api/v1/trades?pageSize=500&page={page}")).Select(trade => trade.GetProperty("position").GetString()!));
        told.ShouldBeUnique("no trade is there twice");
        return closed.Select(position => position.ToString()).ToHashSet().SetEquals(told);
    }

    private async Task SettingsAsync(HttpClient http)
    {
        var document = JsonNode.Parse(await http.GetStringAsync(new Uri("/api/v1/settings", UriKind.Relative), TestContext.Current.CancellationToken))!["document"]!;
        var holds = (decimal)document["Accounts"]!["demo"]!["Stops"]!["MaxRisk"]!;
        holds.ShouldBeOneOf(requests.MaxRisk, requests.MaxRisk + 0.01m);
        requests.MaxRisk = holds;
        var kept = await EfSettingsStore.InSqlite(database, TimeSpan.FromSeconds(5)).HistoryAsync(new PageRequest(size: 1000), TestContext.Current.CancellationToken);
        kept.Items.ShouldAllBe(version => version.IsWhole);
        kept.Items.Select(version => version.Version).ShouldBe(Enumerable.Range(1, kept.Items.Count).Reverse().Select(number => (long)number), "none is left out, and none came twice");
        await Eventually.TrueAsync(() => Task.FromResult(new SettingsFile(data.Path).Read().Version == kept.Items[0]), "file and database hold the same");
    }
}
