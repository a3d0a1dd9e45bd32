using System.Globalization;
using System.Text.Json;
using Shouldly;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Tests.Sessions;

/// <summary>A host as a process of its own, for the first time at a terminal on a real socket whose account has positions already.</summary>
public sealed class FirstContactTests
{
    private const string Arming = "/api/v1/accounts/mine/arming";

    [Fact]
    public async Task Nothing_is_written_until_somebody_has_seen_each_stop_and_each_close_in_money_and_agreed()
    {
        using var data = new TempFolder();
        await using var bench = await TerminalBench.StartAsync();
        await bench.QuoteAsync(1.10000m);
        var losing = await bench.OpenAsync(Side.Long, 0.10m);
        await bench.QuoteAsync(1.09950m);
        var bare = await bench.OpenAsync(Side.Long, 0.01m);
        using var host = Serve(data, bench);
        using var http = await host.ReadyAsync();
        await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(http, "/api/v1/positions")).Count == 2, "both positions are shown");

        foreach (var bid in (decimal[])[1.09960m, 1.09940m, 1.09955m])
        {
            await bench.QuoteAsync(bid);
            await Task.Delay(700, TestContext.Current.CancellationToken);
            foreach (var row in await HostProcess.ItemsAsync(http, "/api/v1/positions"))
            {
                row.GetProperty("state").GetString().ShouldBe("unmanaged");
                row.GetProperty("reason").GetString().ShouldBe("Observed only: it is not armed");
            }
        }

        var account = (await HostProcess.ItemsAsync(http, "/api/v1/accounts")).Single();
        account.GetProperty("armed").GetProperty("isObserving").GetBoolean().ShouldBeTrue();
        account.GetProperty("terminal").GetProperty("experts").GetArrayLength().ShouldBe(2);
        (await OrdersAsync(bench)).ShouldBe(0);

        using (var preview = JsonDocument.Parse(await http.GetStringAsync(new Uri(Arming + "?all=true", UriKind.Relative), TestContext.Current.CancellationToken)))
        {
            var lines = preview.RootElement.GetProperty("lines").EnumerateArray().ToDictionary(line => line.GetProperty("ticket").GetString()!);
            lines[Say(bare)].GetProperty("step").GetString().ShouldBe("setStop");
            lines[Say(bare)].GetProperty("money").GetString().ShouldBe("-2.00", "the most that its stop lets it lose");
            lines[Say(losing)].GetProperty("step").GetString().ShouldBe("close");
            // From 1.10010 to 1.09955, a tenth of a lot.
            lines[Say(losing)].GetProperty("money").GetString().ShouldBe("-5.50");
            preview.RootElement.GetProperty("closesBring").GetString().ShouldBe("-5.50");
        }

        (await OrdersAsync(bench)).ShouldBe(0);
        var (exit, said) = await ArmAsync(http, data, "--all");

        exit.ShouldBe(0, said);
        said.ShouldContain($"{Say(losing)}  long 0.1 EURUSD  stop none  -> CLOSED AT ONCE, about -5.50");
        said.ShouldContain("1 stops are set, 1 positions are closed at once, which brings about -5.50.");
        await Eventually.TrueAsync(async () => await HostProcess.ItemsAsync(http, "/api/v1/positions") is [var row] && row.GetProperty("state").GetString() == "protected", "one is closed and the other protected");
        var left = await bench.Terminal.AskAsync(broker => broker.Positions.Single());
        left.Ticket.ShouldBe(bare);
        left.StopLoss.ShouldNotBeNull();
    }

    [Fact]
    public async Task Only_the_symbols_and_magic_numbers_that_are_armed_are_written_to_and_observing_leaves_stops_where_they_are()
    {
        using var data = new TempFolder();
        await using var bench = await TerminalBench.StartAsync();
        await bench.QuoteAsync(1.10000m);
        await bench.Terminal.AskAsync(broker =>
        {
            broker.Feed("USDJPY", new Price(150.000m), new Price(150.010m), TimeProvider.System.GetUtcNow());
            return true;
        });
        var (byHand, byProgram, yen) = (await OpenAsync(bench, "EURUSD", 0), await OpenAsync(bench, "EURUSD", 77), await OpenAsync(bench, "USDJPY", 0));
        using var host = Serve(data, bench);
        using var http = await host.ReadyAsync();
        await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(http, "/api/v1/positions")).Count == 3, "all positions are shown");

        await ArmedAsync(http, data, "--symbol", "USDJPY");
        await StatesAsync(http, (byHand, "unmanaged"), (byProgram, "unmanaged"), (yen, "protected"));

        await ArmedAsync(http, data, "--magic", "77");
        await StatesAsync(http, (byHand, "unmanaged"), (byProgram, "protected"), (yen, "unmanaged"));

        (await ArmAsync(http, data, "--observe")).ExitCode.ShouldBe(0);
        await StatesAsync(http, (byHand, "unmanaged"), (byProgram, "unmanaged"), (yen, "unmanaged"));
        var stops = await bench.Terminal.AskAsync(broker => broker.Positions.Where(position => position.StopLoss is not null).Select(position => position.Ticket).ToList());
        stops.ShouldBe([byProgram, yen], ignoreOrder: true, "stops stay where they are");
        (await OrdersAsync(bench)).ShouldBe(2);
    }

    private static Task<Ticket> OpenAsync(TerminalBench bench, string symbol, long magic) =>
        bench.Terminal.AskAsync(broker => broker.Open(new OrderRequest(symbol, Side.Long, new Lots(0.01m), null, null, magic, "", magic == 0 ? DealReason.Client : DealReason.Expert)).Ticket!.Value);

    private static async Task StatesAsync(HttpClient http, params (Ticket Ticket, string State)[] expected) => await Eventually.TrueAsync(async () =>
    {
        var rows = (await HostProcess.ItemsAsync(http, "/api/v1/positions")).ToDictionary(row => row.GetProperty("ticket").GetString()!, row => row.GetProperty("state").GetString());
        return expected.All(one => rows.GetValueOrDefault(Say(one.Ticket)) == one.State);
    }, $"{string.Join(", ", expected.Select(one => $"{one.Ticket} is {one.State}"))}", 30);

    /// <summary>Prices move while it is asked: what was agreed to may have to be looked at again.</summary>
    private static Task ArmedAsync(HttpClient http, TempFolder data, params string[] what) =>
        Eventually.TrueAsync(async () => (await ArmAsync(http, data, what)).ExitCode == 0, $"{string.Join(' ', what)} is armed");

    private static Task<(int ExitCode, string Said)> ArmAsync(HttpClient http, TempFolder data, params string[] what) =>
        HostProcess.RunAsync(["arm", "--account", "mine", "--port", http.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture), "--why", "first contact", "--data", data.Path, "--yes", .. what]);

    private static async Task<long> OrdersAsync(TerminalBench bench) => (await bench.Terminal.FiguresAsync()).Commands.GetValueOrDefault(Mt5Command.OrderSend);

    private static string Say(Ticket ticket) => ticket.Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>As a newcomer starts it: the account stands in the settings, and nobody has armed anything.</summary>
    private static HostProcess Serve(TempFolder data, TerminalBench bench)
    {
        var terminal = bench.Account.Terminal!;
        var settings = data.Of("settings.json", string.Create(CultureInfo.InvariantCulture,
            $$"""{ "Accounts": [{ "Id": "mine", "Broker": "mt5", "Endpoint": "{{terminal.Endpoint}}", "Login": {{terminal.Login}}, "Server": "{{terminal.Server}}", "Stops": { "MaxRisk": 2.00, "SweetSpotFrom": 1.10, "SweetSpotTo": 1.50, "TrailingStep": 1.50 } }] }"""));
        return HostProcess.Start(HostProcess.BuiltHost, data.Path, "--port", "0", "--data", data.Path, "--settings", settings);
    }
}
