namespace WebTrader.Persistence.Control;

/// <summary>A key that a script signs its requests with. The key itself is kept nowhere.</summary>
public sealed class ApiKeyRow
{
    /// <summary>Not secret.</summary>
    public required string Id { get; set; }

    public required string Name { get; set; }

    /// <summary>SHA-256 of the key, hexadecimal: 256 random bits need no slower one.</summary>
    public required string Hash { get; set; }

    /// <summary>Words with spaces between them.</summary>
    public required string Scopes { get; set; }

    public required string CreatedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>To the minute; null when it was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}
