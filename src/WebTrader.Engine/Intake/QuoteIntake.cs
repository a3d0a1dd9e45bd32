using WebTrader.Core.Market;

namespace WebTrader.Engine.Intake;

/// <summary>Keeps the newest quote of each symbol and tells which symbols have news. Never blocks; bounded by the number of symbols.</summary>
public sealed class QuoteIntake
{
    private readonly Dictionary<string, SymbolState> symbols = new(StringComparer.Ordinal);
    private readonly List<SymbolState> dirty = [];

    /// <summary>Quotes taken since the start.</summary>
    public long Accepted { get; private set; }

    /// <summary>Quotes refused: a price of zero or less, or an ask below the bid.</summary>
    public long Dropped { get; private set; }

    public IReadOnlyCollection<SymbolState> Symbols => symbols.Values;

    public SymbolState Of(string symbol)
    {
        if (!symbols.TryGetValue(symbol, out var state)) symbols.Add(symbol, state = new SymbolState(symbol));
        return state;
    }

    /// <summary>Takes a quote; false when it was refused.</summary>
    /// <param name="arrivedAt">When it came in, where that is later than <see cref="Quote.ReceivedAt"/> says: the first one after a connection is as old as the broker says.</param>
    public bool Take(in Quote quote, long? arrivedAt = null)
    {
        if (!quote.IsSane)
        {
            Dropped++;
            return false;
        }

        Accepted++;
        var state = Of(quote.Symbol);
        state.Accept(quote);
        if (!state.IsDirty)
        {
            state.IsDirty = true;
            state.DirtySince = arrivedAt ?? quote.ReceivedAt;
            dirty.Add(state);
        }

        return true;
    }

    /// <summary>Moves the symbols with news into <paramref name="into"/>; each is reported once until its next quote.</summary>
    public void Drain(List<SymbolState> into)
    {
        foreach (var state in dirty) state.IsDirty = false;
        into.AddRange(dirty);
        dirty.Clear();
    }
}
