using WebTrader.Brokers.MtApi5.Terminal;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.Tests.MtApi5.Terminal;

/// <summary>A simulated terminal on a port of its own, its broker with EURUSD at 1.10000 / 1.10010 on the clock of a Tuesday noon, and clients.</summary>
internal sealed class TerminalBench : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 6, 12, 0, 0, TimeSpan.Zero);

    private readonly List<TerminalClient> clients = [];

    private TerminalBench(TerminalSimulator terminal, HandClock clock) => (Terminal, Clock) = (terminal, clock);

    public TerminalSimulator Terminal { get; }
    public HandClock Clock { get; }
    public IReadOnlyList<int> Experts { get; private set; } = [];
    public int Expert => Experts[0];

    public static async Task<TerminalBench> OpenAsync(Func<TerminalOptions, TerminalOptions>? options = null, Func<SimulatedBrokerOptions, SimulatedBrokerOptions>? broker = null)
    {
        var clock = new HandClock(Noon);
        var brokerOptions = new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn, UtcOffset = TimeSpan.FromHours(2) };
        var simulated = new SimulatedBroker(broker?.Invoke(brokerOptions) ?? brokerOptions, clock);
        simulated.Feed("EURUSD", new Price(1.10000m), new Price(1.10010m), Noon);
        simulated.Feed("USDJPY", new Price(150.000m), new Price(150.010m), Noon);
        var terminalOptions = new TerminalOptions { Port = 0 };
        var bench = new TerminalBench(new TerminalSimulator(simulated, options?.Invoke(terminalOptions) ?? terminalOptions, clock), clock);
        bench.Experts = await bench.Terminal.StartAsync();
        return bench;
    }

    /// <summary>A client that speaks to the first expert unless told otherwise.</summary>
    public async Task<TerminalClient> ConnectAsync()
    {
        var client = await TerminalClient.ConnectAsync(Terminal.Address, Expert);
        clients.Add(client);
        return client;
    }

    /// <summary>A client that has been answered once, so that it is surely on the list of those who hear of events.</summary>
    public async Task<TerminalClient> ConnectAndGreetAsync()
    {
        var client = await ConnectAsync();
        await client.AskAsync(67);
        return client;
    }

    public Task QuoteAsync(decimal bid, decimal ask, string symbol = "EURUSD") => Terminal.AskAsync(broker =>
    {
        broker.Feed(symbol, new Price(bid), new Price(ask), broker.Now);
        return true;
    });

    public Task<long> OpenAsync(Side side = Side.Long, decimal lots = 0.02m, string comment = "", decimal? stop = null, string symbol = "EURUSD") => Terminal.AskAsync(broker =>
        broker.Open(new OrderRequest(symbol, side, new Lots(lots), stop is { } at ? new Price(at) : null, Comment: comment)).Ticket!.Value.Value);

    public Task<int> PositionsAsync() => Terminal.AskAsync(broker => broker.Positions.Count);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) await client.DisposeAsync();
        await Terminal.DisposeAsync();
    }
}
