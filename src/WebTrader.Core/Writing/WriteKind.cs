namespace WebTrader.Core.Writing;

/// <summary>What a write asks of the broker: the same return code does not mean the same for each.</summary>
public enum WriteKind
{
    /// <summary>Another stop or take-profit for an open position.</summary>
    Modify,

    /// <summary>A close of the whole position at the market.</summary>
    Close,

    /// <summary>A close of a part of the position at the market.</summary>
    ClosePart,

    /// <summary>A new position at the market.</summary>
    Open,

    /// <summary>The removal of a pending order.</summary>
    Cancel,
}
