using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Terminal.Trading;

/// <summary>An order as MetaTrader 5 tells it, standing or in the history.</summary>
/// <param name="Position">The identifier of the position that it concerns; 0 for none yet.</param>
internal sealed record WireOrder(long Ticket, Mt5OrderType Type, Mt5OrderState State, string Symbol, long Position)
{
    public decimal Volume { get; init; }

    /// <summary>What is not filled yet.</summary>
    public decimal VolumeLeft { get; init; }

    public Price Price { get; init; }
    public Price? LimitPrice { get; init; }
    public Price? Stop { get; init; }
    public Price? TakeProfit { get; init; }
    public long Magic { get; init; }
    public string Comment { get; init; } = "";
    public DealReason Reason { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset Placed { get; init; }

    /// <summary>UTC; null while it stands.</summary>
    public DateTimeOffset? Done { get; init; }

    /// <summary>UTC; null when it stands until it is removed.</summary>
    public DateTimeOffset? Expires { get; init; }
}
