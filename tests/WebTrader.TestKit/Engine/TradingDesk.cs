using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Engine;
using WebTrader.Engine.Running;

namespace WebTrader.TestKit.Engine;

/// <summary>
/// A broker, an account session that protects its positions, and a clock that moves when told. Every test speaks through the doors that a
/// trader has: quotes and orders go in, the broker's book and the journal are looked at. Zero latency takes no time at all.
/// </summary>
public sealed partial class TradingDesk : IDisposable
{
    /// <summary>A Tuesday, noon.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 1, 6, 12, 0, 0, TimeSpan.Zero);

    private readonly DeskSettings settings;
    private readonly bool ownsTime;
    private AccountSession? session;
    private RecordingJournal.Line? line;

    public TradingDesk(DeskSettings? settings = null)
        : this(settings ?? new DeskSettings(), new SessionScheduler(), null)
    {
        ownsTime = true;
    }

    /// <summary>Another desk in the same room: the same clock and the same scheduler.</summary>
    public TradingDesk(DeskSettings settings, TradingDesk beside)
        : this(settings, beside.Scheduler, beside.Time)
    {
    }

    private TradingDesk(DeskSettings settings, SessionScheduler scheduler, VirtualTime? time)
    {
        this.settings = settings;
        Scheduler = scheduler;
        Time = time ?? new VirtualTime(scheduler, Noon);
        Clock = new DeskClock(Time);
        Broker = new SimulatedBroker(new SimulatedBrokerOptions { Symbols = settings.Symbols, StopOutLevel = 0, IsNetting = settings.IsNetting, StartingBalance = 100_000m }, Time);
        Reconnects();
    }

    public SessionScheduler Scheduler { get; }
    public VirtualTime Time { get; }
    public DeskClock Clock { get; }
    public SimulatedBroker Broker { get; }
    public RecordingJournal Journal { get; } = new();
    public FaultPlan Faults { get; private set; } = new(1);
    public SimulatedGateway Wire { get; private set; } = null!;
    public TamperedGateway Gateway { get; private set; } = null!;
    public AccountSession Session => session ?? throw new InvalidOperationException("The session does not run.");
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Puts a session together and starts it.</summary>
    public TradingDesk Starts() => StartsUnder();

    /// <summary>The same, with emergency stops in force that an earlier run was told of.</summary>
    public TradingDesk StartsUnder(params EmergencyStop[] stops)
    {
        line = Journal.NewLine();
        Does(async () =>
        {
            session = await AccountSession.ComposeAsync(Gateway, Clock, line, settings.Engine with { EmergencyStops = stops }, Scheduler);
            await session.StartAsync(CancellationToken.None);
        });
        return this;
    }

    /// <summary>Stops the session as an operator does and says how long that took.</summary>
    public TimeSpan Stops()
    {
        var began = Now;
        var stopping = Begins(() => Session.StopAsync("a test says so"));
        for (var i = 0; i < 10_000 && !stopping.IsCompleted; i++) Passes(TimeSpan.FromMilliseconds(1));
        stopping.IsCompleted.ShouldBeTrue("stopping never ended");
        stopping.GetAwaiter().GetResult();
        var took = Now - began;
        Leaves();
        return took;
    }

    /// <summary>The process is gone from one moment to the next: nothing is stopped, nothing more is written.</summary>
    public void Crashes()
    {
        line!.Cut();
        Leaves();
    }

    /// <summary>Time passes; every timer fires at its own moment.</summary>
    public void Passes(TimeSpan time)
    {
        Time.Advance(time);
        Settles();
    }

    public void PassesSeconds(double seconds) => Passes(TimeSpan.FromSeconds(seconds));

    public void PassesMilliseconds(double milliseconds) => Passes(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Lets everything run that needs no time.</summary>
    public void Settles()
    {
        Scheduler.RunUntilIdle();
        Scheduler.ForeignPosts.ShouldBe(0, "work came back at a moment that no seed decides");
    }

    /// <summary>Begins asynchronous work on the session's scheduler.</summary>
    public Task Begins(Func<Task> work)
    {
        var begun = Scheduler.StartAsync(work);
        Settles();
        return begun;
    }

    public void Dispose()
    {
        if (session is not null) Leaves();
        if (ownsTime) Scheduler.Dispose();
    }

    private void Does(Func<Task> work)
    {
        var done = Begins(work);
        for (var i = 0; i < 10_000 && !done.IsCompleted; i++) Passes(TimeSpan.FromMilliseconds(1));
        done.IsCompleted.ShouldBeTrue("it needs more time than a test gives it");
        done.GetAwaiter().GetResult();
    }

    private void Leaves()
    {
        var left = session!;
        session = null;
        Does(() => left.DisposeAsync().AsTask());
        Reconnects();
    }

    private void Reconnects()
    {
        var account = new BrokerAccount(new AccountId(settings.Account), "Desk", "Simulated", false, "100", "Simulator", "USD");
        Faults = new FaultPlan(1);
        Wire = new SimulatedGateway(Broker, account, settings.Gateway, Time, Faults);
        Gateway = new TamperedGateway(Wire);
    }
}
