using WebTrader.Brokers.Ticks;

namespace WebTrader.Brokers.Simulator;

/// <summary>
/// Makes quotes for several symbols by a seed: regimes, jumps, quiet hours, spreads that widen. It makes its own times, so its quotes depend on
/// nothing but its state: whoever goes on from the same state sees the same market. Whole numbers only. Not thread-safe.
/// </summary>
public sealed class SimulatedMarket
{
    private readonly SymbolWalk[] walks;

    /// <summary>A fresh market whose first quotes come within a second of the start.</summary>
    public SimulatedMarket(ulong seed, DateTimeOffset start, IReadOnlyList<MarketSymbol>? symbols = null)
    {
        symbols ??= MarketSymbol.Default;
        if (symbols.Count == 0) throw new ArgumentException("A market needs a symbol.", nameof(symbols));
        walks = [.. symbols.Select((symbol, index) => new SymbolWalk(symbol, SymbolWalk.Begin(symbol, seed, index, start)))];
    }

    /// <summary>Goes on from a state. Throws <see cref="ArgumentException"/> where the symbols are others than those of the state.</summary>
    public SimulatedMarket(MarketState state, IReadOnlyList<MarketSymbol>? symbols = null)
    {
        symbols ??= MarketSymbol.Default;
        if (!symbols.Select(symbol => symbol.Name).SequenceEqual(state.Symbols.Select(symbol => symbol.Name)))
            throw new ArgumentException("The state is of a market with other symbols.", nameof(state));
        walks = [.. symbols.Zip(state.Symbols, (symbol, at) => new SymbolWalk(symbol, at))];
    }

    /// <summary>When the next quote is due (UTC).</summary>
    public DateTimeOffset NextAt => Earliest().Next;

    /// <summary>Makes the earliest quote not yet made; at the same moment by the order of the symbols.</summary>
    public TimedQuote Take() => Earliest().Make();

    /// <summary>Makes every quote due up to a moment, that moment included.</summary>
    public IEnumerable<TimedQuote> CatchUp(DateTimeOffset now)
    {
        while (NextAt <= now) yield return Take();
    }

    /// <summary>The market was closed until this moment: prices stand, and the next quotes come after it.</summary>
    public void StayClosedUntil(DateTimeOffset moment)
    {
        foreach (var walk in walks) walk.StayClosedUntil(moment);
    }

    public MarketState State() => new([.. walks.Select(walk => walk.State())]);

    private SymbolWalk Earliest()
    {
        var earliest = walks[0];
        for (var index = 1; index < walks.Length; index++)
        {
            if (walks[index].Next < earliest.Next) earliest = walks[index];
        }

        return earliest;
    }
}
