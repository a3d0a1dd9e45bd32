using System.Buffers;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>Opens lines to the terminal. The real one is a WebSocket; tests and simulations may hand in one without a network.</summary>
public interface IMt5Dialer
{
    /// <summary>A line that stands. Throws <see cref="Mt5WireException"/> when there is none to be had.</summary>
    ValueTask<IMt5Wire> DialAsync(CancellationToken cancellation);
}

/// <summary>One line to the terminal. One send and one receive may be under way at a time. Disposing drops it without a handshake and may be
/// repeated; what is under way then ends with <see cref="Mt5WireException"/>.</summary>
public interface IMt5Wire : IDisposable
{
    /// <summary>Sends one whole message. Throws <see cref="Mt5WireException"/> when the line is lost.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> message);

    /// <summary>
    /// Appends the next whole message to the buffer; false when the other end closed the line, or has answered our closing. Throws
    /// <see cref="Mt5WireException"/> when the line is lost or the message is larger than is taken.
    /// </summary>
    ValueTask<bool> ReceiveAsync(ArrayBufferWriter<byte> to);

    /// <summary>
    /// Says goodbye, or answers the other end's goodbye; then the other end's answer ends the pending <see cref="ReceiveAsync"/>. Without a whole handshake
    /// the terminal may keep its half of the line for ever. Throws <see cref="Mt5WireException"/> when the line is lost.
    /// </summary>
    ValueTask CloseAsync(CancellationToken cancellation);
}

/// <summary>The line is lost, or could not be had.</summary>
public sealed class Mt5WireException(string reason, Exception? cause = null) : IOException(reason, cause);
