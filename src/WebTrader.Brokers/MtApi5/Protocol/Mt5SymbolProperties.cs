namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>Whole numbers of a symbol, for command 55. MetaTrader 5: <c>ENUM_SYMBOL_INFO_INTEGER</c>.</summary>
public enum Mt5SymbolInteger
{
    Select = 0,
    Volume = 10,
    Volumehigh = 11,
    Volumelow = 12,
    Time = 15,
    Digits = 17,
    Spread = 18,
    TicksBookdepth = 25,
    TradeCalcMode = 29,
    TradeMode = 30,
    TradeStopsLevel = 31,
    TradeFreezeLevel = 32,
    TradeExemode = 33,
    SwapMode = 37,
    SwapRollover3days = 40,
    SpreadFloat = 41,
    ExpirationMode = 49,
    FillingMode = 50,
    StartTime = 51,
    ExpirationTime = 52,
    SessionDeals = 56,
    SessionBuyOrders = 60,
    SessionSellOrders = 62,
    OrderCloseby = 64,
    OrderMode = 71,
    OptionRight = 74,
    OptionMode = 75,
    Visible = 76,
    Custom = 78,
    BackgroundColor = 79,
    ChartMode = 80,
    OrderGtcMode = 81,
    MarginHedgedUseLeg = 82,
}

/// <summary>Amounts of a symbol, for command 54. MetaTrader 5: <c>ENUM_SYMBOL_INFO_DOUBLE</c>.</summary>
public enum Mt5SymbolDouble
{
    Bid = 1,
    Bidhigh = 2,
    Bidlow = 3,
    Ask = 4,
    Askhigh = 5,
    Asklow = 6,
    Last = 7,
    Lasthigh = 8,
    Lastlow = 9,
    VolumeReal = 10,
    VolumehighReal = 11,
    VolumelowReal = 12,
    Point = 16,
    TradeTickValue = 26,
    TradeTickSize = 27,
    TradeContractSize = 28,
    VolumeMin = 34,
    VolumeMax = 35,
    VolumeStep = 36,
    SwapLong = 38,
    SwapShort = 39,
    MarginInitial = 42,
    MarginMaintenance = 43,
    MarginLong = 44,
    MarginShort = 45,
    MarginLimit = 46,
    MarginStop = 47,
    MarginStoplimit = 48,
    TradeTickValueProfit = 53,
    TradeTickValueLoss = 54,
    VolumeLimit = 55,
    SessionVolume = 57,
    SessionTurnover = 58,
    SessionInterest = 59,
    SessionBuyOrdersVolume = 61,
    SessionSellOrdersVolume = 63,
    SessionOpen = 64,
    SessionClose = 65,
    SessionAw = 66,
    SessionPriceSettlement = 67,
    SessionPriceLimitMin = 68,
    SessionPriceLimitMax = 69,
    OptionStrike = 72,
    MarginHedged = 77,
    TradeLiquidityRate = 85,
    TradeFaceValue = 86,
    TradeAccruedInterest = 87,
}

/// <summary>Texts of a symbol, for command 56. MetaTrader 5: <c>ENUM_SYMBOL_INFO_STRING</c>.</summary>
public enum Mt5SymbolText
{
    Bank = 19,
    Description = 20,
    Path = 21,
    CurrencyBase = 22,
    CurrencyProfit = 23,
    CurrencyMargin = 24,
    Isin = 70,
    Basis = 73,
    Page = 83,
    Formula = 84,
}

/// <summary>Which trades a symbol allows. MetaTrader 5: <c>ENUM_SYMBOL_TRADE_MODE</c>.</summary>
public enum Mt5SymbolTradeMode
{
    Disabled = 0,
    LongOnly = 1,
    ShortOnly = 2,
    CloseOnly = 3,
    Full = 4,
}

/// <summary>How orders of a symbol are executed. MetaTrader 5: <c>ENUM_SYMBOL_TRADE_EXECUTION</c>.</summary>
public enum Mt5SymbolExecution
{
    Request = 0,
    Instant = 1,
    Market = 2,
    Exchange = 3,
}
