using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Commands.Simulate.Scenarios;

/// <summary>What the lines of one scenario have named so far.</summary>
internal sealed class ScriptNames(string file)
{
    public string File => file;
    public HashSet<string> Positions { get; } = new(StringComparer.Ordinal);
    public List<string> Symbols { get; } = [];
}

/// <summary>The words of one line, taken one after the other; what does not fit is told with file, line and what is allowed.</summary>
internal sealed class LineWords(ScriptNames names, int number, string text)
{
    private readonly string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    private int next;

    public ScriptNames Names => names;

    /// <summary>How such a line is written.</summary>
    public string Usage { get; set; } = "";

    public bool AtEnd => next == words.Length;

    public string Rest => string.Join(' ', words[next..]);

    public string Take(string what) => AtEnd ? throw Missing(what) : words[next++];

    /// <summary>Takes the next word if it is this one.</summary>
    public bool Try(string word)
    {
        if (AtEnd || words[next] != word) return false;
        next++;
        return true;
    }

    /// <summary>Whether the next word begins as a number does.</summary>
    public bool IsNumber => !AtEnd && (char.IsAsciiDigit(words[next][0]) || words[next][0] is '-' or '+');

    public void Need(string word)
    {
        if (Try(word)) return;
        throw AtEnd ? Missing($"\"{word}\"") : Wrong("the next word", words[next], $"\"{word}\"");
    }

    public void End()
    {
        if (!AtEnd) throw Wrong("the rest of the line", Rest, "nothing more");
    }

    public decimal Number(string what, decimal least, decimal most)
    {
        var word = Take(what);
        return decimal.TryParse(word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Wrong(what, word, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
    }

    public int Count(string what, int least, int most)
    {
        var word = Take(what);
        return int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Wrong(what, word, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
    }

    public TimeSpan Time(string what, TimeSpan most)
    {
        var word = Take(what);
        return DurationText.Parse(word) is { } time && time > TimeSpan.Zero && time <= most
            ? time
            : throw Wrong(what, word, $"a duration above zero up to {most:c}, as in 80ms, 5s, 10m or 2h");
    }

    public int Percent(string what)
    {
        var word = Take(what);
        return word.EndsWith('%') && int.TryParse(word[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= 100
            ? value
            : throw Wrong(what, word, "1% to 100%");
    }

    public Side TakeSide() => Take("the side") switch
    {
        "long" => Side.Long,
        "short" => Side.Short,
        var other => throw Wrong("the side", other, "long or short"),
    };

    /// <summary>A symbol if the next word is one of those that have a market; otherwise the first of them.</summary>
    public string SymbolOrFirst() => !AtEnd && names.Symbols.Contains(words[next]) ? words[next++] : names.Symbols[0];

    /// <summary>The name of a position or group that an earlier line opens.</summary>
    public string Position() =>
        Take("the name of a position") is var name && names.Positions.Contains(name)
            ? name
            : throw Wrong("the position", name, names.Positions.Count == 0 ? "one that a line before this one opens, and none does" : $"one of those opened before: {string.Join(", ", names.Positions)}");

    /// <summary>A new name: a capital letter, then letters and digits.</summary>
    public string NewPosition()
    {
        var name = Take("the name");
        var fits = name.Length <= 16 && char.IsAsciiLetterUpper(name[0]) && name.All(char.IsAsciiLetterOrDigit);
        if (!fits) throw Wrong("the name", name, "a capital letter, then letters and digits, 16 at most");
        return names.Positions.Add(name) ? name : throw Wrong("the name", name, "a name that no line before uses");
    }

    public Level TakeLevel(string what)
    {
        var word = Take(what);
        return Level.Parse(word) ?? throw Wrong(what, word, "a price as in 1.09800, or entry, entry+50 and entry-200 in points towards profit or loss");
    }

    /// <summary>Null for "none".</summary>
    public Level? LevelOrNone(string what) => Try("none") ? null : TakeLevel(what);

    /// <summary>One of the words of a table.</summary>
    public T OneOf<T>(string what, IReadOnlyDictionary<string, T> table)
    {
        var word = Take(what);
        return table.TryGetValue(word, out var found) ? found : throw Wrong(what, word, string.Join(", ", table.Keys));
    }

    public ScriptException Wrong(string what, string value, string allowed) => new(names.File, number, $"{what} is \"{value}\", allowed is {allowed}", Written);

    public ScriptException Fail(string reason) => new(names.File, number, reason, Written);

    private ScriptException Missing(string what) => new(names.File, number, $"{what} is missing at the end", Written);

    private string Written => Usage.Length == 0 ? $"The line reads: '{text}'" : $"Written as: {Usage}";
}

/// <summary>A price, or a distance in points from a position's entry, positive towards profit.</summary>
internal readonly record struct Level(decimal Value, bool IsFromEntry)
{
    private const string Entry = "entry";

    public static Level? Parse(string word)
    {
        if (word == Entry) return new Level(0, IsFromEntry: true);
        var isFromEntry = word.StartsWith(Entry, StringComparison.Ordinal);
        var number = isFromEntry ? word[Entry.Length..] : word;
        if (isFromEntry && number[0] is not ('+' or '-')) return null;
        var style = NumberStyles.AllowDecimalPoint | (isFromEntry ? NumberStyles.AllowLeadingSign : NumberStyles.None);
        return decimal.TryParse(number, style, CultureInfo.InvariantCulture, out var value) && (isFromEntry || value > 0) ? new Level(value, isFromEntry) : null;
    }

    public Price For(SymbolSpec spec, Side side, Price entry) => IsFromEntry ? side.Offset(entry, Value * spec.Point) : new Price(Value);
}
