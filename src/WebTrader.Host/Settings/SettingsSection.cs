using System.Globalization;
using Microsoft.Extensions.Configuration;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;

namespace WebTrader.Host.Settings;

/// <summary>
/// Reads one section by hand: decimals never pass through double, an unknown key is a problem, and every problem names key, value
/// and what is allowed. What does not fit leaves the default standing, so that one start shows all the problems.
/// </summary>
internal sealed class SettingsSection
{
    private readonly string path;
    private readonly Dictionary<string, IConfigurationSection> given;
    private readonly HashSet<string> asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> problems;

    /// <param name="isSecret">What stands in it is never repeated.</param>
    public SettingsSection(IConfiguration section, string path, List<string> problems, bool isSecret = false)
    {
        this.path = path;
        this.problems = problems;
        given = section.GetChildren().ToDictionary(child => child.Key, StringComparer.OrdinalIgnoreCase);
        if (given.Count == 0 && section is IConfigurationSection { Value.Length: > 0 } flat) problems.Add($"{path} is {(isSecret ? "a text" : $"\"{flat.Value}\"")}, allowed is a group of settings");
    }

    public SettingsSection Section(string key, bool isSecret = false)
    {
        asked.Add(key);
        return new SettingsSection(given.TryGetValue(key, out var child) ? child : new ConfigurationBuilder().Build(), Name(key), problems, isSecret);
    }

    /// <summary>A value that is not repeated where it does not fit; its parser says what is wrong (<see cref="FormatException"/>) without it.</summary>
    public T Secret<T>(string key, T otherwise, string allowed, Func<string, T> parse)
    {
        asked.Add(key);
        if (!given.TryGetValue(key, out var child)) return otherwise;
        if (child.GetChildren().Any()) problems.Add($"{Name(key)} is a group or a list, allowed is {allowed}");
        if (child.Value is null) return otherwise;
        try
        {
            return parse(child.Value);
        }
        catch (FormatException wrong)
        {
            problems.Add($"{Name(key)} does not fit: {wrong.Message}; allowed is {allowed}");
            return otherwise;
        }
    }

    /// <summary>A group that may be left out, or be null.</summary>
    public SettingsSection? OptionalSection(string key)
    {
        var section = Section(key);
        return section.given.Count == 0 ? null : section;
    }

    /// <summary>Groups by names that people choose, in the order of the names.</summary>
    public IReadOnlyList<(string Key, SettingsSection Section)> Groups(string key)
    {
        var section = Section(key);
        return [.. section.given.Values.OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, new SettingsSection(group, section.Name(group.Key), problems)))];
    }

    /// <summary>Has no default: where it is missing, that is a problem.</summary>
    public void Require(string key, string allowed)
    {
        if (!Has(key)) Refuse(key, null, allowed);
    }

    /// <summary>The entries of a list, in their order.</summary>
    public IReadOnlyList<SettingsSection> List(string key)
    {
        asked.Add(key);
        if (!given.TryGetValue(key, out var list)) return [];
        var entries = list.GetChildren().OrderBy(entry => int.TryParse(entry.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : int.MaxValue);
        return [.. entries.Select(entry => new SettingsSection(entry, $"{Name(key)}:{entry.Key}", problems))];
    }

    /// <summary>A list of texts, in their order.</summary>
    public IReadOnlyList<T> Texts<T>(string key, string allowed, Func<string, T?> parse)
        where T : class
    {
        asked.Add(key);
        if (!given.TryGetValue(key, out var list)) return [];
        var texts = list.GetChildren().OrderBy(entry => int.TryParse(entry.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : int.MaxValue).Select(entry => entry.Value).ToList();
        if (list.Value is { Length: > 0 } flat) Refuse(key, flat, "a list of " + allowed);
        foreach (var text in texts.Where(text => text is null || parse(text) is null)) Refuse(key, text, "a list of " + allowed);
        return [.. texts.Select(text => text is null ? null : parse(text)).OfType<T>()];
    }

    public bool Has(string key) => given.ContainsKey(key);

    /// <summary>Whether there are settings below the key, and not a value.</summary>
    public bool IsGroup(string key) => given.TryGetValue(key, out var child) && child.GetChildren().Any();

    /// <summary>A group that somebody else reads.</summary>
    public void Leave(string key) => asked.Add(key);

    public string? Text(string key, string? otherwise, string allowed, Func<string, bool> fits) =>
        Value(key, otherwise, allowed, text => fits(text) ? text : null, isNullable: otherwise is null);

    /// <summary>One of the names of an enumeration, small and capital letters alike.</summary>
    public T OneOf<T>(string key, T otherwise) where T : struct, Enum =>
        Value(key, (T?)otherwise, string.Join(" or ", Enum.GetNames<T>()), text => Enum.TryParse<T>(text, ignoreCase: true, out var parsed) && Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase) ? parsed : null)!.Value;

    public bool Flag(string key, bool otherwise) => Value(key, (bool?)otherwise, "true or false", ParseFlag)!.Value;

    public bool? OptionalFlag(string key) => Value(key, null, "true or false", ParseFlag, isNullable: true);

    public decimal Decimal(string key, decimal otherwise, string allowed, Func<decimal, bool> fits) =>
        Value(key, (decimal?)otherwise, allowed, text => ParseDecimal(text) is { } parsed && fits(parsed) ? parsed : null)!.Value;

    public Money Money(string key, Money otherwise) => Value(key, (Money?)otherwise, "an amount, as in 0.10", ParseMoney)!.Value;

    public Money? OptionalMoney(string key, Money? otherwise) => Value(key, otherwise, "an amount, as in 0.10, or null", ParseMoney, isNullable: true);

    public decimal? OptionalDecimal(string key, string allowed) => Value(key, null, allowed, ParseDecimal, isNullable: true);

    /// <summary>Max risk: an amount, or another unit; both null where nothing is given.</summary>
    public (Money? Amount, RiskBasis? Basis) Risk(string key, bool isNullable) =>
        Value<(Money?, RiskBasis?)?>(key, null, "an amount, as in 2.00, a part of the balance, as in 1%, or points, as in 200 points", ParseRisk, isNullable) ?? (null, null);

    public long Whole(string key, long otherwise, long from, long to) =>
        Value(key, (long?)otherwise, string.Create(CultureInfo.InvariantCulture, $"{from} to {to}"), text => ParseWhole(text) is { } parsed && parsed >= from && parsed <= to ? parsed : null)!.Value;

    public TimeSpan Duration(string key, TimeSpan otherwise) => Value(key, (TimeSpan?)otherwise, "a duration, as in 100ms, 2s or 00:00:00.1", DurationText.Parse)!.Value;

    public TimeSpan? OptionalDuration(string key) => Value(key, null, "a duration, as in 4h, or null", DurationText.Parse, isNullable: true);

    public TimeSpan Duration(string key, TimeSpan otherwise, string allowed, TimeSpan longest) =>
        Value(key, (TimeSpan?)otherwise, allowed, text => DurationText.Parse(text) is { } parsed && parsed <= longest ? parsed : null)!.Value;

    public void Refuse(string key, string? value, string allowed) => problems.Add($"{Name(key)} is {(value is null ? "null" : $"\"{value}\"")}, allowed is {allowed}");

    /// <summary>After everything known was read: what is left over is a mistake, most often a misspelling.</summary>
    public void RefuseUnknown()
    {
        foreach (var key in given.Keys.Where(key => !asked.Contains(key)).Order(StringComparer.Ordinal))
            problems.Add($"{Name(key)} is not a setting, allowed is {string.Join(", ", asked.Order(StringComparer.Ordinal))}");
    }

    private T Value<T>(string key, T otherwise, string allowed, Func<string, T> parse, bool isNullable = false)
    {
        asked.Add(key);
        if (!given.TryGetValue(key, out var child)) return otherwise;
        if (child.GetChildren().Any()) problems.Add($"{Name(key)} is a group or a list, allowed is {allowed}");
        else if (child.Value is null) return isNullable ? default! : Refused(key, null, allowed, otherwise);
        else if (parse(child.Value) is { } parsed) return parsed;
        else return Refused(key, child.Value, allowed, otherwise);
        return otherwise;
    }

    private T Refused<T>(string key, string? value, string allowed, T otherwise)
    {
        Refuse(key, value, allowed);
        return otherwise;
    }

    private string Name(string key) => path.Length == 0 ? key : $"{path}:{key}";

    private static decimal? ParseDecimal(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;

    /// <summary>As JSON writes it, and as .NET writes what JSON said; nothing else, so that nobody has to guess.</summary>
    private static bool? ParseFlag(string text) => text switch
    {
        "true" or "True" => true,
        "false" or "False" => false,
        _ => null,
    };

    private static Money? ParseMoney(string text) => ParseDecimal(text) is { } parsed ? new Money(parsed) : null;

    private static (Money?, RiskBasis?)? ParseRisk(string text) =>
        ParseMoney(text) is { } amount ? (amount, null) : RiskBasis.Parse(text) is { } basis ? (null, basis) : null;

    private static long? ParseWhole(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
}
