namespace WebTrader.Brokers.MtApi5.Protocol;

/// <content>Trades, all by <c>OrderSend</c>: the only way to keep the magic number and to be told the retcode.</content>
public readonly partial record struct Mt5Request
{
    /// <summary>A trade; the expert is blocked until the broker has answered.</summary>
    public static Mt5Request Send(Mt5TradeRequest trade) => Trade(Mt5Command.OrderSend, trade);

    /// <summary>A trade that the terminal only passes on: the answer says "placed", what came of it comes as an event.</summary>
    public static Mt5Request SendAsync(Mt5TradeRequest trade) => Trade(Mt5Command.OrderSendAsync, trade);

    /// <summary>Asks whether a trade would be taken; sends nothing to the broker.</summary>
    public static Mt5Request Check(Mt5TradeRequest trade) => Trade(Mt5Command.OrderCheck, trade);

    public static Mt5Request CalcMargin(Mt5OrderType type, string symbol, decimal volume, decimal price) => new(Mt5Command.OrderCalcMargin,
        new Mt5PayloadWriter().Add("Action", (int)type).Add("Symbol", symbol).Add("Volume", volume).Add("Price", price).ToPayload());

    public static Mt5Request CalcProfit(Mt5OrderType type, string symbol, decimal volume, decimal open, decimal close) => new(Mt5Command.OrderCalcProfit,
        new Mt5PayloadWriter().Add("Action", (int)type).Add("Symbol", symbol).Add("Volume", volume).Add("PriceOpen", open).Add("PriceClose", close).ToPayload());

    private static Mt5Request Trade(Mt5Command command, Mt5TradeRequest trade)
    {
        var writer = new Mt5PayloadWriter().Begin("TradeRequest")
            .Add("Action", (int)trade.Action)
            .Add("Magic", trade.Magic)
            .Add("Order", trade.Order);
        if (trade.Symbol is not null) writer.Add("Symbol", trade.Symbol);
        writer.Add("Volume", trade.Volume)
            .Add("Price", trade.Price)
            .Add("Stoplimit", trade.StopLimit)
            .Add("Sl", trade.StopLoss)
            .Add("Tp", trade.TakeProfit)
            .Add("Deviation", trade.Deviation)
            .Add("Type", (int)trade.Type)
            .Add("Type_filling", (int)trade.Filling)
            .Add("Type_time", (int)trade.Time);
        if (trade.Comment is not null) writer.Add("Comment", trade.Comment);
        return new Mt5Request(command, writer
            .Add("Position", trade.Position)
            .Add("PositionBy", trade.PositionBy)
            .Add("MtExpiration", trade.Expiration)
            .End().ToPayload());
    }
}
