using System.Buffers;
using System.Buffers.Binary;

namespace WebTrader.Brokers.MtApi5.Terminal.Wire;

/// <summary>The server's frames: unmasked, and messages in parts of 4,096 bytes as MtService sends them (measured).</summary>
internal static class FrameWriter
{
    private const int PartBytes = 4096;
    private const byte Last = 0x80;

    /// <param name="opcode">Text or binary; parts after the first are continuations.</param>
    public static byte[] Message(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var frames = new ArrayBufferWriter<byte>(payload.Length + 16);
        for (var isFirst = true; isFirst || !payload.IsEmpty; isFirst = false)
        {
            var part = payload[..Math.Min(PartBytes, payload.Length)];
            payload = payload[part.Length..];
            Write(frames, isFirst ? opcode : Opcode.Continuation, payload.IsEmpty, part);
        }

        return frames.WrittenSpan.ToArray();
    }

    public static byte[] Control(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var frame = new ArrayBufferWriter<byte>(payload.Length + 2);
        Write(frame, opcode, isLast: true, payload);
        return frame.WrittenSpan.ToArray();
    }

    public static byte[] Close(ushort code)
    {
        Span<byte> payload = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(payload, code);
        return Control(Opcode.Close, payload);
    }

    private static void Write(ArrayBufferWriter<byte> to, Opcode opcode, bool isLast, ReadOnlySpan<byte> part)
    {
        var header = to.GetSpan(4);
        header[0] = (byte)((byte)opcode | (isLast ? Last : 0));
        if (part.Length < 126)
        {
            header[1] = (byte)part.Length;
            to.Advance(2);
        }
        else
        {
            header[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)part.Length);
            to.Advance(4);
        }

        to.Write(part);
    }
}
