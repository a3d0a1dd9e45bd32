using WebTrader.Core.Market;

namespace WebTrader.Engine.Intake;

/// <summary>One quote per second of a symbol, for charts; the oldest leave when the bound is reached.</summary>
public sealed class PriceTrail
{
    private const int Bound = 4 * 3600;

    private readonly Quote[] ring = new Quote[Bound];
    private int next;
    private int count;

    /// <summary>Keeps the last quote of every second.</summary>
    public void Add(in Quote quote)
    {
        var last = (next + Bound - 1) % Bound;
        if (count > 0 && ring[last].Time.ToUnixTimeSeconds() == quote.Time.ToUnixTimeSeconds())
        {
            ring[last] = quote;
            return;
        }

        ring[next] = quote;
        next = (next + 1) % Bound;
        count = Math.Min(count + 1, Bound);
    }

    /// <summary>The quotes since a moment, oldest first, thinned evenly to at most <paramref name="atMost"/>; the newest is always there.</summary>
    /// <param name="atMost">Zero or more.</param>
    public IReadOnlyList<Quote> Since(DateTimeOffset moment, int atMost)
    {
        var found = new List<Quote>();
        for (var i = 0; i < count; i++)
        {
            var quote = ring[(next + Bound - count + i) % Bound];
            if (quote.Time >= moment) found.Add(quote);
        }

        if (found.Count <= atMost) return found;
        if (atMost < 2) return found.GetRange(found.Count - atMost, atMost);
        var thinned = new List<Quote>(atMost);
        for (var i = 0; i < atMost; i++) thinned.Add(found[(int)((long)i * (found.Count - 1) / (atMost - 1))]);
        return thinned;
    }
}
