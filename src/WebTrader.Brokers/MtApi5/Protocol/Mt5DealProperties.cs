namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>Whole numbers of a deal, for command 30. MetaTrader 5: <c>ENUM_DEAL_PROPERTY_INTEGER</c>.</summary>
public enum Mt5DealInteger
{
    Order = 1,
    Time = 2,
    Type = 3,
    Entry = 4,
    Magic = 11,
    PositionId = 12,
    TimeMsc = 13,
    Ticket = 15,
    Reason = 16,
}

/// <summary>Amounts of a deal, for command 29. MetaTrader 5: <c>ENUM_DEAL_PROPERTY_DOUBLE</c>.</summary>
public enum Mt5DealDouble
{
    Volume = 5,
    Price = 6,
    Commission = 7,
    Swap = 8,
    Profit = 9,
}

/// <summary>Texts of a deal, for command 31. MetaTrader 5: <c>ENUM_DEAL_PROPERTY_STRING</c>.</summary>
public enum Mt5DealText
{
    Symbol = 0,
    Comment = 10,
    ExternalId = 14,
}

/// <summary>What a deal did: a trade, or money in or out. MetaTrader 5: <c>ENUM_DEAL_TYPE</c>.</summary>
public enum Mt5DealType
{
    Buy = 0,
    Sell = 1,
    Balance = 2,
    Credit = 3,
    Charge = 4,
    Correction = 5,
    Bonus = 6,
    Commission = 7,
    CommissionDaily = 8,
    CommissionMonthly = 9,
    CommissionAgentDaily = 10,
    CommissionAgentMonthly = 11,
    Interest = 12,
    BuyCancelled = 13,
    SellCancelled = 14,
    Dividend = 15,
    DividendFranked = 16,
    Tax = 17,
}

/// <summary>Which way a deal went. MetaTrader 5: <c>ENUM_DEAL_ENTRY</c>.</summary>
public enum Mt5DealEntry
{
    In = 0,
    Out = 1,
    InOut = 2,
    OutBy = 3,
    State = 255,
}

/// <summary>Why a deal was made. Numbers not listed are possible; they are kept as they come. MetaTrader 5: <c>ENUM_DEAL_REASON</c>.</summary>
public enum Mt5DealReason
{
    Client = 0,
    Mobile = 1,
    Web = 2,
    Expert = 3,
    StopLoss = 4,
    TakeProfit = 5,
    StopOut = 6,
    Rollover = 7,
    Vmargin = 8,
    Split = 9,
}
