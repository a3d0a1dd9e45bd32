using WebTrader.Core.Market;

namespace WebTrader.Brokers.Ticks;

/// <summary>A quote as a market or a tick file makes it, before anybody received it.</summary>
/// <param name="Time">UTC.</param>
public readonly record struct TimedQuote(string Symbol, Price Bid, Price Ask, DateTimeOffset Time);
