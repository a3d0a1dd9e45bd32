namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>A trade as the terminal takes it (<c>MqlTradeRequest</c>), for commands 301, 302 and 303. 0 is "none" for amounts, as on the wire.</summary>
/// <param name="Symbol">Left out when null.</param>
/// <param name="Comment">Left out when null; brokers keep about 31 characters.</param>
/// <param name="Expiration">Unix seconds of the broker's time, 0 for none.</param>
public sealed record Mt5TradeRequest(
    Mt5TradeAction Action,
    ulong Magic = 0,
    ulong Order = 0,
    string? Symbol = null,
    decimal Volume = 0,
    decimal Price = 0,
    decimal StopLimit = 0,
    decimal StopLoss = 0,
    decimal TakeProfit = 0,
    ulong Deviation = 0,
    Mt5OrderType Type = Mt5OrderType.Buy,
    Mt5Filling Filling = Mt5Filling.FillOrKill,
    Mt5OrderTime Time = Mt5OrderTime.GoodTillCancelled,
    string? Comment = null,
    ulong Position = 0,
    ulong PositionBy = 0,
    int Expiration = 0);
