namespace WebTrader.Persistence.Control;

/// <summary>An alert as it was last known, so that it is not told anew, and not forgotten, after a restart.</summary>
public sealed class AlertRow
{
    public long Number { get; set; }

    /// <summary>Empty for the host itself.</summary>
    public required string Account { get; set; }

    public required string Condition { get; set; }

    /// <summary>As in "Red".</summary>
    public required string Level { get; set; }

    public required string Text { get; set; }

    public DateTimeOffset Since { get; set; }

    /// <summary>Null while it holds.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public string? AcknowledgedBy { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    public DateTimeOffset? SilencedUntil { get; set; }

    public int Escalations { get; set; }

    public DateTimeOffset? ToldAt { get; set; }
}
