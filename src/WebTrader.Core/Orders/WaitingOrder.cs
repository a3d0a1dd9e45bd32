using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Core.Orders;

/// <summary>A pending order as the broker shows it: it opens a position when the price comes to it. Immutable.</summary>
/// <param name="Ticket">Of the order; the position that comes of it has a ticket of its own where the broker nets.</param>
/// <param name="Price">What it waits for.</param>
public sealed record WaitingOrder(Ticket Ticket, string Symbol, Side Side, Lots Lots, Price Price, long Magic, string Comment);
