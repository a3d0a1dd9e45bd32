namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>A command and what goes with it. The ones that WebTrader uses have a method each; others are made with the constructor.</summary>
public readonly partial record struct Mt5Request(Mt5Command Command, Mt5Payload Payload)
{
    /// <summary>Whether it changes something at the broker, so that it may never be sent again without looking.</summary>
    public bool IsTrade => Command is Mt5Command.OrderSend or Mt5Command.OrderSendAsync or Mt5Command.Buy or Mt5Command.Sell
        or Mt5Command.PositionOpen or Mt5Command.PositionOpen2 or Mt5Command.PositionModify or Mt5Command.PositionClose
        or Mt5Command.PositionClosePartialBySymbol or Mt5Command.PositionClosePartialByTicket
        or Mt5Command.PositionCloseAll or Mt5Command.OrderCloseAll;

    /// <summary>The cheapest command there is.</summary>
    public static Mt5Request IsTesting { get; } = Bare(Mt5Command.IsTesting);

    public static Mt5Request PositionsTotal { get; } = Bare(Mt5Command.PositionsTotal);

    public static Mt5Request OrdersTotal { get; } = Bare(Mt5Command.OrdersTotal);

    public static Mt5Request HistoryDealsTotal { get; } = Bare(Mt5Command.HistoryDealsTotal);

    public static Mt5Request HistoryOrdersTotal { get; } = Bare(Mt5Command.HistoryOrdersTotal);

    /// <summary>The quote of the expert's own chart.</summary>
    public static Mt5Request GetQuote { get; } = Bare(Mt5Command.GetQuote);

    /// <summary>The broker's time of the last tick.</summary>
    public static Mt5Request TimeCurrent { get; } = Bare(Mt5Command.TimeCurrent);

    /// <summary>The broker's time as the terminal calculates it.</summary>
    public static Mt5Request TimeTradeServer { get; } = Bare(Mt5Command.TimeTradeServer);

    public static Mt5Request TimeGmt { get; } = Bare(Mt5Command.TimeGMT);

    public static Mt5Request GetLastError { get; } = Bare(Mt5Command.GetLastError);

    public static Mt5Request ResetLastError { get; } = Bare(Mt5Command.ResetLastError);

    public static Mt5Request Account(Mt5AccountInteger property) => Property(Mt5Command.AccountInfoInteger, (int)property);

    public static Mt5Request Account(Mt5AccountDouble property) => Property(Mt5Command.AccountInfoDouble, (int)property);

    public static Mt5Request Account(Mt5AccountText property) => Property(Mt5Command.AccountInfoString, (int)property);

    public static Mt5Request Terminal(Mt5TerminalInteger property) => Property(Mt5Command.TerminalInfoInteger, (int)property);

    public static Mt5Request Terminal(Mt5TerminalText property) => Property(Mt5Command.TerminalInfoString, (int)property);

    /// <summary>The ticket of the position at this place; selects it. The selection is the expert's, for all its clients.</summary>
    public static Mt5Request PositionGetTicket(int index) => At(Mt5Command.PositionGetTicket, index);

    /// <summary>Selects a position by its ticket.</summary>
    public static Mt5Request PositionSelectByTicket(ulong ticket) => WithTicket(Mt5Command.PositionSelectByTicket, ticket);

    public static Mt5Request Position(Mt5PositionInteger property) => Property(Mt5Command.PositionGetInteger, (int)property);

    public static Mt5Request Position(Mt5PositionDouble property) => Property(Mt5Command.PositionGetDouble, (int)property);

    public static Mt5Request Position(Mt5PositionText property) => Property(Mt5Command.PositionGetString, (int)property);

    /// <summary>The ticket of the pending order at this place; selects it.</summary>
    public static Mt5Request OrderGetTicket(int index) => At(Mt5Command.OrderGetTicket, index);

    /// <summary>Selects a pending order by its ticket.</summary>
    public static Mt5Request OrderSelect(ulong ticket) => WithTicket(Mt5Command.OrderSelect, ticket);

    public static Mt5Request Order(Mt5OrderInteger property) => Property(Mt5Command.OrderGetInteger, (int)property);

    public static Mt5Request Order(Mt5OrderDouble property) => Property(Mt5Command.OrderGetDouble, (int)property);

    public static Mt5Request Order(Mt5OrderText property) => Property(Mt5Command.OrderGetString, (int)property);

    // A reading of a hundred positions asks for the same few properties a thousand times.
    private static readonly Mt5NumberPayloads Properties = new("PropertyId", 128);

    private static readonly Mt5NumberPayloads Indexes = new("Index", 256);

    private static Mt5Request Bare(Mt5Command command) => new(command, Mt5Payload.Empty);

    private static Mt5Request At(Mt5Command command, int index) => new(command, Indexes.Of(index));

    private static Mt5Request WithTicket(Mt5Command command, ulong ticket) => new(command, new Mt5PayloadWriter().Add("Ticket", ticket).ToPayload());

    private static Mt5Request Property(Mt5Command command, int property) => new(command, Properties.Of(property));
}
