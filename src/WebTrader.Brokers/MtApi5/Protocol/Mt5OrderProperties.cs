namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>Whole numbers of an order, for commands 16 and 24. MetaTrader 5: <c>ENUM_ORDER_PROPERTY_INTEGER</c>.</summary>
public enum Mt5OrderInteger
{
    TimeSetup = 1,
    TimeExpiration = 2,
    TimeDone = 3,
    Type = 4,
    TypeFilling = 5,
    TypeTime = 6,
    State = 14,
    Magic = 15,
    PositionId = 17,
    TimeSetupMsc = 18,
    TimeDoneMsc = 19,
    PositionById = 21,
    Ticket = 22,
    Reason = 23,
}

/// <summary>Amounts of an order, for commands 15 and 23. MetaTrader 5: <c>ENUM_ORDER_PROPERTY_DOUBLE</c>.</summary>
public enum Mt5OrderDouble
{
    VolumeInitial = 7,
    VolumeCurrent = 8,
    PriceOpen = 9,
    PriceCurrent = 10,
    PriceStoplimit = 11,
    StopLoss = 12,
    TakeProfit = 13,
}

/// <summary>Texts of an order, for commands 17 and 25. MetaTrader 5: <c>ENUM_ORDER_PROPERTY_STRING</c>.</summary>
public enum Mt5OrderText
{
    Symbol = 0,
    Comment = 16,
    ExternalId = 20,
}

/// <summary>What became of an order so far. MetaTrader 5: <c>ENUM_ORDER_STATE</c>.</summary>
public enum Mt5OrderState
{
    Started = 0,
    Placed = 1,
    Cancelled = 2,
    Partial = 3,
    Filled = 4,
    Rejected = 5,
    Expired = 6,
    RequestAdd = 7,
    RequestModify = 8,
    RequestCancel = 9,
}

/// <summary>Who placed an order. Numbers not listed are possible; they are kept as they come. MetaTrader 5: <c>ENUM_ORDER_REASON</c>.</summary>
public enum Mt5OrderReason
{
    Client = 0,
    Mobile = 1,
    Web = 2,
    Expert = 3,
    StopLoss = 4,
    TakeProfit = 5,
    StopOut = 6,
}
