using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Commands.Replay;

/// <summary>Chooses the entries of <c>--auto SEED:COUNT</c>: spread evenly at random over the quotes of all symbols but their last twentieth.</summary>
public static class AutoEntries
{
    private static readonly decimal[] Sizes = [0.01m, 0.02m, 0.03m, 0.05m, 0.10m];

    /// <summary>A position may cost at most this part of max risk in spread when it is opened.</summary>
    private const decimal SpreadShare = 0.25m;

    /// <param name="quotes">The quotes that will be replayed; read through once, or twice.</param>
    public static IReadOnlyList<ReplayEntry> Choose(ulong seed, int count, IEnumerable<TimedQuote> quotes, IReadOnlyList<SimulatedSymbol> symbols, Money maxRisk)
    {
        var specs = symbols.ToDictionary(symbol => symbol.Spec.Name, symbol => symbol.Spec, StringComparer.Ordinal);
        var total = quotes.LongCount();
        var random = new SplitMix(seed);
        var chosen = new SortedDictionary<long, int>();
        for (var i = 0; i < count; i++)
        {
            var number = (long)(random.Next() % (ulong)Math.Max(1L, total - total / 20));
            chosen[number] = chosen.GetValueOrDefault(number) + 1;
        }

        var entries = new List<ReplayEntry>(count);
        var at = 0L;
        foreach (var quote in quotes)
        {
            if (chosen.TryGetValue(at++, out var here) && specs.TryGetValue(quote.Symbol, out var spec))
            {
                for (var i = 0; i < here; i++) entries.Add(Draw(ref random, quote, spec, maxRisk));
            }

            if (entries.Count == count) break;
        }

        return entries;
    }

    private static ReplayEntry Draw(ref SplitMix random, in TimedQuote quote, SymbolSpec spec, Money maxRisk)
    {
        var side = random.Below(2) == 0 ? Side.Long : Side.Short;
        var size = random.Below(Sizes.Length);
        var spreadPerLot = (quote.Ask.Value - quote.Bid.Value) / spec.TickSize * spec.TickValueLoss;
        while (size > 0 && spreadPerLot * Sizes[size] > maxRisk.Amount * SpreadShare) size--;
        return new ReplayEntry(quote.Time, quote.Symbol, side, new Lots(Math.Max(Sizes[size], spec.VolumeMin)));
    }
}
