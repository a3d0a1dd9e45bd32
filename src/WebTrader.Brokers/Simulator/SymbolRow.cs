using WebTrader.Core.Market;

namespace WebTrader.Brokers.Simulator;

/// <summary>
/// One symbol at the broker. Where profit arises in another currency than the account's, the tick values follow the pair that converts:
/// a profit is exchanged at the side of the pair that gives less, a loss at the side that costs more.
/// </summary>
internal sealed class SymbolRow(SimulatedSymbol symbol)
{
    // Rates divide; ten decimals are far below a cent for any volume.
    private const int TickValueDigits = 10;

    private SymbolSpec current = symbol.Spec;
    private SymbolRow? conversion;
    private bool inverse;
    private long version;
    private long convertedAt = -1;

    public SimulatedSymbol Symbol { get; private set; } = symbol;
    public Quote? Last { get; private set; }
    public bool Open { get; set; } = true;

    /// <summary>Grows whenever a profit in this symbol may be another than before.</summary>
    public long Stamp => version + (conversion?.version ?? 0);

    public void Take(in Quote quote)
    {
        Last = quote;
        version++;
    }

    public void Change(SimulatedSymbol changed)
    {
        Symbol = changed;
        version++;
    }

    public void ConvertBy(SymbolRow? pair, bool inverse)
    {
        conversion = pair;
        this.inverse = inverse;
        current = Symbol.Spec;
        convertedAt = -1;
    }

    public SymbolSpec Spec()
    {
        if (conversion is not { Last: { } rate } pair || convertedAt == pair.version) return current;

        var amount = Symbol.Spec.TickSize * Symbol.Spec.ContractSize;
        var (profit, loss) = inverse
            ? (amount / rate.Ask.Value, amount / rate.Bid.Value)
            : (amount * rate.Bid.Value, amount * rate.Ask.Value);
        convertedAt = pair.version;
        current = Symbol.Spec with
        {
            TickValueProfit = decimal.Round(profit, TickValueDigits, MidpointRounding.ToZero),
            TickValueLoss = decimal.Round(loss, TickValueDigits, MidpointRounding.ToPositiveInfinity),
        };
        return current;
    }
}
