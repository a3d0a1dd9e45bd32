using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Core.Writing;

/// <summary>What came of asking the broker for a trade: an answer, a certain failure to send, or silence.</summary>
public abstract record TradeAnswer
{
    /// <summary>The server answered.</summary>
    /// <param name="Price">The price it executed at, for a close or an opening.</param>
    /// <param name="Opened">The ticket of the position that was opened; null for everything else.</param>
    public sealed record Answered(TradeRetcode Retcode, Price? Price = null, string? Comment = null, Ticket? Opened = null) : TradeAnswer;

    /// <summary>It certainly did not leave this machine.</summary>
    public sealed record NotSent(string Reason) : TradeAnswer;

    /// <summary>It left, and nobody knows what became of it.</summary>
    public sealed record Unanswered(string Reason) : TradeAnswer;
}
