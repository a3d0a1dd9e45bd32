using System.Globalization;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Commands.Simulate.Scenarios;

/// <summary>What a figure is measured in.</summary>
internal enum FigureUnit
{
    Money,
    Count,
    Points,
    Percent,
    Time,
}

/// <summary>The values that a figure may have, as a scenario says it: <c>3</c>, <c>at-least 3</c>, <c>at-most 3</c> or <c>3 to 5</c>.</summary>
internal readonly record struct ValueRange(decimal Least, decimal Most, FigureUnit Unit)
{
    public const string Usage = "VALUE | at-least VALUE | at-most VALUE | VALUE to VALUE";

    public static ValueRange Take(LineWords words, FigureUnit unit)
    {
        if (words.Try("at-least")) return new ValueRange(Value(words, unit), decimal.MaxValue, unit);
        if (words.Try("at-most")) return new ValueRange(decimal.MinValue, Value(words, unit), unit);
        var first = Value(words, unit);
        if (!words.Try("to")) return new ValueRange(first, first, unit);
        var second = Value(words, unit);
        return second >= first ? new ValueRange(first, second, unit) : throw words.Wrong("the range", Say(first, unit) + " to " + Say(second, unit), "the smaller value first");
    }

    /// <summary>Holds it against what was seen; nothing seen never holds.</summary>
    public Finding Holds(decimal? seen, string instead = "nothing to measure") =>
        seen is { } value ? new Finding(value >= Least && value <= Most, Say(value, Unit)) : new Finding(false, instead);

    private static decimal Value(LineWords words, FigureUnit unit)
    {
        var word = words.Take("the value");
        return unit switch
        {
            FigureUnit.Time => DurationText.Parse(word) is { } time ? time.Ticks : throw words.Wrong("the value", word, "a duration, as in 250ms or 5s"),
            FigureUnit.Percent => word.EndsWith('%') && Number(word[..^1]) is { } percent and >= 0 and <= 100 ? percent : throw words.Wrong("the value", word, "0% to 100%"),
            FigureUnit.Count => Number(word) is { } count and >= 0 && decimal.IsInteger(count) ? count : throw words.Wrong("the value", word, "a whole number, 0 or more"),
            FigureUnit.Money => Number(word) ?? throw words.Wrong("the value", word, "account money, as in -2.00 or 0.50"),
            _ => Number(word) ?? throw words.Wrong("the value", word, "points, as in 50"),
        };
    }

    private static decimal? Number(string word) =>
        decimal.TryParse(word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string Say(decimal value, FigureUnit unit) => unit switch
    {
        FigureUnit.Time => string.Create(CultureInfo.InvariantCulture, $"{value / TimeSpan.TicksPerMillisecond:0.###}ms"),
        FigureUnit.Percent => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}%"),
        FigureUnit.Money => string.Create(CultureInfo.InvariantCulture, $"{value:0.00###}"),
        FigureUnit.Points => string.Create(CultureInfo.InvariantCulture, $"{value:0.##} points"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}"),
    };
}
