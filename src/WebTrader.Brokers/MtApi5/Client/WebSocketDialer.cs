using System.Net.WebSockets;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>Connects by WebSocket, without a proxy: the terminal is on this machine or at the end of a tunnel.</summary>
public sealed class WebSocketDialer(Mt5ClientOptions options) : IMt5Dialer
{
    public async ValueTask<IMt5Wire> DialAsync(CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        // A line that died without a word is found by pings; they run in the framework's own time and decide nothing but that.
        socket.Options.KeepAliveInterval = options.PingDeadline;
        socket.Options.KeepAliveTimeout = options.PingDeadline;
        socket.Options.Proxy = null;
        try
        {
            await socket.ConnectAsync(options.Address, cancellation);
            return new WebSocketWire(socket, options.MostBytes);
        }
        catch (Exception fault) when (fault is WebSocketException or IOException)
        {
            socket.Dispose();
            throw new Mt5WireException($"{options.Address} cannot be reached: {fault.InnerException?.Message ?? fault.Message}", fault);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
