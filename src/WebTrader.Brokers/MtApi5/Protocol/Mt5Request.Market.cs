namespace WebTrader.Brokers.MtApi5.Protocol;

/// <content>Symbols, bars and history.</content>
public readonly partial record struct Mt5Request
{
    /// <summary>How many symbols there are: all, or those in the market watch.</summary>
    public static Mt5Request SymbolsTotal(bool selected) => new(Mt5Command.SymbolsTotal, new Mt5PayloadWriter().Add("Selected", selected).ToPayload());

    public static Mt5Request SymbolName(int position, bool selected) =>
        new(Mt5Command.SymbolName, new Mt5PayloadWriter().Add("Pos", position).Add("Selected", selected).ToPayload());

    /// <summary>Puts a symbol into the market watch, or takes it out.</summary>
    public static Mt5Request SymbolSelect(string symbol, bool selected) =>
        new(Mt5Command.SymbolSelect, new Mt5PayloadWriter().Add("Symbol", symbol).Add("Selected", selected).ToPayload());

    public static Mt5Request Symbol(string symbol, Mt5SymbolInteger property) => SymbolProperty(Mt5Command.SymbolInfoInteger, symbol, (int)property);

    public static Mt5Request Symbol(string symbol, Mt5SymbolDouble property) => SymbolProperty(Mt5Command.SymbolInfoDouble, symbol, (int)property);

    public static Mt5Request Symbol(string symbol, Mt5SymbolText property) => SymbolProperty(Mt5Command.SymbolInfoString, symbol, (int)property);

    /// <summary>The last tick of a symbol.</summary>
    public static Mt5Request SymbolTick(string symbol) => ForSymbol(Mt5Command.SymbolInfoTick, symbol);

    /// <summary>Subscribes to the depth of a symbol: from then on its changes come as <see cref="Mt5EventType.Book"/> of that expert.</summary>
    public static Mt5Request BookAdd(string symbol) => ForSymbol(Mt5Command.MarketBookAdd, symbol);

    public static Mt5Request BookRelease(string symbol) => ForSymbol(Mt5Command.MarketBookRelease, symbol);

    /// <summary>Bars from a place on (0 is the one that is being made), the newest last.</summary>
    /// <param name="timeframe">MetaTrader 5's own number of the period: 1 is one minute.</param>
    /// <param name="count">At most about 1,000: the expert is blocked while it writes them down.</param>
    public static Mt5Request Rates(string symbol, int timeframe, int from, int count) => new(Mt5Command.CopyRates,
        new Mt5PayloadWriter().Add("Symbol", symbol).Add("Timeframe", timeframe).Add("StartPos", from).Add("Count", count).ToPayload());

    /// <summary>Loads the orders and deals of a time span into the expert, for all its clients.</summary>
    /// <param name="from">Unix seconds of the broker's time, like <paramref name="to"/>.</param>
    public static Mt5Request HistorySelect(int from, int to) =>
        new(Mt5Command.HistorySelect, new Mt5PayloadWriter().Add("FromDate", from).Add("ToDate", to).ToPayload());

    /// <summary>Loads the orders and deals of one position into the expert, for all its clients.</summary>
    public static Mt5Request HistorySelectByPosition(long positionId) =>
        new(Mt5Command.HistorySelectByPosition, new Mt5PayloadWriter().Add("PositionId", positionId).ToPayload());

    public static Mt5Request HistoryDealGetTicket(int index) => At(Mt5Command.HistoryDealGetTicket, index);

    public static Mt5Request HistoryOrderGetTicket(int index) => At(Mt5Command.HistoryOrderGetTicket, index);

    public static Mt5Request Deal(ulong ticket, Mt5DealInteger property) => HistoryProperty(Mt5Command.HistoryDealGetInteger, ticket, (int)property);

    public static Mt5Request Deal(ulong ticket, Mt5DealDouble property) => HistoryProperty(Mt5Command.HistoryDealGetDouble, ticket, (int)property);

    public static Mt5Request Deal(ulong ticket, Mt5DealText property) => HistoryProperty(Mt5Command.HistoryDealGetString, ticket, (int)property);

    public static Mt5Request HistoryOrder(ulong ticket, Mt5OrderInteger property) => HistoryProperty(Mt5Command.HistoryOrderGetInteger, ticket, (int)property);

    public static Mt5Request HistoryOrder(ulong ticket, Mt5OrderDouble property) => HistoryProperty(Mt5Command.HistoryOrderGetDouble, ticket, (int)property);

    public static Mt5Request HistoryOrder(ulong ticket, Mt5OrderText property) => HistoryProperty(Mt5Command.HistoryOrderGetString, ticket, (int)property);

    private static Mt5Request ForSymbol(Mt5Command command, string symbol) => new(command, new Mt5PayloadWriter().Add("Symbol", symbol).ToPayload());

    private static Mt5Request SymbolProperty(Mt5Command command, string symbol, int property) =>
        new(command, new Mt5PayloadWriter().Add("Symbol", symbol).Add("PropId", property).ToPayload());

    private static Mt5Request HistoryProperty(Mt5Command command, ulong ticket, int property) =>
        new(command, new Mt5PayloadWriter().Add("TicketNumber", ticket).Add("PropertyId", property).ToPayload());
}
