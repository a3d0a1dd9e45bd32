using System.Globalization;
using WebTrader.Core.Safety;

namespace WebTrader.Host.Settings;

/// <summary>Reads what an account may hold and lose: each limit is a number, which halts entries, or a group with <c>At</c> and <c>Does</c>.</summary>
internal static class LimitsReader
{
    private const string TimeOfDay = "a time of day, as in 17:00";
    private const string Hours = "two times of day, as in 08:00-17:00";
    private const string Days = "days of the week, as in Monday, Tuesday";
    private static readonly string[] Limits =
    [
        nameof(AccountLimits.MaxPositions), nameof(AccountLimits.MaxLots), nameof(AccountLimits.MaxAtRisk),
        nameof(AccountLimits.MaxLossesInARow), nameof(AccountLimits.MaxDailyLoss), nameof(AccountLimits.MaxDrawdown),
    ];

    private const string Allowed = "a number above 0, at most 1000000000, or null";

    /// <param name="isWhole">Whether what is missing is a problem, and not the default.</param>
    public static AccountLimits Read(SettingsSection section, bool isWhole = false)
    {
        if (isWhole)
        {
            foreach (var key in Limits) section.Require(key, $"{Allowed}, or a group with At and Does");
            section.Require("TimeZone", ZoneText.Allowed);
            section.Require("DayBegins", TimeOfDay);
            section.Require("Sessions", "a list of hours");
            section.Require("NoEntries", "a list of hours");
            section.Require("OffHours", "Warn or HaltEntries or Flatten");
            section.Require("NearFrom", "above 0, below 1");
        }

        var zone = ZoneText.Parse(section.Text("TimeZone", ZoneText.Utc, ZoneText.Allowed, text => ZoneText.Parse(text) is not null)!) ?? TimeZoneInfo.Utc;
        var limits = new AccountLimits
        {
            MaxPositions = Whole(section, nameof(AccountLimits.MaxPositions)),
            MaxLots = Limit(section, nameof(AccountLimits.MaxLots)),
            MaxAtRisk = Limit(section, nameof(AccountLimits.MaxAtRisk)),
            MaxLossesInARow = Whole(section, nameof(AccountLimits.MaxLossesInARow)),
            MaxDailyLoss = Limit(section, nameof(AccountLimits.MaxDailyLoss)),
            MaxDrawdown = Limit(section, nameof(AccountLimits.MaxDrawdown)),
            Day = new FirmDay(zone, TimeOf(section, "DayBegins", TimeSpan.Zero)),
            Sessions = [.. section.List("Sessions").Select(TradingHoursOf)],
            NoEntries = [.. section.List("NoEntries").Select(TradingHoursOf)],
            OffHours = section.OneOf("OffHours", LimitAction.HaltEntries),
            NearFrom = section.Decimal("NearFrom", 0.8m, "above 0, below 1", part => part is > 0m and < 1m),
        };
        section.RefuseUnknown();
        return limits;
    }

    private static Limit? Whole(SettingsSection section, string key)
    {
        var limit = Limit(section, key);
        if (limit is not null && limit.At % 1m != 0m) section.Refuse(key, limit.At.ToString(CultureInfo.InvariantCulture), "a whole number above 0, or null");
        return limit;
    }

    private static Limit? Limit(SettingsSection section, string key)
    {
        if (!section.IsGroup(key)) return section.OptionalDecimal(key, Allowed) is { } plain ? Checked(section, key, plain, LimitAction.HaltEntries) : null;
        var group = section.Section(key);
        var at = group.OptionalDecimal("At", Allowed);
        var does = group.OneOf("Does", LimitAction.HaltEntries);
        group.RefuseUnknown();
        if (at is null) group.Require("At", Allowed);
        return at is { } value ? Checked(group, "At", value, does) : null;
    }

    private static Limit? Checked(SettingsSection section, string key, decimal value, LimitAction does)
    {
        if (value is > 0m and <= 1_000_000_000m) return new Limit(value, does);
        section.Refuse(key, value.ToString(CultureInfo.InvariantCulture), Allowed);
        return null;
    }

    /// <summary>Hours of the day, and the days on which they begin.</summary>
    public static TradingHours TradingHoursOf(SettingsSection section)
    {
        section.Require("Hours", Hours);
        var parts = section.Text("Hours", "00:00-00:01", Hours, text => text.Split('-') is [var from, var to] && Time(from) is { } begins && Time(to) is { } ends && begins != ends)!.Split('-');
        var days = section.Text("Days", "", Days, text => text.Length == 0 || DaysOf(text) is not null)!;
        section.RefuseUnknown();
        return new TradingHours(Time(parts[0]) ?? TimeSpan.Zero, Time(parts[1]) ?? TimeSpan.Zero, DaysOf(days) ?? []);
    }

    private static List<DayOfWeek>? DaysOf(string text)
    {
        List<DayOfWeek> days = [];
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!char.IsLetter(word[0]) || !Enum.TryParse<DayOfWeek>(word, ignoreCase: true, out var day)) return null;
            days.Add(day);
        }

        return days;
    }

    /// <summary>A time of day; from 00:00 up to, not including, 24:00.</summary>
    public static TimeSpan TimeOf(SettingsSection section, string key, TimeSpan usual) =>
        Time(section.Text(key, usual.ToString("hh\\:mm", CultureInfo.InvariantCulture), TimeOfDay, text => Time(text) is not null)!) ?? usual;

    private static TimeSpan? Time(string text) => TimeOnly.TryParseExact(text.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan() : null;
}
