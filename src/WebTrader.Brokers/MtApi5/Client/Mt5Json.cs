using System.Text.Json;
using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>Reads the structures of the wire. Null for what cannot be read; order and further keys do not matter, unknown numbers are kept.</summary>
internal static class Mt5Json
{
    public static long? ToInt64(decimal number) => decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;

    public static ulong? ToUInt64(decimal number) => number switch
    {
        _ when !decimal.IsInteger(number) || number < long.MinValue || number > ulong.MaxValue => null,
        < 0 => unchecked((ulong)(long)number),
        _ => (ulong)number,
    };

    public static decimal? Decimal(JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number) ? number : null;

    /// <summary>The inner result of an answer that says true before it.</summary>
    public static bool TryResult(JsonElement outcome, out JsonElement result)
    {
        result = default;
        return outcome.ValueKind == JsonValueKind.Object
            && outcome.TryGetProperty("RetVal", out var returned) && returned.ValueKind == JsonValueKind.True
            && outcome.TryGetProperty("Result", out result);
    }

    public static Mt5Tick? Tick(JsonElement tick)
    {
        var fields = new Mt5Fields(tick);
        var read = new Mt5Tick(fields.Int64("Time"), fields.Amount("Bid"), fields.Amount("Ask"), fields.Amount("Last"), fields.UInt64("Volume"),
            fields.Amount("VolumeReal"), (Mt5TickFlags)fields.Int32("Flags", missing: 0));
        return fields.AllRead ? read : null;
    }

    public static Mt5Quote? Quote(JsonElement quote)
    {
        var fields = new Mt5Fields(quote);
        var expert = fields.Int32("ExpertHandle");
        var symbol = fields.Text("Instrument");
        return Tick(fields.Structure("Tick")) is { } tick && fields.AllRead ? new Mt5Quote(expert, symbol, tick) : null;
    }

    public static Mt5TradeOutcome? TradeOutcome(JsonElement outcome)
    {
        if (outcome.ValueKind != JsonValueKind.Object || !outcome.TryGetProperty("RetVal", out var returned)) return null;
        if (returned.ValueKind == JsonValueKind.False) return new Mt5TradeOutcome(false, null);
        if (returned.ValueKind != JsonValueKind.True || !outcome.TryGetProperty("Result", out var result)) return null;
        return TradeResult(result) is { } read ? new Mt5TradeOutcome(true, read) : null;
    }

    public static Mt5TradeResult? TradeResult(JsonElement result)
    {
        var fields = new Mt5Fields(result);
        var read = new Mt5TradeResult(fields.UInt32("Retcode"), fields.UInt64("Deal"), fields.UInt64("Order"), fields.Amount("Volume"),
            fields.Amount("Price"), fields.Amount("Bid"), fields.Amount("Ask"), fields.Text("Comment"), fields.UInt32("Request_id"));
        return fields.AllRead ? read : null;
    }

    public static IReadOnlyList<Mt5Bar>? Bars(JsonElement bars)
    {
        if (bars.ValueKind != JsonValueKind.Array) return null;
        var read = new List<Mt5Bar>(bars.GetArrayLength());
        foreach (var bar in bars.EnumerateArray())
        {
            if (Bar(bar) is not { } one) return null;
            read.Add(one);
        }

        return read;
    }

    public static Mt5Bar? Bar(JsonElement bar)
    {
        var fields = new Mt5Fields(bar);
        var read = new Mt5Bar(fields.Int64("mt_time"), fields.Amount("open"), fields.Amount("high"), fields.Amount("low"), fields.Amount("close"),
            fields.Int64("tick_volume"), fields.Int32("spread"), fields.Int64("real_volume"));
        return fields.AllRead ? read : null;
    }

    public static Mt5Transaction? Transaction(JsonElement reported)
    {
        var outer = new Mt5Fields(reported);
        var fields = new Mt5Fields(outer.Structure("Trans"));
        var type = (Mt5TransactionType)fields.Int32("Type");
        var isRequest = type == Mt5TransactionType.Request;
        var read = new Mt5Transaction(type, fields.UInt64("Deal"), fields.UInt64("Order"), fields.UInt64("Position"), fields.UInt64("PositionBy"), fields.Text("Symbol"),
            (Mt5OrderType)fields.Int32("OrderType"), (Mt5OrderState)fields.Int32("OrderState"), (Mt5DealType)fields.Int32("DealType"), (Mt5OrderTime)fields.Int32("TimeType"),
            fields.Amount("Price"), fields.Amount("PriceTrigger"), fields.Amount("PriceSl"), fields.Amount("PriceTp"), fields.Amount("Volume"),
            isRequest ? TradeRequest(outer.Structure("Request")) : null, isRequest ? TradeResult(outer.Structure("Result")) : null);
        return fields.AllRead && outer.AllRead ? read : null;
    }

    // The copy in an event has neither Position nor PositionBy.
    private static Mt5TradeRequest? TradeRequest(JsonElement request)
    {
        var fields = new Mt5Fields(request);
        var read = new Mt5TradeRequest((Mt5TradeAction)fields.Int32("Action"), fields.UInt64("Magic"), fields.UInt64("Order"), fields.Text("Symbol"),
            fields.Amount("Volume"), fields.Amount("Price"), fields.Amount("Stoplimit"), fields.Amount("Sl"), fields.Amount("Tp"), fields.UInt64("Deviation"),
            (Mt5OrderType)fields.Int32("Type"), (Mt5Filling)fields.Int32("Type_filling"), (Mt5OrderTime)fields.Int32("Type_time"), fields.Text("Comment"),
            0, 0, fields.Int32("MtExpiration"));
        return fields.AllRead ? read : null;
    }
}
