using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;

namespace WebTrader.Core.Ports;

/// <summary>
/// Where facts are kept. <see cref="Append"/> and <see cref="Keep"/> return at once and never fail: they queue in memory, bounded, and the
/// writing happens behind them, so that a slow or lost database never delays or stops protection. Thread-safe.
/// </summary>
public interface IJournal
{
    void Append(JournalEntry entry);

    /// <summary>Keeps the latest progress of an open position; an earlier one not yet written is replaced.</summary>
    void Keep(AccountId account, Position position, StopProgress progress);

    /// <summary>What was known of an account when it was last written; a failed reading when the store cannot be read.</summary>
    ValueTask<Reading<AccountMemory>> RecallAsync(AccountId account, CancellationToken cancellation);

    /// <summary>How far the store is behind.</summary>
    JournalHealth Health { get; }
}

/// <summary>What is remembered of an account from earlier runs.</summary>
/// <param name="Open">The positions that were open as far as we know, with what the rules remembered.</param>
/// <param name="LastClosed">When the newest recorded trade ended; null when there is none.</param>
/// <param name="LastEpoch">The epoch of the last session; 0 when there was none.</param>
public sealed record AccountMemory(IReadOnlyDictionary<PositionId, RememberedPosition> Open, DateTimeOffset? LastClosed, long LastEpoch)
{
    /// <summary>The trades that ended in the last 25 hours, the longest day that a change of the clocks makes, and whatever ended at <see cref="LastClosed"/>, however long ago that is; in any order.</summary>
    public IReadOnlyList<Trade> Recent { get; init; } = [];

    /// <summary>The highest equity that was written down; null when none was.</summary>
    public Money? PeakEquity { get; init; }

    /// <summary>How far back <see cref="InTheAir"/> goes: twice the longest time after which a call may be given up.</summary>
    public static readonly TimeSpan InTheAirFor = TimeSpan.FromMinutes(20);

    /// <summary>Stops that were sent within <see cref="InTheAirFor"/> and whose outcome is not written down: they may still have their effect.</summary>
    public IReadOnlyList<RememberedCall> InTheAir { get; init; } = [];

    /// <summary>How far back <see cref="Sent"/> goes: the longest day that a change of the clocks makes.</summary>
    public static readonly TimeSpan SentFor = TimeSpan.FromHours(25);

    /// <summary>The messages that left for the broker within <see cref="SentFor"/>, in any order; those whose outcome nobody wrote down too.</summary>
    public IReadOnlyList<SentMessage> Sent { get; init; } = [];

    public static readonly AccountMemory None = new(new Dictionary<PositionId, RememberedPosition>(), null, 0);
}

/// <summary>A position as it was last written, and what the rules remembered of it.</summary>
public sealed record RememberedPosition(Position Position, StopProgress Progress);

/// <summary>A stop that was sent, and nobody lived to see what came of it.</summary>
/// <param name="Number">Which write of its session it was.</param>
/// <param name="Rule">The rule that wanted it; null where it only went along with a take-profit.</param>
public sealed record RememberedCall(PositionId Position, FencingToken Token, long Number, Side? Side, Price Stop, RuleName? Rule, DateTimeOffset SentAt)
{
    /// <summary>
    /// Whether a later write that was taken shows that this one was accounted for: a tighter stop is sent only after that. The same or a looser one
    /// proves nothing, because a position without a stop is sent those while this one is still in the air.
    /// </summary>
    public bool IsSettledBy(PositionId position, FencingToken token, Price stop) => position == Position && token > Token && Side is { } side && side.IsTighter(stop, Stop);
}

/// <summary>Whether what is appended reaches the store.</summary>
public enum JournalState
{
    /// <summary>What was appended is in the store, or about to be.</summary>
    Ok,

    /// <summary>The store answers, but entries have waited for more than a few seconds.</summary>
    Behind,

    /// <summary>The store cannot be used; entries are kept in memory.</summary>
    MemoryOnly,
}

/// <summary>How far the store is behind, at one moment.</summary>
/// <param name="Waiting">Entries not yet in the store.</param>
/// <param name="Dropped">Entries lost for good because the bound was reached.</param>
/// <param name="Reason">Why the store cannot be used, as it said itself; null while it can.</param>
public sealed record JournalHealth(JournalState State, int Waiting, long Dropped, string? Reason)
{
    /// <summary>Minutes of quotes that were lost because the store could not take them.</summary>
    public long DroppedQuotes { get; init; }
}
