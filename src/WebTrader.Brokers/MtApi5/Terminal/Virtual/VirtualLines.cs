using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Terminal.Wire;

namespace WebTrader.Brokers.MtApi5.Terminal.Virtual;

/// <summary>Who is connected to a terminal without sockets. On its scheduler.</summary>
internal sealed class VirtualLines(TerminalCore core, TimeProvider clock, SynchronizationContext context) : ITerminalLines
{
    private readonly List<VirtualLine> open = [];
    private bool isListening;

    /// <summary>A message there and its answer back are so long under way.</summary>
    public TimeSpan RoundTrip { get; set; }

    /// <summary>Until when nobody gets in, on the clock's scale of timestamps.</summary>
    public long UnreachableUntil { get; set; }

    public int Connections => open.Count;

    public void Listen() => isListening = true;

    public void StopListening() => isListening = false;

    /// <exception cref="Mt5WireException">Nobody listens.</exception>
    public async ValueTask<IMt5Wire> DialAsync(CancellationToken cancellation)
    {
        if (!isListening || clock.GetTimestamp() < UnreachableUntil) throw new Mt5WireException("the terminal cannot be reached: nobody listens");
        if (core.World.Faults.Mute.Strikes()) await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellation);
        var line = new VirtualLine(core.World.Faults, clock, context, () => RoundTrip, core.Receive) { Ended = ended => open.Remove(ended) };
        open.Add(line);
        core.Connected();
        return line;
    }

    public int Broadcast(byte[] message)
    {
        foreach (var line in open.ToArray()) line.Send(message);
        return open.Count;
    }

    public void CloseAll(ushort code)
    {
        foreach (var line in open.ToArray()) line.Close();
    }

    public void DropAll()
    {
        foreach (var line in open.ToArray()) line.Drop();
    }
}
