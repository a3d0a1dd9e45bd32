using System.Globalization;
using System.Net;
using System.Net.Sockets;
using WebTrader.Brokers.MtApi5.Terminal.Faults;

namespace WebTrader.Brokers.MtApi5.Terminal.Wire;

/// <summary>The port and who is connected to it. On the terminal's thread.</summary>
internal sealed class TerminalServer(IPEndPoint asked, TimeProvider clock, TerminalFaults faults, Counters counters, Action<ITerminalLine, byte[]> received)
    : ITerminalLines
{
    private static readonly TimeSpan AcceptAgainAfter = TimeSpan.FromMilliseconds(100);

    private readonly List<TerminalConnection> open = [];
    private readonly HashSet<TerminalConnection> all = [];
    private TcpListener? listener;

    /// <summary>Where it listens, or listened last; with the port the system chose.</summary>
    public IPEndPoint EndPoint { get; private set; } = asked;

    public bool IsListening => listener is not null;

    public int Connections => open.Count;

    /// <summary>Called with each new WebSocket, before anything is received from it.</summary>
    public Action? Connected { get; set; }

    /// <summary>Throws <see cref="IOException"/> where the port cannot be had. (The real one says nothing then.)</summary>
    public void Listen()
    {
        if (listener is not null) return;
        var fresh = new TcpListener(EndPoint);
        try
        {
            fresh.Start();
        }
        catch (SocketException refused)
        {
            fresh.Dispose();
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"The terminal cannot listen on {EndPoint}: {refused.Message}"), refused);
        }

        listener = fresh;
        EndPoint = (IPEndPoint)fresh.LocalEndpoint;
        Accept(fresh);
    }

    public void StopListening()
    {
        listener?.Dispose();
        listener = null;
    }

    /// <returns>How many it was handed to.</returns>
    public int Broadcast(byte[] message)
    {
        foreach (var connection in open.ToArray()) connection.Send(message);
        return open.Count;
    }

    public void CloseAll(ushort code)
    {
        foreach (var connection in open.ToArray()) connection.Close(code);
    }

    public void DropAll()
    {
        foreach (var connection in all.ToArray()) connection.Drop();
    }

    private async void Accept(TcpListener from)
    {
        while (listener == from)
        {
            Socket socket;
            try
            {
                socket = await from.AcceptSocketAsync();
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException)
            {
                if (listener != from || end is not SocketException) return;
                await Task.Delay(AcceptAgainAfter, clock);
                continue;
            }

            if (listener != from)
            {
                socket.Dispose();
                return;
            }

            Serve(socket);
        }
    }

    private async void Serve(Socket socket)
    {
        socket.NoDelay = true;
        var connection = new TerminalConnection(socket, clock, faults, counters, received);
        all.Add(connection);
        await connection.RunAsync(Add);
        all.Remove(connection);
        open.Remove(connection);
    }

    private void Add(TerminalConnection connection)
    {
        open.Add(connection);
        Connected?.Invoke();
    }
}
