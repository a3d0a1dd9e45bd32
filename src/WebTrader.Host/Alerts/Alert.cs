namespace WebTrader.Host.Alerts;

/// <summary>A condition that somebody was, or is to be, told of.</summary>
public sealed record Alert
{
    /// <summary>Grows, also over restarts.</summary>
    public required long Number { get; init; }

    /// <summary>Empty for the host itself.</summary>
    public required string Account { get; init; }

    public required string Condition { get; init; }

    /// <summary>The highest it has been at.</summary>
    public required AlertLevel Level { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>Null while it holds.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Nobody is told of it before; null where it is not silenced.</summary>
    public DateTimeOffset? SilencedUntil { get; init; }

    /// <summary>How often it was told again because nobody acknowledged it.</summary>
    public int Escalations { get; init; }

    /// <summary>When somebody was last told of it.</summary>
    public DateTimeOffset? ToldAt { get; init; }
}

/// <summary>What happened to an alert.</summary>
public enum AlertEdge
{
    Began,

    /// <summary>Its level has risen.</summary>
    Worsened,

    /// <summary>It holds on, and nobody has acknowledged it.</summary>
    Escalated,
    Ended,
}

/// <summary>What is told.</summary>
public sealed record AlertNotice(AlertEdge Edge, Alert Alert, DateTimeOffset At)
{
    /// <summary>In one line.</summary>
    public string Headline => $"{(Edge == AlertEdge.Ended ? "Over" : Alert.Level.ToString().ToUpperInvariant())}{(Edge == AlertEdge.Escalated ? " (still)" : "")}: {(Alert.Account.Length == 0 ? "host" : Alert.Account)}: {Alert.Text}";
}
