using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine;
using WebTrader.Engine.Running;
using WebTrader.Host.Commands.Simulate.Ways;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Commands.Simulate.Scenarios;

/// <summary>
/// Where a scenario is played: a broker, one account session that protects its positions, and a clock of its own. What happens is done here, what
/// came of it is seen at the broker and in the journal; beside the scenario's own expectations the promises of the random worlds are watched. On
/// the caller's thread.
/// </summary>
internal sealed partial class ScenarioStage : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private readonly ScriptSetup setup;
    private readonly EngineOptions options;
    private readonly SessionScheduler scheduler = new();
    private readonly VirtualTime time;
    private readonly WorldWatch watch;
    private readonly WorldJournal journal;
    private readonly IWorldLines way;
    private readonly List<WatchedGateway> lines = [];
    private readonly List<JournalEntry> facts = [];
    private AccountSession? session;
    private WorldJournal.Line? line;
    private TimeSpan historyLate;

    /// <param name="tellsTrades">Whether the experts of a terminal tell what is traded; without one it is always told.</param>
    public ScenarioStage(ScriptSetup setup, WorldWay over, bool tellsTrades = true)
    {
        this.setup = setup;
        var usual = new StopPlan();
        options = new EngineOptions { Plan = usual with { MaxRisk = setup.MaxRisk ?? usual.MaxRisk, TrailingStep = setup.TrailingStep ?? usual.TrailingStep } };
        if (setup.Messages is { } limits) options = options with { Messages = options.Messages with { Limits = limits } };
        time = new VirtualTime(scheduler, setup.Begin);
        Broker = new SimulatedBroker(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn, StopOutLevel = 0, StartingBalance = setup.Balance }, time);
        watch = new WorldWatch(0, Broker, options.Plan.MaxRisk, setup.TradeLatency + setup.ReadLatency);
        Stories = new PositionStories(Broker);
        journal = new WorldJournal(time);
        journal.Written += watch.Written;
        journal.Written += facts.Add;
        foreach (var market in setup.Markets) Add(market);
        way = over == WorldWay.Mt5 ? OverTheWire(tellsTrades) : Embedded();
        peak = Broker.Equity.Amount;
        if (!setup.StartsLater) StartSession();
    }

    public SimulatedBroker Broker { get; }

    public PositionStories Stories { get; }

    public FaultPlan Faults { get; } = new(1);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The session; throws <see cref="StageException"/> while there is none.</summary>
    public AccountSession Session => session ?? throw new StageException("the session does not run at this point");

    public IReadOnlyDictionary<PositionId, Trade> Trades => journal.Trades;

    /// <summary>Everything the sessions have written, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Facts => facts;

    public WorldFigures Figures => watch.Figures;

    private EmbeddedLines Embedded()
    {
        var account = new BrokerAccount(new AccountId("scenario"), "Scenario", "simulator", IsLive: false, "0", "scenario", Broker.Currency);
        var reach = new SimulatedGatewayOptions { TradeLatency = setup.TradeLatency, ReadLatency = setup.ReadLatency, TradesInFlight = setup.InFlight };
        return new EmbeddedLines(Broker, account, reach, time, () => Faults);
    }

    // Two experts, as people are advised to have; the symbols without a chart are asked for.
    private WireLines OverTheWire(bool tellsTrades)
    {
        var account = new AccountSettings { Id = new AccountId("scenario"), Name = "Scenario", Currency = Broker.Currency };
        var charts = setup.Markets.Select(market => market.Symbol).Take(2).ToList();
        var habits = new TerminalHabits { Charts = charts.Count == 1 ? [charts[0], charts[0]] : charts, TradeLatency = setup.TradeLatency, ReadLatency = setup.ReadLatency, Transactions = tellsTrades };
        return new WireLines(Broker, account, habits, time, scheduler, Faults);
    }

    public void StartSession()
    {
        if (session is not null) throw new StageException("the session runs already");
        line = journal.NewLine();
        Await(async () =>
        {
            var gateway = new WatchedGateway(way.Open(), watch);
            lines.Add(gateway);
            watch.Serves(gateway);
            session = await AccountSession.ComposeAsync(new LateHistory(gateway, time, () => historyLate), time, line, options, scheduler);
            await session.StartAsync(CancellationToken.None);
        });
    }

    /// <summary>Ends the session. At a crash it is gone from one moment to the next; either way what is in the air still lands.</summary>
    public void StopSession(bool graceful)
    {
        var left = Session;
        if (graceful) Await(() => left.StopAsync("the scenario stops it"));
        line!.Cut();
        lines[^1].Cut(abruptly: !graceful);
        watch.Serves(null);
        Await(() => left.DisposeAsync().AsTask());
        session = null;
    }

    public void Disconnect(TimeSpan length)
    {
        if (session is null) throw new StageException("the session does not run at this point");
        OnScheduler(() => lines[^1].DisconnectFor(length));
    }

    public void HistoryLate(TimeSpan by) => historyLate = by;

    /// <summary>Ends the play, lets what is under way be found, and says which promises were not kept.</summary>
    public IReadOnlyList<Violation> End()
    {
        if (session is not null)
        {
            Silence(Quiet);
            StopSession(graceful: true);
            watch.Finish(journal);
        }

        if (scheduler.ForeignPosts > 0) throw new InvalidOperationException("Work left the session's scheduler: this scenario cannot be repeated.");
        return watch.Violations;
    }

    public void Dispose() => scheduler.Dispose();

    private void OnScheduler(Action act)
    {
        StageException? refused = null;
        scheduler.Post(_ => refused = Try(act), null);
        scheduler.RunUntilIdle();
        if (refused is not null) throw refused;
    }

    // What a line cannot have is the line's to tell, and no fault of the scheduler's.
    private static StageException? Try(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (StageException refused)
        {
            return refused;
        }
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
