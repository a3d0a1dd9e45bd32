using WebTrader.Core.Market;

namespace WebTrader.Core.Positions;

/// <summary>An open position as the broker reported it. Immutable: a newer report is a new value.</summary>
public sealed record Position
{
    public required Ticket Ticket { get; init; }
    public required PositionId Id { get; init; }
    public required string Symbol { get; init; }
    public required Side Side { get; init; }
    public required Lots Lots { get; init; }

    /// <summary>The price it was filled at; off the tick grid where the broker averages.</summary>
    public required Price OpenPrice { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset OpenTime { get; init; }

    /// <summary>The stop-loss at the broker; null when there is none.</summary>
    public Price? StopLoss { get; init; }

    /// <summary>The take-profit at the broker; null when there is none.</summary>
    public Price? TakeProfit { get; init; }

    /// <summary>The magic number of the program that opened it; 0 when it was opened by hand.</summary>
    public long Magic { get; init; }

    public string Comment { get; init; } = "";

    /// <summary>Swap so far, in account money.</summary>
    public Money Swap { get; init; }

    /// <summary>Commission so far, in account money (zero or negative).</summary>
    public Money Commission { get; init; }

    /// <summary>Floating gross profit in account money, as the broker reckoned it for this report; null where it did not say. Never what a stop is computed from.</summary>
    public Money? Profit { get; init; }
}
