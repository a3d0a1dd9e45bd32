using System.Globalization;
using System.Text.Json;
using WebTrader.Core.Journal;

namespace WebTrader.Host.Settings.Versions;

/// <summary>What two documents differ in, place by place. Pure.</summary>
internal static class DocumentDiff
{
    /// <summary>Every place with another value, in the order of the places; 2.0 and 2.00 are the same.</summary>
    public static IReadOnlyList<SettingChange> Between(string before, string after)
    {
        var (from, to) = (Flat(before), Flat(after));
        return [.. from.Keys.Union(to.Keys).Order(StringComparer.Ordinal)
            .Select(place => (Place: place, Before: from.GetValueOrDefault(place), After: to.GetValueOrDefault(place)))
            .Where(place => !IsSame(place.Before, place.After))
            .Select(place => new SettingChange(place.Place, place.Before?.Text, place.After?.Text))];
    }

    private static Dictionary<string, Value> Flat(string text)
    {
        var values = new Dictionary<string, Value>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(text);
        Walk("", document.RootElement, values);
        return values;
    }

    private static void Walk(string place, JsonElement element, Dictionary<string, Value> into)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var entry in element.EnumerateObject()) Walk(place.Length == 0 ? entry.Name : $"{place}:{entry.Name}", entry.Value, into);
                break;
            case JsonValueKind.Array:
                foreach (var (index, entry) in element.EnumerateArray().Index()) Walk(string.Create(CultureInfo.InvariantCulture, $"{place}:{index}"), entry, into);
                break;
            case JsonValueKind.Null:
                break;
            case JsonValueKind.String:
                into[place] = new Value(element.GetString()!, null);
                break;
            default:
                into[place] = new Value(element.GetRawText(), element.ValueKind == JsonValueKind.Number ? element.GetDecimal() : null);
                break;
        }
    }

    private static bool IsSame(Value? one, Value? other) => one == other || (one?.Number is { } number && number == other?.Number);

    private sealed record Value(string Text, decimal? Number);
}
