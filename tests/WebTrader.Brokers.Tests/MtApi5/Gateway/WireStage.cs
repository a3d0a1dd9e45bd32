using System.Net;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Gateway;
using WebTrader.Brokers.MtApi5.Terminal;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Running;
using WebTrader.TestKit.Brokers;
using WebTrader.TestKit.Host;

namespace WebTrader.Brokers.Tests.MtApi5.Gateway;

/// <summary>A gateway, a real socket, and a simulated terminal before a simulated broker.</summary>
internal sealed class WireStage : IGatewayStage
{
    public const long Login = 12_345_678;

    private readonly SessionScheduler scheduler = new();
    private readonly SimulatedBroker broker;
    private readonly Mt5Client client;
    private readonly Mt5Gateway gateway;
    private TerminalOptions terminalOptions;

    private WireStage(WireSetup setup)
    {
        broker = new SimulatedBroker(new SimulatedBrokerOptions
        {
            Symbols = [.. SymbolSpecs.BuiltIn.Select(symbol => symbol with { CommissionPerLot = setup.Commission })],
            IsNetting = setup.Netting,
        }, TimeProvider.System);
        terminalOptions = setup.Terminal with { Port = 0, Address = IPAddress.Loopback, Charts = [.. Enumerable.Repeat("EURUSD", setup.Experts)] };
        if (setup.OldQuote is { } old) broker.Feed("EURUSD", new Price(1.1m), new Price(1.1001m), TimeProvider.System.GetUtcNow() - old);
        Terminal = new TerminalSimulator(broker, terminalOptions, TimeProvider.System);
        Setup = setup;
        // The port is known only once it is open.
        Terminal.StartAsync().GetAwaiter().GetResult();
        terminalOptions = terminalOptions with { Port = Terminal.EndPoint.Port };
        client = new Mt5Client(setup.Client with { Address = Terminal.Address, Login = setup.Gateway.Login, Server = setup.Gateway.Server }, TimeProvider.System);
        gateway = new Mt5Gateway(client, new AccountId("wire"), "Wire", setup.Gateway, TimeProvider.System);
    }

    public WireSetup Setup { get; }
    public TerminalSimulator Terminal { get; private set; }
    public IBrokerGateway Gateway => gateway;
    public GatewayEars Ears { get; } = new();

    public static async Task<WireStage> StartAsync(WireSetup setup)
    {
        var stage = new WireStage(setup);
        stage.scheduler.StartThread("wire stage");
        await stage.Terminal.ChangeAsync((_, switches) => switches.Ticks = setup.Ticks);
        await stage.scheduler.StartAsync(() => stage.gateway.ConnectAsync(stage.Ears, default).AsTask());
        return stage;
    }

    public async Task<T> CallAsync<T>(Func<ValueTask<T>> call)
    {
        T? result = default;
        await scheduler.StartAsync(async () => result = await call()).WaitAsync(TimeSpan.FromSeconds(30));
        return result!;
    }

    /// <summary>Asks the gateway something, where it lives.</summary>
    public Task<T> AskAsync<T>(Func<T> ask) => scheduler.AskAsync(ask);

    public Task<TerminalState> StateAsync() => AskAsync(() => gateway.Terminal);

    public async Task QuoteAsync(decimal bid, decimal ask)
    {
        await Terminal.AskAsync(it =>
        {
            it.Feed("EURUSD", new Price(bid), new Price(ask), TimeProvider.System.GetUtcNow());
            return true;
        });
        await HeardAsync(() => Ears.Quotes.Any(quote => quote.Bid.Value == bid && quote.Ask.Value == ask), "the quote has arrived");
        await PassedAsync();
    }

    public async Task<Ticket> OpenByHandAsync(Side side, decimal lots, decimal? stop = null, decimal? takeProfit = null)
    {
        var receipt = await Terminal.AskAsync(it => it.Open(new OrderRequest("EURUSD", side, new Lots(lots), At(stop), At(takeProfit))));
        await PassedAsync();
        return receipt.Ticket ?? throw new InvalidOperationException($"Not opened: {receipt.Retcode}");
    }

    public async Task CloseByHandAsync(Ticket ticket)
    {
        await Terminal.AskAsync(it => it.Close(ticket));
        await PassedAsync();
    }

    public async Task<Ticket> PlaceByHandAsync(PendingOrder order)
    {
        var receipt = await Terminal.AskAsync(it => it.Place(order));
        await PassedAsync();
        return receipt is { Retcode: TradeRetcode.Done, Ticket: { } placed } ? placed : throw new InvalidOperationException($"Not placed: {receipt.Retcode}");
    }

    public async Task RemoveByHandAsync(Ticket order)
    {
        await Terminal.AskAsync(it => it.RemoveOrder(order));
        await PassedAsync();
    }

    public Task AnswerNextAsync(GatewayCall call, TradeRetcode retcode) =>
        Terminal.ChangeBrokerFaultsAsync(plan => plan.Add(new FaultCase(new Fault.Reject(retcode)) { Call = call, Times = 1 }));

    /// <summary>The terminal is killed. The broker goes on.</summary>
    public async Task InterruptAsync()
    {
        await Terminal.DisposeAsync();
        await HeardAsync(() => Ears.Connections[^1].Connected is false, "the loss was noticed");
    }

    public async Task RestoreAsync()
    {
        Terminal = new TerminalSimulator(broker, terminalOptions, TimeProvider.System);
        await Terminal.StartAsync();
        await Terminal.ChangeAsync((_, switches) => switches.Ticks = Setup.Ticks);
        await HeardAsync(() => Ears.Connections[^1].Connected, "it is connected again");
    }

    public Task HeardAsync(Func<bool> isSo, string what) => Eventually.TrueAsync(() => scheduler.AskAsync(isSo), what, 20);

    /// <summary>Until a reading of all positions shows something.</summary>
    public Task HeardAllAsync(Func<IReadOnlyList<Position>, bool> isSo, string what) =>
        Eventually.TrueAsync(async () => (await CallAsync(() => gateway.ReadPositionsAsync(default))).TryGet(out var all) && isSo(all), what, 20);

    /// <summary>Another program at the same terminal.</summary>
    public async Task<OtherClient> OtherClientAsync()
    {
        var other = new OtherClient(new Mt5Client(new Mt5ClientOptions { Address = Terminal.Address }, TimeProvider.System), scheduler.StartAsync);
        await other.ConnectAsync();
        return other;
    }

    /// <summary>Events so far have arrived: the answer to a reading comes after them.</summary>
    private async Task PassedAsync() => await CallAsync(() => gateway.ReadAccountAsync(default));

    private static Price? At(decimal? price) => price is { } given ? new Price(given) : null;

    public async ValueTask DisposeAsync()
    {
        await scheduler.StartAsync(() => gateway.DisposeAsync().AsTask());
        await Terminal.DisposeAsync();
        scheduler.Dispose();
    }
}

/// <summary>How a wire stage is set up.</summary>
internal sealed record WireSetup
{
    /// <summary>How many experts, all on charts of EURUSD.</summary>
    public int Experts { get; init; } = 2;

    /// <summary>Whether they report ticks by themselves.</summary>
    public bool Ticks { get; init; } = true;

    public bool Netting { get; init; }

    /// <summary>How long ago the last quote was made before anybody connects; null for none.</summary>
    public TimeSpan? OldQuote { get; init; }

    /// <summary>Account money per lot and deal.</summary>
    public decimal Commission { get; init; }

    public TerminalOptions Terminal { get; init; } = new() { Login = WireStage.Login };

    public Mt5ClientOptions Client { get; init; } = new() { TradeDeadline = TimeSpan.FromSeconds(20), ForgetAfter = TimeSpan.FromMinutes(1) };

    public Mt5GatewayOptions Gateway { get; init; } = new()
    {
        Endpoint = "127.0.0.1",
        Login = WireStage.Login,
        Server = "Simulated-Demo",
        PollEvery = TimeSpan.FromMilliseconds(20),
        PollReportedEvery = TimeSpan.FromMilliseconds(100),
        CheckEvery = TimeSpan.FromMilliseconds(200),
        Watch = ["EURUSD"],
    };
}
