using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Market;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>All questions about one symbol, as one burst.</summary>
internal sealed class SymbolSheet
{
    private static readonly Mt5SymbolInteger[] Wholes =
    [
        Mt5SymbolInteger.Digits, Mt5SymbolInteger.TradeStopsLevel, Mt5SymbolInteger.TradeFreezeLevel, Mt5SymbolInteger.TradeMode,
        Mt5SymbolInteger.TradeExemode, Mt5SymbolInteger.FillingMode, Mt5SymbolInteger.Select,
    ];

    private static readonly Mt5SymbolDouble[] Amounts =
    [
        Mt5SymbolDouble.Point, Mt5SymbolDouble.TradeTickSize, Mt5SymbolDouble.TradeTickValue, Mt5SymbolDouble.TradeTickValueProfit, Mt5SymbolDouble.TradeTickValueLoss,
        Mt5SymbolDouble.TradeContractSize, Mt5SymbolDouble.VolumeMin, Mt5SymbolDouble.VolumeStep, Mt5SymbolDouble.VolumeMax,
    ];

    private readonly string symbol;
    private readonly int currency;

    /// <exception cref="Mt5PayloadException">The name cannot be sent.</exception>
    public SymbolSheet(string symbol)
    {
        this.symbol = symbol;
        foreach (var property in Wholes) Burst.Ask(Mt5Request.Symbol(symbol, property));
        foreach (var property in Amounts) Burst.Ask(Mt5Request.Symbol(symbol, property));
        currency = Burst.Ask(Mt5Request.Symbol(symbol, Mt5SymbolText.CurrencyProfit));
    }

    public Burst Burst { get; } = new();

    /// <summary>What came of it.</summary>
    /// <exception cref="Mt5ReadException">The terminal does not have the symbol: it says 0 to everything then.</exception>
    public SymbolFacts ToFacts(long readAt)
    {
        if (Of(Mt5SymbolDouble.Point) <= 0m && Of(Mt5SymbolDouble.TradeContractSize) <= 0m) throw new Mt5ReadException($"the broker has no symbol {symbol}");
        var tickValue = Of(Mt5SymbolDouble.TradeTickValue);
        var spec = new SymbolSpec
        {
            Name = symbol,
            Digits = (int)Of(Mt5SymbolInteger.Digits),
            Point = Of(Mt5SymbolDouble.Point),
            TickSize = Of(Mt5SymbolDouble.TradeTickSize),
            TickValueProfit = Of(Mt5SymbolDouble.TradeTickValueProfit) is > 0m and var profit ? profit : tickValue,
            TickValueLoss = Of(Mt5SymbolDouble.TradeTickValueLoss) is > 0m and var loss ? loss : tickValue,
            ContractSize = Of(Mt5SymbolDouble.TradeContractSize),
            StopsLevel = (int)Of(Mt5SymbolInteger.TradeStopsLevel),
            FreezeLevel = (int)Of(Mt5SymbolInteger.TradeFreezeLevel),
            VolumeMin = Of(Mt5SymbolDouble.VolumeMin),
            VolumeStep = Of(Mt5SymbolDouble.VolumeStep),
            VolumeMax = Of(Mt5SymbolDouble.VolumeMax),
            ProfitCurrency = Burst.Text(currency),
        };
        return new SymbolFacts(spec, (Mt5SymbolTradeMode)Of(Mt5SymbolInteger.TradeMode), (Mt5SymbolExecution)Of(Mt5SymbolInteger.TradeExemode),
            Of(Mt5SymbolInteger.FillingMode), Of(Mt5SymbolInteger.Select) != 0, readAt);
    }

    private long Of(Mt5SymbolInteger property) => Math.Clamp(Burst.Whole(Array.IndexOf(Wholes, property)), 0, int.MaxValue);

    private decimal Of(Mt5SymbolDouble property) => WireNumbers.Plain(Burst.Amount(Wholes.Length + Array.IndexOf(Amounts, property)));
}
