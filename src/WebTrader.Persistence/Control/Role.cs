namespace WebTrader.Persistence.Control;

/// <summary>What a person may do; each includes those before it.</summary>
public enum Role
{
    /// <summary>Looks.</summary>
    Viewer,

    /// <summary>Trades, arms, stops in an emergency.</summary>
    Operator,

    /// <summary>Changes settings, users and keys.</summary>
    Admin,
}
