using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Engine.Book;
using WebTrader.Engine.Running;

namespace WebTrader.Engine.Views;

/// <summary>What a session looks like from outside: values without references into it. Built on the session's scheduler only.</summary>
public sealed class SessionViews(AccountSession session, TimeProvider clock)
{
    private readonly Dictionary<PositionId, Money> closedToday = [];
    private DateTime day;
    private bool knowsEarlier;

    /// <summary>Every open position, in the order of the tickets.</summary>
    public IReadOnlyList<PositionView> Positions() =>
        [.. session.Book.Open.OrderBy(tracked => tracked.Position.Ticket.Value).Select(Row)];

    /// <summary>One position, open or closed a short while ago; null when there is none.</summary>
    public TicketView? Ticket(Ticket ticket)
    {
        if (session.Book.Find(ticket) is { } open) return TicketViews.Build(Row(open), open, null, session, clock);
        var closed = session.RecentlyClosed.LastOrDefault(ended => ended.Tracked.Position.Ticket == ticket);
        return closed is null ? null : TicketViews.Build(Row(closed.Tracked), closed.Tracked, closed, session, clock);
    }

    public HealthView Health()
    {
        var account = session.Monitor.Account;
        return new HealthView(
            [.. session.Alarms.Standing.Concat(session.Watchdog.Standing).Select(View)],
            Worker(),
            new MonitorView(session.MonitorRole.State, Age(session.Monitor.Beat), session.Monitor.LastRead is { } read ? Age(read) : null,
                session.Monitor.FailedReads, session.MonitorRole.Restarts),
            Feed(),
            Broker(),
            Terminal(),
            session.Evaluator.Arming,
            Messages(),
            Today(),
            Journal(),
            account?.Balance,
            account?.Equity,
            account?.BrokerTime ?? clock.GetUtcNow());
    }

    public LocksView Locks() => LockViews.Build(session, clock);

    /// <summary>What happened at the locks of open positions, and of those that ended a short while ago.</summary>
    /// <param name="within">How long ago at most; of each ticket the last 64 things are known.</param>
    public LockEventsView LockEvents(TimeSpan within) => LockViews.Events(session, within, clock);

    /// <summary>What happened at the lock of one open position lately; null when it is not open, or nothing has.</summary>
    public TicketLockTimelineView? TicketLock(Ticket ticket) => LockViews.Timeline(session, ticket);

    /// <summary>Takes up what earlier runs of this day closed.</summary>
    internal void Begin(AccountMemory memory)
    {
        knowsEarlier = true;
        foreach (var trade in memory.Recent) Count(trade);
    }

    /// <summary>Counts a closed position into today's result, once.</summary>
    internal void Count(Trade trade)
    {
        if (trade.CloseTime.UtcDateTime.Date == Turn()) closedToday[trade.Position] = trade.Profit + trade.Commission + trade.Swap;
    }

    /// <summary>The present day; a new one begins with nothing closed.</summary>
    private DateTime Turn()
    {
        var today = clock.GetUtcNow().UtcDateTime.Date;
        if (today != day) closedToday.Clear();
        return day = today;
    }

    private PositionView Row(TrackedPosition tracked)
    {
        var position = tracked.Position;
        var spec = tracked.Symbol.Spec;
        var quote = tracked.Symbol.Latest;
        var closing = quote?.ClosingPrice(position.Side);
        var stop = position.StopLoss;
        var wanted = Wanted(tracked);
        var profitAtStop = Profit(tracked, stop);
        var rule = StopProgress.For(position, tracked.Progress).InCharge(stop);
        var says = session.Evaluator.Explain(tracked);
        var plan = PlanOf(tracked);
        var distance = closing is { } price && stop is { } at && spec is not null ? position.Side.Gain(at, price) : (decimal?)null;
        var next = says is not null && spec is not null && quote is { } present ? StopPipeline.NextMove(position, spec, present, plan, says.Progress, session.Meter.Price) : null;
        return new PositionView
        {
            Ticket = position.Ticket,
            Symbol = position.Symbol,
            Side = position.Side,
            Lots = position.Lots,
            Digits = spec?.Digits ?? position.OpenPrice.Value.Scale,
            OpenPrice = position.OpenPrice,
            OpenTime = position.OpenTime,
            Magic = position.Magic,
            Comment = position.Comment,
            Bid = quote?.Bid,
            Ask = quote?.Ask,
            Price = closing,
            QuoteAgeMs = quote is { } newest ? Age(newest.ReceivedAt) : null,
            State = tracked.State,
            StateAgeMs = Age(tracked.StateSince),
            Stop = stop,
            StopAgeMs = stop is null ? null : Age(tracked.StopSince),
            TakeProfit = position.TakeProfit,
            Wanted = wanted,
            DistancePoints = distance / spec?.Point,
            DistanceRanges = InRanges(distance, RangeViews.Of(tracked, plan)),
            MaxRisk = plan.MaxRisk,
            ProfitAtStop = profitAtStop,
            Floating = Profit(tracked, closing),
            AtRisk = profitAtStop < Money.Zero ? profitAtStop : null,
            Locked = profitAtStop >= Money.Zero ? profitAtStop : null,
            Rule = rule,
            RuleText = rule is { } inCharge ? inCharge.Say() : "No stop yet",
            Reason = tracked.State == ProtectionState.Unmanaged ? session.Evaluator.Arming.Covers(position) ? "Left to others by the settings" : "Observed only: it is not armed" : says?.Decision.Reason ?? tracked.Unseen ?? tracked.Verdict?.Decision.Reason ?? "Not looked at yet",
            NextPrice = next?.At,
            NextLocks = next?.Locks,
            NextRule = next?.Rule,
            EvaluationAgeMs = tracked.UnheldSince is { } pending ? Age(pending) : 0,
            Moves = tracked.MoveCount,
            PeakProfit = spec is not null && tracked.WithPeak()?.PeakTicks is { } ticks ? spec.ProfitOfTicks(position, ticks) : null,
            Rail = new RailView(InRisk(tracked, stop), InRisk(tracked, wanted), InRisk(tracked, closing)),
        };
    }

    private StopPlan PlanOf(TrackedPosition tracked) => tracked.Symbol.Spec is { } spec ? session.Evaluator.PlanOf(tracked, spec) : session.Evaluator.Settings.For(tracked.Position).Plan;

    private static Price? Wanted(TrackedPosition tracked) => tracked.Verdict?.Decision switch
    {
        StopDecision.Move move => move.Stop,
        StopDecision.Hold { Wanted: { } held } => held,
        _ => tracked.Position.StopLoss,
    };

    private static Money? Profit(TrackedPosition tracked, Price? at) =>
        at is { } price && tracked.Symbol.Spec is { } spec ? spec.ProfitAt(tracked.Position, price) : null;

    private decimal? InRisk(TrackedPosition tracked, Price? at) =>
        Profit(tracked, at) is { } profit ? decimal.Round(profit.Amount / PlanOf(tracked).MaxRisk.Amount, 4) : null;

    private static decimal? InRanges(decimal? distance, RangeView range) => range.Range is > 0m and { } one && distance is { } so ? decimal.Round(so / one, 2) : null;

    private static AlarmView View(Alarm alarm) => new(alarm.Id, alarm.Severity, alarm.Since, alarm.Text);

    /// <summary>How long each open position has waited to be held against a quote or a change, in the order of the tickets.</summary>
    public IEnumerable<(Ticket Ticket, TimeSpan Age)> EvaluationAges() => session.Book.Open.OrderBy(tracked => tracked.Position.Ticket.Value)
        .Select(tracked => (tracked.Position.Ticket, tracked.UnheldSince is { } since ? clock.GetElapsedTime(since) : TimeSpan.Zero));

    private TerminalView? Terminal() => session.Terminal is not { } terminal ? null : new TerminalView(
        terminal.WhyNot,
        terminal.WhyNot is null ? terminal.Checks.FirstOrDefault(check => !check.IsGood)?.Text : null,
        terminal.Experts.Count(expert => expert.Does != TerminalExpert.Nothing),
        terminal.Symbols.Count,
        terminal.Symbols.Count(symbol => symbol.ReportsTicks));

    private WorkerView Worker()
    {
        var oldest = session.Book.Open.Where(tracked => tracked.UnheldSince is not null).MinBy(tracked => tracked.UnheldSince);
        var evaluation = LatencyView.Of(session.Worker.Delays.Snapshot());
        return new WorkerView(session.WorkerRole.State, Age(session.Worker.Beat), evaluation.P99Ms, session.Evaluator.Evaluations, session.Worker.Cycles, session.WorkerRole.Restarts,
            session.Queue.Waiting, session.Slots.Taken, oldest is null ? 0 : Age(oldest.UnheldSince!.Value), oldest?.Position.Ticket, session.Book.Open.Count(session.Evaluator.IsUnseen),
            evaluation, session.Watchdog.Looks, [.. session.Watchdog.Standing.Select(View)]);
    }

    private MessagesView Messages()
    {
        var (budget, price) = (session.Meter.Budget, session.Meter.Price);
        return new MessagesView(budget.Sent, budget.Limits.PerDay, budget.Limits.Reserve, budget.ProfitLeft, budget.Overdraft,
            (long)decimal.Ceiling(budget.Forecast(clock.GetUtcNow())), price.Factor, price.Closed);
    }

    private FeedView Feed()
    {
        var symbols = session.Book.Open.Select(tracked => tracked.Symbol).Distinct().ToList();
        var ages = symbols.Where(symbol => symbol.Latest is not null).Select(symbol => (symbol.Name, Age: Age(symbol.Latest!.Value.ReceivedAt))).ToList();
        var limit = (long)session.Options.StopLoss.MaxQuoteAge.TotalMilliseconds;
        var (slowest, slowestAge) = ages.Count == 0 ? (null, (long?)null) : ages.Select(age => (age.Name, (long?)age.Age)).MaxBy(age => age.Item2);
        return new FeedView(symbols.Count, ages.Count(age => age.Age <= limit), slowest, slowestAge, session.Intake.Accepted, session.Intake.Dropped);
    }

    private BrokerView Broker()
    {
        var calls = session.Gateway.Calls.Summary();
        return new BrokerView(session.IsConnected, Ms(calls.P50), Ms(calls.P99), [.. session.Gateway.Calls.Newest(16).Select(call => Ms(call)!.Value)]);
    }

    private TodayView Today()
    {
        Turn();
        Money? floating = Money.Zero;
        foreach (var tracked in session.Book.Open) floating = Profit(tracked, tracked.Symbol.Latest?.ClosingPrice(tracked.Position.Side)) is { } profit ? floating + profit : null;
        return new TodayView(knowsEarlier ? closedToday.Values.Aggregate(Money.Zero, (sum, result) => sum + result) : null, floating, closedToday.Count, null);
    }

    private JournalView Journal()
    {
        var health = session.Journal;
        return new JournalView(health.State, health.Waiting, health.Dropped, health.Reason, health.DroppedQuotes);
    }

    private long Age(long timestamp) => Math.Max(0, (long)clock.GetElapsedTime(timestamp).TotalMilliseconds);

    internal static decimal? Ms(TimeSpan? duration) => duration is { } known ? decimal.Round((decimal)known.Ticks / TimeSpan.TicksPerMillisecond, 3) : null;
}
