using System.Globalization;
using System.Text.Json;
using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Host.Sessions;
using WebTrader.Host.Tests.Sessions;
using static WebTrader.Host.Tests.Emergency.EmergencyPressing;

namespace WebTrader.Host.Tests.Emergency;

/// <summary>A host as a process of its own, killed at moments that chance decides while it flattens; the terminal and the broker go on.</summary>
public sealed class KilledFlattenTests
{
    private const int Positions = 12;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Environment.GetEnvironmentVariable("WEBTRADER_FULL") == "true" ? 20 : 2)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_flatten_whose_host_is_killed_goes_on_by_itself_and_ends_flat_with_entries_halted(int seed)
    {
        using var data = new TempFolder();
        await using var bench = await TerminalBench.StartAsync();
        await bench.QuoteAsync(1.10000m);
        for (var number = 0; number < Positions; number++) await bench.OpenAsync(number % 2 == 0 ? Side.Long : Side.Short, 0.01m);
        await bench.Terminal.ChangeBrokerFaultsAsync(plan => plan.Add(new FaultCase(new Fault.Hang(TimeSpan.FromMilliseconds(60))) { Call = GatewayCall.Close }));
        bool isAnswered;
        using (var first = Serve(data, bench))
        {
            using var http = await first.ReadyAsync();
            await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(http, "/api/v1/positions")).Count == Positions, "the positions are seen");
            // Two at once, and the host is killed before, while or after they are answered.
            var presses = new[] { http.PressAsync("flatten", new { }, "k1"), http.PressAsync("flatten", new { }) };
            await Task.Delay(TimeSpan.FromMilliseconds(new Random(seed).Next(0, 1_500)), TestContext.Current.CancellationToken);
            await first.KillAsync();
            await Task.WhenAll(presses).ContinueWith(static _ => { }, TaskScheduler.Default);
            isAnswered = presses.Any(press => press.IsCompletedSuccessfully && press.Result.Status is 200 or 201);
        }

        using var second = Serve(data, bench);
        using var again = await second.ReadyAsync();
        // What was answered goes on by itself; where nothing was, a script presses again.
        if (!isAnswered) (await again.PressAsync("flatten", new { }, "k1")).Status.ShouldBeOneOf(200, 201);
        var id = (await HostProcess.ItemsAsync(again, Stops)).ShouldHaveSingleItem("one stop").GetProperty("id").GetString()!;
        await Eventually.TrueAsync(async () => (await OfAsync(again, id)).GetProperty("state").GetString() == "proved", "it is flat", 120);

        (await bench.Terminal.AskAsync(broker => broker.Positions.Count)).ShouldBe(0, "by the broker's own book");
        (await bench.Terminal.AskAsync(broker => broker.Deals.Count)).ShouldBe(Positions * 2, "each was closed once");
        // A price that nobody takes for old.
        await bench.QuoteAsync(1.10000m);
        var (status, answer) = await OrderAsync(again);
        status.ShouldBe(409, answer);
        answer.ShouldContain(id);
        await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(again, "/api/v1/journal?kind=emergencyProved")).Count > 0, "the journal knows of it");
        var facts = await HostProcess.ItemsAsync(again, "/api/v1/journal?kind=emergencyStopped");
        facts.Select(fact => fact.GetProperty("data").GetProperty("stop").GetProperty("id").GetString()).Distinct().ShouldBe([id], "one history");
    }

    /// <summary>As a script does: where the database has not been opened yet, the same again.</summary>
    private static async Task<(int Status, string Answer)> OrderAsync(HttpClient http)
    {
        (int Status, string Answer) last = default;
        await Eventually.TrueAsync(async () =>
        {
            using var order = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/orders", UriKind.Relative)) { Content = new StringContent("""{ "symbol": "EURUSD", "side": "long", "lots": "0.01" }""", System.Text.Encoding.UTF8, "application/json") };
            order.Headers.Add("Idempotency-Key", "an-entry");
            using var answer = await http.SendAsync(order, TestContext.Current.CancellationToken);
            last = ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            return last.Status != 503;
        }, "the host takes orders");
        return last;
    }

    private static async Task<JsonElement> OfAsync(HttpClient http, string id)
    {
        using var document = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{Stops}/{id}", UriKind.Relative), TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    private static HostProcess Serve(TempFolder data, TerminalBench bench)
    {
        var terminal = bench.Account.Terminal!;
        var settings = data.Of("settings.json", string.Create(CultureInfo.InvariantCulture,
            $$"""{ "Accounts": [{ "Id": "demo", "Broker": "mt5", "Endpoint": "{{terminal.Endpoint}}", "Login": {{terminal.Login}}, "Server": "{{terminal.Server}}", "Stops": { "MaxRisk": 2.00, "SweetSpotFrom": 0.03, "SweetSpotTo": 0.10, "TrailingStep": 0.10 } }] }"""));
        ArmingFile.Write(Path.Combine(data.Path, "accounts", "demo"), AccountHeads.Of(bench.Account), Arming.Everything);
        return HostProcess.Start(HostProcess.BuiltHost, data.Path, "--port", "0", "--data", data.Path, "--settings", settings);
    }
}
