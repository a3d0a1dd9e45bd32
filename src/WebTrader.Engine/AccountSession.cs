using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Safety;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Alarms;
using WebTrader.Engine.Book;
using WebTrader.Engine.Emergency;
using WebTrader.Engine.Intake;
using WebTrader.Engine.Monitoring;
using WebTrader.Engine.Remembering;
using WebTrader.Engine.Running;
using WebTrader.Engine.Safety;
using WebTrader.Engine.StopLoss;
using WebTrader.Engine.Tickets;
using WebTrader.Engine.Trading;
using WebTrader.Engine.Views;
using WebTrader.Engine.Writing;

namespace WebTrader.Engine;

/// <summary>
/// Everything that protects one trading account: one broker connection, one book, one lock registry, one stop-loss worker, one
/// position monitor. The same composition serves live, in replay and in simulation. All of it runs on one scheduler; only the
/// members that say so may be called from elsewhere.
/// </summary>
public sealed class AccountSession : IAsyncDisposable
{

    private readonly IBrokerGateway gateway;
    private readonly TimeProvider clock;
    private readonly IJournal journal;
    private readonly SessionEvents events;
    private readonly NettingGuard netting;
    private readonly RoleRunner workerRole;
    private readonly RoleRunner monitorRole;
    private readonly RoleRunner keeperRole;
    private readonly RoleRunner emergencyRole;

    private AccountSession(IBrokerGateway gateway, TimeProvider clock, IJournal journal, EngineOptions options, SessionScheduler scheduler, long epoch)
    {
        this.gateway = gateway;
        this.clock = clock;
        this.journal = journal;
        Options = options;
        Scheduler = scheduler;
        Epoch = epoch;
        var account = gateway.Account.Id;
        StartedAt = clock.GetUtcNow();

        Alarms = new AlarmBoard(account, clock, journal);
        Intake = new QuoteIntake();
        events = new SessionEvents(this, clock, journal);
        Book = new PositionBook(Intake, events);
        Locks = new TicketLocks(epoch, clock, options.Locks, account.Value);
        Meter = new MessageMeter(options.Messages, clock, Alarms) { Open = () => Book.Open.Count };
        Gateway = new FencedGateway(gateway, options, clock, Meter);
        Slots = new CallSlots(gateway, clock);
        Evaluator = new StopEvaluator(options, clock, Meter);
        Refusals = new RefusalAlarms(Alarms);
        Profits = new ProfitAlarms(Alarms);
        HandMoves = new HandMoveAlarms(Alarms, Evaluator);
        TugOfWar = new TugOfWar(clock, Alarms) { OnPeace = tracked => Worker!.LookAgain(tracked) };
        netting = new NettingGuard(clock, Alarms, Book, () => gateway.IsNetting);
        events.Netting = netting;
        Calls = new TicketCalls(account, clock, journal, Book, Gateway, Refusals) { Netting = netting };
        var settlement = new Settlement(options, clock, Gateway, Calls);
        Figures = new ProtectionFigures(account.Value);
        Writer = new StopWriter(account, options, clock, journal, Book, Evaluator, Calls, settlement, Figures);
        Queue = new WriteQueue(account, options, clock, journal, Alarms, Locks, Slots, Meter, Writer);
        Worker = new StopLossWorker(account, options, clock, journal, Alarms, Intake, Book, Evaluator, Queue, Slots, Meter);
        Executor = new TradeExecutor(account, options, clock, journal, Book, Evaluator, Locks, Slots, Calls, settlement);
        netting.Close = ticket => Executor.CloseAsync(ticket, null, "the session, which closes what a close of its own has opened", CancellationToken.None);
        Opener = new PositionOpener(account, epoch, options, clock, journal, gateway, Book, Gateway, Slots, Calls);
        Entries = new EntryGate(Evaluator, Book, () => IsConnected, () => gateway.IsNetting);
        Limits = new LimitKeeper(account, options, clock, journal, Alarms, Book, Evaluator, Entries) { Account = () => Monitor!.Account };
        Entries.Add(Limits.WhyNot);
        Emergency = new EmergencyDesk(account, options, clock, journal, gateway, Alarms, Book, Evaluator, Entries, Executor, new EmergencyHands(account, options, clock, journal, Book, Locks, Slots, Calls, Gateway, Executor)) { IsConnected = () => IsConnected };
        Entries.Add(Emergency.WhyNoEntry);
        Evaluator.IsFrozen = Emergency.IsFrozen;
        Orders = new OrderDesk(options, clock, gateway, Intake, Book, Evaluator, Entries, Opener);
        Monitor = new PositionMonitor(account, options, clock, journal, gateway, Alarms, Intake, Book);
        Reconciler = new Reconciler(account, options, clock, gateway);
        Memory = new MemoryKeeper(account, epoch, options, clock, journal, Alarms, Book);
        Meter.Demands = () => Book.Open.Select(Evaluator.DemandOf).OfType<MessageDemand>();
        Evaluator.Balance = () => Monitor.Account?.Balance;
        Evaluator.SpecOf = symbol => Intake.Of(symbol).Spec;
        Monitor.OnAccountRead = () =>
        {
            Meter.Read(Monitor.Account!.BrokerTime.Offset);
            Limits.Look();
        };
        Monitor.NeedsBalance = () => Evaluator.Settings.NeedsBalance;
        Writer.Keep = Memory.Keep;
        Writer.KnowsParts = KnowsParts;
        Writer.KnowsCalls = KnowsCalls;
        events.Listen();

        workerRole = new RoleRunner("stop-loss worker", Worker.RunAsync, options.StopLoss.StopWithin, clock, Alarms);
        monitorRole = new RoleRunner("position monitor", Monitor.RunAsync, options.Monitor.StopWithin, clock, Alarms);
        emergencyRole = new RoleRunner("emergency desk", Emergency.RunAsync, options.StopLoss.StopWithin, clock, Alarms);
        keeperRole = new RoleRunner("memory keeper", Memory.RunAsync, TimeSpan.FromSeconds(1), clock, Alarms);
        Watchdog = new SessionWatchdog(account, clock, journal, scheduler, Worker, workerRole, new LockWatchdog(Locks, options));
        View = new SessionViews(this, clock);
    }

    public BrokerAccount Account => gateway.Account;

    /// <summary>The terminal between us and the broker; null where there is none.</summary>
    public TerminalState? Terminal => gateway.Terminal;

    /// <summary>What holds now.</summary>
    public EngineOptions Options { get; private set; }

    /// <summary>The clock that it goes by.</summary>
    public TimeProvider Clock => clock;
    public SessionScheduler Scheduler { get; }

    /// <summary>Which running of this account it is; grows with every start.</summary>
    public long Epoch { get; }
    public DateTimeOffset StartedAt { get; }
    public AlarmBoard Alarms { get; }
    public RefusalAlarms Refusals { get; }
    public ProfitAlarms Profits { get; }
    public HandMoveAlarms HandMoves { get; }
    public TugOfWar TugOfWar { get; }
    public QuoteIntake Intake { get; }
    public PositionBook Book { get; }
    public TicketLocks Locks { get; }
    public FencedGateway Gateway { get; }
    public MessageMeter Meter { get; }
    public CallSlots Slots { get; }
    public TicketCalls Calls { get; }
    public TradeExecutor Executor { get; }
    public PositionOpener Opener { get; }

    /// <summary>Whether something may be opened through us.</summary>
    public EntryGate Entries { get; }
    public OrderDesk Orders { get; }
    public LimitKeeper Limits { get; }

    /// <summary>The emergency stops that hold, and how far they are.</summary>
    public EmergencyDesk Emergency { get; }
    public StopEvaluator Evaluator { get; }
    public StopWriter Writer { get; }

    /// <summary>How well the account was protected since the start.</summary>
    public ProtectionFigures Figures { get; }
    public WriteQueue Queue { get; }
    public StopLossWorker Worker { get; }
    public PositionMonitor Monitor { get; }
    public Reconciler Reconciler { get; }
    public MemoryKeeper Memory { get; }

    /// <summary>From any thread.</summary>
    public SessionWatchdog Watchdog { get; }
    public RoleRunner WorkerRole => workerRole;
    public RoleRunner MonitorRole => monitorRole;
    public IReadOnlyCollection<ClosedPosition> RecentlyClosed => events.RecentlyClosed;
    public bool IsConnected => events.IsConnected;

    /// <summary>What is behind in the store of facts.</summary>
    public JournalHealth Journal => journal.Health;

    /// <summary>What the session looks like from outside.</summary>
    public SessionViews View { get; }

    /// <summary>Puts a session together; nothing runs yet. One composition for serve, replay and simulation.</summary>
    /// <param name="fromEpoch">That of the lease by which the account is driven: the session's is this one or a larger one. 0 where nobody knows.</param>
    /// <exception cref="ArgumentException">A setting does not fit; the message names it, its value and the allowed range.</exception>
    public static async Task<AccountSession> ComposeAsync(IBrokerGateway gateway, TimeProvider clock, IJournal journal, EngineOptions options, SessionScheduler scheduler, long fromEpoch = 0)
    {
        var problems = EngineOptionsValidator.Problems(options);
        if (problems.Count > 0) throw new ArgumentException(string.Join("; ", problems), nameof(options));

        journal = new ShieldedJournal(journal);
        var recalled = await MemoryKeeper.RecallAsync(gateway.Account.Id, journal, clock, CancellationToken.None);
        var epoch = Math.Max(fromEpoch, recalled.TryGet(out var remembered) ? remembered.LastEpoch + 1 : clock.GetUtcNow().ToUnixTimeSeconds());
        var session = new AccountSession(gateway, clock, journal, options, scheduler, epoch);
        session.Memory.Begin(recalled);
        return session;
    }

    /// <summary>From now on the rules write to these positions and to no others. On the scheduler; the caller has made it durable.</summary>
    /// <param name="by">Who wants it.</param>
    public void Arm(Arming arming, string by, string why)
    {
        var before = Evaluator.Arming;
        if (before == arming) return;
        Evaluator.Arming = arming;
        journal.Append(new ArmingChanged(Account.Id, clock.GetUtcNow(), before.ToString(), arming.ToString(), by, why));
        events.OnArmed();
    }

    /// <summary>
    /// From now on other stop settings, message budgets and limits hold, all of them in one step; every open position is held against them in the next cycle. What is remembered of the positions
    /// stays, and so do the stops at the broker: a looser setting loosens none. On the scheduler; the caller has made it durable.
    /// </summary>
    /// <param name="wanted">Sound ones. Only stops, layers, the limits of messages and those of the account are taken of it.</param>
    /// <param name="change">What the journal is told; null where it has been told.</param>
    public void Apply(EngineOptions wanted, SettingsChange? change)
    {
        Options = Options with { Plan = wanted.Plan, Layers = wanted.Layers, Limits = wanted.Limits, Messages = Options.Messages with { Limits = wanted.Messages.Limits } };
        Evaluator.Settings = new StopSettings(wanted.Plan, wanted.Layers);
        if (change is not null) journal.Append(change.Of(Account.Id, clock.GetUtcNow()));
        Meter.Limit(wanted.Messages.Limits);
        Limits.Limits = wanted.Limits;
        Limits.Look();
        events.OnSettings();
    }

    /// <summary>Of what was opened before this run a part may have been closed that nobody has told us of, and one may be on its way.</summary>
    private bool KnowsParts(TrackedPosition tracked) =>
        tracked.Position.OpenTime >= StartedAt || (Memory.IsTakenUp && clock.GetUtcNow() - StartedAt >= Options.StopLoss.GivenUpAfter);

    /// <summary>What an earlier run has sent can be read in its memory, or is so long ago that nothing will come of it.</summary>
    private bool KnowsCalls(TrackedPosition tracked) =>
        Memory.IsTakenUp || tracked.Position.OpenTime >= StartedAt || clock.GetUtcNow() - StartedAt >= Options.StopLoss.GivenUpAfter;

    /// <summary>Connects and starts worker and monitor. On the scheduler.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await gateway.ConnectAsync(events, cancellation);
        workerRole.Start();
        monitorRole.Start();
        keeperRole.Start();
        emergencyRole.Start();
        Watchdog.Start();
        journal.Append(new SessionStarted(Account.Id, clock.GetUtcNow(), Epoch, Book.Open.Count));
    }

    /// <summary>Stops worker and monitor gracefully; stops at the broker stay where they are. On the scheduler.</summary>
    public async Task StopAsync(string reason)
    {
        Watchdog.Dispose();
        var worker = workerRole.StopAsync();
        var monitor = monitorRole.StopAsync();
        var keeper = keeperRole.StopAsync();
        var emergency = emergencyRole.StopAsync();
        netting.Shut();
        await Queue.StopAsync();
        var ended = await Task.WhenAll(worker, monitor, keeper, emergency);
        Memory.KeepAll(onlyNews: false);
        var late = Slots.Taken > 0 || ended.Contains(false) ? "; not everything under way has ended" : "";
        journal.Append(new SessionStopped(Account.Id, clock.GetUtcNow(), reason + late));
    }

    /// <summary>It does not end in time and is left behind: from now on nothing of it leaves for the broker. From any thread.</summary>
    public void Abandon()
    {
        netting.Shut();
        Locks.Shut();
        Gateway.Shut();
    }

    public async ValueTask DisposeAsync()
    {
        Watchdog.Dispose();
        workerRole.Dispose();
        monitorRole.Dispose();
        keeperRole.Dispose();
        emergencyRole.Dispose();
        Worker.Dispose();
        Monitor.Dispose();
        Emergency.Dispose();
        await gateway.DisposeAsync();
    }
}
