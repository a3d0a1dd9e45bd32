using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace WebTrader.Brokers.MtApi5.Terminal.Wire;

/// <summary>
/// The HTTP request that becomes a WebSocket (RFC 6455, section 4.2). Any path is taken, no origin is asked for, and neither a sub-protocol nor
/// compression is agreed on, whatever is offered: so does MtService (measured).
/// </summary>
internal static class Handshake
{
    private const int MostBytes = 16 * 1024;
    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    public static byte[] Refusal { get; } = Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nServer: Boost.Beast/351\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

    /// <summary>The answer to a request; null where it is not one for a WebSocket, or not HTTP at all.</summary>
    public static async ValueTask<byte[]?> ReadAsync(Stream stream)
    {
        var head = new List<byte>(512);
        var one = new byte[1];
        while (head.Count < MostBytes)
        {
            if (await stream.ReadAsync(one) == 0) return null;
            head.Add(one[0]);
            if (one[0] == '\n' && EndsTheHead(head)) return Answer(Encoding.Latin1.GetString([.. head]));
        }

        return null;
    }

    private static bool EndsTheHead(List<byte> head) => head.Count >= 4 && head[^2] == '\r' && head[^3] == '\n' && head[^4] == '\r';

    private static byte[]? Answer(string head)
    {
        var lines = head.Split("\r\n");
        var request = lines[0].Split(' ');
        if (request.Length != 3 || request[0] != "GET" || request[2] != "HTTP/1.1") return null;
        if (!Has(lines, "Upgrade", "websocket") || !Has(lines, "Connection", "upgrade") || !Has(lines, "Sec-WebSocket-Version", "13")) return null;
        if (Value(lines, "Sec-WebSocket-Key") is not { Length: > 0 } key) return null;
        return Encoding.ASCII.GetBytes(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Accept: {Accept(key)}\r\nServer: Boost.Beast/351 websocket-server-async\r\n\r\n");
    }

    [SuppressMessage("Security", "CA5350", Justification = "The protocol asks for it (RFC 6455, section 4.2.2); nothing is kept secret by it.")]
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Magic)));

    private static bool Has(string[] lines, string header, string token) =>
        Value(lines, header) is { } value && value.Split(',').Any(each => each.Trim().Equals(token, StringComparison.OrdinalIgnoreCase));

    private static string? Value(string[] lines, string header) =>
        lines.Skip(1).FirstOrDefault(line => line.StartsWith(header + ":", StringComparison.OrdinalIgnoreCase))?[(header.Length + 1)..].Trim();
}
