using WebTrader.Brokers.Simulator;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine;
using WebTrader.Engine.Emergency;
using WebTrader.Engine.Running;
using WebTrader.Host.Commands.Simulate.Ways;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Commands.Simulate;

/// <summary>
/// One random world: a broker, a market, people who trade, and an account session that protects their positions through faults and
/// restarts, all of it by one seed and on a clock of its own. It runs on the caller's thread.
/// </summary>
public sealed class World : IDisposable
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 6, 12, 0, 0, TimeSpan.Zero);

    // At the end nobody opens or edits anything any more, and the session has time to find what it has not found.
    private static readonly TimeSpan RunOut = TimeSpan.FromSeconds(150);

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private readonly WorldPlan plan;
    private readonly SessionScheduler scheduler = new();
    private readonly VirtualTime time;
    private readonly WorldJournal journal;
    private readonly WorldMarket market;
    private readonly WorldTrader trader;
    private readonly IWorldLines lines;
    private readonly WorldStops? stops;
    private readonly List<(WatchedGateway Gateway, DateTimeOffset At)> left = [];
    private SplitMix random;
    private AccountSession? session;
    private WatchedGateway? gateway;
    private WorldJournal.Line? line;
    private DateTimeOffset restartsAt;
    private ulong life;

    public World(WorldPlan plan)
    {
        this.plan = plan;
        time = new VirtualTime(scheduler, Begin);
        Broker = new SimulatedBroker(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn, StopOutLevel = 0, StartingBalance = 100_000m }, time);
        var habits = TerminalHabits.For(plan);
        var unnoticed = plan.Over == WorldWay.Mt5 && !habits.Transactions ? plan.Options.Monitor.Interval + plan.ReadLatency : TimeSpan.Zero;
        Watch = new WorldWatch(plan.Seed, Broker, plan.Options.Plan.MaxRisk, plan.TradeLatency + plan.ReadLatency, unnoticed);
        journal = new WorldJournal(time);
        journal.Written += Watch.Written;
        market = new WorldMarket(plan, Broker, Watch, Begin);
        trader = new WorldTrader(plan, Broker, Watch);
        stops = plan.HasStop ? new WorldStops(plan, Broker, Watch, Begin) : null;
        random = SplitMix.For(plan.Seed, 7_003);
        lines = plan.Over == WorldWay.Mt5 ? OverTheWire(habits) : Embedded();
    }

    public SimulatedBroker Broker { get; }

    /// <summary>In every other world messages are no matter: where they are scarce, much of what could happen is never sent.</summary>
    private EngineOptions Settings => plan.Seed % 2 == 0 ? plan.Options with { Messages = new MessageOptions { Limits = new MessageLimits { PerDay = 1_000_000, PerMinute = 10_000 } } } : plan.Options;

    public WorldWatch Watch { get; }

    /// <summary>What its sessions write down.</summary>
    public WorldJournal Journal => journal;

    /// <summary>Plays a world to its end.</summary>
    public static WorldWatch Play(WorldPlan plan)
    {
        using var world = new World(plan);
        world.Run();
        return world.Watch;
    }

    /// <summary>Plays this world to its end.</summary>
    /// <param name="meddle">Asked once a simulated second; for tests that plant something. Null for nothing.</param>
    public void Run(Action<World, DateTimeOffset>? meddle = null)
    {
        Start();
        var end = Begin + plan.Length;
        PlanRestart(Begin);
        var nextAct = Begin.AddSeconds(2);
        for (var quote = market.Next(); quote.Time < end + RunOut; quote = market.Next())
        {
            time.AdvanceTo(quote.Time);
            Watch.Observe();
            var ends = quote.Time >= end;
            if (quote.Time >= restartsAt && (!ends || session is null)) Restart();
            OnScheduler(() => market.Feed(quote));
            if (ends || quote.Time < nextAct) continue;
            nextAct = quote.Time.AddSeconds(1);
            OnScheduler(() =>
            {
                trader.Act();
                meddle?.Invoke(this, quote.Time);
                stops?.Act(quote.Time, session);
                lines.Pass();
            });
            EndOldLines();
        }

        // What the last quotes have closed is found too.
        time.Advance(Quiet);
        Watch.FinishStop(session!.Emergency.Views.All(view => view.State == EmergencyState.Proved));
        Stop(graceful: true);
        if (scheduler.ForeignPosts > 0) throw new InvalidOperationException("Work left the session's scheduler: this world cannot be repeated.");
        Watch.Finish(journal);
    }

    public void Dispose() => scheduler.Dispose();

    private EmbeddedLines Embedded()
    {
        var account = new BrokerAccount(new AccountId("world"), "World", "simulator", IsLive: false, "0", "world", Broker.Currency);
        var options = new SimulatedGatewayOptions { TradeLatency = plan.TradeLatency, ReadLatency = plan.ReadLatency, TradesInFlight = plan.InFlight };
        return new EmbeddedLines(Broker, account, options, time, () => WorldFaults.For(plan.Faults, SplitMix.For(plan.Seed, 8_000 + life).State));
    }

    private WireLines OverTheWire(TerminalHabits habits)
    {
        var account = new AccountSettings { Id = new AccountId("world"), Name = "World", Currency = Broker.Currency };
        return new WireLines(Broker, account, habits, time, scheduler, WorldFaults.For(plan.Faults, SplitMix.For(plan.Seed, 8_000).State));
    }

    private void Start()
    {
        life++;
        line = journal.NewLine();
        Await(async () =>
        {
            gateway = new WatchedGateway(lines.Open(), Watch);
            Watch.Serves(gateway);
            session = await AccountSession.ComposeAsync(gateway, time, line, Settings with { EmergencyStops = stops?.InForce ?? [] }, scheduler);
            if (stops is not null) session.Emergency.OnDone = stops.Done;
            await session.StartAsync(CancellationToken.None);
        });
    }

    // A graceful stop is told; at an abrupt one the session is gone from one moment to the next. Either way what is in the air still lands.
    private void Stop(bool graceful)
    {
        if (graceful) Await(() => session!.StopAsync("the world stops it"));
        line!.Cut();
        gateway!.Cut(abruptly: !graceful);
        Watch.Serves(null);
        Await(() => session!.DisposeAsync().AsTask());
        left.Add((gateway, time.GetUtcNow()));
        (session, gateway) = (null, null);
    }

    private void Restart()
    {
        if (session is not null)
        {
            Watch.Figures.Restarts++;
            Stop(graceful: random.Below(2) == 0);
            restartsAt = time.GetUtcNow().AddMilliseconds(random.Between(200, 20_000));
            return;
        }

        Start();
        PlanRestart(time.GetUtcNow());
    }

    private void PlanRestart(DateTimeOffset now) =>
        restartsAt = plan.Faults == FaultProfile.Full ? now.AddSeconds(random.Between(60, 1_500)) : DateTimeOffset.MaxValue;

    private void EndOldLines()
    {
        if (left.Count == 0 || time.GetUtcNow() - left[0].At < TimeSpan.FromMinutes(3)) return;
        var old = left[0].Gateway;
        left.RemoveAt(0);
        Await(() => old.EndAsync().AsTask());
    }

    private void OnScheduler(Action act)
    {
        scheduler.Post(static run => ((Action)run!)(), act);
        scheduler.RunUntilIdle();
    }

    private void Await(Func<Task> start)
    {
        Task? task = null;
        scheduler.Post(_ => task = start(), null);
        for (scheduler.RunUntilIdle(); !task!.IsCompleted; time.Advance(TimeSpan.FromMilliseconds(1)))
        {
        }

        task.GetAwaiter().GetResult();
    }
}
