using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Engine.Running;
using WebTrader.TestKit.Host;

namespace WebTrader.Brokers.Tests.MtApi5;

/// <summary>The client at the simulated terminal, each with a thread of its own, a real socket between them, and the real clock. EURUSD stands at 1.10000 / 1.10010.</summary>
internal sealed class ClientAtTerminal : IMt5Listener, IAsyncDisposable
{
    private readonly SessionScheduler scheduler = new();
    private readonly Lock gate = new();
    private readonly List<Mt5Event> events = [];
    private readonly List<(Mt5Call Call, Mt5Answer Answer)> late = [];
    private readonly List<string> downs = [];
    private volatile IReadOnlyList<Mt5Expert> experts = [];
    private Mt5Client client = null!;

    private ClientAtTerminal(TerminalSimulator terminal) => Terminal = terminal;

    public TerminalSimulator Terminal { get; }

    public IReadOnlyList<Mt5Expert> Experts => experts;

    public IReadOnlyList<Mt5Event> Events => Copy(events);

    public IReadOnlyList<(Mt5Call Call, Mt5Answer Answer)> Late => Copy(late);

    public IReadOnlyList<string> Downs => Copy(downs);

    public Mt5ClientFigures Figures => client.Figures;

    public int Expert => experts[0].Handle;

    /// <summary>Opens the terminal; the client stands before the door.</summary>
    public static async Task<ClientAtTerminal> OpenAsync(Func<Mt5ClientOptions, Mt5ClientOptions>? set = null)
    {
        var broker = new SimulatedBroker(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn, UtcOffset = TimeSpan.FromHours(2) }, TimeProvider.System);
        broker.Feed("EURUSD", new Price(1.10000m), new Price(1.10010m), TimeProvider.System.GetUtcNow());
        var desk = new ClientAtTerminal(new TerminalSimulator(broker, new TerminalOptions { Port = 0 }, TimeProvider.System));
        await desk.Terminal.StartAsync();
        var options = new Mt5ClientOptions { Address = desk.Terminal.Address, Login = 12_345_678, Server = "Simulated-Demo" };
        desk.client = new Mt5Client(set?.Invoke(options) ?? options, TimeProvider.System);
        desk.scheduler.StartThread("client at the terminal");
        return desk;
    }

    /// <summary>Opens the terminal and waits until its expert may be used.</summary>
    public static async Task<ClientAtTerminal> ReadyAsync(Func<Mt5ClientOptions, Mt5ClientOptions>? set = null)
    {
        var desk = await OpenAsync(set);
        await desk.ConnectAsync();
        await desk.UntilAsync(Mt5ExpertState.Ready);
        return desk;
    }

    public Task ConnectAsync() => scheduler.AskAsync(() =>
    {
        client.Connect(this);
        return true;
    });

    public Task UntilAsync(Mt5ExpertState state) => UntilAsync(() => experts is [var only] && only.State == state, $"the expert is {state}");

    public static Task UntilAsync(Func<bool> isSo, string what) => Eventually.TrueAsync(() => Task.FromResult(isSo()), what);

    public Task<Mt5Answer> CallAsync(Mt5Request request) => CallAsync(Expert, request);

    public async Task<Mt5Answer> CallAsync(int expert, Mt5Request request)
    {
        Mt5Answer? answer = null;
        await scheduler.StartAsync(async () => answer = await client.CallAsync(expert, request, CancellationToken.None));
        return answer!;
    }

    /// <summary>The value of a call that must be answered.</summary>
    public async Task<Mt5Value> ValueAsync(Mt5Request request) =>
        await CallAsync(request) is Mt5Answer.Value value ? value.Is : throw new InvalidOperationException($"{request.Command} was not answered.");

    public async Task<IReadOnlyList<Mt5Value>> ValuesAsync(params Mt5Request[] requests)
    {
        IReadOnlyList<Mt5Answer>? answers = null;
        await scheduler.StartAsync(async () => answers = await client.CallAllAsync(Expert, requests, CancellationToken.None));
        return [.. answers!.Select(answer => ((Mt5Answer.Value)answer).Is)];
    }

    public Task<long> OpenPositionAsync() => Terminal.AskAsync(broker => broker.Open(new OrderRequest("EURUSD", Side.Long, new Lots(0.02m))).Ticket!.Value.Value);

    public Task<decimal?> StopOfAsync(long ticket) => Terminal.AskAsync(broker => broker.Find(new Ticket(ticket))?.StopLoss?.Value);

    public async ValueTask DisposeAsync()
    {
        await scheduler.StartAsync(() => client.DisposeAsync().AsTask());
        scheduler.Dispose();
        await Terminal.DisposeAsync();
    }

    void IMt5Listener.OnConnected()
    {
    }

    void IMt5Listener.OnDisconnected(string reason) => Note(downs, reason);

    void IMt5Listener.OnExpertsChanged(IReadOnlyList<Mt5Expert> changed) => experts = changed;

    void IMt5Listener.OnEvent(Mt5Event reported) => Note(events, reported);

    void IMt5Listener.OnLateAnswer(Mt5Call call, Mt5Answer answer) => Note(late, (call, answer));

    private void Note<T>(List<T> list, T item)
    {
        lock (gate) list.Add(item);
    }

    private IReadOnlyList<T> Copy<T>(List<T> list)
    {
        lock (gate) return [.. list];
    }
}
