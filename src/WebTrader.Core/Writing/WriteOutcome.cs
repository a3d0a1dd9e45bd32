namespace WebTrader.Core.Writing;

/// <summary>How one attempt at the broker ended. Denied, rejected and unknown are three different things.</summary>
public enum WriteOutcome
{
    /// <summary>Done, and read back.</summary>
    Accepted,

    /// <summary>The broker already had it so.</summary>
    Unchanged,

    /// <summary>We refused; nothing was sent.</summary>
    Denied,

    /// <summary>The server proved that it did not do it.</summary>
    Rejected,

    /// <summary>It may have happened: settled by reading back, never by asking again blindly.</summary>
    Unknown,
}

/// <summary>A settled attempt.</summary>
/// <param name="Retcode">What the server said; null without an answer.</param>
/// <param name="Reason">In words a trader understands.</param>
public sealed record WriteResult(WriteOutcome Outcome, TradeRetcode? Retcode, string Reason);
