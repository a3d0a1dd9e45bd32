using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.Simulator;

/// <summary>A market order to open a position.</summary>
/// <param name="Reason">Who asks: client, mobile, web or expert.</param>
public sealed record OrderRequest(
    string Symbol,
    Side Side,
    Lots Lots,
    Price? Stop = null,
    Price? TakeProfit = null,
    long Magic = 0,
    string Comment = "",
    DealReason Reason = DealReason.Client);

/// <summary>What the simulated server answers to a trade request.</summary>
/// <param name="Price">The price of execution; null where nothing was executed.</param>
/// <param name="Deal">The deal it made; null where it made none.</param>
/// <param name="Ticket">The position it is about; null where there is none.</param>
public sealed record TradeReceipt(TradeRetcode Retcode, Price? Price = null, Deal? Deal = null, Ticket? Ticket = null, string? Comment = null);
