using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Terminal.Faults;
using WebTrader.Brokers.MtApi5.Terminal.Virtual;
using WebTrader.Brokers.Simulator;

namespace WebTrader.Brokers.MtApi5.Terminal;

/// <summary>
/// The same terminal as <see cref="TerminalSimulator"/> without a thread and without sockets: it lives on the caller's scheduler and its clock, so that hours pass in
/// seconds and always in the same way. Messages are those of the protocol, byte for byte; only what lies below them (WebSocket frames, pings, the handshake) is left
/// out. Not thread-safe: everything is called on the scheduler.
/// </summary>
public sealed class VirtualTerminal : IMt5Dialer
{
    private readonly TerminalCore core;
    private readonly TimeProvider clock;
    private VirtualLines? lines;

    /// <param name="plan">What goes wrong at the broker, and with readings; null for nothing at first.</param>
    /// <param name="context">Where everything happens.</param>
    /// <exception cref="ArgumentException">An option does not make sense; the message names it.</exception>
    public VirtualTerminal(SimulatedBroker broker, TerminalOptions options, TimeProvider clock, SynchronizationContext context, FaultPlan? plan = null)
    {
        this.clock = clock;
        core = new TerminalCore(broker, options, clock, plan, opened => lines = new VirtualLines(opened, clock, context));
        core.World.ReadPlan = plan;
    }

    /// <summary>A message there and its answer back are so long under way; zero or more. Commands one right behind the other share it.</summary>
    public TimeSpan RoundTrip
    {
        get => lines!.RoundTrip;
        set => lines!.RoundTrip = value;
    }

    public TerminalFaults Faults => core.World.Faults;

    public TerminalSwitches Switches => core.World.Switches;

    /// <summary>Whether the terminal has its broker.</summary>
    public bool IsConnected => core.World.IsConnected;

    public TerminalFigures Figures => core.Figures();

    /// <summary>Attaches an expert to each chart, and lets clients in.</summary>
    /// <returns>The handles of the experts.</returns>
    public IReadOnlyList<int> Start() => core.Start();

    /// <summary>An expert begins anew under its handle: everything it remembered is lost.</summary>
    public void Reinitialise(int handle) => core.Reinitialise(handle);

    /// <summary>An expert is dragged onto a chart.</summary>
    /// <param name="handle">Null to choose one.</param>
    public int Attach(string symbol, int? handle = null) => core.Attach(symbol, handle);

    /// <summary>An expert leaves its chart.</summary>
    public void Detach(int handle) => core.Detach(handle);

    /// <summary>Cuts every connection off without a word; nobody gets in for so long.</summary>
    public void CutOff(TimeSpan time)
    {
        lines!.UnreachableUntil = clock.GetTimestamp() + (long)(time.TotalSeconds * clock.TimestampFrequency);
        lines.DropAll();
    }

    public ValueTask<IMt5Wire> DialAsync(CancellationToken cancellation) => lines!.DialAsync(cancellation);

    /// <summary>Ends it as a killed terminal ends.</summary>
    public void End() => core.End();
}
