using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Persistence.Tables;

namespace WebTrader.Persistence.Recording;

/// <summary>
/// The JSON of facts, positions and stop progress: camel case; decimals, tickets and identifiers are strings, because a
/// reader in a browser would round them; enums by name; times in ISO 8601 to the last tick. Thread-safe.
/// </summary>
internal static class JournalJson
{
    private static readonly JsonSerializerOptions Options = Build();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>What an outcome was decided from stands with its intent, and only there.</summary>
    public static string WriteFact(JournalEntry entry) => entry switch
    {
        StopSettled settled => Write(settled with { Intent = settled.Intent with { Inputs = null, Asked = null } }),
        CloseSettled settled => Write(settled with { Intent = settled.Intent with { Inputs = null, Asked = null } }),
        TakeProfitSettled settled => Write(settled with { Intent = settled.Intent with { Asked = null } }),
        OpenSettled settled => Write(settled with { Intent = settled.Intent with { Inputs = null } }),
        _ => JsonSerializer.Serialize(entry, entry.GetType(), Options),
    };

    /// <exception cref="JsonException">The text is not what <see cref="Write"/> wrote.</exception>
    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"null is not a {typeof(T).Name}");

    private static JsonSerializerOptions Build()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutColumns, LeaveOutComputed, NameKinds } },
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new AsText<decimal>(ExactText.Write, ExactText.Read));
        options.Converters.Add(new AsText<Price>(price => ExactText.Write(price.Value), text => new Price(ExactText.Read(text))));
        options.Converters.Add(new AsText<Lots>(lots => ExactText.Write(lots.Value), text => new Lots(ExactText.Read(text))));
        options.Converters.Add(new AsText<Money>(money => ExactText.Write(money.Amount), text => new Money(ExactText.Read(text))));
        options.Converters.Add(new AsText<Ticket>(ticket => ticket.ToString(), text => new Ticket(Number(text))));
        options.Converters.Add(new AsText<PositionId>(id => id.ToString(), text => new PositionId(Number(text))));
        options.Converters.Add(new AsText<AccountId>(id => id.Value, text => new AccountId(text)));
        options.MakeReadOnly();
        return options;
    }

    private static long Number(string text) => long.Parse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Account and ticket have columns of their own; a fact that is read back lacks them.</summary>
    private static void LeaveOutColumns(JsonTypeInfo type)
    {
        if (!type.Type.IsAssignableTo(typeof(JournalEntry))) return;
        foreach (var column in type.Properties.Where(property => property.Name is "account" or "ticket" or "about")) column.ShouldSerialize = (_, _) => false;
    }

    /// <summary>What follows from the rest of a decision's inputs is not written.</summary>
    private static void LeaveOutComputed(JsonTypeInfo type)
    {
        if (type.Type != typeof(Quote) && type.Type != typeof(SymbolSpec) && type.Type != typeof(StopPlan)) return;
        foreach (var computed in type.Properties.Where(property => property.Set is null).ToList()) type.Properties.Remove(computed);
    }

    /// <summary>What is one of several kinds says first which.</summary>
    private static void NameKinds(JsonTypeInfo type)
    {
        if (type.Type != typeof(OrderSize) && type.Type != typeof(OperatorAsk)) return;
        type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind" };
        foreach (var kind in type.Type.GetNestedTypes()) type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind, JsonNamingPolicy.CamelCase.ConvertName(kind.Name)));
    }

    private sealed class AsText<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"a {typeof(T).Name} is written as a string");
            try
            {
                return read(text);
            }
            catch (Exception fault) when (fault is FormatException or OverflowException)
            {
                throw new JsonException($"'{text}' is not a {typeof(T).Name}", fault);
            }
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }
}
