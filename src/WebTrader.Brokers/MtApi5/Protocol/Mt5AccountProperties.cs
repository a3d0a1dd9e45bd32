namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>Whole numbers of the account, for command 33. MetaTrader 5: <c>ENUM_ACCOUNT_INFO_INTEGER</c>.</summary>
public enum Mt5AccountInteger
{
    Login = 0,
    TradeMode = 32,
    TradeAllowed = 33,
    TradeExpert = 34,
    Leverage = 35,
    MarginStopOutMode = 44,
    LimitOrders = 47,
    MarginMode = 53,
}

/// <summary>Amounts of the account, for command 32. MetaTrader 5: <c>ENUM_ACCOUNT_INFO_DOUBLE</c>.</summary>
public enum Mt5AccountDouble
{
    Balance = 37,
    Credit = 38,
    Profit = 39,
    Equity = 40,
    Margin = 41,
    MarginFree = 42,
    MarginLevel = 43,
    MarginStopOutCall = 45,
    MarginStopOut = 46,
    MarginInitial = 48,
    MarginMaintenance = 49,
    Assets = 50,
    Liabilities = 51,
    CommissionBlocked = 52,
}

/// <summary>Texts of the account, for command 34. MetaTrader 5: <c>ENUM_ACCOUNT_INFO_STRING</c>.</summary>
public enum Mt5AccountText
{
    Name = 1,
    Company = 2,
    Server = 3,
    Currency = 36,
}

/// <summary>Whether the account is real. MetaTrader 5: <c>ENUM_ACCOUNT_TRADE_MODE</c>.</summary>
public enum Mt5AccountTradeMode
{
    Demo = 0,
    Contest = 1,
    Real = 2,
}

/// <summary>How positions of one symbol are kept. MetaTrader 5: <c>ENUM_ACCOUNT_MARGIN_MODE</c>.</summary>
public enum Mt5AccountMarginMode
{
    RetailNetting = 0,
    Exchange = 1,
    RetailHedging = 2,
}
