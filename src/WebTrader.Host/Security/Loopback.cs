using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace WebTrader.Host.Security;

internal static class Loopback
{
    /// <summary>Whether a request comes from this machine. Behind a proxy that was named, its client counts.</summary>
    public static bool Is(HttpContext context) => context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote);

    /// <summary>Before anything starts: a port that is taken is said in one line.</summary>
    /// <exception cref="IOException">It is taken, or not allowed.</exception>
    public static void EnsureFree(int port)
    {
        if (port == 0) return;
        try
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
        }
        catch (SocketException taken)
        {
            throw CannotOpen(port, taken);
        }
    }

    public static IOException CannotOpen(int port, Exception fault) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Port {port} of this machine cannot be opened: {fault.Message.TrimEnd('.')}. Choose another one with --port."), fault);

    /// <summary>Whether this machine has [::1]; containers often do not.</summary>
    public static bool HasV6(int port)
    {
        if (!Socket.OSSupportsIPv6) return false;
        try
        {
            using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.IPv6Loopback, port));
            return true;
        }
        catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            // It exists; that the port is not free is said when the server starts.
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
