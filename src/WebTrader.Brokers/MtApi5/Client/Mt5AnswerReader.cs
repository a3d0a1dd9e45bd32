using System.Buffers.Text;
using System.Text.Json;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>
/// Reads the envelope around every response. Strictly first; where that fails, in the two ways in which the expert is known to write what is no JSON:
/// texts that it does not escape (<see cref="Mt5LooseText"/>) and numbers that are none (<see cref="Mt5LooseNumbers"/>). Pure.
/// </summary>
internal static class Mt5AnswerReader
{
    /// <summary>Null when it cannot be read.</summary>
    public static Mt5Answer? Read(ReadOnlySpan<byte> payload)
    {
        if (TryStrictly(payload, out var answer)) return answer;
        if (Mt5LooseText.TryRead(payload, out answer)) return answer;
        return Mt5LooseNumbers.TryMend(payload, out var mended) && TryStrictly(mended, out answer) ? answer : null;
    }

    /// <summary>The code is a text for success and a number for errors; both are taken for both.</summary>
    public static bool TryCode(ReadOnlySpan<byte> text, out int code) => Utf8Parser.TryParse(text, out code, out var used) && used == text.Length;

    public static Mt5Answer Answer(int code, string? message, Mt5Value value) =>
        code == 0 ? new Mt5Answer.Value(value) : new Mt5Answer.Refused(code, message ?? "");

    // False when it is no JSON at all. What is JSON, but not an envelope, is not read in any other way: null.
    private static bool TryStrictly(ReadOnlySpan<byte> payload, out Mt5Answer? answer)
    {
        answer = null;
        try
        {
            var reader = new Utf8JsonReader(payload);
            answer = Envelope(ref reader);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair: valid JSON that is no text.
            return false;
        }
    }

    private static Mt5Answer? Envelope(ref Utf8JsonReader reader)
    {
        int? code = null;
        string? message = null;
        Mt5Value? value = null;
        var sound = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
        while (sound && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("ErrorCode"u8))
            {
                sound = code is null && TryReadCode(ref reader, out code);
            }
            else if (reader.ValueTextEquals("ErrorMessage"u8))
            {
                sound = message is null && reader.Read() && reader.TokenType == JsonTokenType.String;
                if (sound) message = reader.GetString();
            }
            else if (reader.ValueTextEquals("Value"u8))
            {
                sound = value is null && reader.Read();
                if (sound) value = ReadValue(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // Reads to the end, so that anything behind the object is found.
        while (reader.Read())
        {
        }

        return sound && code is { } known ? Answer(known, message, value ?? Mt5Value.None) : null;
    }

    private static bool TryReadCode(ref Utf8JsonReader reader, out int? code)
    {
        code = null;
        if (!reader.Read() || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number)) return false;
        if (reader.ValueIsEscaped || !TryCode(reader.ValueSpan, out var number)) return false;
        code = number;
        return true;
    }

    private static Mt5Value ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.TryGetDecimal(out var number) ? Mt5Value.Of(number) : Mt5Value.Unknown,
        JsonTokenType.String => Mt5Value.Of(reader.GetString()!),
        JsonTokenType.True => Mt5Value.Of(true),
        JsonTokenType.False => Mt5Value.Of(false),
        JsonTokenType.StartObject or JsonTokenType.StartArray => Mt5Value.Of(JsonElement.ParseValue(ref reader)),
        _ => Mt5Value.Unknown,
    };
}
