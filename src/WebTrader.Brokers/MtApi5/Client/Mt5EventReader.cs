using System.Text.Json;
using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>Reads events. Pure.</summary>
internal static class Mt5EventReader
{
    /// <summary>
    /// Null when it cannot be read and tells nothing that way. A trade transaction that cannot be read still tells that something happened.
    /// </summary>
    public static Mt5Event? Read(int expert, Mt5EventType type, ReadOnlySpan<byte> payload)
    {
        var json = Parse(payload);
        return type switch
        {
            Mt5EventType.TradeTransaction => new Mt5Event.Traded(expert, json is { } told ? Mt5Json.Transaction(told) : null),
            Mt5EventType.Tick => json is { } told && Mt5Json.Quote(told) is { } quote ? new Mt5Event.Tick(expert, quote) : null,
            Mt5EventType.Book => json is { } told ? Book(expert, new Mt5Fields(told)) : null,
            Mt5EventType.LastBar => json is { } told ? Bar(expert, new Mt5Fields(told)) : null,
            _ => new Mt5Event.Other(expert, type),
        };
    }

    private static Mt5Event.Book? Book(int expert, Mt5Fields fields)
    {
        var symbol = fields.Text("Symbol");
        return fields.AllRead ? new Mt5Event.Book(expert, symbol) : null;
    }

    private static Mt5Event.BarClosed? Bar(int expert, Mt5Fields fields)
    {
        var symbol = fields.Text("Instrument");
        return Mt5Json.Bar(fields.Structure("Rates")) is { } bar && fields.AllRead ? new Mt5Event.BarClosed(expert, symbol, bar) : null;
    }

    private static JsonElement? Parse(ReadOnlySpan<byte> payload)
    {
        if (TryParse(payload, out var json)) return json;
        return Mt5LooseNumbers.TryMend(payload, out var mended) && TryParse(mended, out json) ? json : null;
    }

    private static bool TryParse(ReadOnlySpan<byte> payload, out JsonElement json)
    {
        try
        {
            var reader = new Utf8JsonReader(payload);
            json = JsonElement.ParseValue(ref reader);
            return !reader.Read();
        }
        catch (JsonException)
        {
            json = default;
            return false;
        }
    }
}
