namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>What a trade request asks for. MetaTrader 5: <c>ENUM_TRADE_REQUEST_ACTIONS</c>.</summary>
public enum Mt5TradeAction
{
    Deal = 1,
    Pending = 5,
    Stops = 6,
    Modify = 7,
    Remove = 8,
    CloseBy = 10,
}

/// <summary>The type of an order. MetaTrader 5: <c>ENUM_ORDER_TYPE</c>.</summary>
public enum Mt5OrderType
{
    Buy = 0,
    Sell = 1,
    BuyLimit = 2,
    SellLimit = 3,
    BuyStop = 4,
    SellStop = 5,
    BuyStopLimit = 6,
    SellStopLimit = 7,
    CloseBy = 8,
}

/// <summary>What happens with volume that cannot be filled at once. MetaTrader 5: <c>ENUM_ORDER_TYPE_FILLING</c>.</summary>
public enum Mt5Filling
{
    FillOrKill = 0,
    ImmediateOrCancel = 1,
    Return = 2,
    BookOrCancel = 3,
}

/// <summary>How long an order stands. MetaTrader 5: <c>ENUM_ORDER_TYPE_TIME</c>.</summary>
public enum Mt5OrderTime
{
    GoodTillCancelled = 0,
    Day = 1,
    Specified = 2,
    SpecifiedDay = 3,
}

/// <summary>What a trade transaction tells. Numbers not listed are possible; they are kept as they come. MetaTrader 5: <c>ENUM_TRADE_TRANSACTION_TYPE</c>.</summary>
public enum Mt5TransactionType
{
    OrderAdd = 0,
    OrderUpdate = 1,
    OrderDelete = 2,
    HistoryAdd = 3,
    HistoryUpdate = 4,
    HistoryDelete = 5,
    DealAdd = 6,
    DealUpdate = 7,
    DealDelete = 8,
    Position = 9,
    Request = 10,
}
