namespace WebTrader.Host.Jobs;

/// <summary>When the jobs run, and what each is told. Immutable.</summary>
public sealed record JobSettings
{
    /// <summary>Whose clocks the schedules go by.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public ReportSettings Report { get; init; } = new();

    public ReconciliationSettings Reconciliation { get; init; } = new();

    public RetentionSettings Retention { get; init; } = new();

    public BackupSettings Backup { get; init; } = new();

    public MarketCloseSettings MarketClose { get; init; } = new();

    public DrillSettings Drill { get; init; } = new();
}

/// <summary>Rehearsals of a flatten.</summary>
public sealed record DrillSettings
{
    /// <summary>As in <see cref="ReportSettings.Schedule"/>. On Thursdays by itself: markets are open, and there is a day left to act upon it.</summary>
    public string? Schedule { get; init; } = "30 12 * * 4";
}

/// <summary>The reports of ended days.</summary>
public sealed record ReportSettings
{
    /// <summary>Minute, hour, day of the month, month, day of the week; null for never by itself. Often: a day ends when the firm says so.</summary>
    public string? Schedule { get; init; } = "7 * * * *";

    /// <summary>How many days a report is kept; 1 to 36500.</summary>
    public int KeepDays { get; init; } = 400;
}

/// <summary>The comparison of trades with the broker's deals.</summary>
public sealed record ReconciliationSettings
{
    /// <summary>As in <see cref="ReportSettings.Schedule"/>.</summary>
    public string? Schedule { get; init; } = "12 * * * *";
}

/// <summary>Taking out what is older than the journal keeps.</summary>
public sealed record RetentionSettings
{
    /// <summary>As in <see cref="ReportSettings.Schedule"/>.</summary>
    public string? Schedule { get; init; } = "20 * * * *";

    /// <summary>Whether what is taken out of the journal is exported first.</summary>
    public bool Export { get; init; } = true;
}

/// <summary>Copies of the database.</summary>
public sealed record BackupSettings
{
    /// <summary>As in <see cref="ReportSettings.Schedule"/>.</summary>
    public string? Schedule { get; init; } = "40 3 * * *";

    /// <summary>How many copies are kept; 1 to 1000.</summary>
    public int Keep { get; init; } = 7;

    /// <summary>A full path; null for <c>backups</c> in the data folder.</summary>
    public string? Folder { get; init; }
}

/// <summary>What is done about positions that stay open when the market closes for the weekend.</summary>
public enum MarketCloseAction
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>They are told of.</summary>
    Warn,
}

/// <summary>The look at what stays open over the weekend.</summary>
public sealed record MarketCloseSettings
{
    public MarketCloseAction Does { get; init; } = MarketCloseAction.Warn;

    public DayOfWeek Day { get; init; } = DayOfWeek.Friday;

    /// <summary>When the market closes on that day; from 00:00 up to, not including, 24:00.</summary>
    public TimeSpan At { get; init; } = TimeSpan.FromHours(17);

    /// <summary>Whose clocks that goes by.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.TryFindSystemTimeZoneById("America/New_York", out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>How long before it is looked; 1 min to 24 h.</summary>
    public TimeSpan Before { get; init; } = TimeSpan.FromHours(1);
}
