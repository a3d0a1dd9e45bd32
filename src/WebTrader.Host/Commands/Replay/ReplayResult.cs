using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Running;

namespace WebTrader.Host.Commands.Replay;

/// <summary>What came of a replay; written to a file as it is. Prices and money are exact decimals, times are UTC.</summary>
public sealed record ReplayResult
{
    public required long Quotes { get; init; }

    /// <summary>Quotes with a price of zero or less, or an ask below the bid.</summary>
    public required long QuotesDropped { get; init; }
    public required long Evaluations { get; init; }

    /// <summary>Stops that were set and read back.</summary>
    public required long StopMoves { get; init; }
    /// <summary>Messages of the last day that moved a stop in profit, and all others.</summary>
    public required int ProfitMoves { get; init; }
    public required int OtherMessages { get; init; }
    public required long RejectedWrites { get; init; }

    /// <summary>Writes after which nothing was different.</summary>
    public required long NoOpWrites { get; init; }

    /// <summary>How often a stop at the broker became looser.</summary>
    public required int Regressions { get; init; }

    /// <summary>Seconds that positions were open without a stop at the broker, all together, by the broker's own clock.</summary>
    public required decimal NakedSeconds { get; init; }
    public required decimal MaxRisk { get; init; }

    /// <summary>The largest loss beyond max risk and the gap that the position was closed across; zero when there is none.</summary>
    public required decimal WorstBeyondMaxRiskAndGap { get; init; }
    public required decimal Profit { get; init; }

    /// <summary>How long open positions waited to be held against the quotes so far; looked at every tenth of a second, each position apart.</summary>
    public required ReplayedTimes EvaluationAge { get; init; }

    /// <summary>From sending a stop to the broker's answer.</summary>
    public required ReplayedTimes Acknowledged { get; init; }

    /// <summary>From sending a stop until the broker's own reading showed it.</summary>
    public required ReplayedTimes ReadBack { get; init; }
    public required IReadOnlyList<ReplayedPosition> Positions { get; init; }

    /// <summary>Entries that the broker refused or that no quote came for.</summary>
    public required IReadOnlyList<RefusedEntry> Refused { get; init; }
    public required decimal WallSeconds { get; init; }
}

/// <summary>Milliseconds; the percentile to the width of a bucket (a quarter), the largest exactly. Null while nothing was measured.</summary>
public sealed record ReplayedTimes(long Count, decimal? P99Ms, decimal? MaxMs)
{
    internal static ReplayedTimes Of(DurationSnapshot times) => new(times.Count, Ms(times.Percentile(99)), times.Count == 0 ? null : Ms(times.Max));

    private static decimal? Ms(TimeSpan? time) => time is { } known ? decimal.Round((decimal)known.TotalMilliseconds, 1) : null;
}

public sealed record ReplayedPosition
{
    public required string Ticket { get; init; }
    public required string Symbol { get; init; }
    public required Side Side { get; init; }
    public required decimal Lots { get; init; }
    public required DateTimeOffset OpenTime { get; init; }
    public required decimal OpenPrice { get; init; }
    public required DateTimeOffset? CloseTime { get; init; }
    public required decimal? ClosePrice { get; init; }
    public required CloseReason? CloseReason { get; init; }

    /// <summary>Gross; floating while the position is open.</summary>
    public required decimal Profit { get; init; }
    public required decimal Commission { get; init; }
    public required decimal Swap { get; init; }
    public required decimal? PeakProfit { get; init; }
    public required decimal NakedSeconds { get; init; }

    /// <summary>What the last jump of the price before the close cost: from the quote before (or the entry) to the price of the close.</summary>
    public required decimal? Gap { get; init; }

    /// <summary>What the spread cost at the entry; a position for which that is more than max risk is closed at once.</summary>
    public required decimal SpreadAtEntry { get; init; }

    /// <summary>How much the loss is beyond max risk; zero when it is not.</summary>
    public required decimal LossBeyondMaxRisk { get; init; }

    /// <summary>The stop at the broker in the end; null for none.</summary>
    public required decimal? Stop { get; init; }
    public required IReadOnlyList<ReplayedMove> StopMoves { get; init; }

    /// <summary>Our own attempts to close it.</summary>
    public required IReadOnlyList<ReplayedClose> Closes { get; init; }
}

/// <summary>One attempt to set a stop.</summary>

/// <param name="Time">When it was sent.</param>
public sealed record ReplayedMove(DateTimeOffset Time, decimal? From, decimal To, RuleName Rule, string Reason, WriteOutcome Outcome);

/// <summary>One attempt of ours to close a position.</summary>
/// <param name="Time">When it was sent.</param>
public sealed record ReplayedClose(DateTimeOffset Time, string Reason, WriteOutcome Outcome, int? Retcode);

/// <summary>A position that was asked for and not opened.</summary>
public sealed record RefusedEntry(DateTimeOffset Time, string Symbol, Side Side, decimal Lots, string Reason);
