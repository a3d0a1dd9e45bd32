using System.Globalization;
using System.Text.Json;

namespace WebTrader.Host.Evaluating;

/// <summary>
/// Reads the fields of one JSON object and collects what does not fit: field, value and what is allowed. Numbers come as JSON numbers or
/// as strings and are taken from their text; they never pass through double. An unknown key, or one given twice, is a problem.
/// </summary>
internal sealed class ItemFields
{
    private const int LongestEcho = 40;
    private const int MostUnknown = 10;

    private readonly string path;
    private readonly List<string> problems;
    private readonly Dictionary<string, JsonElement> given = new(StringComparer.Ordinal);
    private readonly List<string> asked = [];
    private readonly bool holdsSecret;

    /// <param name="holdsSecret">Whether one of the values is a password: then of no value more is told than what it is, because people type them into the wrong field.</param>
    public ItemFields(JsonElement element, string path, List<string> problems, bool holdsSecret = false)
    {
        this.path = path;
        this.problems = problems;
        this.holdsSecret = holdsSecret;
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{(path.Length == 0 ? "the item" : path)} is {Echo(element)}, allowed is an object");
            IsObject = false;
            return;
        }

        foreach (var field in element.EnumerateObject())
        {
            if (!given.TryAdd(field.Name, field.Value)) problems.Add($"{Name(Short(field.Name))} is given twice, allowed is once");
        }
    }

    public bool IsObject { get; } = true;

    /// <summary>A group of fields that must be there; null when it is not, and then that is a problem.</summary>
    public ItemFields? Group(string key, string allowed)
    {
        if (OptionalGroup(key) is { } group) return group;
        Missing(key, allowed);
        return null;
    }

    /// <summary>A group of fields, or null when it is left out.</summary>
    public ItemFields? OptionalGroup(string key) => Given(key) is { } element ? new ItemFields(element, Name(key), problems, holdsSecret) : null;

    /// <summary>A list of groups that must be there; empty after a problem.</summary>
    public IEnumerable<ItemFields> Groups(string key, string allowed)
    {
        if (Given(key) is not { } element) Missing(key, allowed);
        else if (element.ValueKind != JsonValueKind.Array) Refuse(key, element, allowed);
        else return element.EnumerateArray().Select((entry, index) => new ItemFields(entry, string.Create(CultureInfo.InvariantCulture, $"{Name(key)}.{index}"), problems, holdsSecret)).ToList();
        return [];
    }

    /// <summary>A number that must be there; 0 after a problem.</summary>
    public decimal Number(string key, string allowed, Func<decimal, bool> fits)
    {
        if (Given(key) is null) Missing(key, allowed);
        return OptionalNumber(key, allowed, fits) ?? 0m;
    }

    /// <summary>A whole number that must be there; <paramref name="from"/> after a problem.</summary>
    public int Whole(string key, string unit, int from, int to)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a whole number{unit} from {from} to {to}");
        if (Given(key) is null) Missing(key, allowed);
        return (int)(OptionalNumber(key, allowed, number => number >= from && number <= to && number % 1 == 0) ?? from);
    }

    /// <summary>A number, or null when it is left out, null, or a problem.</summary>
    public decimal? OptionalNumber(string key, string allowed, Func<decimal, bool> fits)
    {
        if (Given(key) is not { } element) return null;
        if (Text(element) is { } text && ExactNumber.Parse(text) is { } number && fits(number)) return number;
        Refuse(key, element, allowed);
        return null;
    }

    /// <summary>A text that fits, or null when it is left out, null, or a problem.</summary>
    public string? OptionalText(string key, string allowed, Func<string, bool> fits)
    {
        if (Given(key) is not { } element) return null;
        if (element.ValueKind == JsonValueKind.String && element.GetString() is { } text && fits(text)) return text;
        Refuse(key, element, allowed);
        return null;
    }

    /// <summary>What is given as a text; null when it is left out, or is none.</summary>
    public string? TextGiven(string key) => Given(key) is { ValueKind: JsonValueKind.String } element ? element.GetString() : null;

    /// <summary>A text that must be there and fits; empty after a problem.</summary>
    public string Text(string key, string allowed, Func<string, bool> fits)
    {
        if (Given(key) is null) Missing(key, allowed);
        return OptionalText(key, allowed, fits) ?? "";
    }

    /// <summary>A list of texts or numbers, each as its text; null when it is left out, null, or a problem.</summary>
    public IReadOnlyList<string>? OptionalList(string key, string allowed, Func<string, bool> fits)
    {
        if (Given(key) is not { } element) return null;
        if (element.ValueKind == JsonValueKind.Array)
        {
            var entries = element.EnumerateArray().ToList();
            var texts = entries.ConvertAll(Text);
            var unfit = texts.FindIndex(text => text is null || !fits(text));
            if (unfit < 0) return texts!;
            Refuse(string.Create(CultureInfo.InvariantCulture, $"{key}.{unfit}"), entries[unfit], allowed);
        }
        else Refuse(key, element, allowed);
        return null;
    }

    /// <summary>True or false, which must be there; false after a problem.</summary>
    public bool Flag(string key)
    {
        if (Given(key) is not { } element) Missing(key, "true or false");
        else if (element.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Refuse(key, element, "true or false");
        else return element.ValueKind == JsonValueKind.True;
        return false;
    }

    /// <summary>Whether the key is there, be it with null.</summary>
    public bool IsNamed(string key)
    {
        Given(key);
        return given.ContainsKey(key);
    }

    /// <summary>Whether the key is there with something else than null.</summary>
    public bool Has(string key) => Given(key) is not null;

    public void Missing(string key, string allowed) => problems.Add($"{Name(key)} is missing, allowed is {allowed}");

    public void Refuse(string key, string value, string allowed) => problems.Add($"{Name(key)} is {value}, allowed is {allowed}");

    /// <summary>A value that fits by itself but not beside another.</summary>
    public void RefuseBeside(string key, decimal value, string allowed) =>
        problems.Add(string.Create(CultureInfo.InvariantCulture, $"{Name(key)} is {value}, allowed is {allowed}"));

    /// <summary>After everything known was read: what is left over is a mistake, most often a misspelling.</summary>
    public void RefuseUnknown()
    {
        foreach (var key in given.Keys.Where(key => !asked.Contains(key)).Order(StringComparer.Ordinal).Take(MostUnknown))
            problems.Add($"{Name(Short(key))} is not a field, allowed is {string.Join(", ", asked)}");
    }

    private JsonElement? Given(string key)
    {
        if (!asked.Contains(key)) asked.Add(key);
        return given.TryGetValue(key, out var element) && element.ValueKind != JsonValueKind.Null ? element : null;
    }

    private void Refuse(string key, JsonElement element, string allowed) => problems.Add($"{Name(key)} is {Echo(element)}, allowed is {allowed}");

    private static string? Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.String => element.GetString(),
        _ => null,
    };

    private string Echo(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "a group of fields",
        JsonValueKind.Array => "a list",
        JsonValueKind.String when holdsSecret => string.Create(CultureInfo.InvariantCulture, $"a text of {element.GetString()!.Length} characters"),
        JsonValueKind.Number when holdsSecret => "a number",
        _ => Short(element.GetRawText()),
    };

    private static string Short(string text) => text.Length <= LongestEcho ? text : $"{text.AsSpan(0, LongestEcho)}...";

    private string Name(string key) => path.Length == 0 ? key : $"{path}.{key}";
}
