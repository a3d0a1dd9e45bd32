using Quartz;
using WebTrader.Host.Jobs;

namespace WebTrader.Host.Settings;

/// <summary>Reads when the jobs run, and what each is told.</summary>
internal static class JobsReader
{
    private const string Cron = "minute, hour, day of the month, month and day of the week, as in \"40 3 * * *\", or null for never by itself";
    private const string Zones = "the IANA name of a time zone, as in Europe/Nicosia";

    public static JobSettings Read(SettingsSection section)
    {
        var usual = new JobSettings();
        var settings = new JobSettings
        {
            Zone = Zone(section, usual.Zone),
            Report = Of(section.Section("Report"), usual.Report.Schedule, (part, schedule) => new ReportSettings { Schedule = schedule, KeepDays = (int)part.Whole("KeepDays", usual.Report.KeepDays, 1, 36_500) }),
            Reconciliation = Of(section.Section("Reconciliation"), usual.Reconciliation.Schedule, (_, schedule) => new ReconciliationSettings { Schedule = schedule }),
            Retention = Of(section.Section("Retention"), usual.Retention.Schedule, (part, schedule) => new RetentionSettings { Schedule = schedule, Export = part.Flag("Export", usual.Retention.Export) }),
            Backup = Of(section.Section("Backup"), usual.Backup.Schedule, (part, schedule) => new BackupSettings
            {
                Schedule = schedule,
                Keep = (int)part.Whole("Keep", usual.Backup.Keep, 1, 1_000),
                Folder = part.Text("Folder", null, "a full path, or null for backups in the data folder", Path.IsPathFullyQualified),
            }),
            Drill = Of(section.Section("Drill"), usual.Drill.Schedule, (_, schedule) => new DrillSettings { Schedule = schedule }),
            MarketClose = MarketClose(section.Section("MarketClose"), usual.MarketClose),
        };
        section.RefuseUnknown();
        return settings;
    }

    private static T Of<T>(SettingsSection section, string? usual, Func<SettingsSection, string?, T> read)
    {
        // Null is a value here: the job then runs by hand alone.
        var schedule = section.Has("Schedule") ? section.Text("Schedule", null, Cron, text => CronExpression.TryParse(text, CronFormat.Unix, out _)) : usual;
        if (!section.Has("Schedule")) section.Leave("Schedule");
        var settings = read(section, schedule);
        section.RefuseUnknown();
        return settings;
    }

    private static MarketCloseSettings MarketClose(SettingsSection section, MarketCloseSettings usual)
    {
        var settings = new MarketCloseSettings
        {
            Does = section.OneOf("Does", usual.Does),
            Day = section.OneOf("Day", usual.Day),
            At = LimitsReader.TimeOf(section, "At", usual.At),
            Zone = Zone(section, usual.Zone),
            Before = section.Duration("Before", usual.Before, "1 min to 24 h, as in 1h", TimeSpan.FromHours(24)),
        };
        if (settings.Before < TimeSpan.FromMinutes(1)) section.Refuse("Before", settings.Before.ToString(), "1 min to 24 h, as in 1h");
        section.RefuseUnknown();
        return settings;
    }

    /// <summary>By name alone: the schedule is kept beyond the process, and an offset has no name to be found by.</summary>
    private static TimeZoneInfo Zone(SettingsSection section, TimeZoneInfo usual) =>
        TimeZoneInfo.FindSystemTimeZoneById(section.Text("TimeZone", usual.Id, Zones, text => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _))!);
}
