using System.Globalization;
using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>MetaTrader's numbers as a trader says them.</summary>
internal static class Words
{
    public static string Of(Mt5Filling filling) => filling switch
    {
        Mt5Filling.FillOrKill => "fill or kill",
        Mt5Filling.ImmediateOrCancel => "immediate or cancel",
        Mt5Filling.Return => "return",
        _ => ((int)filling).ToString(CultureInfo.InvariantCulture),
    };

    public static string Of(Mt5SymbolTradeMode mode) => mode switch
    {
        Mt5SymbolTradeMode.Disabled => "disabled",
        Mt5SymbolTradeMode.LongOnly => "long only",
        Mt5SymbolTradeMode.ShortOnly => "short only",
        Mt5SymbolTradeMode.CloseOnly => "closing only",
        Mt5SymbolTradeMode.Full => "full",
        _ => ((int)mode).ToString(CultureInfo.InvariantCulture),
    };
}
