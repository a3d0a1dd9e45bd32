using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Persistence.Quotes;

/// <summary>The last prices of one second.</summary>
/// <param name="Second">Of its minute, 0 to 59.</param>
public readonly record struct SecondQuote(int Second, Price Bid, Price Ask);

/// <summary>The prices of a symbol in one minute, at most one quote a second.</summary>
/// <param name="Minute">Its beginning, UTC, by the broker's time.</param>
/// <param name="Quotes">By second, each second once.</param>
public sealed record QuoteMinute(AccountId Account, string Symbol, DateTimeOffset Minute, IReadOnlyList<SecondQuote> Quotes);
