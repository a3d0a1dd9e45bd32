using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Terminal;

/// <summary>A client made of bytes, for what the framework's own would not do or would not show.</summary>
internal sealed class RawSocket : IDisposable
{
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private readonly TcpClient tcp = new();
    private NetworkStream stream = null!;

    /// <summary>A connection on which nothing has been said.</summary>
    public static async Task<RawSocket> DialAsync(IPEndPoint end)
    {
        var raw = new RawSocket();
        await raw.tcp.ConnectAsync(end, TestContext.Current.CancellationToken);
        raw.stream = raw.tcp.GetStream();
        return raw;
    }

    /// <summary>A connection that is a WebSocket.</summary>
    public static async Task<RawSocket> UpgradeAsync(IPEndPoint end)
    {
        var raw = await DialAsync(end);
        await raw.WriteAsync(UpgradeRequest("/ws"));
        await raw.HeadAsync();
        return raw;
    }

    public static string UpgradeRequest(string path, string more = "") =>
        $"GET {path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Key: {Key}\r\nSec-WebSocket-Version: 13\r\n{more}\r\n";

    public Task WriteAsync(string text) => WriteAsync(Encoding.ASCII.GetBytes(text));

    public async Task WriteAsync(byte[] bytes) => await stream.WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>The head of an HTTP answer.</summary>
    public async Task<string> HeadAsync()
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await ReadAsync(one) > 0) head.Append((char)one[0]);
        return head.ToString();
    }

    /// <summary>A frame as clients send it, masked unless told otherwise.</summary>
    public Task FrameAsync(int opcode, byte[] payload, bool isLast = true, bool isMasked = true)
    {
        var frame = new List<byte> { (byte)(opcode | (isLast ? 0x80 : 0)) };
        var mask = isMasked ? 0x80 : 0;
        if (payload.Length < 126) frame.Add((byte)(payload.Length | mask));
        else
        {
            var length = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(length, payload.Length);
            frame.Add((byte)(127 | mask));
            frame.AddRange(length);
        }

        if (isMasked) frame.AddRange([1, 2, 3, 4]);
        frame.AddRange(isMasked ? payload.Select((value, index) => (byte)(value ^ ((index & 3) + 1))) : payload);
        return WriteAsync([.. frame]);
    }

    public Task TextAsync(string line) => FrameAsync(1, Encoding.UTF8.GetBytes(line));

    /// <summary>The next frame of the server; null at the end of the connection.</summary>
    public async Task<(int Opcode, bool IsLast, byte[] Payload)?> NextAsync()
    {
        try
        {
            var head = new byte[2];
            await stream.ReadExactlyAsync(head, Patience());
            var length = (int)head[1];
            if (length == 126)
            {
                var more = new byte[2];
                await stream.ReadExactlyAsync(more, Patience());
                length = BinaryPrimitives.ReadUInt16BigEndian(more);
            }

            var payload = new byte[length];
            await stream.ReadExactlyAsync(payload, Patience());
            return (head[0] & 0x0F, (head[0] & 0x80) != 0, payload);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>How many bytes came; 0 at the end of the connection.</summary>
    public async Task<int> ReadAsync(byte[] buffer)
    {
        try
        {
            return await stream.ReadAsync(buffer, Patience());
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Whether anything is there to read, without waiting.</summary>
    public bool HasData => tcp.Available > 0;

    public void Dispose() => tcp.Dispose();

    private static CancellationToken Patience()
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        return patience.Token;
    }
}
