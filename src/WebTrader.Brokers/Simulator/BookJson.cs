using System.Text.Json;
using System.Text.Json.Serialization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.Simulator;

/// <summary>How a book is written: prices, money and lots as exact decimals, numbers of positions as numbers.</summary>
internal static class BookJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters =
        {
            new JsonStringEnumConverter(),
            new Wrapped<Price>(price => price.Value, value => new Price(value)),
            new Wrapped<Money>(money => money.Amount, value => new Money(value)),
            new Wrapped<Lots>(lots => lots.Value, value => new Lots(value)),
            new Wrapped<Ticket>(ticket => ticket.Value, value => new Ticket((long)value)),
            new Wrapped<PositionId>(id => id.Value, value => new PositionId((long)value)),
        },
    };

    private sealed class Wrapped<T>(Func<T, decimal> unwrap, Func<decimal, T> wrap) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => wrap(reader.GetDecimal());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(unwrap(value));
    }
}
