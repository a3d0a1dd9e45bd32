using WebTrader.Core.Market;

namespace WebTrader.Brokers.Simulator;

/// <summary>
/// The symbols the simulator knows by itself, for an account in USD. Where profit arises in another currency the tick values are a
/// plausible start until the conversion pair is quoted. Commission is zero; swap is in USD per lot and night.
/// </summary>
public static class SymbolSpecs
{
    public static readonly SimulatedSymbol EurUsd = Forex("EURUSD", "USD", 5, 1m, -6.40m, 2.10m);
    public static readonly SimulatedSymbol GbpUsd = Forex("GBPUSD", "USD", 5, 1m, -3.20m, -1.40m);
    public static readonly SimulatedSymbol NzdUsd = Forex("NZDUSD", "USD", 5, 1m, -1.10m, -1.90m);
    public static readonly SimulatedSymbol UsdJpy = Forex("USDJPY", "JPY", 3, 0.66m, 9.20m, -21.50m);
    public static readonly SimulatedSymbol EurGbp = Forex("EURGBP", "GBP", 5, 1.26m, -5.30m, 1.20m);

    public static readonly SimulatedSymbol XauUsd = new()
    {
        Spec = new SymbolSpec { Name = "XAUUSD", Digits = 3, Point = 0.001m, TickSize = 0.001m, TickValueProfit = 0.1m, TickValueLoss = 0.1m, ContractSize = 100m },
        SwapLong = -42.00m,
        SwapShort = 18.00m,
    };

    /// <summary>An index whose smallest change is five points.</summary>
    public static readonly SimulatedSymbol Us30 = new()
    {
        Spec = new SymbolSpec { Name = "US30", Digits = 1, Point = 0.1m, TickSize = 0.5m, TickValueProfit = 0.5m, TickValueLoss = 0.5m, ContractSize = 1m },
        SwapLong = -7.10m,
        SwapShort = 1.60m,
    };

    /// <summary>All of them, in the order in which the default market lists them.</summary>
    public static IReadOnlyList<SimulatedSymbol> BuiltIn { get; } = [EurUsd, GbpUsd, UsdJpy, XauUsd, EurGbp, NzdUsd, Us30];

    /// <summary>The built-in symbol of this name, or null.</summary>
    public static SimulatedSymbol? Find(string name) => BuiltIn.FirstOrDefault(symbol => symbol.Spec.Name == name);

    private static SimulatedSymbol Forex(string name, string profitCurrency, int digits, decimal tickValue, decimal swapLong, decimal swapShort)
    {
        var point = new decimal(1, 0, 0, isNegative: false, scale: (byte)digits);
        return new SimulatedSymbol
        {
            Spec = new SymbolSpec
            {
                Name = name,
                Digits = digits,
                Point = point,
                TickSize = point,
                TickValueProfit = tickValue,
                TickValueLoss = tickValue,
                ContractSize = 100_000m,
                ProfitCurrency = profitCurrency,
            },
            SwapLong = swapLong,
            SwapShort = swapShort,
        };
    }
}
