using WebTrader.Core.Market;

namespace WebTrader.Core.Positions;

/// <summary>A closed position: one per position identifier and account, for ever.</summary>
public sealed record Trade
{
    public required AccountId Account { get; init; }
    public required PositionId Position { get; init; }
    public required Ticket Ticket { get; init; }
    public required string Symbol { get; init; }
    public required Side Side { get; init; }

    /// <summary>The volume that was closed in all, partial closes included.</summary>
    public required Lots Lots { get; init; }
    public required DateTimeOffset OpenTime { get; init; }
    public required Price OpenPrice { get; init; }
    public required DateTimeOffset CloseTime { get; init; }

    /// <summary>Volume-weighted over the closing deals.</summary>
    public required Price ClosePrice { get; init; }
    public required CloseReason Reason { get; init; }

    /// <summary>Gross, in account money; commission and swap stand apart.</summary>
    public required Money Profit { get; init; }
    public required Money Commission { get; init; }
    public required Money Swap { get; init; }

    /// <summary>The highest gross profit seen at the closing price; null when we did not watch it.</summary>
    public Money? PeakProfit { get; init; }
    public long Magic { get; init; }

    /// <summary>Whether it ended while we were not running and was found in the broker's history.</summary>
    public bool Recovered { get; init; }
}
