using System.Globalization;
using System.Text.Json;
using WebTrader.Brokers.MtApi5.Terminal;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Tests.Sessions;

/// <summary>A simulated terminal that can be killed and come back, before a broker that goes on.</summary>
internal sealed class TerminalBench : IAsyncDisposable
{
    private readonly SimulatedBroker broker = new(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn }, TimeProvider.System);
    private TerminalOptions options = new() { Port = 0, Charts = ["EURUSD", "EURUSD"] };

    public TerminalSimulator Terminal { get; private set; } = null!;

    public AccountSettings Account => new()
    {
        Id = new AccountId("demo"),
        Name = "Demo",
        Terminal = new TerminalSettings { Endpoint = new TerminalEndpoint("127.0.0.1", options.Port), Login = options.Login, Server = options.Server },
    };

    public static async Task<TerminalBench> StartAsync()
    {
        var bench = new TerminalBench();
        await bench.ReviveAsync();
        return bench;
    }

    public Task KillAsync() => Terminal.DisposeAsync().AsTask();

    public async Task ReviveAsync()
    {
        Terminal = new TerminalSimulator(broker, options, TimeProvider.System);
        await Terminal.StartAsync();
        options = options with { Port = Terminal.EndPoint.Port };
        await Terminal.ChangeAsync((_, switches) => switches.Ticks = true);
    }

    public Task<bool> QuoteAsync(decimal bid) => Terminal.AskAsync(it => Feed(it, bid));

    public Task<Ticket> OpenAsync(Side side, decimal lots) => Terminal.AskAsync(it => Open(it, side, lots));

    public Task<IReadOnlyList<Price?>> StopsAsync() => Terminal.AskAsync(it => (IReadOnlyList<Price?>)[.. it.Positions.OrderBy(position => position.Ticket.Value).Select(position => position.StopLoss)]);

    /// <summary>While it is dead: the broker itself.</summary>
    public Ticket OpenMeanwhile(Side side, decimal lots) => Open(broker, side, lots);

    public static bool Feed(SimulatedBroker to, decimal bid)
    {
        to.Feed("EURUSD", new Price(bid), new Price(bid + 0.00010m), TimeProvider.System.GetUtcNow());
        return true;
    }

    public static Ticket Open(SimulatedBroker at, Side side, decimal lots) => at.Open(new OrderRequest("EURUSD", side, new Lots(lots), null, null)).Ticket!.Value;

    /// <summary>A host as a process of its own that protects everything at this terminal, as after the operator has agreed.</summary>
    public HostProcess Serve(TempFolder data)
    {
        var terminal = Account.Terminal!;
        var settings = data.Of("settings.json", string.Create(CultureInfo.InvariantCulture,
            $$"""{ "Accounts": [{ "Id": "demo", "Broker": "mt5", "Endpoint": "{{terminal.Endpoint}}", "Login": {{terminal.Login}}, "Server": "{{terminal.Server}}", "Stops": { "MaxRisk": 2.00, "SweetSpotFrom": 0.03, "SweetSpotTo": 0.10, "TrailingStep": 0.10 } }] }"""));
        ArmingFile.Write(Path.Combine(data.Path, "accounts", "demo"), AccountHeads.Of(Account), Arming.Everything);
        return HostProcess.Start(HostProcess.BuiltHost, data.Path, "--port", "0", "--data", data.Path, "--settings", settings);
    }

    public Task<LiveHost> HostAsync(TempFolder folder) => LiveHost.StartAsync(folder, settings => settings with { Accounts = [Account] });

    public static async Task<JsonElement> StateAsync(LiveHost host) => (await host.GetAsync("/api/v1/accounts")).GetProperty("items")[0].GetProperty("terminal");

    public ValueTask DisposeAsync() => Terminal.DisposeAsync();
}
