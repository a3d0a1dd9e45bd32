namespace WebTrader.Persistence.Control;

/// <summary>The users and keys cannot be read or written just now.</summary>
/// <param name="reason">In words for the operator.</param>
public sealed class ControlAwayException(string reason, Exception? inner = null) : Exception(reason, inner);
