using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.Simulator;

/// <content>Orders that wait for a price.</content>
public sealed partial class SimulatedBroker
{
    /// <summary>Pending orders by ticket, ascending; a new list after each change.</summary>
    public IReadOnlyList<PendingOrder> Orders => book.Orders;

    /// <summary>Pending orders that stand no more, in the order in which they ended; a new list after each change.</summary>
    public IReadOnlyList<EndedOrder> EndedOrders => book.EndedOrders;

    /// <summary>Places a pending order; its ticket and the moment it was placed are the broker's.</summary>
    public TradeReceipt Place(PendingOrder order) => Answer(() => TryPlace(order));

    /// <summary>Changes price, stop, take-profit and end of a pending order.</summary>
    public TradeReceipt ChangeOrder(Ticket ticket, Func<PendingOrder, PendingOrder> change) => Answer(() => TryChange(ticket, change));

    public TradeReceipt RemoveOrder(Ticket ticket) => Answer(() =>
    {
        if (book.FindOrder(ticket) is not { } order) return new TradeReceipt(TradeRetcode.InvalidOrder, Ticket: ticket);
        book.End(order, OrderEnd.Cancelled, Now);
        return new TradeReceipt(TradeRetcode.Done, Ticket: ticket);
    });

    private TradeReceipt TryPlace(PendingOrder order)
    {
        if (!board.Has(order.Symbol)) return new TradeReceipt(TradeRetcode.Invalid, Comment: $"unknown symbol {order.Symbol}");
        if (OrderChecks.Volume(board.SpecOf(order.Symbol), order.Lots) is { } volume) return new TradeReceipt(volume);
        if (CheckPending(order) is { } refused) return new TradeReceipt(refused);
        var placed = order with { Ticket = book.TakeTicket(), Placed = Now };
        book.Add(placed);
        return new TradeReceipt(TradeRetcode.Done, Ticket: placed.Ticket);
    }

    private TradeReceipt TryChange(Ticket ticket, Func<PendingOrder, PendingOrder> change)
    {
        if (book.FindOrder(ticket) is not { } order) return new TradeReceipt(TradeRetcode.InvalidOrder, Ticket: ticket);
        var changed = change(order) with { Ticket = ticket, Symbol = order.Symbol, Kind = order.Kind, Lots = order.Lots, Placed = order.Placed };
        if (changed == order) return new TradeReceipt(TradeRetcode.NoChanges, Ticket: ticket);
        if (CheckPending(changed) is { } refused) return new TradeReceipt(refused, Ticket: ticket);
        book.Replace(changed);
        return new TradeReceipt(TradeRetcode.Done, Ticket: ticket);
    }

    private TradeRetcode? CheckPending(PendingOrder order)
    {
        var spec = board.SpecOf(order.Symbol);
        if (board.QuoteOf(order.Symbol) is not { } quote) return TradeRetcode.PriceOff;
        if (!board.IsOpen(order.Symbol)) return TradeRetcode.MarketClosed;
        if (order.Expires is { } expires && expires <= Now) return TradeRetcode.InvalidExpiration;
        var market = quote.ClosingPrice(order.Kind.Side().Opposite());
        if (!spec.IsOnGrid(order.Price) || order.Price.Value <= 0 || !order.Kind.Waits(order.Price, market)) return TradeRetcode.InvalidPrice;
        if (Math.Abs(order.Price.Value - market.Value) < spec.StopsDistance) return TradeRetcode.InvalidPrice;
        if (order.Kind.IsStopLimit() != order.LimitPrice is not null) return TradeRetcode.InvalidPrice;
        return OrderChecks.Levels(spec, order.Kind.Side(), order.LimitPrice ?? order.Price, order.Stop, order.TakeProfit);
    }

    private void TriggerOrders(in Quote quote)
    {
        foreach (var order in book.Orders)
        {
            if (order.Expires is { } expires && expires <= Now)
            {
                book.End(order, OrderEnd.Expired, Now);
                continue;
            }

            if (order.Symbol != quote.Symbol || !board.IsOpen(order.Symbol)) continue;
            var market = quote.ClosingPrice(order.Kind.Side().Opposite());
            if (!order.Kind.Waits(order.Price, market)) Reach(order, market);
        }
    }

    // A limit order fills at its own price, a stop order at the market: beyond its price after a gap.
    private void Reach(PendingOrder order, Price market)
    {
        var side = order.Kind.Side();
        if (order.Kind.IsStopLimit())
        {
            book.Replace(order with { Kind = side == Side.Long ? PendingKind.BuyLimit : PendingKind.SellLimit, Price = order.LimitPrice!.Value, LimitPrice = null });
            return;
        }

        var price = order.Kind.IsLimit() ? order.Price : market;
        if (sheet.MarginOf(order.Symbol, order.Lots, price) > Equity - Margin)
        {
            book.End(order, OrderEnd.Rejected, Now);
            return;
        }

        book.End(order, OrderEnd.Filled, Now);
        var request = new OrderRequest(order.Symbol, side, order.Lots, order.Stop, order.TakeProfit, order.Magic, order.Comment, order.Reason);
        if (Standing(order.Symbol) is { } standing) Net(request, standing, price, order.Ticket);
        else Fill(request, price, order.Ticket);
    }
}
