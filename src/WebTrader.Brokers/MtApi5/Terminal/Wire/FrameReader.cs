using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Terminal.Wire;

/// <summary>Puts the frames of a client together (RFC 6455, section 5). Not thread-safe.</summary>
/// <param name="heard">Told of every frame, also of a part of a message.</param>
internal sealed class FrameReader(Stream stream, Action heard)
{
    private const int MostControlBytes = 125;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] header = new byte[14];
    private readonly ArrayBufferWriter<byte> message = new();
    private Opcode? begun;

    /// <summary>The next message or control frame; null when the other side ended without a word. Throws <see cref="WireException"/> for what is no WebSocket.</summary>
    public async ValueTask<Inbound?> NextAsync()
    {
        while (true)
        {
            if (await stream.ReadAtLeastAsync(header.AsMemory(0, 2), 2, throwOnEndOfStream: false) < 2) return null;
            var isLast = (header[0] & 0x80) != 0;
            var opcode = (Opcode)(header[0] & 0x0F);
            if ((header[0] & 0x70) != 0) throw new WireException(CloseCodes.ProtocolError, "a reserved bit is set");
            if ((header[1] & 0x80) == 0) throw new WireException(CloseCodes.ProtocolError, "a client's frame is not masked");
            var length = await LengthAsync(header[1] & 0x7F);
            Check(opcode, isLast, length);
            var mask = new byte[4];
            await stream.ReadExactlyAsync(mask);

            if (opcode >= Opcode.Close)
            {
                var control = new byte[length];
                await ReadAsync(control, mask);
                return new Inbound(opcode, control);
            }

            begun ??= opcode;
            var part = message.GetMemory((int)Math.Max(1, length))[..(int)length];
            await ReadAsync(part, mask);
            message.Advance((int)length);
            if (isLast) return Whole();
        }
    }

    private async ValueTask<long> LengthAsync(int told)
    {
        if (told < 126) return told;
        var bytes = header.AsMemory(2, told == 126 ? 2 : 8);
        await stream.ReadExactlyAsync(bytes);
        return told == 126 ? BinaryPrimitives.ReadUInt16BigEndian(bytes.Span) : BinaryPrimitives.ReadInt64BigEndian(bytes.Span);
    }

    private void Check(Opcode opcode, bool isLast, long length)
    {
        if (opcode is not (Opcode.Continuation or Opcode.Text or Opcode.Binary or Opcode.Close or Opcode.Ping or Opcode.Pong))
            throw new WireException(CloseCodes.ProtocolError, "an unknown kind of frame");
        if (opcode >= Opcode.Close)
        {
            if (!isLast || length > MostControlBytes) throw new WireException(CloseCodes.ProtocolError, "a control frame in parts, or too long");
            return;
        }

        if (opcode == Opcode.Continuation != begun is not null) throw new WireException(CloseCodes.ProtocolError, "a part without its beginning, or a beginning within a message");
        if (length < 0 || message.WrittenCount + length > Mt5Framing.MostBytes) throw new WireException(CloseCodes.TooBig, "a message of more than 16 MiB");
    }

    private async ValueTask ReadAsync(Memory<byte> payload, byte[] mask)
    {
        await stream.ReadExactlyAsync(payload);
        var bytes = payload.Span;
        for (var index = 0; index < bytes.Length; index++) bytes[index] ^= mask[index & 3];
        heard();
    }

    private Inbound Whole()
    {
        var whole = new Inbound(begun!.Value, message.WrittenSpan.ToArray());
        begun = null;
        message.Clear();
        if (whole.Opcode == Opcode.Text && !IsText(whole.Payload)) throw new WireException(CloseCodes.BadText, "a text that is not UTF-8");
        return whole;
    }

    private static bool IsText(byte[] bytes)
    {
        try
        {
            Strict.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
