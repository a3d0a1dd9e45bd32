using System.Globalization;

namespace WebTrader.Host.Settings;

/// <summary>Durations as people write them: <c>100ms</c>, <c>2s</c>, <c>1.5s</c>, <c>10m</c>, <c>1h</c>, or <c>00:00:00.1</c>.</summary>
internal static class DurationText
{
    // Longest first: "ms" ends in "s".
    private static readonly (string Unit, long Ticks)[] Units =
        [("ms", TimeSpan.TicksPerMillisecond), ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute), ("h", TimeSpan.TicksPerHour)];

    public static TimeSpan? Parse(string text)
    {
        var trimmed = text.Trim();
        foreach (var (unit, ticks) in Units)
        {
            if (!trimmed.EndsWith(unit, StringComparison.OrdinalIgnoreCase)) continue;
            return decimal.TryParse(trimmed[..^unit.Length].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count <= long.MaxValue / ticks
                ? TimeSpan.FromTicks((long)(count * ticks))
                : null;
        }

        // A bare number would be days to .NET and milliseconds to people.
        return trimmed.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(trimmed, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero ? span : null;
    }
}
