using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Engine.Alarms;
using WebTrader.Engine.Book;
using WebTrader.Engine.Intake;
using WebTrader.Engine.Running;

namespace WebTrader.Engine.Monitoring;

/// <summary>
/// Reads what is open, again and again and at once on every trade event, and finds out why what is no longer open has ended. It only
/// reads. A failed reading changes nothing; a closure is recorded when the broker's deals show it, however long they take.
/// </summary>
public sealed class PositionMonitor : IDisposable
{
    private static readonly TimeSpan NewsWaitAtMost = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan GoesBack = TimeSpan.FromHours(1);
    private static readonly TimeSpan ExplainedWithin = TimeSpan.FromMinutes(1);

    private readonly AccountId account;
    private readonly EngineOptions options;
    private readonly TimeProvider clock;
    private readonly IJournal journal;
    private readonly IBrokerGateway gateway;
    private readonly AlarmBoard alarms;
    private readonly QuoteIntake intake;
    private readonly PositionBook book;
    private readonly WakeSignal wake;
    private readonly Dictionary<PositionId, Departed> departed = [];
    private readonly Dictionary<PositionId, long> parted = [];
    private readonly Dictionary<string, long> specsRead = new(StringComparer.Ordinal);
    private readonly SortedSet<string> specsMissing = new(StringComparer.Ordinal);
    private readonly DealSweep sweep;
    private readonly DateTimeOffset startedAt;

    /// <summary>Whether the last pass left something open that should not wait for the whole interval.</summary>
    private bool isIncomplete;

    public PositionMonitor(AccountId account, EngineOptions options, TimeProvider clock, IJournal journal, IBrokerGateway gateway, AlarmBoard alarms, QuoteIntake intake, PositionBook book)
    {
        this.account = account;
        this.options = options;
        this.clock = clock;
        this.journal = journal;
        this.gateway = gateway;
        this.alarms = alarms;
        this.intake = intake;
        this.book = book;
        startedAt = clock.GetUtcNow();
        sweep = new DealSweep(startedAt);
        wake = new WakeSignal(clock);
    }

    /// <summary>When the last pass began, on the monotone scale.</summary>
    public long Beat { get; private set; }

    /// <summary>When the last successful reading of the positions began; null before the first.</summary>
    public long? LastRead { get; private set; }

    /// <summary>Readings that failed since the start.</summary>
    public long FailedReads { get; private set; }

    /// <summary>The account as last read; null before the first.</summary>
    public AccountState? Account { get; private set; }

    /// <summary>Told of a trade once it is recorded.</summary>
    public Action<Trade>? OnClosed { get; set; }

    /// <summary>Told of each part of an open position that was closed, and not recorded yet.</summary>
    public Action<TrackedPosition, ClosedPart>? OnParted { get; set; }

    /// <summary>Told of a symbol whose specification is new or has changed.</summary>
    public Action<SymbolState>? OnSpec { get; set; }

    /// <summary>Told when the balance is known for the first time, where a hard stop waits for it.</summary>
    public Action? OnAccount { get; set; }

    /// <summary>Told whenever the account was read.</summary>
    public Action? OnAccountRead { get; set; }

    /// <summary>Whether max risk is a percentage of the balance: then no hard stop can be set before it is known.</summary>
    public Func<bool> NeedsBalance { get; set; } = static () => false;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var stop = cancellation.Register(wake.Set);
        while (!cancellation.IsCancellationRequested)
        {
            await PassAsync(cancellation);
            await wake.WaitAsync(isIncomplete && options.Monitor.DealRetry < options.Monitor.Interval ? options.Monitor.DealRetry : options.Monitor.Interval);
        }
    }

    /// <summary>Reads as soon as possible.</summary>
    public void Wake() => wake.Set();

    /// <summary>Positions have changed, or may have while nobody looked: reads them as soon as possible, and the deals too.</summary>
    public void LookForDeals()
    {
        sweep.IsDue = true;
        wake.Set();
    }

    /// <summary>A position is gone: find out how it ended.</summary>
    /// <param name="sent">The stop of our last write to it, if any.</param>
    public void Resolve(Position last, StopProgress? progress, bool recovered, SentStop? sent = null)
    {
        departed[last.Id] = new Departed(last, progress, recovered, sent, clock.GetTimestamp());
        wake.Set();
    }

    /// <summary>Less of a position is open than before: find out who closed the part.</summary>
    public void LookForParts(PositionId position)
    {
        parted.TryAdd(position, clock.GetTimestamp());
        wake.Set();
    }

    /// <summary>
    /// Has what ended while we were not running looked for: positions that were open as far as we know, and whatever else was opened and
    /// closed since the newest record. Recording a trade twice does no harm.
    /// </summary>
    public void Recover(AccountMemory memory)
    {
        foreach (var known in memory.Open.Values)
        {
            // What was open when the memory was read may have ended, and been recorded, before it arrived.
            if (book.Find(known.Position.Id) is { } tracked)
            {
                if (known.Progress.LacksParts(tracked.Position.Lots)) LookForParts(known.Position.Id);
            }
            else if (!sweep.Explains(known.Position.Id)) Resolve(known.Position, known.Progress, recovered: true);
        }

        var since = (memory.LastClosed is { } last ? EverythingUntil(last) : (DateTimeOffset?)null) ?? memory.Open.Values.Select(known => (DateTimeOffset?)known.Position.OpenTime).Min();
        sweep.Recover(since, memory.Recent);
        wake.Set();
    }

    /// <summary>
    /// Since when its deals must be read again. A position that nobody saw may have ended before the last one that was recorded, and the run may have died before it looked for it. Where what was
    /// recorded meanwhile is not remembered one by one, going back would record it twice.
    /// </summary>
    private DateTimeOffset EverythingUntil(DateTimeOffset lastClosed) =>
        lastClosed - GoesBack >= clock.GetUtcNow() - AccountMemory.SentFor ? lastClosed - GoesBack : lastClosed;

    public void Dispose() => wake.Dispose();

    private async Task PassAsync(CancellationToken cancellation)
    {
        Beat = clock.GetTimestamp();
        isIncomplete = false;
        await ReadPositionsAsync(cancellation);
        if (Account is null && NeedsBalance()) await ReadAccountAsync(cancellation);

        // A position that one reading did not show needs a second one; there is no reason to wait for it.
        if (book.Open.Any(tracked => tracked.Missing > 0)) await ReadPositionsAsync(cancellation);
        await ReadSpecsAsync(cancellation);
        await ResolveDepartedAsync(cancellation);
        await ResolvePartsAsync(cancellation);
        await SweepAsync(cancellation);

        // Where deals do not show a part for long, it is looked for with every pass and is no reason for more of them.
        isIncomplete |= departed.Count > 0 || sweep.IsDue || sweep.IsRecovered && parted.Values.Any(since => clock.GetElapsedTime(since) < ExplainedWithin);

        await ReadAccountAsync(cancellation);
    }

    private async Task ReadAccountAsync(CancellationToken cancellation)
    {
        var account = await ReadAsync(gateway.ReadAccountAsync, cancellation);
        if (!account.TryGet(out var state)) return;
        var isFirst = Account is null;
        Account = state;
        if (isFirst && NeedsBalance()) OnAccount?.Invoke();
        OnAccountRead?.Invoke();
    }

    private async Task ReadPositionsAsync(CancellationToken cancellation)
    {
        var reading = await ReadAsync(gateway.ReadPositionsAsync, cancellation);
        if (!reading.TryGet(out var positions))
        {
            FailedReads++;
            isIncomplete = true;
            alarms.Raise("positions-unread", AlarmSeverity.Red, $"The open positions cannot be read: {reading.Failure}. What we know of them stays in force");
            return;
        }

        alarms.Clear("positions-unread");
        LastRead = reading.Began.Timestamp;
        book.Take(positions, reading.Began);
    }

    /// <summary>Specifications of all symbols with positions, when they are missing or old: tick values move with the rates.</summary>
    private async Task ReadSpecsAsync(CancellationToken cancellation)
    {
        List<SymbolState>? stale = null;
        foreach (var tracked in book.Open)
        {
            var symbol = tracked.Symbol;
            var isFresh = specsRead.TryGetValue(symbol.Name, out var readAt) && clock.GetElapsedTime(readAt) < options.Monitor.SpecInterval;
            if ((symbol.Spec is null || !isFresh) && !(stale ??= []).Contains(symbol)) stale.Add(symbol);
        }

        foreach (var symbol in stale ?? [])
        {
            if (IsOverdue()) break;
            await ReadSpecAsync(symbol, cancellation);
        }

        foreach (var name in specsMissing.Where(name => !book.Open.Any(tracked => tracked.Symbol.Name == name)).ToList()) Found(name);
    }

    private void Miss(SymbolState symbol, string problem)
    {
        specsMissing.Add(symbol.Name);
        alarms.Raise($"spec-{symbol.Name}", AlarmSeverity.Red, $"{symbol.Name} cannot be protected: its specification is missing. {problem}");
    }

    /// <summary>The specification is there, or nothing is open that needs it.</summary>
    private void Found(string symbol)
    {
        if (specsMissing.Remove(symbol)) alarms.Clear($"spec-{symbol}");
    }

    /// <summary>New positions must be seen: whatever else there is to read waits for the next pass once this one has taken long, or news have come.</summary>
    private bool IsOverdue()
    {
        var took = clock.GetElapsedTime(Beat);
        if (took < options.Monitor.ReadDeadline && !(wake.IsSet && took > NewsWaitAtMost)) return false;
        isIncomplete = true;
        return true;
    }

    private async Task ReadSpecAsync(SymbolState symbol, CancellationToken cancellation)
    {
        var reading = await ReadAsync(token => gateway.ReadSymbolAsync(symbol.Name, token), cancellation);
        var problem = reading.TryGet(out var spec) ? spec.Problem() : reading.Failure;
        if (problem is not null)
        {
            if (symbol.Spec is null) Miss(symbol, problem);
            isIncomplete = true;
            return;
        }

        Found(symbol.Name);
        specsRead[symbol.Name] = clock.GetTimestamp();
        if (symbol.Spec == spec) return;
        symbol.Spec = spec;
        OnSpec?.Invoke(symbol);
    }

    private async Task ResolveDepartedAsync(CancellationToken cancellation)
    {
        if (departed.Count == 0) return;
        // The one that was tried longest ago comes first, so that none is starved by another's deals that cannot be read.
        foreach (var gone in departed.Values.OrderBy(gone => gone.TriedAt).ToList())
        {
            var id = gone.Last.Id;
            if (book.Has(id))
            {
                // It is open after all; its end will be looked for when it has one.
                Explain(id);
                continue;
            }

            if (IsOverdue()) return;
            if (clock.GetElapsedTime(gone.Since) > ExplainedWithin) Wonder(gone);
            departed[id] = gone with { TriedAt = clock.GetTimestamp() };
            var reading = await ReadAsync(token => gateway.ReadDealsAsync(id, token), cancellation);
            if (!reading.TryGet(out var deals)) continue;
            var spec = await SpecOfAsync(gone.Last.Symbol, cancellation);
            if (ClosureClassifier.Classify(account, deals, gone.Last, gone.Progress, spec, gone.Recovered, gone.Sent) is not { } trade) continue;
            Explain(id);
            Record(trade);
        }
    }

    private async Task ResolvePartsAsync(CancellationToken cancellation)
    {
        // Before the earlier runs are known nobody can say which parts they have recorded.
        if (parted.Count == 0 || !sweep.IsRecovered) return;
        foreach (var id in parted.Keys.ToList())
        {
            if (IsOverdue()) return;
            if (book.Has(id))
            {
                var reading = await ReadAsync(token => gateway.ReadDealsAsync(id, token), cancellation);
                if (!reading.TryGet(out var deals)) continue;
                if (book.Find(id) is { } tracked)
                {
                    if (ClosureClassifier.Parts(deals, tracked.Position, tracked.Progress, startedAt) is not { } parts) continue;
                    foreach (var part in parts) OnParted?.Invoke(tracked, part);
                }
            }

            // With the end of the position its trade tells of all its parts.
            parted.Remove(id);
        }
    }

    private void Wonder(Departed gone) => alarms.Raise(AlarmOf(gone.Last.Id), AlarmSeverity.Amber,
        $"Ticket {gone.Last.Ticket} in {gone.Last.Symbol} is not open any more, and the broker's deals do not show how it ended. They are read again and again");

    private void Explain(PositionId id)
    {
        departed.Remove(id);
        alarms.Clear(AlarmOf(id));
    }

    private static string AlarmOf(PositionId id) => $"unexplained-{id}";

    /// <summary>Of a symbol that has no open position any more, perhaps; null when it cannot be read.</summary>
    private async ValueTask<SymbolSpec?> SpecOfAsync(string name, CancellationToken cancellation)
    {
        var symbol = intake.Of(name);
        if (symbol.Spec is not null) return symbol.Spec;
        var reading = await ReadAsync(token => gateway.ReadSymbolAsync(name, token), cancellation);
        if (reading.TryGet(out var spec) && spec.Problem() is null) symbol.Spec = spec;
        return symbol.Spec;
    }

    /// <summary>Looks for positions that began and ended without any reading showing them.</summary>
    private async Task SweepAsync(CancellationToken cancellation)
    {
        if (!sweep.IsDue || IsOverdue()) return;
        var since = sweep.Begin();
        var reading = await ReadAsync(token => gateway.ReadDealsSinceAsync(since, token), cancellation);
        if (!reading.TryGet(out var deals))
        {
            sweep.Failed();
            return;
        }

        // Also of what was opened, and closed in part, between two readings.
        foreach (var exits in deals.Where(deal => deal.Entry is DealEntry.Out or DealEntry.OutBy).GroupBy(deal => deal.Position))
        {
            if (book.Find(exits.Key) is { } open && exits.Sum(deal => deal.Lots.Value) > (open.Progress?.PartsClosed?.Value ?? 0m)) LookForParts(exits.Key);
        }

        foreach (var unseen in sweep.Unseen(since, deals, id => book.Has(id) || departed.ContainsKey(id)))
        {
            var spec = intake.Of(unseen[0].Symbol).Spec;
            if (ClosureClassifier.Classify(account, unseen, null, null, spec, recovered: true) is { } trade) Record(trade);
        }
    }

    private void Record(Trade trade)
    {
        sweep.Explain(trade);
        journal.Append(new PositionClosed(account, clock.GetUtcNow(), trade));
        OnClosed?.Invoke(trade);
    }

    private ValueTask<Reading<T>> ReadAsync<T>(Func<CancellationToken, ValueTask<Reading<T>>> read, CancellationToken cancellation) =>
        Waits.ReadWithinAsync(read, options.Monitor.ReadDeadline, clock, cancellation);

    private sealed record Departed(Position Last, StopProgress? Progress, bool Recovered, SentStop? Sent, long Since, long TriedAt = long.MinValue);
}
