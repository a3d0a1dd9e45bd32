namespace WebTrader.Persistence.Control;

/// <summary>What came of a run of a job.</summary>
public enum JobOutcome
{
    /// <summary>It is under way.</summary>
    Running,

    /// <summary>What it is for has been done.</summary>
    Done,

    /// <summary>There was nothing to do.</summary>
    Nothing,

    /// <summary>It could not be done; the next run does it.</summary>
    Failed,

    /// <summary>The host ended while it was under way; the next run does it.</summary>
    Interrupted,
}

/// <summary>One run of a job.</summary>
public sealed class JobRunRow
{
    /// <summary>Unique; later runs have larger ones.</summary>
    public required string Id { get; set; }

    public required string Job { get; set; }

    /// <summary>Which host it runs in: several may use one database.</summary>
    public required string Host { get; set; }

    /// <summary>Who asked for it; "schedule" where its time had come.</summary>
    public required string By { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Null while it is under way, and where nobody lived to see it.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public JobOutcome Outcome { get; set; }

    /// <summary>What was done, or why not, in words.</summary>
    public string Text { get; set; } = "";
}

/// <summary>Whether a job runs by its schedule.</summary>
public sealed class JobSwitchRow
{
    public required string Job { get; set; }

    public bool IsPaused { get; set; }

    public required string Why { get; set; }

    public required string By { get; set; }

    public DateTimeOffset At { get; set; }
}
