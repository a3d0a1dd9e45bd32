using System.Net;
using WebTrader.Brokers.MtApi5.Terminal.Faults;
using WebTrader.Brokers.MtApi5.Terminal.Wire;
using WebTrader.Brokers.Simulator;

namespace WebTrader.Brokers.MtApi5.Terminal;

/// <summary>
/// A MetaTrader 5 terminal with MtApi5 experts on its charts, in front of a simulated broker: the server's side of the wire, with the real one's
/// habits and known defects, for any client to be tested against. It has a thread of its own; once it runs, the broker is touched there only
/// (<see cref="AskAsync"/>). Thread-safe. Without sockets, on the caller's scheduler: <see cref="VirtualTerminal"/>.
/// </summary>
public sealed class TerminalSimulator : IAsyncDisposable
{
    private readonly TerminalLoop loop = new("terminal");
    private readonly TerminalCore core;
    private TerminalServer? server;
    private bool disposed;

    /// <param name="broker">The account's; nobody else may touch it from here on.</param>
    /// <param name="plan">What goes wrong at the broker; null for nothing at first.</param>
    /// <exception cref="ArgumentException">An option does not make sense; the message names it.</exception>
    public TerminalSimulator(SimulatedBroker broker, TerminalOptions options, TimeProvider clock, FaultPlan? plan = null)
    {
        try
        {
            core = new TerminalCore(broker, options, clock, plan, Open);
        }
        catch (ArgumentException)
        {
            loop.Dispose();
            throw;
        }

        TerminalServer Open(TerminalCore opened) => server = new TerminalServer(
            new IPEndPoint(options.Address, options.Port), clock, opened.World.Faults, opened.Counters, opened.Receive) { Connected = opened.Connected };
    }

    /// <summary>Where it listens; once started, with the port the system chose.</summary>
    public IPEndPoint EndPoint => server!.EndPoint;

    /// <summary>What a client connects to.</summary>
    public Uri Address => new($"ws://{EndPoint}/ws");

    /// <summary>Faults with what went wrong inside, which should be nothing. Never completes otherwise.</summary>
    public Task Failure => loop.Failure;

    /// <summary>Attaches an expert to each chart and opens the port.</summary>
    /// <returns>The handles of the experts.</returns>
    /// <exception cref="IOException">The port cannot be had. (The real one writes it into a log and runs on.)</exception>
    public Task<IReadOnlyList<int>> StartAsync() => loop.AskAsync(core.Start);

    /// <summary>Asks or changes the broker, on the terminal's thread.</summary>
    public Task<T> AskAsync<T>(Func<SimulatedBroker, T> ask) => loop.AskAsync(() => ask(core.World.Broker));

    /// <summary>Runs something beside it on the terminal's thread, such as the market that drives the broker; the task ends with it.</summary>
    public Task RunAsync(Func<Task> work) => loop.StartAsync(work);

    /// <summary>Changes faults and switches.</summary>
    public Task ChangeAsync(Action<TerminalFaults, TerminalSwitches> change) => DoAsync(() => change(core.World.Faults, core.World.Switches));

    /// <summary>Sets a fault or a switch by its name.</summary>
    /// <exception cref="ArgumentException">There is no such fault, or the value does not fit; the message says what is allowed.</exception>
    public Task SetAsync(string fault, string value) => DoAsync(() => core.Set(fault, value));

    /// <summary>Adds to what goes wrong at the broker.</summary>
    public Task ChangeBrokerFaultsAsync(Action<FaultPlan> change) => DoAsync(() => change(core.World.Plan));

    /// <summary>An expert is dragged onto a chart; the port opens where it was closed.</summary>
    /// <param name="handle">Null to choose one.</param>
    public Task<int> AttachAsync(string symbol, int? handle = null) => loop.AskAsync(() => core.Attach(symbol, handle));

    /// <summary>An expert leaves its chart. One second after the last one the port is closed.</summary>
    public Task DetachAsync(int handle) => loop.AskAsync(() => core.Detach(handle));

    /// <summary>An expert begins anew under its handle, as after a change of its chart or its inputs: everything it remembered is lost.</summary>
    public Task ReinitialiseAsync(int handle) => loop.AskAsync(() => core.Reinitialise(handle));

    /// <summary>Cuts every connection off without a word, as when the terminal is killed.</summary>
    public Task DropConnectionsAsync() => DoAsync(server!.DropAll);

    public Task<TerminalFigures> FiguresAsync() => loop.AskAsync(core.Figures);

    /// <summary>Ends it as a killed terminal ends. Throws what went wrong inside, if anything did.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        await DoAsync(core.End);
        loop.Dispose();
        if (loop.Failure.IsFaulted) await loop.Failure;
    }

    private async Task DoAsync(Action act) => await loop.AskAsync(() =>
    {
        act();
        return true;
    });
}
