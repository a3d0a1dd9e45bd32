using Microsoft.EntityFrameworkCore;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Persistence.Quotes;
using WebTrader.Persistence.Recording;
using WebTrader.Persistence.Tables;

namespace WebTrader.Persistence;

/// <summary>The broker was seen to show a position as it was.</summary>
/// <param name="At">When we saw it, UTC.</param>
public sealed record PositionSight(DateTimeOffset At, Position Position);

/// <summary>Prices that were kept.</summary>
/// <param name="At">The second they are of, by the broker's time, UTC.</param>
public sealed record PastQuote(DateTimeOffset At, Price Bid, Price Ask);

/// <summary>Somebody had the lock of a ticket, or waited for it in vain.</summary>
/// <param name="Kind">The fact it was told by, as in <c>holdingReleased</c>.</param>
/// <param name="WaitedFrom">When the waiting for it began, UTC.</param>
/// <param name="From">When it was obtained, UTC; null where it was not.</param>
/// <param name="Until">When it was given back, taken away or given up, UTC.</param>
/// <param name="Who">Who held it; null where nobody wrote that down.</param>
/// <param name="Says">What for; or why it was taken away or not obtained.</param>
public sealed record PastHolding(string Kind, DateTimeOffset WaitedFrom, DateTimeOffset? From, DateTimeOffset Until, FencingToken? Token, string? Who, string Says);

/// <summary>What the journal holds of one position at the end of a past second.</summary>
/// <param name="Sight">The newest one by then that a reading gave of itself and not a move of ours; the first one after it for a position that was open and not seen yet.</param>
/// <param name="Moves">The attempts to set its stop that were intended by then, newest first.</param>
/// <param name="Quote">The last one kept of the two minutes before; null where none was.</param>
/// <param name="Holdings">Of its lock in that second, by when they ended.</param>
/// <param name="Decided">The newest stop or close of the rules that was intended by then, with what it was decided from; null where there was none.</param>
public sealed record StoredPast(PositionSight Sight, IReadOnlyList<StopMoveRow> Moves, PastQuote? Quote, IReadOnlyList<PastHolding> Holdings, JournalEntry? Decided = null);

public sealed partial class JournalQueries
{
    /// <summary>The facts about a lock, written when a holding or a waiting has ended; see <see cref="Core.Journal.HoldingReleased"/>.</summary>
    private static readonly string[] HoldingKinds = ["holdingReleased", "holdingRevoked", "lockDenied"];

    private static readonly string[] DecisionKinds = ["stopIntended", "closeIntended"];

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), QuotesFor = TimeSpan.FromMinutes(2), LongestHolding = TimeSpan.FromMinutes(2);

    /// <summary>What was known of a position at the end of the second that a moment lies in.</summary>
    /// <returns>Null when the journal does not hold that the position was open in that second: of one that had closed before no stop is told.</returns>
    public ValueTask<Reading<StoredPast?>> PastAsync(AccountId account, Ticket ticket, DateTimeOffset moment, CancellationToken cancellation)
    {
        var began = moment.AddTicks(-(moment.UtcTicks % TimeSpan.TicksPerSecond));
        var end = began + Second;
        return ReadAsync(async db =>
        {
            var facts = db.Journal.Where(row => row.Account == account && row.Ticket == ticket);
            var sights = facts.Where(row => SightKinds.Contains(row.Kind));
            var seen = await sights.Where(row => row.At < end).OrderByDescending(row => row.Sequence).FirstOrDefaultAsync(cancellation) ?? await sights.OrderBy(row => row.Sequence).FirstOrDefaultAsync(cancellation);
            if (seen is null) return null;
            var sight = new PositionSight(seen.At, Seen(seen.Kind, seen.Data));
            if (sight.At >= end && sight.Position.OpenTime >= end) return null;
            if (await db.Trades.AnyAsync(row => row.Account == account && row.Position == sight.Position.Id && row.CloseTime < began, cancellation)) return null;
            var moves = await db.StopMoves.Where(row => row.Account == account && row.Position == sight.Position.Id && row.At < end)
                .OrderByDescending(row => row.Epoch).ThenByDescending(row => row.Number).ToListAsync(cancellation);
            var holdings = await facts.Where(row => HoldingKinds.Contains(row.Kind) && row.At >= began && row.At < end + LongestHolding).OrderBy(row => row.Sequence).ToListAsync(cancellation);
            var decided = await DecidedAsync(facts.Where(row => DecisionKinds.Contains(row.Kind) && row.At < end), sight.Position.Id, cancellation);
            return new StoredPast(sight, moves, await QuoteAsync(db, account, sight.Position.Symbol, end, cancellation), [.. holdings.Select(Holding).Where(held => held.WaitedFrom < end)], decided);
        }, cancellation);
    }

    /// <summary>What people and scripts asked for was decided by no rule, and is passed over; so is another position that had the number before.</summary>
    private static async Task<JournalEntry?> DecidedAsync(IQueryable<JournalRow> intents, PositionId position, CancellationToken cancellation)
    {
        await foreach (var row in intents.OrderByDescending(row => row.Sequence).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            JournalEntry fact = row.Kind == DecisionKinds[0] ? JournalJson.Read<StopIntended>(row.Data) : JournalJson.Read<CloseIntended>(row.Data);
            if (InputsOf(fact)?.Position.Id == position) return fact with { Account = row.Account };
        }

        return null;
    }

    private static DecisionInputs? InputsOf(JournalEntry fact) => fact switch
    {
        StopIntended stop => stop.Inputs,
        CloseIntended close => close.Inputs,
        _ => null,
    };

    private static async Task<PastQuote?> QuoteAsync(WebTraderDbContext db, AccountId account, string symbol, DateTimeOffset end, CancellationToken cancellation)
    {
        var earliest = end - QuotesFor;
        var minutes = await db.Quotes.Where(row => row.Account == account && row.Symbol == symbol && row.Minute > earliest && row.Minute < end).OrderByDescending(row => row.Minute).ToListAsync(cancellation);
        foreach (var minute in minutes)
        {
            foreach (var quote in QuotePacking.Unpack(minute.Data).Reverse())
            {
                var at = minute.Minute.AddSeconds(quote.Second);
                if (at < end) return new PastQuote(at, quote.Bid, quote.Ask);
            }
        }

        return null;
    }

    private static Position Seen(string kind, string data) => kind == SightKinds[^1] ? JournalJson.Read<ChangedFact>(data).After : JournalJson.Read<SeenFact>(data).Position;

    private static PastHolding Holding(JournalRow row)
    {
        var told = JournalJson.Read<HoldingFact>(row.Data);
        var from = row.At - told.HeldFor;
        return new PastHolding(row.Kind, from - told.Waited, told.Token is null ? null : from, row.At, told.Token, told.Holder, told.Purpose ?? told.Why ?? told.Reason ?? "");
    }

    /// <summary>The parts of the three facts about a lock; what one of them lacks is null or nothing.</summary>
    private sealed record HoldingFact(FencingToken? Token, string? Holder, string? Purpose, TimeSpan Waited, TimeSpan HeldFor, string? Why, string? Reason);
}
