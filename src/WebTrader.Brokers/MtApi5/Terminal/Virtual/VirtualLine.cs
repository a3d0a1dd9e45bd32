using System.Buffers;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Terminal.Faults;
using WebTrader.Brokers.MtApi5.Terminal.Wire;

namespace WebTrader.Brokers.MtApi5.Terminal.Virtual;

/// <summary>
/// Both ends of a connection without a socket: whole messages, each after its time under way. Everything arrives by a post on the scheduler. What has left arrives
/// although the client is gone meanwhile, as with a killed process.
/// </summary>
internal sealed class VirtualLine(TerminalFaults faults, TimeProvider clock, SynchronizationContext context, Func<TimeSpan> roundTrip, Action<ITerminalLine, byte[]> received)
    : IMt5Wire, ITerminalLine
{
    private const int DripBytes = 8;

    private readonly WireInbox inbox = new(int.MaxValue);
    private readonly WireWay toTerminal = new(clock, context);
    private readonly WireWay toClient = new(clock, context);
    private readonly bool isHalfOpen = faults.HalfOpen.Strikes();
    private bool isClientGone;

    /// <summary>Told once, when the terminal has lost it.</summary>
    public Action<VirtualLine> Ended { get; init; } = static _ => { };

    public bool IsOpen { get; private set; } = true;

    ValueTask IMt5Wire.SendAsync(ReadOnlyMemory<byte> message)
    {
        if (isClientGone) throw new Mt5WireException("the line was dropped");
        var copy = message.ToArray();
        toTerminal.Send(OneWay, () =>
        {
            if (IsOpen && !isHalfOpen) received(this, copy);
        });
        return ValueTask.CompletedTask;
    }

    ValueTask<bool> IMt5Wire.ReceiveAsync(ArrayBufferWriter<byte> to) => inbox.TakeAsync(to);

    ValueTask IMt5Wire.CloseAsync(CancellationToken cancellation)
    {
        toTerminal.Send(OneWay, () =>
        {
            if (!isHalfOpen) End(null);
        });
        return ValueTask.CompletedTask;
    }

    void IDisposable.Dispose()
    {
        if (isClientGone) return;
        isClientGone = true;
        inbox.End(new Mt5WireException("the line was dropped"));
        toTerminal.Send(OneWay, Drop);
    }

    public void Send(byte[] message)
    {
        if (!IsOpen || isHalfOpen) return;
        var pieces = faults.Drip.Strikes() ? (message.Length + DripBytes - 1) / DripBytes : 0;
        toClient.Send(OneWay + (faults.DripPause * pieces), () =>
        {
            if (isClientGone) return;
            // It has no bound: there is always room at once.
            _ = inbox.PutAsync(message);
            inbox.Tell();
        });
    }

    /// <summary>Says goodbye.</summary>
    public void Close() => End(null);

    public void Drop() => End(new Mt5WireException("the line is lost: the terminal cut it off"));

    private TimeSpan OneWay => roundTrip() / 2;

    private void End(Mt5WireException? why)
    {
        if (!IsOpen) return;
        IsOpen = false;
        toClient.Send(OneWay, () => inbox.End(why));
        Ended(this);
    }
}
