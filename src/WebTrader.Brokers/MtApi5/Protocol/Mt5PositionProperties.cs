namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>Whole numbers of the selected position, for command 10. MetaTrader 5: <c>ENUM_POSITION_PROPERTY_INTEGER</c>.</summary>
public enum Mt5PositionInteger
{
    Time = 1,
    Type = 2,
    Magic = 12,
    Identifier = 13,
    TimeMsc = 14,
    TimeUpdate = 15,
    TimeUpdateMsc = 16,
    Ticket = 17,
    Reason = 18,
}

/// <summary>Amounts of the selected position, for command 9. MetaTrader 5: <c>ENUM_POSITION_PROPERTY_DOUBLE</c>.</summary>
public enum Mt5PositionDouble
{
    Volume = 3,
    PriceOpen = 4,
    PriceCurrent = 5,
    StopLoss = 6,
    TakeProfit = 7,
    Swap = 9,
    Profit = 10,
}

/// <summary>Texts of the selected position, for command 11. MetaTrader 5: <c>ENUM_POSITION_PROPERTY_STRING</c>.</summary>
public enum Mt5PositionText
{
    Symbol = 0,
    Comment = 11,
}

/// <summary>The side of a position. MetaTrader 5: <c>ENUM_POSITION_TYPE</c>.</summary>
public enum Mt5PositionType
{
    Buy = 0,
    Sell = 1,
}

/// <summary>Who opened a position. Numbers not listed are possible; they are kept as they come. MetaTrader 5: <c>ENUM_POSITION_REASON</c>.</summary>
public enum Mt5PositionReason
{
    Client = 0,
    Mobile = 1,
    Web = 2,
    Expert = 3,
}
