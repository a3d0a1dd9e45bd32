using System.Buffers;
using System.Net.WebSockets;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>
/// A line over a WebSocket of either side. Text frames; messages in several frames are put together, also from the terminal, which cuts at 4,096 bytes.
/// <para>
/// The socket is read beside the session's scheduler, and a session that is busy takes all that has come meanwhile at once: one change of threads for many
/// messages. Nothing of the session is touched there, and pings are answered however busy it is.
/// </para>
/// </summary>
public sealed class WebSocketWire : IMt5Wire
{
    private const int FrameRoom = 4096;
    private const int KeptBuffer = 256 * 1024;
    private const int MostWaiting = 1024 * 1024;

    private readonly WebSocket socket;
    private readonly int mostBytes;
    private readonly WireInbox inbox = new(MostWaiting);

    /// <param name="mostBytes">The largest message that is taken.</param>
    public WebSocketWire(WebSocket socket, int mostBytes)
    {
        this.socket = socket;
        this.mostBytes = mostBytes;
        var session = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            Read();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(session);
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> message)
    {
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);
        }
        catch (Exception fault) when (IsLoss(fault))
        {
            throw Lost(fault);
        }
    }

    public ValueTask<bool> ReceiveAsync(ArrayBufferWriter<byte> to) => inbox.TakeAsync(to);

    public async ValueTask CloseAsync(CancellationToken cancellation)
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
        }
        catch (Exception fault) when (IsLoss(fault))
        {
            throw Lost(fault);
        }
    }

    public void Dispose()
    {
        // Without a finished handshake this resets the connection, which the terminal notices too.
        if (socket.State is not (WebSocketState.Closed or WebSocketState.Aborted)) socket.Abort();
        socket.Dispose();
        inbox.End(new Mt5WireException("the line was dropped"));
    }

    // "async void": nobody awaits it; how it ended is told by what the session takes.
    private async void Read()
    {
        var buffer = new ArrayBufferWriter<byte>(FrameRoom);
        try
        {
            while (true)
            {
                var next = ReadMessageAsync(buffer);
                if (!next.IsCompleted) inbox.Tell();
                if (!await next) break;
                await inbox.PutAsync(buffer.WrittenSpan);
                if (buffer.Capacity > KeptBuffer) buffer = new ArrayBufferWriter<byte>(FrameRoom);
                else buffer.ResetWrittenCount();
            }

            inbox.End(null);
        }
        catch (Mt5WireException tooLarge)
        {
            inbox.End(tooLarge);
        }
        catch (Exception fault)
        {
            inbox.End(Lost(fault));
        }
    }

    private async ValueTask<bool> ReadMessageAsync(ArrayBufferWriter<byte> to)
    {
        while (true)
        {
            var part = await socket.ReceiveAsync(to.GetMemory(FrameRoom), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close) return false;
            to.Advance(part.Count);
            if (to.WrittenCount > mostBytes) throw new Mt5WireException($"a message is larger than {mostBytes} bytes");
            if (part.EndOfMessage) return true;
        }
    }

    private static bool IsLoss(Exception fault) => fault is WebSocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException or IOException;

    private static Mt5WireException Lost(Exception fault) => new($"the line is lost: {fault.InnerException?.Message ?? fault.Message}", fault);
}
