using WebTrader.Core.Market;

namespace WebTrader.TestKit.Core;

/// <summary>Symbols as brokers give them, for an account in US dollars.</summary>
public static class Symbols
{
    /// <summary>One tick is one point; 0.01 lots earn one cent per tick.</summary>
    public static SymbolSpec EurUsd { get; } = new()
    {
        Name = "EURUSD", Digits = 5, Point = 0.00001m, TickSize = 0.00001m, TickValueProfit = 1m, TickValueLoss = 1m, ContractSize = 100_000m,
    };

    /// <summary>Gold: 100 ounces a lot, two digits; 0.01 lots earn one cent per tick.</summary>
    public static SymbolSpec XauUsd { get; } = new()
    {
        Name = "XAUUSD", Digits = 2, Point = 0.01m, TickSize = 0.01m, TickValueProfit = 1m, TickValueLoss = 1m, ContractSize = 100m,
    };

    /// <summary>Profit arises in yen, so the tick value moves with the rate and differs by sign.</summary>
    public static SymbolSpec UsdJpy { get; } = new()
    {
        Name = "USDJPY", Digits = 3, Point = 0.001m, TickSize = 0.001m, TickValueProfit = 0.64m, TickValueLoss = 0.65m, ContractSize = 100_000m,
        ProfitCurrency = "JPY",
    };

    /// <summary>An index in euros with a tick of five points.</summary>
    public static SymbolSpec Germany40 { get; } = new()
    {
        Name = "GER40", Digits = 1, Point = 0.1m, TickSize = 0.5m, TickValueProfit = 0.54m, TickValueLoss = 0.55m, ContractSize = 1m,
        ProfitCurrency = "EUR",
    };

    /// <summary>An index without decimals and a tick of five points.</summary>
    public static SymbolSpec Japan225 { get; } = new()
    {
        Name = "JP225", Digits = 0, Point = 1m, TickSize = 5m, TickValueProfit = 0.32m, TickValueLoss = 0.33m, ContractSize = 10m,
        ProfitCurrency = "JPY",
    };
}
