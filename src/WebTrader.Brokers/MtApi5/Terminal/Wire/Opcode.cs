namespace WebTrader.Brokers.MtApi5.Terminal.Wire;

/// <summary>What a WebSocket frame is (RFC 6455, section 5.2).</summary>
internal enum Opcode : byte
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}

/// <summary>A whole message, or a control frame, from the other side.</summary>
internal readonly record struct Inbound(Opcode Opcode, byte[] Payload);

/// <summary>The other side broke the rules; it is told with this code, and the connection ends.</summary>
internal sealed class WireException(ushort closeCode, string message) : Exception(message)
{
    public ushort CloseCode => closeCode;
}

/// <summary>Why a connection is closed (RFC 6455, section 7.4.1).</summary>
internal static class CloseCodes
{
    public const ushort Normal = 1000;
    public const ushort ProtocolError = 1002;
    public const ushort BadText = 1007;
    public const ushort TooBig = 1009;
}
