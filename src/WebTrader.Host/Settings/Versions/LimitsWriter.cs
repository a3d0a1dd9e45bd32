using System.Globalization;
using System.Text.Json.Nodes;
using WebTrader.Core.Safety;

namespace WebTrader.Host.Settings.Versions;

/// <summary>Writes what an account may hold and lose as <see cref="LimitsReader"/> reads it. Pure.</summary>
internal static class LimitsWriter
{
    public static JsonObject Write(AccountLimits limits) => new()
    {
        [nameof(limits.MaxPositions)] = Limit(limits.MaxPositions),
        [nameof(limits.MaxLots)] = Limit(limits.MaxLots),
        [nameof(limits.MaxAtRisk)] = Limit(limits.MaxAtRisk),
        [nameof(limits.MaxLossesInARow)] = Limit(limits.MaxLossesInARow),
        [nameof(limits.MaxDailyLoss)] = Limit(limits.MaxDailyLoss),
        [nameof(limits.MaxDrawdown)] = Limit(limits.MaxDrawdown),
        ["TimeZone"] = limits.Day.Zone.Id,
        ["DayBegins"] = Time(limits.Day.BeginsAt),
        [nameof(limits.Sessions)] = Hours(limits.Sessions),
        [nameof(limits.NoEntries)] = Hours(limits.NoEntries),
        [nameof(limits.OffHours)] = limits.OffHours.ToString(),
        [nameof(limits.NearFrom)] = limits.NearFrom,
    };

    private static JsonObject? Limit(Limit? limit) => limit is null ? null : new() { [nameof(limit.At)] = limit.At, [nameof(limit.Does)] = limit.Does.ToString() };

    private static JsonArray Hours(IReadOnlyList<TradingHours> hours) => new([.. hours.Select(entry => (JsonNode)new JsonObject
    {
        [nameof(Hours)] = $"{Time(entry.From)}-{Time(entry.To)}",
        [nameof(entry.Days)] = string.Join(", ", entry.Days),
    })]);

    private static string Time(TimeSpan time) => time.ToString("hh\\:mm", CultureInfo.InvariantCulture);
}
