using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.Simulator;

/// <content>Requests: open, modify, close.</content>
public sealed partial class SimulatedBroker
{
    /// <summary>Opens a position at the market: a long at the ask, a short at the bid.</summary>
    public TradeReceipt Open(OrderRequest order) => Answer(() => TryOpen(order));

    /// <summary>Sets stop and take-profit together, as MT5 does; null removes one.</summary>
    public TradeReceipt Modify(Ticket ticket, Price? stop, Price? takeProfit) => Answer(() => TryModify(ticket, stop, takeProfit));

    /// <summary>Closes a position at its closing price.</summary>
    /// <param name="lots">How much of it; null for all.</param>
    public TradeReceipt Close(Ticket ticket, Lots? lots = null, DealReason reason = DealReason.Client, long magic = 0, string comment = "") =>
        Answer(() => TryClose(ticket, lots, reason, magic, comment));

    private TradeReceipt TryOpen(OrderRequest order)
    {
        if (!board.Has(order.Symbol)) return new TradeReceipt(TradeRetcode.Invalid, Comment: $"unknown symbol {order.Symbol}");
        var spec = board.SpecOf(order.Symbol);
        if (OrderChecks.Volume(spec, order.Lots) is { } volume) return new TradeReceipt(volume);
        if (board.QuoteOf(order.Symbol) is not { } quote) return new TradeReceipt(TradeRetcode.PriceOff);
        if (!board.IsOpen(order.Symbol)) return new TradeReceipt(TradeRetcode.MarketClosed);
        if (OrderChecks.Levels(spec, order.Side, quote.ClosingPrice(order.Side), order.Stop, order.TakeProfit) is { } levels) return new TradeReceipt(levels);

        var price = quote.ClosingPrice(order.Side.Opposite());
        if (sheet.MarginOf(order.Symbol, MoreLots(order), price) > Equity - Margin) return new TradeReceipt(TradeRetcode.NoMoney);
        return Standing(order.Symbol) is { } standing ? Net(order, standing, price, ticket: null) : Fill(order, price, book.TakeTicket());
    }

    // What only makes the one position of a netting account smaller binds no more margin.
    private Lots MoreLots(OrderRequest order) =>
        Standing(order.Symbol) is { } standing && standing.Side != order.Side ? new Lots(Math.Max(0m, order.Lots.Value - standing.Lots.Value)) : order.Lots;

    private TradeReceipt Fill(OrderRequest order, Price price, Ticket ticket)
    {
        var commission = Commission(order.Symbol, order.Lots);
        var deal = book.Book(DealOf(order, new PositionId(ticket.Value), DealEntry.In, price) with { Commission = commission });
        book.Add(new Position
        {
            Ticket = ticket,
            Id = deal.Position,
            Symbol = order.Symbol,
            Side = order.Side,
            Lots = order.Lots,
            OpenPrice = price,
            OpenTime = deal.Time,
            StopLoss = order.Stop,
            TakeProfit = order.TakeProfit,
            Magic = order.Magic,
            Comment = order.Comment,
            Commission = commission,
        });
        return new TradeReceipt(TradeRetcode.Done, price, deal, ticket);
    }

    private TradeReceipt TryModify(Ticket ticket, Price? stop, Price? takeProfit)
    {
        if (book.Find(ticket) is not { } position) return Gone(ticket);
        if (board.QuoteOf(position.Symbol) is not { } quote) return new TradeReceipt(TradeRetcode.PriceOff, Ticket: ticket);
        if (!board.IsOpen(position.Symbol)) return new TradeReceipt(TradeRetcode.MarketClosed, Ticket: ticket);
        if (position.StopLoss == stop && position.TakeProfit == takeProfit) return new TradeReceipt(TradeRetcode.NoChanges, Ticket: ticket);

        var spec = board.SpecOf(position.Symbol);
        var closing = quote.ClosingPrice(position.Side);
        if ((OrderChecks.Freeze(spec, position, closing) ?? OrderChecks.Levels(spec, position.Side, closing, stop, takeProfit)) is { } refused)
            return new TradeReceipt(refused, Ticket: ticket);

        book.Replace(position with { StopLoss = stop, TakeProfit = takeProfit });
        return new TradeReceipt(TradeRetcode.Done, Ticket: ticket);
    }

    private TradeReceipt TryClose(Ticket ticket, Lots? lots, DealReason reason, long magic, string comment)
    {
        if (book.Find(ticket) is not { } position) return Gone(ticket);
        var spec = board.SpecOf(position.Symbol);
        if (OrderChecks.ClosingVolume(spec, position, lots ?? position.Lots) is { } volume) return new TradeReceipt(volume, Ticket: ticket);
        if (board.QuoteOf(position.Symbol) is not { } quote) return new TradeReceipt(TradeRetcode.PriceOff, Ticket: ticket);
        if (!board.IsOpen(position.Symbol)) return new TradeReceipt(TradeRetcode.MarketClosed, Ticket: ticket);
        var closing = quote.ClosingPrice(position.Side);
        if (OrderChecks.Freeze(spec, position, closing) is { } frozen) return new TradeReceipt(frozen, Ticket: ticket);

        var deal = CloseOut(position, lots ?? position.Lots, closing, reason, magic, comment);
        return new TradeReceipt(TradeRetcode.Done, closing, deal, ticket);
    }

    private Deal CloseOut(Position position, Lots lots, Price price, DealReason reason, long magic, string comment, DealEntry entry = DealEntry.Out)
    {
        var whole = lots == position.Lots;
        var swap = whole ? position.Swap : Booked(new Money(position.Swap.Amount * lots.Value / position.Lots.Value));
        var deal = book.Book(new Deal
        {
            Number = 0,
            Position = position.Id,
            Symbol = position.Symbol,
            Entry = entry,
            Reason = reason,
            Side = position.Side.Opposite(),
            Lots = lots,
            Price = price,
            Time = Now,
            Profit = Booked(board.SpecOf(position.Symbol).ProfitAt(position with { Lots = lots }, price)),
            Commission = Commission(position.Symbol, lots),
            Swap = swap,
            Magic = magic,
            Comment = comment,
        });
        if (whole) book.Remove(position.Ticket);
        else book.Replace(position with { Lots = new Lots(position.Lots.Value - lots.Value), Swap = position.Swap - swap });
        return deal;
    }

    private TradeReceipt Gone(Ticket ticket) => new(book.Knew(ticket) ? TradeRetcode.PositionClosed : TradeRetcode.InvalidOrder, Ticket: ticket);

    private Money Commission(string symbol, Lots lots) => -Booked(new Money(board.TermsOf(symbol).CommissionPerLot * lots.Value));

    // On file before it is answered: a client that was told "done" finds it done after a restart.
    private TradeReceipt Answer(Func<TradeReceipt> trade)
    {
        var before = book.Mark();
        RollOver(Now);
        var receipt = trade();
        var after = book.Mark();
        if (after == before) return receipt;
        try
        {
            Keep?.Invoke();
        }
        catch (IOException failure)
        {
            book.RollBack(before);
            return new TradeReceipt(TradeRetcode.Error, Comment: $"the book could not be written: {failure.Message}");
        }

        if (after.ConcernsPositions(before)) Traded?.Invoke();
        return receipt;
    }
}
