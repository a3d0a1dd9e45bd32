using WebTrader.Core.Market;

namespace WebTrader.Core.Positions;

/// <summary>Whether a deal opened, closed or reversed (MT5 ENUM_DEAL_ENTRY).</summary>
public enum DealEntry
{
    In = 0,
    Out = 1,
    InOut = 2,
    OutBy = 3,
}

/// <summary>Why the broker executed a deal, with MT5's own numbers (ENUM_DEAL_REASON).</summary>
public enum DealReason
{
    Client = 0,
    Mobile = 1,
    Web = 2,
    Expert = 3,
    StopLoss = 4,
    TakeProfit = 5,
    StopOut = 6,
    Rollover = 7,
    VariationMargin = 8,
    Split = 9,
    CorporateAction = 10,
}

/// <summary>An execution at the broker.</summary>
public sealed record Deal
{
    public required long Number { get; init; }
    public required PositionId Position { get; init; }
    public required string Symbol { get; init; }
    public required DealEntry Entry { get; init; }
    public required DealReason Reason { get; init; }

    /// <summary>The side of the execution: closing a long is a <see cref="Side.Short"/> deal.</summary>
    public required Side Side { get; init; }

    public required Lots Lots { get; init; }
    public required Price Price { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Gross profit of this deal in account money; zero for an opening.</summary>
    public Money Profit { get; init; }

    public Money Commission { get; init; }
    public Money Swap { get; init; }
    public long Magic { get; init; }
    public string Comment { get; init; } = "";
}
