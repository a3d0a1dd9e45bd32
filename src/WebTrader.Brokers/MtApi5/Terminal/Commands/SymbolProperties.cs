using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Json;
using WebTrader.Core.Market;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>What a symbol is, by property. An unknown symbol has zeros and empty texts.</summary>
internal static class SymbolProperties
{
    private const int AllOrderTypes = 127;
    private const int AllExpirations = 15;
    private const int SwapInDeposit = 4;
    private const int Wednesday = 3;

    public static void AddTo(CommandTable table)
    {
        table.Add(Mt5Command.SymbolInfoDouble, call => Reply.Value(EaJson.Double(Amount(call, call.Text("Symbol"), (Mt5SymbolDouble)call.Int("PropId")))));
        table.Add(Mt5Command.SymbolInfoInteger, call => Reply.Value(EaJson.Whole(Whole(call, call.Text("Symbol"), (Mt5SymbolInteger)call.Int("PropId")))));
        table.Add(Mt5Command.SymbolInfoString, call => Reply.Value(call.Json.Text(Text(call, call.Text("Symbol"), (Mt5SymbolText)call.Int("PropId")))));
        table.Add(Mt5Command.SymbolInfoString2, call => Reply.Result(SymbolCommands.Known(call, call.Text("Symbol")), call.Json.Text(Text(call, call.Text("Symbol"), (Mt5SymbolText)call.Int("PropId")))));
    }

    private static decimal Amount(ExpertCall call, string symbol, Mt5SymbolDouble property)
    {
        if (!SymbolCommands.Known(call, symbol)) return 0;
        var spec = call.Broker.SpecOf(symbol);
        var terms = call.Broker.TermsOf(symbol);
        var quote = call.Broker.QuoteOf(symbol);
        return property switch
        {
            Mt5SymbolDouble.Bid => quote?.Bid.Value ?? 0,
            Mt5SymbolDouble.Ask => quote?.Ask.Value ?? 0,
            Mt5SymbolDouble.Point => spec.Point,
            Mt5SymbolDouble.TradeTickSize => spec.TickSize,
            Mt5SymbolDouble.TradeTickValue or Mt5SymbolDouble.TradeTickValueProfit => spec.TickValueProfit,
            Mt5SymbolDouble.TradeTickValueLoss => spec.TickValueLoss,
            Mt5SymbolDouble.TradeContractSize => spec.ContractSize,
            Mt5SymbolDouble.VolumeMin => spec.VolumeMin,
            Mt5SymbolDouble.VolumeMax => spec.VolumeMax,
            Mt5SymbolDouble.VolumeStep => spec.VolumeStep,
            Mt5SymbolDouble.SwapLong => terms.SwapLong,
            Mt5SymbolDouble.SwapShort => terms.SwapShort,
            _ => 0,
        };
    }

    private static long Whole(ExpertCall call, string symbol, Mt5SymbolInteger property)
    {
        if (!SymbolCommands.Known(call, symbol)) return 0;
        var spec = call.Broker.SpecOf(symbol);
        var quote = call.Broker.QuoteOf(symbol);
        return property switch
        {
            Mt5SymbolInteger.Select or Mt5SymbolInteger.Visible => call.World.Watched.Contains(symbol) ? 1 : 0,
            Mt5SymbolInteger.Time => quote is { } timed ? call.World.ServerSeconds(timed.Time) : 0,
            Mt5SymbolInteger.Digits => spec.Digits,
            Mt5SymbolInteger.Spread => quote is { } priced ? (long)(priced.Spread / spec.Point) : 0,
            Mt5SymbolInteger.SpreadFloat => 1,
            Mt5SymbolInteger.TradeMode => (int)Mt5SymbolTradeMode.Full,
            Mt5SymbolInteger.TradeStopsLevel => spec.StopsLevel,
            Mt5SymbolInteger.TradeFreezeLevel => spec.FreezeLevel,
            Mt5SymbolInteger.TradeExemode => (int)call.World.Options.Execution,
            Mt5SymbolInteger.FillingMode => call.World.Options.FillingModes,
            Mt5SymbolInteger.OrderMode => AllOrderTypes,
            Mt5SymbolInteger.ExpirationMode => AllExpirations,
            Mt5SymbolInteger.SwapMode => SwapInDeposit,
            Mt5SymbolInteger.SwapRollover3days => Wednesday,
            _ => 0,
        };
    }

    private static string Text(ExpertCall call, string symbol, Mt5SymbolText property)
    {
        if (!SymbolCommands.Known(call, symbol)) return "";
        var spec = call.Broker.SpecOf(symbol);
        return property switch
        {
            Mt5SymbolText.CurrencyBase or Mt5SymbolText.CurrencyMargin => symbol.Length >= 6 ? symbol[..3] : spec.ProfitCurrency,
            Mt5SymbolText.CurrencyProfit => spec.ProfitCurrency,
            Mt5SymbolText.Description => $"Simulated {symbol}",
            // A Windows path: the backslash goes onto the wire as it is.
            Mt5SymbolText.Path => $@"Simulated\{symbol}",
            _ => "",
        };
    }
}
