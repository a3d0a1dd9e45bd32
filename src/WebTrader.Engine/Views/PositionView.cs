using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Engine.Book;

namespace WebTrader.Engine.Views;

/// <summary>One open position, as a row on a screen. Ages are whole milliseconds; null is "unknown" or "does not apply".</summary>
public sealed record PositionView
{
    public required Ticket Ticket { get; init; }
    public required string Symbol { get; init; }
    public required Side Side { get; init; }
    public required Lots Lots { get; init; }
    public required int Digits { get; init; }
    public required Price OpenPrice { get; init; }
    public required DateTimeOffset OpenTime { get; init; }
    public required long Magic { get; init; }
    public required string Comment { get; init; }
    public required Price? Bid { get; init; }
    public required Price? Ask { get; init; }

    /// <summary>The closing price: bid for a long, ask for a short.</summary>
    public required Price? Price { get; init; }
    public required long? QuoteAgeMs { get; init; }
    public required ProtectionState State { get; init; }
    public required long StateAgeMs { get; init; }

    /// <summary>The stop the broker showed when it was last read.</summary>
    public required Price? Stop { get; init; }

    /// <summary>How long the broker has shown this stop.</summary>
    public required long? StopAgeMs { get; init; }
    public required Price? TakeProfit { get; init; }
    public required Price? Wanted { get; init; }
    public required decimal? DistancePoints { get; init; }

    /// <summary>The same distance in average true ranges, to two decimals: of the bars that its range rule goes by, otherwise of 14 bars of a minute. Null without a stop or a price, and until so many bars have been seen.</summary>
    public required decimal? DistanceRanges { get; init; }
    public required Money MaxRisk { get; init; }
    public required Money? ProfitAtStop { get; init; }
    public required Money? Floating { get; init; }
    public required Money? AtRisk { get; init; }
    public required Money? Locked { get; init; }
    public required RuleName? Rule { get; init; }
    public required string RuleText { get; init; }

    /// <summary>Why the stop is where it is, or why it is not moved, in one sentence.</summary>
    public required string Reason { get; init; }
    public required Price? NextPrice { get; init; }
    public required Money? NextLocks { get; init; }

    /// <summary>The rule that moves it then; null when none does.</summary>
    public required RuleName? NextRule { get; init; }

    /// <summary>How long ago the position was last held against everything that was known.</summary>
    public required long EvaluationAgeMs { get; init; }

    /// <summary>Grows with every attempt to move the stop.</summary>
    public required int Moves { get; init; }
    public required Money? PeakProfit { get; init; }
    public required RailView Rail { get; init; }
}

/// <summary>Where stop, wanted stop and price lie from the entry, in units of max risk; for drawing only.</summary>
public sealed record RailView(decimal? Stop, decimal? Wanted, decimal? Price);
