using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace WebTrader.Brokers.Tests.MtApi5;

/// <summary>
/// A small server on a real port: one expert (7) that answers account, position count and balance, cuts what it says into frames as the real one does, and can
/// fall silent. For what only a real socket shows.
/// </summary>
internal sealed class SocketTerminal : IAsyncDisposable
{
    private const int FrameBytes = 4096;

    private readonly ConcurrentDictionary<TcpClient, WebSocket> lines = new();
    private readonly CancellationTokenSource ending = new();
    private TcpListener listener = new(IPAddress.Loopback, 0);
    private Task accepting = Task.CompletedTask;
    private volatile bool isFrozen;

    public int Port { get; private set; }

    public Uri Address => new($"ws://127.0.0.1:{Port}/ws");

    /// <summary>While true nothing is read, not even pings.</summary>
    public bool IsFrozen
    {
        get => isFrozen;
        set => isFrozen = value;
    }

    /// <summary>Lines that were closed with a whole handshake.</summary>
    public int Goodbyes { get; private set; }

    public int Lines => lines.Count;

    public void Open()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync(listener);
    }

    /// <summary>Stops listening and drops every line.</summary>
    public async Task ShutAsync()
    {
        listener.Stop();
        foreach (var line in lines.Keys) line.Dispose();
        await accepting;
    }

    public async Task SayAsync(string message)
    {
        foreach (var socket in lines.Values) await SendAsync(socket, message);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await ShutAsync();
        ending.Dispose();
    }

    private async Task AcceptAsync(TcpListener from)
    {
        var serving = new List<Task>();
        try
        {
            while (true) serving.Add(ServeAsync(await from.AcceptTcpClientAsync()));
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // Shut: what it serves ends with its line.
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var line = client;
        client.NoDelay = true;
        try
        {
            var stream = client.GetStream();
            await GreetAsync(stream);
            using var socket = WebSocket.CreateFromStream(new FreezableStream(stream, () => IsFrozen), new WebSocketCreationOptions { IsServer = true });
            lines[client] = socket;
            await HearAsync(socket);
        }
        catch (Exception lost) when (lost is IOException or WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The line is gone, as the test wanted.
        }
        finally
        {
            lines.TryRemove(client, out _);
        }
    }

    private async Task HearAsync(WebSocket socket)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var heard = await socket.ReceiveAsync(buffer.AsMemory(), ending.Token);
            if (heard.MessageType == WebSocketMessageType.Close)
            {
                Goodbyes++;
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ending.Token);
                return;
            }

            if (Reply(Encoding.UTF8.GetString(buffer, 0, heard.Count)) is { } reply) await SendAsync(socket, reply);
        }
    }

    private static string? Reply(string line)
    {
        var field = line.Split(';');
        if (field[0] == "6") return "3;7";
        if (field[0] != "0") return null;
        var value = field[3] switch
        {
            "33" => "12345678",
            "34" => "\"Broker-Demo\"",
            "6" => field[2],
            "153" => $"\"{new string('x', 300_000)}\"",
            _ => "false",
        };
        return string.Create(CultureInfo.InvariantCulture, $$"""1;{{field[1]}};{{field[2]}};{"ErrorCode" : "0","Value" : {{value}}}""");
    }

    private static async Task SendAsync(WebSocket socket, string message)
    {
        var bytes = Encoding.UTF8.GetBytes(message);
        for (var at = 0; at < bytes.Length; at += FrameBytes)
        {
            var part = bytes.AsMemory(at, Math.Min(FrameBytes, bytes.Length - at));
            await socket.SendAsync(part, WebSocketMessageType.Text, at + part.Length == bytes.Length, CancellationToken.None);
        }
    }

    // The opening handshake of RFC 6455, as far as our own client needs it.
    private static async Task GreetAsync(NetworkStream stream)
    {
        var request = new StringBuilder();
        var one = new byte[1];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0) throw new IOException("nobody is there any more");
            request.Append((char)one[0]);
        }

        var key = request.ToString().Split("\r\n").Single(header => header.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase))[18..].Trim();
#pragma warning disable CA5350 // RFC 6455 wants SHA-1 here; nothing is protected by it.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
    }
}
