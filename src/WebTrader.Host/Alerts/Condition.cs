namespace WebTrader.Host.Alerts;

/// <summary>How much a condition matters.</summary>
public enum AlertLevel
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Somebody should look into it today.</summary>
    Amber,

    /// <summary>Money is in danger, or nobody can tell whether it is.</summary>
    Red,
}

/// <summary>Something that holds at this moment.</summary>
/// <param name="Account">Empty for the host itself.</param>
/// <param name="Id">One word for what it is and what it is about: the same while it lasts.</param>
/// <param name="Since">When it began, UTC; null where nobody has noted it before.</param>
public sealed record Condition(string Account, string Id, AlertLevel Level, string Text, DateTimeOffset? Since = null);

/// <summary>Looks whether something holds. One kind of condition, one file. It must not throw for what it looks at.</summary>
internal interface IConditionSource
{
    ValueTask LookAsync(ICollection<Condition> found, CancellationToken cancellation);
}
