using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.Simulator;

/// <summary>What a pending order waits for, with MT5's own numbers (ENUM_ORDER_TYPE).</summary>
public enum PendingKind
{
    BuyLimit = 2,
    SellLimit = 3,
    BuyStop = 4,
    SellStop = 5,

    /// <summary>Becomes a limit order when the price has come to it.</summary>
    BuyStopLimit = 6,
    SellStopLimit = 7,
}

/// <summary>An order that waits for a price. Immutable.</summary>
public sealed record PendingOrder
{
    /// <summary>Also the ticket of the position that comes of it.</summary>
    public required Ticket Ticket { get; init; }

    public required string Symbol { get; init; }
    public required PendingKind Kind { get; init; }
    public required Lots Lots { get; init; }

    /// <summary>The price it waits for.</summary>
    public required Price Price { get; init; }

    /// <summary>Where a stop-limit order then stands as a limit order; null for the others.</summary>
    public Price? LimitPrice { get; init; }

    public Price? Stop { get; init; }
    public Price? TakeProfit { get; init; }
    public long Magic { get; init; }
    public string Comment { get; init; } = "";
    public DealReason Reason { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset Placed { get; init; }

    /// <summary>UTC; null when it stands until it is removed.</summary>
    public DateTimeOffset? Expires { get; init; }
}

/// <summary>How a pending order ended, with MT5's own numbers (ENUM_ORDER_STATE).</summary>
public enum OrderEnd
{
    Cancelled = 2,
    Filled = 4,

    /// <summary>The price came, and there was not enough money.</summary>
    Rejected = 5,
    Expired = 6,
}

/// <summary>A pending order that stands no more.</summary>
/// <param name="At">UTC.</param>
public sealed record EndedOrder(PendingOrder Order, OrderEnd End, DateTimeOffset At);

/// <summary>What follows from a <see cref="PendingKind"/> alone.</summary>
internal static class PendingKinds
{
    public static Side Side(this PendingKind kind) => kind is PendingKind.BuyLimit or PendingKind.BuyStop or PendingKind.BuyStopLimit ? Core.Positions.Side.Long : Core.Positions.Side.Short;

    public static bool IsLimit(this PendingKind kind) => kind is PendingKind.BuyLimit or PendingKind.SellLimit;

    public static bool IsStopLimit(this PendingKind kind) => kind is PendingKind.BuyStopLimit or PendingKind.SellStopLimit;

    /// <summary>A limit order waits for a better price than there is, the others for a worse one.</summary>
    public static bool Waits(this PendingKind kind, Price price, Price market)
    {
        var gain = kind.Side().Gain(price, market);
        return kind.IsLimit() ? gain > 0 : gain < 0;
    }
}
