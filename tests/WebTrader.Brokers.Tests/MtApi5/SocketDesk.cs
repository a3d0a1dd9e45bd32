using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Engine.Running;
using WebTrader.TestKit.Host;

namespace WebTrader.Brokers.Tests.MtApi5;

/// <summary>A client with a thread of its own, on a real socket and the real clock.</summary>
internal sealed class SocketDesk : IMt5Listener, IAsyncDisposable
{
    private readonly SessionScheduler scheduler = new();
    private readonly List<Exception> faults = [];
    private volatile bool isReady;
    private volatile string lastDown = "";
    private int events;

    public SocketDesk(Func<Mt5ClientOptions, Mt5ClientOptions>? set = null)
    {
        Terminal.Open();
        var options = new Mt5ClientOptions { Address = Terminal.Address, Login = 12345678, Server = "Broker-Demo" };
        Client = new Mt5Client(set?.Invoke(options) ?? options, TimeProvider.System);
        scheduler.OnFault = fault => faults.Add(fault);
        scheduler.StartThread("client under test");
    }

    public SocketTerminal Terminal { get; } = new();

    public Mt5Client Client { get; }

    public IReadOnlyList<Exception> Faults => faults;

    public string LastDown => lastDown;

    public int Events => Volatile.Read(ref events);

    public static async Task<SocketDesk> ConnectedAsync(Func<Mt5ClientOptions, Mt5ClientOptions>? set = null)
    {
        var desk = new SocketDesk(set);
        await desk.ConnectAsync();
        return desk;
    }

    public async Task ConnectAsync()
    {
        await OnAsync(() =>
        {
            Client.Connect(this);
            return Task.FromResult(true);
        });
        await UntilAsync(true);
    }

    public Task UntilAsync(bool ready) => Eventually.TrueAsync(() => Task.FromResult(isReady == ready), ready ? "the expert is ready" : "the line is lost");

    public Task<Mt5Answer> CallAsync(Mt5Request request) => OnAsync(() => Client.CallAsync(7, request, CancellationToken.None).AsTask());

    /// <summary>So many calls at once, all made before the first is answered.</summary>
    public Task<IReadOnlyList<Mt5Answer>> CallManyAsync(int count, Mt5Request request) => OnAsync<IReadOnlyList<Mt5Answer>>(async () =>
    {
        var calls = new List<Task<Mt5Answer>>();
        for (var at = 0; at < count; at++) calls.Add(Client.CallAsync(7, request, CancellationToken.None).AsTask());
        var answers = new List<Mt5Answer>();
        foreach (var call in calls) answers.Add(await call);
        return answers;
    });

    public Task CloseAsync() => OnAsync(async () =>
    {
        await Client.DisposeAsync();
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await Terminal.DisposeAsync();
        scheduler.Dispose();
    }

    void IMt5Listener.OnConnected()
    {
    }

    void IMt5Listener.OnDisconnected(string reason) => lastDown = reason;

    void IMt5Listener.OnExpertsChanged(IReadOnlyList<Mt5Expert> experts) => isReady = experts.Any(expert => expert.State == Mt5ExpertState.Ready);

    void IMt5Listener.OnEvent(Mt5Event reported)
    {
        Interlocked.Increment(ref events);
        if (reported is Mt5Event.Book { Symbol: "BOOM" }) throw new InvalidOperationException("the listener is broken");
    }

    void IMt5Listener.OnLateAnswer(Mt5Call call, Mt5Answer answer)
    {
    }

    private async Task<T> OnAsync<T>(Func<Task<T>> act)
    {
        T? result = default;
        await scheduler.StartAsync(async () => result = await act());
        return result!;
    }
}
