using WebTrader.Core.Market;

namespace WebTrader.Brokers.Simulator;

/// <summary>The broker's symbols with their newest quotes, and which of them exchanges whose profit into the account's currency.</summary>
internal sealed class SymbolBoard
{
    private readonly Dictionary<string, SymbolRow> rows = new(StringComparer.Ordinal);
    private readonly string currency;

    public SymbolBoard(SimulatedBrokerOptions options)
    {
        currency = options.Currency;
        foreach (var symbol in options.Symbols)
        {
            if (symbol.Spec.Problem() is { } problem) throw new ArgumentException(problem, nameof(options));
            if (!rows.TryAdd(symbol.Spec.Name, new SymbolRow(symbol))) throw new ArgumentException($"The symbol {symbol.Spec.Name} is given twice.", nameof(options));
        }

        foreach (var row in rows.Values) Connect(row);
    }

    public IEnumerable<string> Names => rows.Keys;

    /// <summary>Grows when a symbol's terms are changed.</summary>
    public int Changes { get; private set; }

    /// <summary>The newest quotes, in the order of the symbols.</summary>
    public IEnumerable<Quote> Quotes => rows.Values.Where(row => row.Last is not null).Select(row => row.Last!.Value);

    public bool Has(string symbol) => rows.ContainsKey(symbol);

    public Quote? QuoteOf(string symbol) => Of(symbol).Last;

    public SimulatedSymbol TermsOf(string symbol) => Of(symbol).Symbol;

    public bool IsOpen(string symbol) => Of(symbol).Open;

    public void SetOpen(string symbol, bool open) => Of(symbol).Open = open;

    public void Take(in Quote quote) => Of(quote.Symbol).Take(quote);

    public SymbolSpec SpecOf(string symbol) => Of(symbol).Spec();

    public void Change(string symbol, Func<SimulatedSymbol, SimulatedSymbol> change)
    {
        var row = Of(symbol);
        var changed = change(row.Symbol);
        if (changed.Spec.Problem() is { } problem) throw new ArgumentException(problem, nameof(change));
        if (changed.Spec.Name != symbol) throw new ArgumentException($"The symbol {symbol} keeps its name.", nameof(change));
        row.Change(changed);
        Connect(row);
        Changes++;
    }

    /// <summary>Throws <see cref="ArgumentException"/> for a symbol the broker does not have.</summary>
    public SymbolRow Of(string symbol) =>
        rows.TryGetValue(symbol, out var row) ? row : throw new ArgumentException($"The broker has no symbol {symbol}.", nameof(symbol));

    // Without a pair that converts, the given tick values stand.
    private void Connect(SymbolRow row)
    {
        var arises = row.Symbol.Spec.ProfitCurrency;
        if (row.Symbol.FixedTickValues || arises == currency) row.ConvertBy(null, inverse: false);
        else if (rows.TryGetValue(arises + currency, out var pair)) row.ConvertBy(pair, inverse: false);
        else row.ConvertBy(rows.GetValueOrDefault(currency + arises), inverse: true);
    }
}
