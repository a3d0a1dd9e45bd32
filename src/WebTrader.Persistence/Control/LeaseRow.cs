namespace WebTrader.Persistence.Control;

/// <summary>Which host drives an account.</summary>
public sealed class LeaseRow
{
    public required string Account { get; set; }

    /// <summary>The last one that took it, also after it was given back.</summary>
    public required string Holder { get; set; }

    /// <summary>How often it was taken.</summary>
    public long Epoch { get; set; }

    /// <summary>When it ends unless it is renewed; in the past once it was given back.</summary>
    public DateTimeOffset Until { get; set; }
}
