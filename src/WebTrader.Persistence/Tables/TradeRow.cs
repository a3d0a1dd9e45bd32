using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Persistence.Tables;

/// <summary>A closed position; the key (account and position identifier) allows exactly one.</summary>
public sealed class TradeRow
{
    public required AccountId Account { get; init; }
    public required PositionId Position { get; init; }
    public required Ticket Ticket { get; init; }
    public required string Symbol { get; init; }
    public required Side Side { get; init; }
    public required Lots Lots { get; init; }
    public required DateTimeOffset OpenTime { get; init; }
    public required Price OpenPrice { get; init; }
    public required DateTimeOffset CloseTime { get; init; }
    public required Price ClosePrice { get; init; }
    public required CloseReason Reason { get; init; }
    public required Money Profit { get; init; }
    public required Money Commission { get; init; }
    public required Money Swap { get; init; }
    public Money? PeakProfit { get; init; }
    public long Magic { get; init; }
    public bool Recovered { get; init; }

    public static TradeRow Of(Trade trade) => new()
    {
        Account = trade.Account,
        Position = trade.Position,
        Ticket = trade.Ticket,
        Symbol = trade.Symbol,
        Side = trade.Side,
        Lots = trade.Lots,
        OpenTime = trade.OpenTime,
        OpenPrice = trade.OpenPrice,
        CloseTime = trade.CloseTime,
        ClosePrice = trade.ClosePrice,
        Reason = trade.Reason,
        Profit = trade.Profit,
        Commission = trade.Commission,
        Swap = trade.Swap,
        PeakProfit = trade.PeakProfit,
        Magic = trade.Magic,
        Recovered = trade.Recovered,
    };

    public Trade ToTrade() => new()
    {
        Account = Account,
        Position = Position,
        Ticket = Ticket,
        Symbol = Symbol,
        Side = Side,
        Lots = Lots,
        OpenTime = OpenTime,
        OpenPrice = OpenPrice,
        CloseTime = CloseTime,
        ClosePrice = ClosePrice,
        Reason = Reason,
        Profit = Profit,
        Commission = Commission,
        Swap = Swap,
        PeakProfit = PeakProfit,
        Magic = Magic,
        Recovered = Recovered,
    };
}
