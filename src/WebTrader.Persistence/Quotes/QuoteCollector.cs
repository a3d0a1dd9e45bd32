using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Persistence.Quotes;

/// <summary>Makes minutes of the quotes that are shown to it, the last one of each second. Bounded by the number of symbols. Not thread-safe.</summary>
public sealed class QuoteCollector
{
    private readonly Dictionary<(AccountId, string), Growing> growing = [];

    /// <summary>Takes a quote; hands over the minute before where it begins another.</summary>
    public QuoteMinute? Add(AccountId account, Quote quote)
    {
        var time = quote.Time.ToUniversalTime();
        var minute = time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute));
        QuoteMinute? ended = null;
        if (!growing.TryGetValue((account, quote.Symbol), out var present) || present.Minute != minute)
        {
            ended = present?.ToMinute(account, quote.Symbol);
            growing[(account, quote.Symbol)] = present = new Growing(minute);
        }

        present.Quotes[time.Second] = new SecondQuote(time.Second, quote.Bid, quote.Ask);
        return ended;
    }

    /// <summary>All that has not been handed over, complete or not; begins anew.</summary>
    public IReadOnlyList<QuoteMinute> Drain()
    {
        List<QuoteMinute> rest = [.. growing.Select(pair => pair.Value.ToMinute(pair.Key.Item1, pair.Key.Item2))];
        growing.Clear();
        return rest;
    }

    private sealed class Growing(DateTimeOffset minute)
    {
        public DateTimeOffset Minute { get; } = minute;

        public SecondQuote?[] Quotes { get; } = new SecondQuote?[60];

        public QuoteMinute ToMinute(AccountId account, string symbol) => new(account, symbol, Minute, [.. Quotes.Where(quote => quote is not null).Select(quote => quote!.Value)]);
    }
}
