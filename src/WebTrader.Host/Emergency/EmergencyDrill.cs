using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Engine;
using WebTrader.Engine.Emergency;
using WebTrader.Engine.Running;
using WebTrader.Host.Commands.Replay;

namespace WebTrader.Host.Emergency;

/// <summary>What a drill begins with: the account as it stands.</summary>
/// <param name="Latency">Round trip of a trade, and of a reading.</param>
/// <param name="InFlight">How many trades may be under way at once; 1 or more.</param>
/// <param name="At">UTC.</param>
internal sealed record DrillPlan(BrokerAccount Account, Money Balance, EngineOptions Options, IReadOnlyList<DrillPosition> Positions, TimeSpan Latency, int InFlight, DateTimeOffset At)
{
    /// <summary>On the session's scheduler.</summary>
    public static DrillPlan Of(AccountSession session, TimeSpan latency, int inFlight, DateTimeOffset at) => new(
        session.Account, session.Monitor.Account?.Balance ?? Money.Zero, session.Options, [.. session.Book.Open.Select(tracked => DrillPosition.Of(session, tracked))], latency, inFlight, at);
}

/// <param name="Spec">Null where it is not known.</param>
/// <param name="IsTraded">Whether there is a fresh price, so that it could be closed.</param>
internal sealed record DrillPosition(Position Position, SymbolSpec? Spec, Price Bid, Price Ask, bool IsTraded)
{
    internal static DrillPosition Of(AccountSession session, Engine.Book.TrackedPosition tracked)
    {
        var (position, quote) = (tracked.Position, tracked.Symbol.Latest);
        return new DrillPosition(position, tracked.Symbol.Spec, quote?.Bid ?? position.OpenPrice, quote?.Ask ?? position.OpenPrice, session.Evaluator.FreshQuote(tracked.Symbol) is not null);
    }
}

/// <param name="Took">Until it was proved flat; null where it was not within the time that a drill gets.</param>
/// <param name="Left">What remained and why, in words.</param>
internal sealed record DrillResult(int Positions, TimeSpan? Took, IReadOnlyList<string> Left);

/// <summary>
/// Rehearses a flatten: the same session, the same emergency desk, in front of a simulated broker with the open positions of the account, in virtual time. Nothing of it reaches a real broker. One
/// caller; on the caller's thread.
/// </summary>
internal sealed class EmergencyDrill : IDisposable
{
    /// <summary>Of virtual time; whatever is left then would remain.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan ComesUpWithin = TimeSpan.FromSeconds(10);

    private readonly SessionScheduler scheduler = new();
    private readonly VirtualTime time;
    private readonly DrillPlan plan;
    private readonly SimulatedBroker broker;
    private readonly AccountSession session;

    private EmergencyDrill(DrillPlan plan, IReadOnlyList<DrillPosition> known)
    {
        this.plan = plan;
        time = new VirtualTime(scheduler, plan.At);
        broker = BrokerOf(known);
        var links = new SimulatedGatewayOptions { TradeLatency = plan.Latency, ReadLatency = plan.Latency, TradesInFlight = plan.InFlight };
        var options = plan.Options with { Arming = Arming.Observe, EmergencyStops = [], Limits = AccountLimits.None };
        var gateway = new SimulatedGateway(broker, plan.Account, links, time);
        var composing = scheduler.StartAsync(async () => composed = await AccountSession.ComposeAsync(gateway, time, new ReplayJournal(), options, scheduler));
        Pass(() => composing.IsCompleted, ComesUpWithin);
        CameUp(composing);
        session = composed!;
    }

    private AccountSession? composed;

    public static DrillResult Run(DrillPlan plan)
    {
        var known = plan.Positions.Where(position => position.Spec is not null).ToList();
        List<string> left = [.. plan.Positions.Where(position => position.Spec is null).Select(position => $"Ticket {position.Position.Ticket} of {position.Position.Symbol}: nobody knows the specification of its symbol")];
        using var drill = new EmergencyDrill(plan, known);
        var view = drill.Flatten();
        left.AddRange(view.Left);
        return new DrillResult(plan.Positions.Count, view.State == EmergencyState.Proved && left.Count == 0 ? view.Took : null, left);
    }

    public void Dispose() => scheduler.Dispose();

    private EmergencyView Flatten()
    {
        var starting = scheduler.StartAsync(() => session.StartAsync(CancellationToken.None));
        Pass(() => starting.IsCompleted && session.Book.LastReading is not null, ComesUpWithin);
        CameUp(starting);
        scheduler.Post(_ => session.Emergency.Order(new EmergencyStop("drill", EmergencyAction.Flatten, EmergencyScope.Everything, "a drill", "", time.GetUtcNow())), null);
        Pass(() => session.Emergency.Views is [{ State: EmergencyState.Proved }], Longest);
        return session.Emergency.Views.Single();
    }

    /// <summary>Only this thread moves it on: waiting for what has not ended would wait for ever.</summary>
    private static void CameUp(Task step)
    {
        if (!step.IsCompleted) throw new InvalidOperationException($"The session of the drill did not come up within {ComesUpWithin.TotalSeconds:0} s of its time.");
        step.GetAwaiter().GetResult();
    }

    /// <summary>Lets virtual time pass until something holds, at most so long.</summary>
    private void Pass(Func<bool> until, TimeSpan atMost)
    {
        scheduler.RunUntilIdle();
        for (var end = time.GetUtcNow() + atMost; !until() && time.GetUtcNow() < end; time.Advance(Step))
        {
        }
    }

    private SimulatedBroker BrokerOf(IReadOnlyList<DrillPosition> known)
    {
        var symbols = known.DistinctBy(position => position.Position.Symbol, StringComparer.Ordinal).ToList();
        var options = new SimulatedBrokerOptions
        {
            Currency = plan.Account.Currency,
            Symbols = [.. symbols.Select(symbol => new SimulatedSymbol { Spec = symbol.Spec!, FixedTickValues = true })],
            StopOutLevel = 0m,
        };
        var state = new BookState
        {
            Currency = plan.Account.Currency,
            Balance = plan.Balance,
            NextTicket = known.Select(position => position.Position.Ticket.Value).DefaultIfEmpty(0).Max() + 1,
            NextDeal = options.FirstDeal,
            BrokerDay = null,
            Positions = [.. known.Select(position => position.Position).OrderBy(position => position.Ticket.Value)],
            Quotes = [.. symbols.Select(symbol => new TimedQuote(symbol.Position.Symbol, symbol.Bid, symbol.Ask, plan.At))],
        };
        var made = new SimulatedBroker(options, time, state, []);
        foreach (var symbol in symbols.Where(symbol => !symbol.IsTraded)) made.SetMarketOpen(symbol.Position.Symbol, open: false);
        return made;
    }
}
