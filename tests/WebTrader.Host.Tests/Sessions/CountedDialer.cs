using System.Buffers;
using WebTrader.Brokers.MtApi5.Client;

namespace WebTrader.Host.Tests.Sessions;

/// <summary>Real lines, and how many messages each way have gone through the hands of the client.</summary>
internal sealed class CountedDialer(IMt5Dialer inner) : IMt5Dialer
{
    /// <summary>Whether a line is being opened.</summary>
    public bool IsDialing { get; private set; }

    public long Lines { get; private set; }

    public long Sent { get; private set; }

    public long Received { get; private set; }

    public async ValueTask<IMt5Wire> DialAsync(CancellationToken cancellation)
    {
        IsDialing = true;
        try
        {
            var wire = await inner.DialAsync(cancellation);
            Lines++;
            return new Wire(this, wire);
        }
        finally
        {
            IsDialing = false;
        }
    }

    private sealed class Wire(CountedDialer counts, IMt5Wire wire) : IMt5Wire
    {
        public ValueTask SendAsync(ReadOnlyMemory<byte> message)
        {
            counts.Sent++;
            return wire.SendAsync(message);
        }

        public async ValueTask<bool> ReceiveAsync(ArrayBufferWriter<byte> to)
        {
            var isThere = await wire.ReceiveAsync(to);
            if (isThere) counts.Received++;
            return isThere;
        }

        public ValueTask CloseAsync(CancellationToken cancellation) => wire.CloseAsync(cancellation);

        public void Dispose() => wire.Dispose();
    }
}
