using Microsoft.EntityFrameworkCore;
using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Persistence.Recording;
using WebTrader.Persistence.Tables;

namespace WebTrader.Persistence;

/// <summary>The broker was seen to show a position with a stop, or without one.</summary>
/// <param name="At">When we saw it, UTC.</param>
public sealed record StopSight(PositionId Position, DateTimeOffset At, bool HasStop);

/// <summary>What the journal holds of an account in a stretch of time, oldest first.</summary>
/// <param name="Trades">That ended in it.</param>
/// <param name="Moves">Attempts to set a stop whose outcome became known in it.</param>
/// <param name="Sights">In it.</param>
/// <param name="Facts">How many facts of the account there are in it.</param>
public sealed record StoredStretch(IReadOnlyList<Trade> Trades, IReadOnlyList<StopMoveRow> Moves, IReadOnlyList<StopSight> Sights, long Facts);

public sealed partial class JournalQueries
{
    private static readonly string[] SightKinds = ["positionSeen", "partlyClosed", "changedByOthers"];

    /// <summary>What happened to an account in a stretch of time.</summary>
    /// <param name="from">UTC, included.</param>
    /// <param name="until">UTC, excluded.</param>
    public ValueTask<Reading<StoredStretch>> StretchAsync(AccountId account, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) => ReadAsync(async db =>
    {
        var trades = await db.Trades.Where(row => row.Account == account && row.CloseTime >= from && row.CloseTime < until).OrderBy(row => row.CloseTime).ThenBy(row => row.Position).ToListAsync(cancellation);
        var moves = await db.StopMoves.Where(row => row.Account == account && row.SettledAt >= from && row.SettledAt < until).OrderBy(row => row.SettledAt).ThenBy(row => row.Epoch).ThenBy(row => row.Number).ToListAsync(cancellation);
        var facts = db.Journal.Where(row => row.Account == account && row.At >= from && row.At < until);
        var sights = await facts.Where(row => SightKinds.Contains(row.Kind)).OrderBy(row => row.Sequence).Select(row => new { row.At, row.Kind, row.Data }).ToListAsync(cancellation);
        return new StoredStretch([.. trades.Select(row => row.ToTrade())], moves, [.. sights.Select(row => Sight(row.At, row.Kind, row.Data))], await facts.LongCountAsync(cancellation));
    }, cancellation);

    /// <summary>The messages that left for the broker in a stretch of time, in any order; those whose outcome nobody wrote down too.</summary>
    /// <param name="from">UTC, included.</param>
    /// <param name="until">UTC, excluded.</param>
    public ValueTask<Reading<IReadOnlyList<SentMessage>>> SentAsync(AccountId account, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        ReadAsync(db => SentAsync(db, account, from, until, cancellation), cancellation);

    private static StopSight Sight(DateTimeOffset at, string kind, string data)
    {
        var position = Seen(kind, data);
        return new StopSight(position.Id, at, position.StopLoss is not null);
    }

    private sealed record SeenFact(Position Position);

    private sealed record ChangedFact(Position After);
}
