using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Engine.Alarms;
using WebTrader.Engine.Book;
using WebTrader.Engine.Running;
using WebTrader.Engine.StopLoss;
using WebTrader.Engine.Trading;

namespace WebTrader.Engine.Emergency;

/// <summary>
/// Carries out the emergency stops of an account, and holds them until they are released: one reading, then what is to be done with as many calls at once as the broker takes, then readings until
/// two in a row show nothing left. Protection goes on beside it. On the session's scheduler.
/// </summary>
public sealed class EmergencyDesk : IDisposable
{
    private static readonly TimeSpan Watches = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Rests = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LooksAgainWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OldReading = TimeSpan.FromSeconds(5);
    private const int LeftTold = 100;

    private readonly AccountId account;
    private readonly EngineOptions options;
    private readonly TimeProvider clock;
    private readonly IJournal journal;
    private readonly IBrokerGateway reader;
    private readonly AlarmBoard alarms;
    private readonly PositionBook book;
    private readonly StopEvaluator evaluator;
    private readonly EntryGate entries;
    private readonly TradeExecutor executor;
    private readonly EmergencyHands hands;
    private readonly WakeSignal wake;
    private readonly List<EmergencyRun> runs = [];
    private readonly HashSet<string> over = new(StringComparer.Ordinal);

    internal EmergencyDesk(AccountId account, EngineOptions options, TimeProvider clock, IJournal journal, IBrokerGateway reader, AlarmBoard alarms, PositionBook book, StopEvaluator evaluator, EntryGate entries, TradeExecutor executor, EmergencyHands hands)
    {
        this.account = account;
        this.options = options;
        this.clock = clock;
        this.journal = journal;
        this.reader = reader;
        this.alarms = alarms;
        this.book = book;
        this.evaluator = evaluator;
        this.entries = entries;
        this.executor = executor;
        this.hands = hands;
        wake = new WakeSignal(clock);
        foreach (var stop in options.EmergencyStops.Where(stop => stop.Scope.Concerns(account)))
        {
            // The run that it was ordered in may have died before its journal was on disk.
            journal.Append(new EmergencyStopped(account, clock.GetUtcNow(), stop));
            Begin(stop);
        }
    }

    /// <summary>Told when what a stop does once has been done here, with the stop as it is then.</summary>
    public Action<EmergencyStop>? OnDone { get; set; }

    /// <summary>Told when a stop has come or gone, or has moved on.</summary>
    public Action? OnChanged { get; set; }

    /// <summary>Whether the broker is connected.</summary>
    public Func<bool> IsConnected { get; set; } = static () => true;

    /// <summary>How far each is, the oldest first.</summary>
    public IReadOnlyList<EmergencyView> Views => [.. runs.Select(View)];

    /// <summary>A stop holds from this moment on; one that holds already changes nothing. The caller has made it durable, or tried to.</summary>
    /// <returns>Whether it is new here.</returns>
    public bool Order(EmergencyStop stop)
    {
        if (!stop.Scope.Concerns(account) || over.Contains(stop.Id) || runs.Exists(run => run.Stop.Id == stop.Id)) return false;
        journal.Append(new EmergencyStopped(account, clock.GetUtcNow(), stop));
        Begin(stop);
        OnChanged?.Invoke();
        return true;
    }

    /// <summary>A stop holds no more; one that does not hold changes nothing.</summary>
    public bool Release(string id, string by, string why)
    {
        over.Add(id);
        if (runs.Find(run => run.Stop.Id == id) is not { } released) return false;
        runs.Remove(released);
        released.IsReleased = true;
        journal.Append(new EmergencyReleased(account, clock.GetUtcNow(), id, by, why));
        alarms.Clear(AlarmOf(released));
        OnChanged?.Invoke();
        wake.Set();
        return true;
    }

    /// <summary>Why a position may not be opened, in words that name the lever; null when it may.</summary>
    public string? WhyNoEntry(Position entry) =>
        runs.Find(run => run.Stop.Scope.CoversEntry(entry)) is { } run ? $"Entries are halted by emergency stop {run.Stop.Id} ({run.Stop}); they are free again when it is released" : null;

    /// <summary>Whether the rules leave a position as it is, but for its hard stop.</summary>
    public bool IsFrozen(Position position)
    {
        foreach (var run in runs)
        {
            if (run.Stop.Action == EmergencyAction.Freeze && run.Stop.Scope.Covers(position)) return true;
        }

        return false;
    }

    /// <summary>Something has happened at the broker: looks at once where a stop is to be carried out.</summary>
    public void Look()
    {
        if (runs.Exists(static run => run.IsActive)) wake.Set();
    }

    /// <summary>What a stop would do now, in its order. Sends nothing.</summary>
    public async Task<EmergencyPlan> PreviewAsync(EmergencyAction action, EmergencyScope scope)
    {
        var tracked = book.Open.Where(tracked => scope.Covers(tracked.Position)).ToList();
        if (action != EmergencyAction.Flatten) return new EmergencyPlan(account, action, [.. tracked.OrderBy(one => one.Position.Ticket.Value).Select(one => PlanOf(one, action))], Away());
        var orders = await ReadAsync(reader.ReadOrdersAsync, CancellationToken.None);
        var pending = orders.TryGet(out var all) ? all.Where(scope.Covers).Select(order => new EmergencyPlanLine(order.Ticket, true, order.Symbol, order.Side, order.Lots, null, null, null, null, Away())) : [];
        return new EmergencyPlan(account, action, [.. pending, .. InClosingOrder(tracked).Select(one => PlanOf(one, action))], Away() ?? (orders.Succeeded ? null : $"The pending orders cannot be read: {orders.Failure}"));
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var stop = cancellation.Register(wake.Set);
        while (!cancellation.IsCancellationRequested)
        {
            var pause = runs.Exists(static run => run.IsActive) ? await PassAsync(cancellation) : Rests;
            if (pause > TimeSpan.Zero) await wake.WaitAsync(pause);
        }
    }

    public void Dispose() => wake.Dispose();

    private void Begin(EmergencyStop stop)
    {
        var run = new EmergencyRun(stop, clock);
        runs.Add(run);
        Announce(run);
        wake.Set();
    }

    private void Announce(EmergencyRun run) => alarms.Raise(AlarmOf(run), AlarmSeverity.Amber, $"Emergency stop {run.Stop.Id}: {run.Stop}. Entries are halted until it is released");

    /// <returns>How long to wait before the next, unless woken.</returns>
    private async Task<TimeSpan> PassAsync(CancellationToken cancellation)
    {
        var reading = await ReadAsync(cancellation);
        if (reading.Positions.TryGet(out var positions)) book.Take(positions, reading.Positions.Began);
        foreach (var run in runs.Where(run => run.IsActive).ToList())
        {
            var wasProved = run.IsProved;
            if (run.See(reading, book, MayArrive(run))) Proved(run);
            else if (wasProved && !run.IsProved) Reopen(run);
        }

        var hasDone = await DoAsync(cancellation);
        foreach (var run in runs) Tell(run);
        if (hasDone || runs.Exists(static run => run.WantsProof)) return TimeSpan.Zero;
        return NextTry() is { } next && next < Watches ? next : Watches;
    }

    /// <summary>Both at once: neither waits for the other.</summary>
    private async Task<BrokerReading> ReadAsync(CancellationToken cancellation)
    {
        var orders = ReadAsync(reader.ReadOrdersAsync, cancellation).AsTask();
        var positions = await ReadAsync(reader.ReadPositionsAsync, cancellation);
        return new BrokerReading(positions, await orders);
    }

    private string? MayArrive(EmergencyRun run) => run.Closes && entries.InTheAir.Any(run.Stop.Scope.CoversEntry)
        ? "A position that left for the broker before the stop, and of which nobody knows what became, may still be opened" : null;

    /// <summary>Sends what is due, orders first, then what saves most; returns when the broker has answered, or has not for a while.</summary>
    private async Task<bool> DoAsync(CancellationToken cancellation)
    {
        var underWay = new List<Task>();
        foreach (var (run, line) in Due())
        {
            if (cancellation.IsCancellationRequested) break;
            var answered = new TaskCompletionSource();
            void Answered() => answered.TrySetResult();
            if (run.Tightens)
            {
                // A few at a time: whoever waits for a call here holds its ticket.
                while (underWay.Count(static task => !task.IsCompleted) > reader.TradesInFlight) await Task.WhenAny(underWay.Where(static task => !task.IsCompleted));
                underWay.Add(WakeAfter(hands.TightenAsync(run, line)));
                continue;
            }

            if (!await hands.TakeCallAsync()) break;
            if (!runs.Contains(run) || line.IsDone || line.IsUnderWay)
            {
                hands.GiveCallBack();
                continue;
            }

            _ = WakeAfter(line.IsOrder ? hands.CancelAsync(run, line, Answered) : hands.CloseAsync(run, line, Answered));
            underWay.Add(answered.Task);
        }

        if (underWay.Count == 0) return false;
        await Task.WhenAll(underWay).EndsWithinAsync(LooksAgainWithin, clock, cancellation);
        return true;
    }

    /// <summary>How it ended may be what the next pass waits for.</summary>
    private async Task WakeAfter(Task attempt)
    {
        await attempt;
        wake.Set();
    }

    private List<(EmergencyRun Run, EmergencyLine Line)> Due()
    {
        var now = clock.GetTimestamp();
        var due = new List<(EmergencyRun Run, EmergencyLine Line)>();
        var taken = new HashSet<Ticket>();
        foreach (var run in runs.Where(run => run.IsActive).OrderByDescending(run => run.Stop.Action))
        {
            foreach (var line in run.Lines)
            {
                if (line.IsDue(now, book.Find(line.Ticket)?.Symbol.QuoteNumber ?? 0) && taken.Add(line.Ticket)) due.Add((run, line));
            }
        }

        var order = InClosingOrder(due.Where(one => !one.Line.IsOrder).Select(one => book.Find(one.Line.Ticket)).OfType<TrackedPosition>()).Select((tracked, place) => (tracked.Position.Ticket, place)).ToDictionary(pair => pair.Ticket, pair => pair.place);
        return [.. due.OrderBy(one => one.Line.IsOrder ? -1 : order.GetValueOrDefault(one.Line.Ticket, int.MaxValue))];
    }

    private static List<TrackedPosition> InClosingOrder(IEnumerable<TrackedPosition> positions)
    {
        var sorted = positions.Select(tracked => (ClosingOrder.Saves(tracked.Position, tracked.Symbol.Spec, tracked.Symbol.Latest), tracked)).ToList();
        sorted.Sort(static (one, other) => ClosingOrder.Compare((one.Item1, one.tracked.Position), (other.Item1, other.tracked.Position)));
        return [.. sorted.Select(pair => pair.tracked)];
    }

    private void Proved(EmergencyRun run)
    {
        journal.Append(new EmergencyProved(account, clock.GetUtcNow(), run.Stop.Id, run.Took ?? TimeSpan.Zero, run.Count));
        run.IsLeftTold = false;
        var what = run is { Closes: true, Count: 0, Stop.Scope.IsNarrow: true } ? $"Flat, and nothing of {run.Stop.Scope} has been open since it was ordered: look whether that is what was meant"
            : run.Closes ? "Flat: two readings in a row show nothing open" : "Every stop is as near as the broker allows";
        alarms.Raise(AlarmOf(run), AlarmSeverity.Amber, $"Emergency stop {run.Stop.Id}: {run.Stop}. {what}. Entries are halted until it is released");
        if (!run.Closes) OnDone?.Invoke(run.Stop);
        OnChanged?.Invoke();
    }

    /// <summary>Something is open again: nobody is told any longer that it is flat.</summary>
    private void Reopen(EmergencyRun run)
    {
        Announce(run);
        OnChanged?.Invoke();
    }

    private void Tell(EmergencyRun run)
    {
        if (run.State != EmergencyState.Left || run.IsLeftTold) return;
        run.IsLeftTold = true;
        var left = View(run).Left;
        journal.Append(new EmergencyLeft(account, clock.GetUtcNow(), run.Stop.Id, [.. left.Take(LeftTold)]));
        alarms.Raise(AlarmOf(run), AlarmSeverity.Red, $"Emergency stop {run.Stop.Id}: {run.Stop}. {(run.Closes ? "Not flat" : "Not every stop is tightened")}, and it is tried again: {string.Join("; ", left.Take(3))}{(left.Count > 3 ? $" and {left.Count - 3} more" : "")}");
        OnChanged?.Invoke();
    }

    private TimeSpan? NextTry()
    {
        var now = clock.GetTimestamp();
        var waiting = runs.Where(run => run.IsActive).SelectMany(run => run.Lines).Where(line => !line.IsDone && !line.IsUnderWay && line.State != EmergencyLineState.Answered).ToList();
        return waiting.Count == 0 ? null : clock.GetElapsedTime(now, Math.Max(now, waiting.Min(line => line.NotBefore))) + TimeSpan.FromMilliseconds(1);
    }

    private EmergencyView View(EmergencyRun run) => new(run.Stop, account, run.State, run.Note, run.Took, run.ProvedAt, run.BeganAt, run.Rounds,
        [.. run.Lines.Select(line => View(run, line, line.IsOrder ? null : book.Find(line.Ticket)))]);

    private EmergencyLineView View(EmergencyRun run, EmergencyLine line, TrackedPosition? tracked) =>
        new(line.Ticket, line.IsOrder, line.Symbol, line.Lots, line.State, line.Tries, line.Retcode, line.Reason, tracked?.Position.StopLoss, tracked is null ? "" : ProtectionOf(tracked),
            SpanTo(run, line.SeenDoneAt), [.. line.Attempts.Select(attempt => new EmergencyAttemptView(run.SpanTo(attempt.AskedAt), SpanTo(run, attempt.SentAt), SpanTo(run, attempt.AnsweredAt), attempt.Slot, attempt.Outcome, attempt.Retcode))]);

    private static TimeSpan? SpanTo(EmergencyRun run, long? moment) => moment is { } at ? run.SpanTo(at) : null;

    private string ProtectionOf(TrackedPosition tracked)
    {
        var age = clock.GetElapsedTime(tracked.Seen.Timestamp);
        if (tracked.Position.StopLoss is { } stop) return age <= OldReading ? $"its stop stands at {stop}" : $"its stop stood at {stop} when it was last read, {Math.Floor(age.TotalSeconds)} s ago";
        return evaluator.IsManaged(tracked.Position) ? "it has no stop, and gets one as soon as the broker takes it" : "it has no stop, and nobody of ours sets one: it is not armed, or left to others by the settings";
    }

    private EmergencyPlanLine PlanOf(TrackedPosition tracked, EmergencyAction action)
    {
        var (position, spec, quote) = (tracked.Position, tracked.Symbol.Spec, evaluator.FreshQuote(tracked.Symbol));
        var floating = spec is not null && quote is { } now ? spec.ProfitAt(position, now.ClosingPrice(position.Side)) : (Money?)null;
        var tightest = action == EmergencyAction.Tighten ? executor.Preview(position.Ticket, new OperatorAsk.Tightest()) : null;
        var obstacle = action is EmergencyAction.HaltEntries or EmergencyAction.Freeze ? null
            : Away() ?? (tightest is { End: { Outcome: not Core.Writing.WriteOutcome.Unchanged } end } ? end.Reason : quote is null ? $"There is no fresh price of {position.Symbol}: its market may be closed" : action == EmergencyAction.Flatten ? hands.WhyNotClose(tracked) : null);
        return new EmergencyPlanLine(position.Ticket, false, position.Symbol, position.Side, position.Lots, position.StopLoss, floating, spec is not null && position.StopLoss is { } stop ? spec.ProfitAt(position, stop) : null, tightest?.Stop, obstacle);
    }

    /// <summary>Why nothing gets through to the broker just now; null where something may.</summary>
    private string? Away() => !IsConnected() ? "There is no connection to the broker"
        : reader.Terminal is not { } terminal ? null
        : terminal.IsUsable ? terminal.Checks.FirstOrDefault(static check => !check.IsGood)?.Text : terminal.WhyNot;

    private ValueTask<Reading<T>> ReadAsync<T>(Func<CancellationToken, ValueTask<Reading<T>>> read, CancellationToken cancellation) =>
        Waits.ReadWithinAsync(read, options.Monitor.ReadDeadline, clock, cancellation);

    private static string AlarmOf(EmergencyRun run) => $"emergency-{run.Stop.Id}";
}
