using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Json;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>The trade request of commands 301, 302 and 303.</summary>
internal static class TradeParameters
{
    private static readonly string[] Needed =
        ["Action", "Magic", "Order", "Volume", "Price", "Stoplimit", "Sl", "Tp", "Deviation", "Type", "Type_filling", "Type_time", "Position", "PositionBy", "MtExpiration"];

    /// <summary>A key that is missing is an error, but for 303, which goes on with zeros.</summary>
    public static Mt5TradeRequest Read(ExpertCall call)
    {
        if (!call.Fields.Values.TryGetValue("TradeRequest", out var given)) throw new ExpertErrorException("Undefinded mandatory parameter TradeRequest");
        if (given is not EaValue.Fields { Values: var fields }) throw new ExpertCrashException("TradeRequest is not an object");
        if (call.Command != Mt5Command.OrderCheck && Needed.Any(key => !fields.ContainsKey(key)))
            throw new ExpertErrorException("Failed to parse parameter TradeRequest");

        return new Mt5TradeRequest(
            (Mt5TradeAction)Int("Action"),
            Unsigned("Magic"),
            Unsigned("Order"),
            Text("Symbol"),
            Amount("Volume"),
            Amount("Price"),
            Amount("Stoplimit"),
            Amount("Sl"),
            Amount("Tp"),
            Unsigned("Deviation"),
            (Mt5OrderType)Int("Type"),
            (Mt5Filling)Int("Type_filling"),
            (Mt5OrderTime)Int("Type_time"),
            Text("Comment"),
            Unsigned("Position"),
            Unsigned("PositionBy"),
            Int("MtExpiration"));

        EaValue.Number Number(string key) => fields.TryGetValue(key, out var value) ? ParameterReading.Number(value) : new EaValue.Number(0, 0);
        int Int(string key) => unchecked((int)Number(key).Whole);
        ulong Unsigned(string key) => unchecked((ulong)Number(key).Whole);
        decimal Amount(string key) => ParameterReading.Decimal(Number(key).Exact);
        string? Text(string key) => fields.TryGetValue(key, out var value) ? ParameterReading.Text(value) : null;
    }
}
