using System.Buffers;
using System.Net.WebSockets;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>
/// A line over a WebSocket of either side. Text frames; messages in several frames are put together, also from the terminal, which cuts at 4,096 bytes.
/// </summary>
/// <param name="mostBytes">The largest message that is taken.</param>
public sealed class WebSocketWire(WebSocket socket, int mostBytes) : IMt5Wire
{
    private const int FrameRoom = 4096;

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

    public async ValueTask<bool> ReceiveAsync(ArrayBufferWriter<byte> to)
    {
        try
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
        catch (Exception fault) when (IsLoss(fault))
        {
            throw Lost(fault);
        }
    }

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
    }

    private static bool IsLoss(Exception fault) => fault is WebSocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException
        || (fault is IOException and not Mt5WireException);

    private static Mt5WireException Lost(Exception fault) => new($"the line is lost: {fault.InnerException?.Message ?? fault.Message}", fault);
}
