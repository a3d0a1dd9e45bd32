using System.Globalization;

namespace WebTrader.Engine;

/// <summary>Durations as a trader reads them, the same on every machine.</summary>
internal static class Words
{
    public static string Seconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0##} s");

    /// <summary>To the millisecond.</summary>
    public static string Exact(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.000} s");

    public static string Milliseconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms");

    public static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
