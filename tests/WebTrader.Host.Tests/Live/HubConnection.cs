using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace WebTrader.Host.Tests.Live;

/// <summary>A browser's side of the live feed: SignalR's JSON protocol over a WebSocket, without a library that hides what was sent.</summary>
public sealed class HubConnection : IDisposable
{
    private const char End = '\u001e';

    private readonly ClientWebSocket socket = new();
    private readonly Queue<JsonElement> received = new();
    private string rest = "";

    public static async Task<HubConnection> OpenAsync(Uri host, string? origin = null, System.Net.CookieContainer? cookies = null)
    {
        var connection = new HubConnection();
        if (origin is not null) connection.socket.Options.SetRequestHeader("Origin", origin);
        if (cookies is not null) connection.socket.Options.Cookies = cookies;
        await connection.socket.ConnectAsync(new UriBuilder(host) { Scheme = "ws", Path = "/hubs/live" }.Uri, TestContext.Current.CancellationToken);
        await connection.SendAsync("""{"protocol":"json","version":1}""");
        await connection.NextAsync();
        return connection;
    }

    public Task WatchAsync(string? account = null) => InvokeAsync("Watch", account);

    public Task WatchViewAsync(string view, string? account = null) => InvokeAsync("WatchView", account, view);

    public Task LeaveViewAsync(string view) => InvokeAsync("LeaveView", view);

    /// <summary>The next message about what is watched (alerts go to everybody, whenever they begin, and are passed over): its name and its content; or "error" and the text when a call was refused.</summary>
    public async Task<(string Name, JsonElement Content)> HearAsync()
    {
        while (true)
        {
            var message = await NextAsync();
            var type = message.TryGetProperty("type", out var number) ? number.GetInt32() : 0;
            if (type == 1 && message.GetProperty("target").GetString() != "alert") return (message.GetProperty("target").GetString()!, message.GetProperty("arguments")[0]);
            if (type == 3 && message.TryGetProperty("error", out var error)) return ("error", error);
        }
    }

    public void Dispose() => socket.Dispose();

    private Task InvokeAsync(string target, params string?[] arguments) => SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = "1", target, arguments }));

    private Task SendAsync(string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    private async Task<JsonElement> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var buffer = new byte[64 * 1024];
        var decoder = Encoding.UTF8.GetDecoder();
        while (received.Count == 0)
        {
            var part = await socket.ReceiveAsync(buffer, patience.Token);
            if (part.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException("The host has closed the connection.");
            var characters = new char[buffer.Length];
            rest += new string(characters, 0, decoder.GetChars(buffer, 0, part.Count, characters, 0));
            for (var end = rest.IndexOf(End, StringComparison.Ordinal); end >= 0; end = rest.IndexOf(End, StringComparison.Ordinal))
            {
                using var document = JsonDocument.Parse(rest[..end]);
                received.Enqueue(document.RootElement.Clone());
                rest = rest[(end + 1)..];
            }
        }

        return received.Dequeue();
    }
}
