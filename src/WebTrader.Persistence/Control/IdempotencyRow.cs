namespace WebTrader.Persistence.Control;

/// <summary>How far a request with an idempotency key has come.</summary>
public enum IdempotencyState
{
    /// <summary>Taken up, not answered yet.</summary>
    Begun,

    /// <summary>Answered; the same request gets the same answer.</summary>
    Done,

    /// <summary>Whether it took effect is not known.</summary>
    Ambiguous,
}

/// <summary>A request that must not take effect twice.</summary>
public sealed class IdempotencyRow
{
    /// <summary>Who asked: two callers may choose the same key.</summary>
    public required string Caller { get; set; }

    public required string Key { get; set; }

    public required string Route { get; set; }

    /// <summary>A hash of method, route and body, hexadecimal: the same key with another request is a mistake.</summary>
    public required string Fingerprint { get; set; }

    public IdempotencyState State { get; set; }

    /// <summary>Of the answer; null before there is one.</summary>
    public int? Status { get; set; }

    public string? Body { get; set; }

    /// <summary>Where what was made is found; null where nothing was made.</summary>
    public string? Location { get; set; }

    /// <summary>The entity tag of what was changed; null where there is none.</summary>
    public string? Tag { get; set; }

    public DateTimeOffset At { get; set; }
}
