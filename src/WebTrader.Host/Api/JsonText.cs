using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Api;

/// <summary>
/// How values are written for browsers, by REST and hub alike: exact decimals, tickets and identifiers as strings, because a
/// browser would round them; enums by name in camel case; times in UTC with milliseconds.
/// </summary>
internal static class JsonText
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The types that are strings in JSON, and what they look like.</summary>
    public static readonly IReadOnlyDictionary<Type, string> Samples = new Dictionary<Type, string>
    {
        [typeof(Price)] = "1.08650",
        [typeof(Money)] = "-2.00",
        [typeof(Lots)] = "0.01",
        [typeof(Ticket)] = "100001",
        [typeof(PositionId)] = "100001",
        [typeof(AccountId)] = "demo",
        [typeof(DateTimeOffset)] = "2026-11-20T14:05:31.250Z",
    };

    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new WrittenAs<Price>(price => price.ToString()));
        options.Converters.Add(new WrittenAs<Money>(Say));
        options.Converters.Add(new WrittenAs<Lots>(lots => lots.ToString()));
        options.Converters.Add(new WrittenAs<Ticket>(ticket => ticket.ToString()));
        options.Converters.Add(new WrittenAs<PositionId>(id => id.ToString()));
        options.Converters.Add(new WrittenAs<AccountId>(id => id.Value));
        options.Converters.Add(new WrittenAs<DateTimeOffset>(time => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)));
    }

    /// <summary>At least two decimals, no plus sign, and no minus before a zero.</summary>
    public static string Say(Money money)
    {
        var text = money.Amount.ToString("0.00######", CultureInfo.InvariantCulture);
        return text == "-0.00" ? "0.00" : text;
    }

    /// <summary>Answers are written, never read.</summary>
    private sealed class WrittenAs<T>(Func<T, string> say) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException($"A {typeof(T).Name} is not taken from a request's body.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(say(value));
    }
}
