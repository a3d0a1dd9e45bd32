using System.Text.Json.Serialization;
using WebTrader.Brokers.Ticks;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.Simulator;

/// <summary>A simulated broker's account at one moment, but for its deals. Immutable; what a book file keeps.</summary>
public sealed record BookState
{
    public required string Currency { get; init; }
    public required Money Balance { get; init; }
    public required long NextTicket { get; init; }
    public required long NextDeal { get; init; }
    public required DateOnly? BrokerDay { get; init; }
    public required IReadOnlyList<Position> Positions { get; init; }

    /// <summary>Orders that wait for a price; null when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PendingOrder>? Orders { get; init; }

    /// <summary>Such orders that stand no more; null when there were none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EndedOrder>? EndedOrders { get; init; }

    /// <summary>The newest quote of each symbol, without the moment it was received.</summary>
    public required IReadOnlyList<TimedQuote> Quotes { get; init; }
}
