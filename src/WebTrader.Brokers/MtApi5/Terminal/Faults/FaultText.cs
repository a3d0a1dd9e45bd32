using System.Globalization;

namespace WebTrader.Brokers.MtApi5.Terminal.Faults;

/// <summary>The small words of a fault's value. What does not fit throws <see cref="ArgumentException"/> and says what is allowed.</summary>
internal static class FaultText
{
    public const string When = "WHEN";
    private const int MostTimes = 1_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // Longest first: "ms" ends in "s".
    private static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("s", 1_000), ("m", 60_000)];

    /// <summary>"3s@5/1000" into "3s" and "5/1000"; without an @ it strikes once.</summary>
    public static (string Value, string When) Split(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? (text, "1") : (text[..at], text[(at + 1)..]);
    }

    public static void Set(Strike strike, string fault, string when)
    {
        if (when == "off") strike.Never();
        else if (when == "always") strike.Always();
        else if (PerMille(when) is { } chance) strike.Chance(chance);
        else strike.Next(Times(fault, when));
    }

    /// <summary>"5/1000" as 5; null for anything else.</summary>
    public static int? PerMille(string when) =>
        when.EndsWith("/1000", StringComparison.Ordinal) && int.TryParse(when.AsSpan(0, when.Length - 5), NumberStyles.None, CultureInfo.InvariantCulture, out var chance) && chance <= 1000
            ? chance
            : null;

    public static int Times(string fault, string when) =>
        Whole(when) is { } times and >= 0 and <= MostTimes ? (int)times : throw Wrong(fault, when, "a number of times as in 3, a chance as in 5/1000, always, or off");

    public static long Number(string fault, string text, long least, long most) =>
        Whole(text) is { } number && number >= least && number <= most
            ? number
            : throw Wrong(fault, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    public static TimeSpan Duration(string fault, string text)
    {
        foreach (var (unit, milliseconds) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal)) continue;
            if (!double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)) break;
            if (count * milliseconds <= Longest.TotalMilliseconds) return TimeSpan.FromMilliseconds(count * milliseconds);
            break;
        }

        throw Wrong(fault, text, "a duration from 0ms to 60m, as in 250ms or 3s");
    }

    public static bool OnOff(string fault, string text) => text switch
    {
        "on" => true,
        "off" => false,
        _ => throw Wrong(fault, text, "on or off"),
    };

    public static ArgumentException Wrong(string fault, string value, string allowed) => new($"The fault {fault} is \"{value}\", allowed is {allowed}");

    private static long? Whole(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
