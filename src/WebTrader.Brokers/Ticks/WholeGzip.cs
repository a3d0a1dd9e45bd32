using System.Buffers.Binary;
using System.IO.Compression;

namespace WebTrader.Brokers.Ticks;

/// <summary>
/// Unpacks one gzip file and insists on its end: the framework's own stream takes data that was cut off for a complete file, and
/// half a day of quotes would pass for a day. Throws <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class WholeGzip(FileStream file) : Stream
{
    private const int TrailerLength = 8;
    private readonly GZipStream unpacked = new(file, CompressionMode.Decompress, leaveOpen: true);
    private readonly uint promised = ReadPromise(file);
    private uint length;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var read = unpacked.Read(buffer);
        length = unchecked(length + (uint)read);
        if (read == 0 && buffer.Length > 0 && length != promised) throw new InvalidDataException("it ends too early, or is packed in several parts.");
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    // The last four bytes of a gzip file are the unpacked length, modulo 2^32 (RFC 1952).
    private static uint ReadPromise(FileStream file)
    {
        if (file.Length < TrailerLength) return uint.MaxValue;
        Span<byte> tail = stackalloc byte[sizeof(uint)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        file.Position = 0;
        return BinaryPrimitives.ReadUInt32LittleEndian(tail);
    }
}
