using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Gateway;
using WebTrader.Brokers.MtApi5.Terminal;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Engine;
using WebTrader.Engine.Running;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;
using WebTrader.TestKit.Engine;

namespace WebTrader.Host.Tests.Sessions;

/// <summary>
/// A session, its gateway and client put together as for a real account, and a simulated terminal with two experts on a thread of its own, with a real socket between them. All of
/// them live by one clock, which is moved only while no message is under way: hours pass as fast as the sockets are.
/// </summary>
internal sealed class LongRun : IAsyncDisposable
{
    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Still = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan StillForGood = TimeSpan.FromSeconds(3);

    private readonly SteppedClock clock;
    private readonly SessionScheduler scheduler;
    private readonly List<Exception> faults = [];
    private CountedDialer dialer = null!;
    private Mt5Gateway gateway = null!;
    private IReadOnlyList<int> experts = [];
    private (long Sent, long Received) uncounted;

    private LongRun(TerminalSimulator terminal, SteppedClock clock, SessionScheduler scheduler) => (Terminal, this.clock, this.scheduler) = (terminal, clock, scheduler);

    public TerminalSimulator Terminal { get; }

    public AccountSession Session { get; private set; } = null!;

    public DateTimeOffset Now => clock.GetUtcNow();

    public IReadOnlyList<Exception> Faults => faults;

    /// <summary>Facts that were written down.</summary>
    public long Facts { get; private set; }

    public long Messages => dialer.Sent + dialer.Received;

    public long Lines => dialer.Lines;

    /// <summary>What the client has counted, and what waits.</summary>
    public Mt5ClientFigures Client => gateway.Wire;

    public int Timers => clock.Timers;

    public static async Task<LongRun> StartAsync()
    {
        var scheduler = new SessionScheduler();
        var clock = new SteppedClock(TradingDesk.Noon, scheduler);
        var broker = new SimulatedBroker(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn, StopOutLevel = 0, StartingBalance = 100_000m }, clock);
        broker.Feed("EURUSD", new Price(1.10000m), new Price(1.10010m), clock.GetUtcNow());
        var options = new TerminalOptions { Port = 0, Charts = ["EURUSD", "EURUSD"] };
        var run = new LongRun(new TerminalSimulator(broker, options, clock), clock, scheduler);
        run.experts = await run.Terminal.StartAsync();
        await run.Terminal.ChangeAsync((_, switches) => switches.Ticks = true);
        await run.ConnectAsync(options, broker.Currency);
        return run;
    }

    /// <summary>A quote at the broker.</summary>
    public async Task QuoteAsync(decimal bid)
    {
        await Terminal.AskAsync(broker =>
        {
            broker.Feed("EURUSD", new Price(bid), new Price(bid + 0.00010m), broker.Now);
            return true;
        });
        await QuietAsync();
    }

    /// <summary>Time passes.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        var until = Now + time;
        for (var isThere = false; !isThere;)
        {
            var before = (Messages, clock.Others);
            isThere = clock.Step(until);
            scheduler.RunUntilIdle();
            // Where neither side has done anything, nothing is under way.
            if (before != (Messages, clock.Others)) await QuietAsync();
        }
    }

    /// <summary>Every line is cut off without a word; returns when the experts can be used again.</summary>
    public async Task CutAsync()
    {
        await Terminal.DropConnectionsAsync();
        await SettleAsync();
    }

    /// <summary>An expert begins anew; returns when it can be used again.</summary>
    public async Task BeginAnewAsync(int which)
    {
        await Terminal.ReinitialiseAsync(experts[which % experts.Count]);
        await SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        var ending = scheduler.StartAsync(async () =>
        {
            await Session.StopAsync("the run is over");
            await Session.DisposeAsync();
        });
        while (!ending.IsCompleted)
        {
            scheduler.RunUntilIdle();
            clock.Step(Now + TimeSpan.FromMilliseconds(10));
            await Task.Delay(1);
        }

        await ending;
        await Terminal.DisposeAsync();
        scheduler.Dispose();
    }

    private async Task ConnectAsync(TerminalOptions options, string currency)
    {
        scheduler.OnFault = faults.Add;
        var settings = new TerminalSettings { Endpoint = new TerminalEndpoint("127.0.0.1", Terminal.EndPoint.Port), Login = options.Login, Server = options.Server };
        dialer = new CountedDialer(new WebSocketDialer(new Mt5ClientOptions { Address = Terminal.Address }));
        var account = new AccountSettings { Id = new AccountId("long"), Name = "Long", Currency = currency };
        var starting = scheduler.StartAsync(async () =>
        {
            gateway = Mt5Desk.Connect(account, settings, clock, dialer);
            Session = await AccountSession.ComposeAsync(gateway, clock, new Forgetful(this), DeskSettings.Talkative, scheduler);
            await Session.StartAsync(CancellationToken.None);
        });
        scheduler.RunUntilIdle();
        await SettleAsync();
        if (starting.IsFaulted) await starting;
    }

    /// <summary>
    /// Until nothing is under way: both sides have counted what the other one has sent, and nobody has anything left to do. Where nothing moves for seconds of real time, what they had
    /// counted before was not all: a machine with much else to do may take longer than a moment over a message, and then both count anew from here.
    /// </summary>
    private async Task QuietAsync()
    {
        var still = TimeProvider.System.GetTimestamp();
        (long, long, long, long) last = default;
        for (var since = still; ;)
        {
            scheduler.RunUntilIdle();
            var before = (dialer.Sent, dialer.Received);
            var (taken, told) = Of(await Terminal.FiguresAsync());
            scheduler.RunUntilIdle();
            if (before == (dialer.Sent, dialer.Received) && !dialer.IsDialing && before == (taken + uncounted.Sent, told + uncounted.Received)) return;
            if (last != (dialer.Sent, dialer.Received, taken, told)) (last, still) = ((dialer.Sent, dialer.Received, taken, told), TimeProvider.System.GetTimestamp());
            if (!dialer.IsDialing && TimeProvider.System.GetElapsedTime(still) > StillForGood) uncounted = (dialer.Sent - taken, dialer.Received - told);
            if (TimeProvider.System.GetElapsedTime(since) > Stuck)
                throw new InvalidOperationException($"It never gets quiet: the client has sent {dialer.Sent} and taken {dialer.Received}, the terminal has taken {taken + uncounted.Sent} and told {told + uncounted.Received}.");
            await Task.Yield();
        }
    }

    /// <summary>
    /// After what loses messages, or sends some that the terminal does not count: until every expert is ready and nothing has moved for a moment of real time; then both begin to
    /// count anew from here. The clock goes on in between, as whatever was lost needs it.
    /// </summary>
    private async Task SettleAsync()
    {
        for (var began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < Stuck;)
        {
            var before = Messages;
            for (var since = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(since) < Still || dialer.IsDialing;)
            {
                scheduler.RunUntilIdle();
                await Task.Delay(1);
            }

            scheduler.RunUntilIdle();
            if (Messages != before) continue;
            if (Session is { Terminal: { IsUsable: true } terminal } && terminal.Experts.Count == experts.Count && terminal.Experts.All(expert => expert.State == "ready"))
            {
                var (taken, told) = Of(await Terminal.FiguresAsync());
                uncounted = (dialer.Sent - taken, dialer.Received - told);
                return;
            }

            clock.Step(Now + TimeSpan.FromMilliseconds(100));
        }

        throw new InvalidOperationException($"The experts do not get ready: {Session?.Terminal?.WhyNot}");
    }

    private static (long Taken, long Told) Of(TerminalFigures figures) => (figures.Commands.Values.Sum() + figures.Malformed + figures.UnknownHandles, figures.Answers + figures.Events);

    /// <summary>Facts are counted and not kept: what is looked for is what grows elsewhere.</summary>
    private sealed class Forgetful(LongRun run) : IJournal
    {
        public JournalHealth Health { get; } = new(JournalState.Ok, 0, 0, null);

        public void Append(JournalEntry entry) => run.Facts++;

        public void Keep(AccountId account, Position position, StopProgress progress)
        {
        }

        public ValueTask<Reading<AccountMemory>> RecallAsync(AccountId account, CancellationToken cancellation) => ValueTask.FromResult(Reading<AccountMemory>.Of(AccountMemory.None, default));
    }
}
