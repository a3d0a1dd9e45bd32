using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Terminal.Trading;

/// <summary>A deal as MetaTrader 5 tells it: what the simulated broker keeps, and the order that it came of.</summary>
/// <param name="Position">The position's identifier; 0 for money in or out.</param>
/// <param name="Time">UTC.</param>
internal sealed record WireDeal(long Ticket, long Order, Mt5DealType Type, DealEntry Entry, long Position, string Symbol, DealReason Reason, DateTimeOffset Time)
{
    public decimal Volume { get; init; }
    public decimal Price { get; init; }
    public decimal Commission { get; init; }
    public decimal Swap { get; init; }
    public decimal Profit { get; init; }
    public long Magic { get; init; }
    public string Comment { get; init; } = "";
}
