using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;

namespace WebTrader.Engine.Book;

/// <summary>One attempt to set a stop, as it ended.</summary>
/// <param name="Number">Counts the attempts for this position, from 1.</param>
/// <param name="ReadBack">From sending until the broker's own reading showed it; null when it did not.</param>
public sealed record StopMove(
    int Number,
    DateTimeOffset At,
    Price? From,
    Price To,
    RuleName Rule,
    string Reason,
    Money ProfitAtStop,
    WriteResult Result,
    TimeSpan? ReadBack);

/// <summary>A stop on its way to the broker.</summary>
/// <param name="IsTaken">Whether the server said that it took it.</param>
/// <param name="IsShown">Whether the broker's own reading has shown it.</param>
public readonly record struct SentStop(Price Stop, RuleName Rule, bool IsTaken = false, bool IsShown = false);

/// <summary>A take-profit on its way to the broker.</summary>
/// <param name="Price">Null removes it.</param>
public readonly record struct SentTakeProfit(Price? Price);

/// <summary>Something that happened to a position, for people.</summary>
public sealed record TicketEvent(DateTimeOffset At, string Text);
