using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.Simulator;

/// <summary>The account at the broker: positions, deals, balance and the next numbers. Changed by the broker only.</summary>
internal sealed class BrokerBook
{
    private readonly List<Deal> deals;
    private readonly Dictionary<PositionId, List<int>> dealsOf = [];

    public BrokerBook(SimulatedBrokerOptions options)
    {
        deals = [];
        Balance = new Money(options.StartingBalance);
        NextTicket = options.FirstTicket;
        NextDeal = options.FirstDeal;
    }

    public BrokerBook(BookState state, IReadOnlyList<Deal> history)
    {
        deals = [.. history];
        Balance = state.Balance;
        NextTicket = state.NextTicket;
        NextDeal = state.NextDeal;
        BrokerDay = state.BrokerDay;
        Open = [.. state.Positions];
        Orders = [.. state.Orders ?? []];
        EndedOrders = [.. state.EndedOrders ?? []];
        for (var index = 0; index < deals.Count; index++) Index(index);
    }

    /// <summary>By ticket, ascending. Replaced as a whole by every change, so that a holder keeps what it saw.</summary>
    public Position[] Open { get; private set; } = [];

    /// <summary>Orders that wait for a price, by ticket, ascending; replaced as a whole likewise.</summary>
    public PendingOrder[] Orders { get; private set; } = [];

    public EndedOrder[] EndedOrders { get; private set; } = [];

    public IReadOnlyList<Deal> Deals => deals;
    public Money Balance { get; private set; }
    public long NextTicket { get; private set; }
    public long NextDeal { get; private set; }

    /// <summary>The broker's date up to which swap is charged; null before the first quote.</summary>
    public DateOnly? BrokerDay { get; set; }

    public Position? Find(Ticket ticket) => Array.Find(Open, position => position.Ticket == ticket);

    public bool Knew(Ticket ticket) => dealsOf.ContainsKey(new PositionId(ticket.Value));

    public IReadOnlyList<Deal> DealsOf(PositionId position) =>
        dealsOf.TryGetValue(position, out var indexes) ? [.. indexes.Select(index => deals[index])] : [];

    /// <summary>Deals in the order of their numbers; their times never run backwards, so the newest part is found from the end.</summary>
    public IReadOnlyList<Deal> DealsSince(DateTimeOffset since)
    {
        var first = deals.Count;
        while (first > 0 && deals[first - 1].Time >= since) first--;
        return deals.GetRange(first, deals.Count - first);
    }

    public Ticket TakeTicket() => new(NextTicket++);

    public void Add(Position position) => Open = [.. Open, position];

    public void Replace(Position position) => Open = [.. Open.Select(each => each.Ticket == position.Ticket ? position : each)];

    public void Remove(Ticket ticket) => Open = [.. Open.Where(each => each.Ticket != ticket)];

    public PendingOrder? FindOrder(Ticket ticket) => Array.Find(Orders, order => order.Ticket == ticket);

    public void Add(PendingOrder order) => Orders = [.. Orders, order];

    public void Replace(PendingOrder order) => Orders = [.. Orders.Select(each => each.Ticket == order.Ticket ? order : each)];

    public void End(PendingOrder order, OrderEnd end, DateTimeOffset at)
    {
        Orders = [.. Orders.Where(each => each.Ticket != order.Ticket)];
        EndedOrders = [.. EndedOrders, new EndedOrder(order, end, at)];
    }

    public Deal Book(Deal deal)
    {
        var last = deals.Count == 0 ? deal.Time : deals[^1].Time;
        var numbered = deal with { Number = NextDeal++, Time = deal.Time < last ? last : deal.Time };
        deals.Add(numbered);
        Index(deals.Count - 1);
        Balance += numbered.Profit + numbered.Swap + numbered.Commission;
        return numbered;
    }

    public BookMark Mark() => new(Open, Orders, EndedOrders, deals.Count, Balance, NextTicket, NextDeal, BrokerDay);

    /// <summary>Takes back everything since the mark: what could not be put on file has not happened.</summary>
    public void RollBack(BookMark mark)
    {
        for (var index = deals.Count - 1; index >= mark.Deals; index--)
        {
            var indexes = dealsOf[deals[index].Position];
            indexes.RemoveAt(indexes.Count - 1);
            if (indexes.Count == 0) dealsOf.Remove(deals[index].Position);
        }

        deals.RemoveRange(mark.Deals, deals.Count - mark.Deals);
        (Open, Orders, EndedOrders) = (mark.Open, mark.Orders, mark.EndedOrders);
        (Balance, NextTicket, NextDeal, BrokerDay) = (mark.Balance, mark.NextTicket, mark.NextDeal, mark.BrokerDay);
    }

    private void Index(int index)
    {
        if (!dealsOf.TryGetValue(deals[index].Position, out var indexes)) dealsOf[deals[index].Position] = indexes = [];
        indexes.Add(index);
    }
}

internal readonly record struct BookMark(
    Position[] Open,
    PendingOrder[] Orders,
    EndedOrder[] EndedOrders,
    int Deals,
    Money Balance,
    long NextTicket,
    long NextDeal,
    DateOnly? BrokerDay)
{
    /// <summary>Whether more than the date has changed since the other mark.</summary>
    public bool ConcernsPositions(BookMark other) => Open != other.Open || Deals != other.Deals || Orders != other.Orders;
}
