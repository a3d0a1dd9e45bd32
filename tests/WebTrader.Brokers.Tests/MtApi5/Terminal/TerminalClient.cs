using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Terminal;

/// <summary>A client of the plainest kind: lines out, lines in, over the framework's own WebSocket.</summary>
internal sealed class TerminalClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket socket = new();
    private readonly Queue<string> setAside = new();
    private int nextId = 1;

    public int Expert { get; private init; }

    public ClientWebSocket Socket => socket;

    public WebSocketMessageType LastType { get; private set; }

    public static async Task<TerminalClient> ConnectAsync(Uri address, int expert)
    {
        var client = new TerminalClient { Expert = expert };
        client.socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await client.socket.ConnectAsync(address, TestContext.Current.CancellationToken);
        return client;
    }

    public Task SendAsync(string line) => SendAsync(line, WebSocketMessageType.Text);

    public Task SendAsync(string line, WebSocketMessageType type) => socket.SendAsync(Encoding.UTF8.GetBytes(line), type, endOfMessage: true, TestContext.Current.CancellationToken);

    /// <summary>Sends a command with the next id and does not wait.</summary>
    public async Task<int> BeginAsync(int command, string payload = "", int? expert = null)
    {
        var id = nextId++;
        await SendAsync(string.Create(CultureInfo.InvariantCulture, $"0;{expert ?? Expert};{id};{command};{payload}"));
        return id;
    }

    /// <summary>The next line, whatever it is; null when the server closed.</summary>
    public async Task<string?> NextAsync(TimeSpan? within = null)
    {
        if (setAside.TryDequeue(out var earlier)) return earlier;
        return await ReceiveAsync(within ?? Patience);
    }

    /// <summary>The answer to a command, as it stands on the wire behind the header; other lines are kept.</summary>
    public Task<string> AnswerAsync(int id, int? expert = null) => FindAsync(string.Create(CultureInfo.InvariantCulture, $"1;{expert ?? Expert};{id};"));

    public async Task<string> AskAsync(int command, string payload = "", int? expert = null) => await AnswerAsync(await BeginAsync(command, payload, expert), expert);

    /// <summary>The value of a successful answer.</summary>
    public async Task<JsonNode> ValueAsync(int command, string payload = "", int? expert = null)
    {
        var answer = JsonNode.Parse(await AskAsync(command, payload, expert))!;
        answer["ErrorCode"]!.ToJsonString().ShouldBe("\"0\"", $"command {command} {payload}: {answer.ToJsonString()}");
        return answer["Value"]!;
    }

    public async Task<long> WholeAsync(int command, string payload = "", int? expert = null) => (await ValueAsync(command, payload, expert)).GetValue<long>();

    public async Task<decimal> AmountAsync(int command, string payload = "", int? expert = null) => (await ValueAsync(command, payload, expert)).GetValue<decimal>();

    public async Task<bool> FlagAsync(int command, string payload = "", int? expert = null) => (await ValueAsync(command, payload, expert)).GetValue<bool>();

    public async Task<string> TextAsync(int command, string payload = "", int? expert = null) => (await ValueAsync(command, payload, expert)).GetValue<string>();

    /// <summary>The next event of a kind; other lines are kept.</summary>
    public async Task<JsonNode> EventAsync(int type, int? expert = null) => JsonNode.Parse(await FindAsync(string.Create(CultureInfo.InvariantCulture, $"2;{expert ?? Expert};{type};")))!;

    /// <summary>Whether nothing comes for a while; a line that does is what is wrong.</summary>
    public async Task StaysSilentAsync(int milliseconds = 150)
    {
        try
        {
            (await NextAsync(TimeSpan.FromMilliseconds(milliseconds))).ShouldBe("nothing");
        }
        catch (OperationCanceledException)
        {
            // As it should be. A receive that was cancelled ends the socket, so this is the last thing a test asks of a client.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (socket.State == WebSocketState.Open) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        socket.Dispose();
    }

    private async Task<string> FindAsync(string header)
    {
        string? found = null;
        for (var waited = setAside.Count; waited > 0; waited--)
        {
            var line = setAside.Dequeue();
            if (found is null && line.StartsWith(header, StringComparison.Ordinal)) found = line[header.Length..];
            else setAside.Enqueue(line);
        }

        while (found is null)
        {
            var line = await ReceiveAsync(Patience) ?? throw new InvalidOperationException($"The server closed before {header} came.");
            if (line.StartsWith(header, StringComparison.Ordinal)) found = line[header.Length..];
            else setAside.Enqueue(line);
        }

        return found;
    }

    private async Task<string?> ReceiveAsync(TimeSpan within)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(within);
        var bytes = new List<byte>();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, patience.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            LastType = part.MessageType;
            bytes.AddRange(buffer.AsSpan(0, part.Count));
            if (part.EndOfMessage) return Encoding.UTF8.GetString([.. bytes]);
        }
    }
}
