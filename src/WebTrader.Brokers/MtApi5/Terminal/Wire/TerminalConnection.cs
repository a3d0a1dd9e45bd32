using System.Net.Sockets;
using WebTrader.Brokers.MtApi5.Terminal.Faults;

namespace WebTrader.Brokers.MtApi5.Terminal.Wire;

/// <summary>One client. Runs on the terminal's thread, where <paramref name="received"/> is called too.</summary>
internal sealed class TerminalConnection(Socket socket, TimeProvider clock, TerminalFaults faults, Counters counters, Action<ITerminalLine, byte[]> received)
    : ITerminalLine, IDisposable
{
    // Measured at MtService: a ping after 150 s without a word, the end at 300 s.
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan DropAfter = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan HandshakeWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(5);

    // The real one keeps everything for a client that never reads, for ever; a simulator has a limit on everything.
    private const int MostWaiting = 100_000;
    private const int DripBytes = 8;

    private readonly NetworkStream stream = new(socket, ownsSocket: true);
    private readonly CancellationTokenSource gone = new();
    private readonly Queue<(Opcode Opcode, byte[] Payload)> outbox = new();
    private readonly bool isMute = faults.Mute.Strikes();
    private readonly bool isHalfOpen = faults.HalfOpen.Strikes();
    private Opcode answersIn = Opcode.Text;
    private long heardAt = clock.GetTimestamp();
    private Task writing = Task.CompletedTask;
    private bool isClosing;

    /// <summary>Whether messages can be sent: after the upgrade and before the end.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>From the upgrade to the end; the task ends with the connection and never fails.</summary>
    /// <param name="opened">Called once it is a WebSocket.</param>
    public async Task RunAsync(Action<TerminalConnection> opened)
    {
        try
        {
            var input = new BufferedStream(stream, 16 * 1024);
            if (!await UpgradeAsync(input)) return;
            IsOpen = true;
            opened(this);
            KeepAlive();
            await ReceiveAsync(input);
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException or SocketException or OperationCanceledException)
        {
            // The other side is gone, or we cut it off.
        }
        catch (NotSupportedException) when (gone.IsCancellationRequested)
        {
            // What a buffer says whose socket was cut off under it.
        }
        finally
        {
            Drop();
        }
    }

    /// <summary>Queues a message; nothing happens when the connection has ended.</summary>
    public void Send(byte[] message)
    {
        if (IsOpen && !isClosing && !isHalfOpen) Queue(Opcode.Text, message);
    }

    /// <summary>Says goodbye with a close frame, and ends when the other side has too, or after a while.</summary>
    public async void Close(ushort code)
    {
        if (!IsOpen || isClosing) return;
        if (!isHalfOpen) Queue(Opcode.Close, FrameWriter.Close(code));
        isClosing = true;
        await Task.Delay(CloseWithin, clock, gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Drop();
    }

    /// <summary>Ends without a word.</summary>
    public void Drop()
    {
        if (gone.IsCancellationRequested) return;
        IsOpen = false;
        outbox.Clear();
        gone.Cancel();
        stream.Dispose();
    }

    public void Dispose() => Drop();

    private async Task<bool> UpgradeAsync(Stream input)
    {
        EndAfterHandshakeTime();
        var answer = await Handshake.ReadAsync(input);
        if (isMute) await Task.Delay(Timeout.InfiniteTimeSpan, clock, gone.Token);
        await stream.WriteAsync(answer ?? Handshake.Refusal, gone.Token);
        if (answer is null) await FinishRefusalAsync(input);
        return answer is not null;
    }

    // Closing with unread bytes would reset the connection, and the refusal would be lost on the way.
    private async Task FinishRefusalAsync(Stream input)
    {
        socket.Shutdown(SocketShutdown.Send);
        var rest = new byte[4096];
        while (await input.ReadAsync(rest, gone.Token) > 0)
        {
        }
    }

    private async void EndAfterHandshakeTime()
    {
        await Task.Delay(HandshakeWithin, clock, gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!IsOpen && !isMute) Drop();
    }

    private async Task ReceiveAsync(Stream input)
    {
        var frames = new FrameReader(input, () => heardAt = clock.GetTimestamp());
        try
        {
            while (await frames.NextAsync() is { } inbound)
            {
                if (inbound.Opcode == Opcode.Close)
                {
                    await EndAsync(inbound.Payload);
                    return;
                }

                Take(inbound);
            }
        }
        catch (WireException broken)
        {
            counters.Dropped++;
            await EndAsync(FrameWriter.Close(broken.CloseCode)[2..]);
        }
    }

    private void Take(Inbound inbound)
    {
        if (inbound.Opcode == Opcode.Ping && !isHalfOpen && !isClosing) Queue(Opcode.Pong, FrameWriter.Control(Opcode.Pong, inbound.Payload));
        if (inbound.Opcode is not (Opcode.Text or Opcode.Binary) || isHalfOpen) return;
        answersIn = inbound.Opcode;
        received(this, inbound.Payload);
    }

    private async Task EndAsync(byte[] closePayload)
    {
        IsOpen = false;
        if (isHalfOpen || isClosing) return;
        isClosing = true;
        Queue(Opcode.Close, FrameWriter.Control(Opcode.Close, closePayload));
        await Task.WhenAny(writing, Task.Delay(CloseWithin, clock, gone.Token));
        if (!gone.IsCancellationRequested) socket.Shutdown(SocketShutdown.Send);
    }

    // What counts is when the client was last heard, so a pong keeps a silent one.
    private async void KeepAlive()
    {
        long? pingedFor = null;
        while (!gone.IsCancellationRequested)
        {
            var silent = clock.GetElapsedTime(heardAt);
            if (silent >= DropAfter)
            {
                counters.Dropped++;
                Drop();
                return;
            }

            var isPinged = pingedFor == heardAt;
            if (silent >= PingAfter && !isPinged)
            {
                pingedFor = heardAt;
                if (!isHalfOpen && !isClosing) Queue(Opcode.Ping, FrameWriter.Control(Opcode.Ping, []));
                isPinged = true;
            }

            var wait = (isPinged ? DropAfter : PingAfter) - silent;
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), clock, gone.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private void Queue(Opcode opcode, byte[] payload)
    {
        if (outbox.Count >= MostWaiting)
        {
            counters.Dropped++;
            Drop();
            return;
        }

        outbox.Enqueue((opcode, payload));
        if (writing.IsCompleted) writing = WriteAllAsync();
    }

    private async Task WriteAllAsync()
    {
        try
        {
            while (outbox.TryDequeue(out var next))
            {
                // As MtService does it: in the kind of the last message that came in (measured).
                var bytes = next.Opcode == Opcode.Text ? FrameWriter.Message(answersIn, next.Payload) : next.Payload;
                if (next.Opcode == Opcode.Text && faults.Drip.Strikes()) await DripAsync(bytes);
                else await stream.WriteAsync(bytes, gone.Token);
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException or SocketException or OperationCanceledException)
        {
            Drop();
        }
    }

    private async Task DripAsync(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length; at += DripBytes)
        {
            await stream.WriteAsync(bytes.AsMemory(at, Math.Min(DripBytes, bytes.Length - at)), gone.Token);
            await Task.Delay(faults.DripPause, clock, gone.Token);
        }
    }
}
