namespace WebTrader.Engine.Book;

/// <summary>How well a position is protected just now.</summary>
public enum ProtectionState
{
    /// <summary>The broker confirmed the stop we want.</summary>
    Protected,

    /// <summary>An older, looser stop is confirmed while a tighter one is under way.</summary>
    Guarded,

    /// <summary>The outcome of a write is not known.</summary>
    Ambiguous,

    /// <summary>There is no stop at the broker.</summary>
    Naked,

    /// <summary>We were told not to manage it.</summary>
    Unmanaged,
}
