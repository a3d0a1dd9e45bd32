using Microsoft.EntityFrameworkCore;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Persistence.Quotes;
using WebTrader.Persistence.Recording;
using WebTrader.Persistence.Store;
using WebTrader.Persistence.Tables;

namespace WebTrader.Persistence;

/// <summary>
/// What the journal has written, for reading. A store that cannot be read gives a failed reading with the reason, never an
/// empty list. Every call has a connection of its own. Thread-safe.
/// </summary>
public sealed partial class JournalQueries
{
    /// <summary>What <see cref="QuotesAsync"/> reads at once.</summary>
    public static readonly TimeSpan LongestQuotes = TimeSpan.FromDays(2);

    private readonly JournalStore store;
    private readonly StoreGate gate;
    private readonly JournalSettings settings;
    private readonly TimeProvider clock;
    private const string TargetIntended = "takeProfitIntended";
    private const string TargetSettled = "takeProfitSettled";

    private const string Peak = "equityPeak";
    private const string Intended = "Intended";
    private const string Settled = "Settled";

    private static readonly string[] CallKinds = ["stopIntended", "stopSettled", "closeIntended", "closeSettled", TargetIntended, TargetSettled, "openIntended", "openSettled"];

    private long order;

    internal JournalQueries(JournalStore store, StoreGate gate, JournalSettings settings, TimeProvider clock)
    {
        this.store = store;
        this.gate = gate;
        this.settings = settings;
        this.clock = clock;
    }

    /// <summary>Closed positions, the one that ended last first.</summary>
    public ValueTask<Reading<Page<Trade>>> TradesAsync(TradeFilter filter, PageRequest page, CancellationToken cancellation) => ReadAsync(async db =>
    {
        var rows = db.Trades.AsQueryable();
        if (filter.Account is { } of) rows = rows.Where(row => row.Account == of);
        if (filter.Symbol is { } symbol) rows = rows.Where(row => row.Symbol == symbol);
        if (filter.Side is { } side) rows = rows.Where(row => row.Side == side);
        if (filter.Reason is { } reason) rows = rows.Where(row => row.Reason == reason);
        if (filter.From is { } from) rows = rows.Where(row => row.CloseTime >= from);
        if (filter.Until is { } until) rows = rows.Where(row => row.CloseTime < until);
        var newest = rows.OrderByDescending(row => row.CloseTime).ThenByDescending(row => row.Position).ThenBy(row => row.Account);
        return (await page.OfAsync(newest, cancellation)).Select(row => row.ToTrade());
    }, cancellation);

    /// <summary>The trade of a ticket, the newest where a broker has used the number again; null when none is recorded.</summary>
    public ValueTask<Reading<Trade?>> TradeAsync(AccountId account, Ticket ticket, CancellationToken cancellation) => ReadAsync(async db =>
    {
        var row = await db.Trades.Where(row => row.Account == account && row.Ticket == ticket)
            .OrderByDescending(row => row.CloseTime).FirstOrDefaultAsync(cancellation);
        return row?.ToTrade();
    }, cancellation);

    /// <summary>Facts, newest first; after a sequence number oldest first, so that a reader who follows page by page misses none.</summary>
    public ValueTask<Reading<Page<JournalRow>>> JournalAsync(JournalFilter filter, PageRequest page, CancellationToken cancellation) => ReadAsync(async db =>
    {
        var rows = db.Journal.AsQueryable();
        if (filter.Account is { } account) rows = rows.Where(row => row.Account == account);
        if (filter.Ticket is { } ticket) rows = rows.Where(row => row.Ticket == ticket);
        if (filter.Kind is { } kind) rows = rows.Where(row => row.Kind == kind);
        if (filter.AfterSequence is not { } after) return await page.OfAsync(rows.OrderByDescending(row => row.Sequence), cancellation);
        return await page.OfAsync(rows.Where(row => row.Sequence > after).OrderBy(row => row.Sequence), cancellation);
    }, cancellation);

    /// <summary>Every attempt to set the stop of the position with this ticket, newest first, also those made under an earlier ticket of it.</summary>
    public ValueTask<Reading<IReadOnlyList<StopMoveRow>>> StopMovesAsync(AccountId account, Ticket ticket, CancellationToken cancellation) => ReadAsync(async db =>
    {
        var positions = db.StopMoves.Where(row => row.Account == account && row.Ticket == ticket).Select(row => row.Position);
        IReadOnlyList<StopMoveRow> moves = await db.StopMoves.Where(row => row.Account == account && positions.Contains(row.Position))
            .OrderByDescending(row => row.Epoch).ThenByDescending(row => row.Number).ToListAsync(cancellation);
        return moves;
    }, cancellation);

    /// <summary>The quotes of a symbol, at most one a second, by minute, oldest first; minutes of which nothing was kept are missing.</summary>
    /// <param name="from">The first minute is the one it lies in.</param>
    /// <param name="until">Exclusive; at most <see cref="LongestQuotes"/> after <paramref name="from"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Out of this range.</exception>
    public ValueTask<Reading<IReadOnlyList<QuoteMinute>>> QuotesAsync(AccountId account, string symbol, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(until - from, LongestQuotes, nameof(until));
        var first = from.AddTicks(-(from.UtcTicks % TimeSpan.TicksPerMinute));
        return ReadAsync(async db =>
        {
            var rows = await db.Quotes.Where(row => row.Account == account && row.Symbol == symbol && row.Minute >= first && row.Minute < until).OrderBy(row => row.Minute).ToListAsync(cancellation);
            IReadOnlyList<QuoteMinute> minutes = [.. rows.Select(row => new QuoteMinute(row.Account, row.Symbol, row.Minute, QuotePacking.Unpack(row.Data)))];
            return minutes;
        }, cancellation);
    }

    internal ValueTask<Reading<AccountMemory>> MemoryAsync(AccountId account, CancellationToken cancellation) => ReadAsync(async db =>
    {
        var open = await db.OpenPositions.Where(row => row.Account == account).ToListAsync(cancellation);
        var lastClosed = await db.Trades.Where(row => row.Account == account)
            .OrderByDescending(row => row.CloseTime).Select(row => (DateTimeOffset?)row.CloseTime).FirstOrDefaultAsync(cancellation);
        var begun = await db.Accounts.Where(row => row.Account == account).Select(row => row.LastEpoch).FirstOrDefaultAsync(cancellation);
        var wrote = await db.StopMoves.Where(row => row.Account == account).MaxAsync(row => (long?)row.Epoch, cancellation);
        var yesterday = clock.GetUtcNow() - AccountMemory.SentFor;
        var recent = await db.Trades.Where(row => row.Account == account && (row.CloseTime >= yesterday || row.CloseTime == lastClosed)).ToListAsync(cancellation);
        var latest = clock.GetUtcNow() - AccountMemory.InTheAirFor;
        var moves = await db.StopMoves.Where(row => row.Account == account && row.At >= latest).ToListAsync(cancellation);
        var peak = await db.Journal.Where(row => row.Account == account && row.Kind == Peak).OrderByDescending(row => row.Sequence).Select(row => row.Data).FirstOrDefaultAsync(cancellation);
        var sent = await SentAsync(db, account, clock.GetUtcNow() - AccountMemory.SentFor, DateTimeOffset.MaxValue, cancellation);
        return new AccountMemory(open.ToDictionary(row => row.Position, Remembered), lastClosed, Math.Max(begun, wrote ?? 0))
        {
            PeakEquity = peak is null ? null : JournalJson.Read<PeakFact>(peak).Equity,
            Sent = sent,
            Recent = [.. recent.Select(row => row.ToTrade())],
            InTheAir = [.. moves.Where(row => row.Outcome is null or WriteOutcome.Unknown).Select(Call).Where(call => MayStillArrive(call, moves)), .. await TargetsAsync(db, account, latest, cancellation)],
        };
    }, cancellation);

    /// <summary>Changes of a take-profit whose outcome nobody wrote down: MT5 sends stop and take-profit together, so a late one brings its stop along.</summary>
    private static async Task<List<RememberedCall>> TargetsAsync(WebTraderDbContext db, AccountId account, DateTimeOffset since, CancellationToken cancellation)
    {
        var rows = await db.Journal.Where(row => row.Account == account && row.At >= since && (row.Kind == TargetIntended || row.Kind == TargetSettled)).OrderBy(row => row.Sequence).ToListAsync(cancellation);
        var calls = new Dictionary<FencingToken, RememberedCall>();
        foreach (var row in rows)
        {
            if (row.Kind == TargetIntended && JournalJson.Read<IntendedFact>(row.Data) is var (number, write)) calls[write.Token] = new RememberedCall(write.Position, write.Token, number, null, write.Stop, null, row.At);
            else if (JournalJson.Read<SettledFact>(row.Data) is { Result.Outcome: not WriteOutcome.Unknown } settled) calls.Remove(settled.Intent.Write.Token);
        }

        return [.. calls.Values];
    }

    /// <summary>Every call that was intended and is not shown to have stayed here.</summary>
    private static async Task<IReadOnlyList<SentMessage>> SentAsync(WebTraderDbContext db, AccountId account, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellation)
    {
        var rows = await db.Journal.Where(row => row.Account == account && row.At >= since && row.At < until && CallKinds.Contains(row.Kind))
            .Select(row => new { row.Kind, row.Data }).ToListAsync(cancellation);
        var stayed = new HashSet<(string Kind, long Number, DateTimeOffset At)>();
        foreach (var row in rows.Where(row => row.Kind.EndsWith(Settled, StringComparison.Ordinal)))
        {
            if (JournalJson.Read<CallEndFact>(row.Data) is { Result.Outcome: WriteOutcome.Denied, Intent: var intent }) stayed.Add((row.Kind[..^Settled.Length], intent.Number, intent.At));
        }

        var sent = new List<SentMessage>(rows.Count);
        foreach (var row in rows.Where(row => row.Kind.EndsWith(Intended, StringComparison.Ordinal)))
        {
            var call = JournalJson.Read<CallFact>(row.Data);
            if (!stayed.Contains((row.Kind[..^Intended.Length], call.Number, call.At))) sent.Add(new SentMessage(call.At, call.Purpose));
        }

        return sent;
    }

    /// <summary>Nothing later shows that it was accounted for.</summary>
    private static bool MayStillArrive(RememberedCall call, List<StopMoveRow> moves) =>
        !moves.Exists(later => later.Outcome == WriteOutcome.Accepted && call.IsSettledBy(later.Position, TokenOf(later), later.To));

    private static RememberedCall Call(StopMoveRow row) => new(row.Position, TokenOf(row), row.Number, row.Side, row.To, row.Rule, row.At);

    private static FencingToken TokenOf(StopMoveRow row) => new(row.Epoch, row.Number);

    private static RememberedPosition Remembered(OpenPositionRow row) =>
        new(JournalJson.Read<Position>(row.Reported), JournalJson.Read<StopProgress>(row.Progress));

    private async ValueTask<Reading<T>> ReadAsync<T>(Func<WebTraderDbContext, Task<T>> read, CancellationToken cancellation)
    {
        var mark = new ReadingMark(Interlocked.Increment(ref order), clock.GetTimestamp());
        if (await gate.WhyNotReadableAsync(settings.ReadWait, clock, cancellation) is { } reason) return Reading<T>.Failed(reason, mark);
        try
        {
            // SQLite's calls block: a caller on a session's scheduler must not.
            return Reading<T>.Of(await Task.Run(() => WithContextAsync(read), cancellation), mark);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return Reading<T>.Failed(store.Explain(failure)?.Reason ?? $"The database could not be read: {failure.Message}", mark);
        }
    }

    private async Task<T> WithContextAsync<T>(Func<WebTraderDbContext, Task<T>> read)
    {
        await using var db = store.ForReading();
        return await read(db);
    }

    /// <summary>The part of a fact that tells which call it was about.</summary>
    private sealed record IntendedFact(long Number, StopWrite Write);

    /// <summary>The part of a fact that tells when a call was to leave and what for; all but stops are protection.</summary>
    private sealed record CallFact(long Number, DateTimeOffset At, MessagePurpose Purpose = MessagePurpose.Protection);

    private sealed record CallEndFact(CallFact Intent, WriteResult Result);

    private sealed record PeakFact(Core.Market.Money Equity);

    private sealed record SettledFact(IntendedFact Intent, WriteResult Result);
}
