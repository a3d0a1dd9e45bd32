namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>A trade transaction of the account (<c>MqlTradeTransaction</c>).</summary>
/// <param name="Type">Unknown numbers are kept.</param>
/// <param name="Request">What was asked, and <paramref name="Result"/> what came of it; only where <paramref name="Type"/> is
/// <see cref="Mt5TransactionType.Request"/>: otherwise they hold nothing of meaning and are null.</param>
public sealed record Mt5Transaction(
    Mt5TransactionType Type,
    ulong Deal,
    ulong Order,
    ulong Position,
    ulong PositionBy,
    string Symbol,
    Mt5OrderType OrderType,
    Mt5OrderState OrderState,
    Mt5DealType DealType,
    Mt5OrderTime TimeType,
    decimal Price,
    decimal PriceTrigger,
    decimal StopLoss,
    decimal TakeProfit,
    decimal Volume,
    Mt5TradeRequest? Request,
    Mt5TradeResult? Result);
