namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>An expert of the terminal, and whose account it is on.</summary>
/// <param name="Handle">Addresses it; may be negative. The same handle after the expert began again is a new expert: all its selections are gone.</param>
/// <param name="Login">Null until it has told.</param>
/// <param name="Server">The broker's server; null until it has told.</param>
/// <param name="Reason">Why it is in this state, for people.</param>
public sealed record Mt5Expert(int Handle, Mt5ExpertState State, long? Login, string? Server, string Reason);

/// <summary>Whether calls may go to an expert.</summary>
public enum Mt5ExpertState
{
    /// <summary>It was asked for its account and has not answered yet. Nothing else is sent to it.</summary>
    Checking,

    /// <summary>It is on the account that was asked for.</summary>
    Ready,

    /// <summary>It is on another account. Nothing is sent to it but the question, again, from time to time.</summary>
    WrongAccount,
}
