using WebTrader.Core.Positions;

namespace WebTrader.Engine.Monitoring;

/// <summary>
/// Finds in the broker's deals the positions that began and ended without any reading showing them: while we were not running, while
/// the connection was lost, or between two readings. Only looks at values; the monitor reads and records.
/// </summary>
/// <param name="from">Where to begin (UTC) when no earlier run is known.</param>
public sealed class DealSweep(DateTimeOffset from)
{
    private readonly Dictionary<PositionId, DateTimeOffset> recorded = [];

    /// <summary>Deals before this moment (UTC) need not be read again.</summary>
    public DateTimeOffset From { get; private set; } = from;

    /// <summary>Whether it is known what earlier runs have recorded.</summary>
    public bool IsRecovered { get; private set; }

    /// <summary>Whether something may have happened that no sweep has seen.</summary>
    public bool IsDue { get; set; }

    /// <summary>It is known now since when earlier runs have recorded everything; null when there were none.</summary>
    /// <param name="trades">What they recorded, at least that which ended at <paramref name="since"/>: it may have begun at that very moment too.</param>
    public void Recover(DateTimeOffset? since, IReadOnlyList<Trade> trades)
    {
        if (since < From) From = since.Value;
        foreach (var trade in trades.Where(trade => trade.CloseTime >= From)) Explain(trade);
        IsRecovered = true;
        IsDue = true;
    }

    /// <summary>A trade is recorded: its deals are explained.</summary>
    public void Explain(Trade trade) => recorded[trade.Position] = trade.CloseTime;

    /// <summary>Whether this run has recorded how the position ended. Certain until <see cref="Recover"/>; later the oldest are forgotten.</summary>
    public bool Explains(PositionId position) => recorded.ContainsKey(position);

    /// <summary>A reading begins: what happens from now on is for the next one.</summary>
    /// <returns>Since when the deals are to be read, UTC.</returns>
    public DateTimeOffset Begin()
    {
        IsDue = false;
        return From;
    }

    /// <summary>The reading has failed.</summary>
    public void Failed() => IsDue = true;

    /// <summary>The positions that nobody has seen, with their deals; moves <see cref="From"/> on as far as everything is explained.</summary>
    /// <param name="since">What <see cref="Begin"/> has returned: a reading that does not go back as far as has become necessary meanwhile is made again.</param>
    /// <param name="deals">All deals since then, oldest first.</param>
    /// <param name="isKnown">Whether a position is open in the book, or its end is being looked for.</param>
    public IReadOnlyList<IReadOnlyList<Deal>> Unseen(DateTimeOffset since, IReadOnlyList<Deal> deals, Func<PositionId, bool> isKnown)
    {
        if (since > From)
        {
            IsDue = true;
            return [];
        }

        if (deals.Count == 0) return [];

        var next = deals[^1].Time;
        List<IReadOnlyList<Deal>> unseen = [];
        foreach (var position in deals.GroupBy(deal => deal.Position))
        {
            if (recorded.ContainsKey(position.Key) || isKnown(position.Key)) continue;
            // Without its opening it began before, and was known then.
            if (position.All(deal => deal.Entry != DealEntry.In)) continue;
            unseen.Add([.. position]);
            var began = position.First().Time;
            if (began < next) next = began;
        }

        From = next;
        // Until the earlier runs are known it may be necessary to go back.
        if (!IsRecovered) return unseen;
        foreach (var (position, closed) in recorded)
        {
            if (closed < next) recorded.Remove(position);
        }

        return unseen;
    }
}
