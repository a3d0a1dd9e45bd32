using System.Globalization;

namespace WebTrader.Host.Settings;

/// <summary>Time zones as people write them: a name of the IANA list, as in <c>Europe/Nicosia</c>, or how far ahead of UTC, as in <c>+03:00</c>.</summary>
internal static class ZoneText
{
    public const string Utc = "UTC";
    public const string Allowed = "the IANA name of a time zone, as in Europe/Nicosia, or -14:00 to +14:00";

    /// <summary>The broker's own clock, as it is read; only where a day is the broker's.</summary>
    public const string Broker = "Broker";
    public const string BrokerOr = "\"Broker\" for the broker's own clock, " + Allowed;

    private static readonly TimeSpan Farthest = TimeSpan.FromHours(14);

    public static TimeZoneInfo? Parse(string text)
    {
        if (text.Length > 0 && text[0] is '+' or '-') return Ahead(text);
        return TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone : null;
    }

    private static TimeZoneInfo? Ahead(string text)
    {
        if (!TimeSpan.TryParseExact(text[1..], "hh\\:mm", CultureInfo.InvariantCulture, out var ahead) || ahead > Farthest) return null;
        return TimeZoneInfo.CreateCustomTimeZone(text, text[0] == '-' ? -ahead : ahead, text, text);
    }
}
