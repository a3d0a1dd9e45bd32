using System.Globalization;
using WebTrader.Core.Market;

namespace WebTrader.Brokers.MtApi5.Terminal.Json;

/// <summary>
/// Writes JSON the way the expert does: <c>" : "</c> between key and value, keys in the order of a hash, a double that is zero as <c>0</c>, numbers of
/// 64 bits without a sign as if they had one, texts as they are. Source: the expert of MtApi 2.0 and 2.1, read and observed.
/// </summary>
/// <param name="escapesTexts">Whether quotes, backslashes and control characters are escaped; the real one does not.</param>
internal sealed class EaJson(bool escapesTexts)
{
    public static string Flag(bool value) => value ? "true" : "false";

    public static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Double(decimal value) => Double((double)value);

    public static string Double(Price? price) => Double(price is { } given ? given.Value : 0m);

    public static string Double(double value)
    {
        if (value == 0) return "0";
        if (double.IsNaN(value)) return "nan";
        if (double.IsInfinity(value)) return value > 0 ? "inf" : "-inf";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        if (exponent >= 0) return string.Concat(text.AsSpan(0, exponent), "e", text.AsSpan(exponent + 1));
        return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }

    public string Text(string value) => $"\"{(escapesTexts ? System.Text.Json.JsonEncodedText.Encode(value).Value : value)}\"";

    public static string List(IEnumerable<string> items) => $"[{string.Join(",", items)}]";

    public static string Object(params (string Key, string Json)[] fields)
    {
        Array.Sort(fields, (left, right) => Hash(left.Key).CompareTo(Hash(right.Key)));
        return $"{{{string.Join(",", fields.Select(field => $"\"{field.Key}\" : {field.Json}"))}}}";
    }

    // Any order will do that is always the same and nobody would have chosen.
    private static uint Hash(string key)
    {
        var hash = 2_166_136_261u;
        foreach (var letter in key) hash = unchecked((hash ^ letter) * 16_777_619u);
        return hash;
    }
}
