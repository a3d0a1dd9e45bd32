using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.Simulator;

/// <content>One position against another: netting accounts, and closing by an opposite position.</content>
public sealed partial class SimulatedBroker
{
    // An average price needs more digits than a quote has; beyond these nobody could tell.
    private const int AverageDigits = 10;

    /// <summary>Closes a position by an opposite one in the same symbol, as far as the smaller reaches; hedging accounts only.</summary>
    public TradeReceipt CloseBy(Ticket ticket, Ticket by, DealReason reason = DealReason.Client, long magic = 0) => Answer(() =>
    {
        if (book.Find(ticket) is not { } position) return Gone(ticket);
        if (book.Find(by) is not { } other) return Gone(by);
        if (options.IsNetting || position.Symbol != other.Symbol || position.Side == other.Side) return new TradeReceipt(TradeRetcode.Invalid, Ticket: ticket);
        if (!board.IsOpen(position.Symbol)) return new TradeReceipt(TradeRetcode.MarketClosed, Ticket: ticket);
        var lots = position.Lots < other.Lots ? position.Lots : other.Lots;
        var deal = CloseOut(position, lots, other.OpenPrice, reason, magic, $"close by #{by}", DealEntry.OutBy);
        CloseOut(other, lots, other.OpenPrice, reason, magic, $"close by #{ticket}", DealEntry.OutBy);
        return new TradeReceipt(TradeRetcode.Done, other.OpenPrice, deal, ticket);
    });

    private Position? Standing(string symbol) => options.IsNetting ? book.Open.FirstOrDefault(position => position.Symbol == symbol) : null;

    // On a netting account everything in one symbol is one position: more of it, less of it, or turned round.
    private TradeReceipt Net(OrderRequest order, Position standing, Price price, Ticket? ticket)
    {
        if (order.Side == standing.Side) return Increase(order, standing, price);
        if (order.Lots <= standing.Lots)
        {
            var deal = CloseOut(standing, order.Lots, price, order.Reason, order.Magic, order.Comment);
            return new TradeReceipt(TradeRetcode.Done, price, deal, standing.Ticket);
        }

        return Reverse(order, standing, price, ticket ?? book.TakeTicket());
    }

    private TradeReceipt Increase(OrderRequest order, Position standing, Price price)
    {
        var lots = new Lots(standing.Lots.Value + order.Lots.Value);
        var average = (standing.OpenPrice.Value * standing.Lots.Value + price.Value * order.Lots.Value) / lots.Value;
        var commission = Commission(order.Symbol, order.Lots);
        var deal = book.Book(DealOf(order, standing.Id, DealEntry.In, price) with { Commission = commission });
        book.Replace(standing with
        {
            Lots = lots,
            OpenPrice = new Price(decimal.Round(average, AverageDigits)),
            StopLoss = order.Stop ?? standing.StopLoss,
            TakeProfit = order.TakeProfit ?? standing.TakeProfit,
            Commission = standing.Commission + commission,
        });
        return new TradeReceipt(TradeRetcode.Done, price, deal, standing.Ticket);
    }

    // The position keeps its identifier and takes the order's ticket.
    private TradeReceipt Reverse(OrderRequest order, Position standing, Price price, Ticket ticket)
    {
        var deal = book.Book(DealOf(order, standing.Id, DealEntry.InOut, price) with
        {
            Profit = Booked(board.SpecOf(order.Symbol).ProfitAt(standing, price)),
            Commission = Commission(order.Symbol, order.Lots),
            Swap = standing.Swap,
        });
        book.Remove(standing.Ticket);
        book.Add(new Position
        {
            Ticket = ticket,
            Id = standing.Id,
            Symbol = order.Symbol,
            Side = order.Side,
            Lots = new Lots(order.Lots.Value - standing.Lots.Value),
            OpenPrice = price,
            OpenTime = deal.Time,
            StopLoss = order.Stop,
            TakeProfit = order.TakeProfit,
            Magic = order.Magic,
            Comment = order.Comment,
        });
        return new TradeReceipt(TradeRetcode.Done, price, deal, ticket);
    }

    private Deal DealOf(OrderRequest order, PositionId position, DealEntry entry, Price price) => new()
    {
        Number = 0,
        Position = position,
        Symbol = order.Symbol,
        Entry = entry,
        Reason = order.Reason,
        Side = order.Side,
        Lots = order.Lots,
        Price = price,
        Time = Now,
        Magic = order.Magic,
        Comment = order.Comment,
    };
}
