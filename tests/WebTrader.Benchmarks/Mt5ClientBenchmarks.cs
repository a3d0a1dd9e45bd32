using System.Buffers;
using System.Net.WebSockets;
using BenchmarkDotNet.Attributes;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.Tests.MtApi5;
using WebTrader.Engine.Running;

namespace WebTrader.Benchmarks;

/// <summary>
/// 64 reads at once over a real socket: through the client, with everything that it does about them, against the least that is possible: 64 finished
/// messages sent in a row by a bare socket, and 64 received without looking into them.
/// </summary>
[MemoryDiagnoser]
public class SixtyFourReads
{
    private const int Calls = 64;

    private readonly SocketTerminal terminal = new();
    private readonly SessionScheduler scheduler = new();
    private readonly byte[][] messages = [.. Enumerable.Range(0, Calls).Select(id => System.Text.Encoding.ASCII.GetBytes($"0;7;{id};6;"))];
    private readonly byte[] buffer = new byte[4096];
    private ClientWebSocket bare = new();
    private Mt5Client client = null!;

    // The harness does not wait for a set-up that is a task.
    [GlobalSetup]
    public void Open() => OpenAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Close() => CloseAsync().GetAwaiter().GetResult();

    private async Task OpenAsync()
    {
        terminal.Open();
        bare = new ClientWebSocket();
        bare.Options.Proxy = null;
        await bare.ConnectAsync(terminal.Address, CancellationToken.None);
        client = new Mt5Client(new Mt5ClientOptions { Address = terminal.Address }, TimeProvider.System);
        var listener = new ReadyListener();
        scheduler.StartThread("client");
        await scheduler.AskAsync(() =>
        {
            client.Connect(listener);
            return true;
        });
        await listener.Ready;
    }

    private async Task CloseAsync()
    {
        await scheduler.StartAsync(() => client.DisposeAsync().AsTask());
        bare.Dispose();
        await terminal.DisposeAsync();
        scheduler.Dispose();
    }

    [Benchmark(Baseline = true)]
    public async Task BareSocket()
    {
        foreach (var message in messages) await bare.SendAsync(message.AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None);
        for (var at = 0; at < Calls; at++) await bare.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
    }

    [Benchmark]
    public Task Client() => scheduler.StartAsync(CallAllAsync);

    private async Task CallAllAsync()
    {
        var calls = new Task<Mt5Answer>[Calls];
        for (var at = 0; at < Calls; at++) calls[at] = client.CallAsync(7, Mt5Request.PositionsTotal, CancellationToken.None).AsTask();
        foreach (var call in calls)
        {
            if (await call is not Mt5Answer.Value) throw new InvalidOperationException("A call was not answered.");
        }
    }
}

/// <summary>What one read costs inside the client, with no network: the answer is there as soon as the command has left.</summary>
[MemoryDiagnoser]
public class OneRead
{
    private readonly SessionScheduler scheduler = new();
    private Mt5Client client = null!;

    [GlobalSetup]
    public void Open()
    {
        client = new Mt5Client(new Mt5ClientOptions(), TimeProvider.System, new EchoDialer());
        scheduler.Post(_ => client.Connect(new ReadyListener()), null);
        scheduler.RunUntilIdle();
        if (client.Experts is not [{ State: Mt5ExpertState.Ready }]) throw new InvalidOperationException("The expert is not ready.");
    }

    [Benchmark]
    public void Client()
    {
        scheduler.Post(static self => _ = ((OneRead)self!).CallAsync(), this);
        scheduler.RunUntilIdle();
    }

    private async Task CallAsync()
    {
        if (await client.CallAsync(7, Mt5Request.PositionsTotal, CancellationToken.None) is not Mt5Answer.Value) throw new InvalidOperationException("The call was not answered.");
    }
}

/// <summary>Told when the first expert is ready.</summary>
internal sealed class ReadyListener : IMt5Listener
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Ready => ready.Task;

    public void OnConnected()
    {
    }

    public void OnDisconnected(string reason) => ready.TrySetException(new InvalidOperationException(reason));

    public void OnExpertsChanged(IReadOnlyList<Mt5Expert> experts)
    {
        if (experts.Any(expert => expert.State == Mt5ExpertState.Ready)) ready.TrySetResult();
    }

    public void OnEvent(Mt5Event reported)
    {
    }

    public void OnLateAnswer(Mt5Call call, Mt5Answer answer)
    {
    }
}

/// <summary>A line that answers each command with its number, and the account check with some account.</summary>
internal sealed class EchoDialer : IMt5Dialer
{
    public ValueTask<IMt5Wire> DialAsync(CancellationToken cancellation) => ValueTask.FromResult<IMt5Wire>(new EchoWire());

    private sealed class EchoWire : IMt5Wire
    {
        private readonly ArrayBufferWriter<byte> said = new(1024);
        private readonly Queue<int> lengths = new();
        private TaskCompletionSource? news;

        public ValueTask SendAsync(ReadOnlyMemory<byte> message)
        {
            if (lengths.Count == 0) said.ResetWrittenCount();
            var before = said.WrittenCount;
            if (!Mt5Framing.TryParse(message.Span, out var heard)) throw new Mt5WireException("not understood");
            if (heard.Type == Mt5MessageType.Notification) Mt5Framing.WriteExpertList(said, [7]);
            else Mt5Framing.WriteResponse(said, 7, heard.Number, heard.Command == Mt5Command.AccountInfoString ? "{\"ErrorCode\" : \"0\",\"Value\" : \"Demo\"}"u8 : "{\"ErrorCode\" : \"0\",\"Value\" : 5}"u8);
            lengths.Enqueue(said.WrittenCount - before);
            var waiting = news;
            news = null;
            waiting?.SetResult();
            return ValueTask.CompletedTask;
        }

        public async ValueTask<bool> ReceiveAsync(ArrayBufferWriter<byte> to)
        {
            while (lengths.Count == 0)
            {
                news = new TaskCompletionSource();
                await news.Task;
            }

            var start = said.WrittenCount;
            foreach (var length in lengths) start -= length;
            to.Write(said.WrittenSpan.Slice(start, lengths.Dequeue()));
            return true;
        }

        public ValueTask CloseAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

        public void Dispose()
        {
        }
    }
}
