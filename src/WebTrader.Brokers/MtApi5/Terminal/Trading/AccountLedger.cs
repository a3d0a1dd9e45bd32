using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Terminal.Trading;

/// <summary>
/// The account's orders and deals as MetaTrader 5 has them. The simulated broker keeps deals; the market order behind each of them follows from
/// it: the opening one has the position's number, any other one a number of its own, beyond 32 bits as with large brokers. The money that the
/// account began with is a deal too, as with every real one.
/// </summary>
internal sealed class AccountLedger
{
    private const long LaterOrders = 4_300_000_000;
    private const long OrdersUnderWay = 4_200_000_000;
    private const long FirstDeposit = 1;

    private readonly SimulatedBroker broker;
    private readonly WireDeal deposit;

    public AccountLedger(SimulatedBroker broker)
    {
        this.broker = broker;
        var earned = broker.Deals.Sum(deal => deal.Profit.Amount + deal.Swap.Amount + deal.Commission.Amount);
        var first = broker.Deals.Count > 0 && broker.Deals[0].Time < broker.Now ? broker.Deals[0].Time : broker.Now;
        deposit = new WireDeal(FirstDeposit, 0, Mt5DealType.Balance, DealEntry.In, 0, "", DealReason.Client, first.AddHours(-1))
        {
            Profit = broker.Balance.Amount - earned,
            Comment = "Deposit",
        };
    }

    /// <summary>Deals and orders that ended within a time span (UTC, both ends included), oldest first.</summary>
    public (IReadOnlyList<WireDeal> Deals, IReadOnlyList<WireOrder> Orders) Between(DateTimeOffset from, DateTimeOffset to)
    {
        // Deals come in the order of their times.
        var deals = broker.DealsSince(from).TakeWhile(deal => deal.Time <= to).ToList();
        var ended = broker.EndedOrders.Where(order => order.At >= from && order.At <= to);
        return ([.. new[] { deposit }.Where(money => money.Time >= from && money.Time <= to), .. deals.Select(Of)], Orders(deals, ended));
    }

    public (IReadOnlyList<WireDeal> Deals, IReadOnlyList<WireOrder> Orders) OfPosition(PositionId position)
    {
        var deals = broker.DealsOf(position);
        return ([.. deals.Select(Of)], Orders(deals, broker.EndedOrders.Where(ended => ended.End == OrderEnd.Filled && ended.Order.Ticket.Value == position.Value)));
    }

    public WireDeal? FindDeal(long ticket) => ticket == FirstDeposit ? deposit : broker.Deals.FirstOrDefault(deal => deal.Number == ticket) is { } deal ? Of(deal) : null;

    /// <summary>An order that stands no more.</summary>
    public WireOrder? FindPastOrder(long ticket)
    {
        if (broker.EndedOrders.FirstOrDefault(ended => ended.Order.Ticket.Value == ticket) is { } ended) return Of(ended);
        if (broker.DealsOf(new PositionId(ticket)) is [var opening, ..]) return OrderOf(opening);
        return broker.Deals.FirstOrDefault(deal => deal.Number == ticket - LaterOrders) is { } later && OrderTicket(later) == ticket ? OrderOf(later) : null;
    }

    public IEnumerable<WireOrder> StandingOrders => broker.Orders.Select(Of);

    public WireDeal Of(Deal deal) => new(deal.Number, OrderTicket(deal), deal.Side == Side.Long ? Mt5DealType.Buy : Mt5DealType.Sell, deal.Entry, deal.Position.Value, deal.Symbol, deal.Reason, deal.Time)
    {
        Volume = deal.Lots.Value,
        Price = deal.Price.Value,
        Commission = deal.Commission.Amount,
        Swap = deal.Swap.Amount,
        Profit = deal.Profit.Amount,
        Magic = deal.Magic,
        Comment = deal.Comment,
    };

    /// <summary>The order that a deal came of.</summary>
    public WireOrder OrderOf(Deal deal)
    {
        if (Pending(deal) is { } pending) return Of(pending);
        return new WireOrder(OrderTicket(deal), deal.Side == Side.Long ? Mt5OrderType.Buy : Mt5OrderType.Sell, Mt5OrderState.Filled, deal.Symbol, deal.Position.Value)
        {
            Volume = deal.Lots.Value,
            Price = deal.Price,
            Magic = deal.Magic,
            Comment = deal.Comment,
            Reason = deal.Reason,
            Placed = deal.Time,
            Done = deal.Time,
        };
    }

    public bool IsOfMarketOrder(Deal deal) => Pending(deal) is null;

    /// <summary>The order of a trade at the market while the broker executes it. Its number is not that which it has afterwards, since the broker gives that with its deal.</summary>
    public static WireOrder UnderWay(Mt5TradeRequest request, uint id, DateTimeOffset now) =>
        new(OrdersUnderWay + id, request.Type, Mt5OrderState.Started, request.Symbol ?? "", unchecked((long)request.Position))
        {
            Volume = request.Volume,
            VolumeLeft = request.Volume,
            Price = new Price(request.Price),
            Magic = unchecked((long)request.Magic),
            Comment = request.Comment ?? "",
            Reason = DealReason.Expert,
            Placed = now,
        };

    public static WireOrder Of(PendingOrder order) => new(order.Ticket.Value, (Mt5OrderType)order.Kind, Mt5OrderState.Placed, order.Symbol, 0)
    {
        Volume = order.Lots.Value,
        VolumeLeft = order.Lots.Value,
        Price = order.Price,
        LimitPrice = order.LimitPrice,
        Stop = order.Stop,
        TakeProfit = order.TakeProfit,
        Magic = order.Magic,
        Comment = order.Comment,
        Reason = order.Reason,
        Placed = order.Placed,
        Expires = order.Expires,
    };

    public static WireOrder Of(EndedOrder ended) => Of(ended.Order) with
    {
        State = (Mt5OrderState)ended.End,
        Position = ended.End == OrderEnd.Filled ? ended.Order.Ticket.Value : 0,
        VolumeLeft = ended.End == OrderEnd.Filled ? 0 : ended.Order.Lots.Value,
        Done = ended.At,
    };

    private List<WireOrder> Orders(IEnumerable<Deal> deals, IEnumerable<EndedOrder> ended) =>
        [.. deals.Where(IsOfMarketOrder).Select(OrderOf).Concat(ended.Select(Of)).OrderBy(order => order.Done)];

    private long OrderTicket(Deal deal) => broker.DealsOf(deal.Position)[0].Number == deal.Number ? deal.Position.Value : LaterOrders + deal.Number;

    private EndedOrder? Pending(Deal deal) => deal.Entry == DealEntry.In
        ? broker.EndedOrders.FirstOrDefault(ended => ended.End == OrderEnd.Filled && ended.Order.Ticket.Value == deal.Position.Value && broker.DealsOf(deal.Position)[0].Number == deal.Number)
        : null;
}
