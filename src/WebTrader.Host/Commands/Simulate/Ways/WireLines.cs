using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Gateway;
using WebTrader.Brokers.MtApi5.Terminal;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Ports;
using WebTrader.Engine.Running;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Commands.Simulate.Ways;

/// <summary>
/// Lines by the MetaTrader 5 gateway and its client, put together as for a real account, over the terminal's wire: at the other end is a simulated terminal on the
/// world's own scheduler and clock. The terminal outlives the sessions, as a real one does.
/// </summary>
internal sealed class WireLines : IWorldLines
{
    private readonly TerminalHabits habits;
    private readonly VirtualTerminal terminal;
    private readonly AccountSettings account;
    private readonly TerminalSettings settings;
    private readonly VirtualTime time;
    private readonly IReadOnlyList<int> experts;
    private SplitMix random;

    /// <param name="faults">What goes wrong at the broker and with readings.</param>
    public WireLines(SimulatedBroker broker, AccountSettings account, TerminalHabits habits, VirtualTime time, SessionScheduler scheduler, FaultPlan faults)
    {
        this.account = account;
        this.habits = habits;
        this.time = time;
        var options = new TerminalOptions { Charts = habits.Charts, Seed = habits.Seed };
        terminal = new VirtualTerminal(broker, options, time, scheduler, faults) { RoundTrip = habits.ReadLatency };
        terminal.Faults.TradeLatency = habits.TradeLatency > habits.ReadLatency ? habits.TradeLatency - habits.ReadLatency : TimeSpan.Zero;
        habits.Apply(terminal);
        settings = new TerminalSettings { Endpoint = new TerminalEndpoint("127.0.0.1", TerminalEndpoint.UsualPort), Login = options.Login, Server = options.Server };
        random = SplitMix.For(habits.Seed, 7_004);
        experts = terminal.Start();
    }

    public IWorldLine Open() => new Line(this);

    public void Pass()
    {
        if (habits.BeginsAnew > 0 && random.PerMille(habits.BeginsAnew)) terminal.Reinitialise(experts[random.Below(experts.Count)]);
        if (habits.IsCutOff > 0 && random.PerMille(habits.IsCutOff)) terminal.CutOff(TimeSpan.FromMilliseconds(random.Between(0, 5_000)));
    }

    private sealed class Line : IWorldLine, IMt5Dialer
    {
        private readonly WireLines lines;
        private readonly Mt5Gateway gateway;
        private IMt5Wire? wire;
        private bool isKilled;

        public Line(WireLines lines)
        {
            this.lines = lines;
            gateway = Mt5Desk.Connect(lines.account, lines.settings, lines.time, this);
        }

        public IBrokerGateway Gateway => gateway;

        public bool IsConnected => gateway.IsConnected && lines.terminal.IsConnected;

        public void DisconnectFor(TimeSpan time) => lines.terminal.CutOff(time);

        public void Kill()
        {
            isKilled = true;
            wire?.Dispose();
        }

        public ValueTask LeaveAsync() => gateway.DisposeAsync();

        public ValueTask EndAsync() => ValueTask.CompletedTask;

        public async ValueTask<IMt5Wire> DialAsync(CancellationToken cancellation)
        {
            if (isKilled) throw new Mt5WireException("the process is gone");
            return wire = await lines.terminal.DialAsync(cancellation);
        }
    }
}
