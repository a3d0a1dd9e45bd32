using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebTrader.Host.Live;

/// <summary>A message for many browsers: written as JSON by the first that sends it, and only copied by the others. Thread-safe.</summary>
internal sealed class WrittenOnce(object message)
{
    private readonly Lock gate = new();
    private byte[]? json;

    private byte[] Json(JsonSerializerOptions options)
    {
        lock (gate) return json ??= JsonSerializer.SerializeToUtf8Bytes(message, message.GetType(), options);
    }

    /// <summary>Writes what stands in it, as if it were there itself.</summary>
    public sealed class Converter : JsonConverter<WrittenOnce>
    {
        public override WrittenOnce Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Messages for browsers are never read.");

        public override void Write(Utf8JsonWriter writer, WrittenOnce value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json(options), skipInputValidation: true);
    }
}
