using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// One order within a burst, as <see cref="PositionRow"/> is one position: it is selected by its place in the terminal's list, its properties are read, and its ticket
/// once more. Only where both tickets are the same one is everything in between of that order.
/// </summary>
internal sealed class OrderRow
{
    private static readonly Mt5Request[] Everything =
    [
        Mt5Request.Order(Mt5OrderInteger.Type),
        Mt5Request.Order(Mt5OrderInteger.State),
        Mt5Request.Order(Mt5OrderInteger.Magic),
        Mt5Request.Order(Mt5OrderDouble.VolumeCurrent),
        Mt5Request.Order(Mt5OrderDouble.PriceOpen),
        Mt5Request.Order(Mt5OrderText.Symbol),
        Mt5Request.Order(Mt5OrderText.Comment),
        Mt5Request.Order(Mt5OrderInteger.Ticket),
    ];

    private readonly Burst burst;
    private readonly int selected;
    private readonly int first;

    public OrderRow(Burst burst, int index)
    {
        this.burst = burst;
        selected = burst.Ask(Mt5Request.OrderGetTicket(index));
        first = burst.Requests.Count;
        burst.Ask(Everything);
    }

    /// <summary>The ticket; null where the row is not whole, because the list changed under it or another client selected something else.</summary>
    public Ticket? Ticket
    {
        get
        {
            var ticket = burst.Ticket(selected);
            return burst.Ticket(first + Everything.Length - 1) == ticket && ticket is > 0 and <= long.MaxValue ? new Ticket((long)ticket) : null;
        }
    }

    public string Symbol => burst.Text(first + 5);

    /// <summary>
    /// Whether it waits for a price. An order at the market is in the list too while the broker executes it, ours as well as anybody's, and one that is over may be for a moment. One
    /// whose placing, change or removal is under way still waits, or will.
    /// </summary>
    public bool IsWaiting => Side is not null && (Mt5OrderState)burst.Whole(first + 1) is not
        (Mt5OrderState.Cancelled or Mt5OrderState.Filled or Mt5OrderState.Rejected or Mt5OrderState.Expired);

    /// <summary>The side of a pending order; null for an order of another type.</summary>
    private Side? Side => (Mt5OrderType)burst.Whole(first) switch
    {
        Mt5OrderType.BuyLimit or Mt5OrderType.BuyStop or Mt5OrderType.BuyStopLimit => Core.Positions.Side.Long,
        Mt5OrderType.SellLimit or Mt5OrderType.SellStop or Mt5OrderType.SellStopLimit => Core.Positions.Side.Short,
        Mt5OrderType.Buy or Mt5OrderType.Sell or Mt5OrderType.CloseBy => null,
        var other => throw new Mt5ReadException($"an order is of type {(int)other}, known are 0 to 8"),
    };

    /// <summary>The order with what is not filled of it yet; of one that waits only.</summary>
    public WaitingOrder ToOrder(Ticket ticket, SymbolSpec? spec) => new(
        ticket,
        Symbol,
        Side!.Value,
        WireNumbers.Lots(burst.Amount(first + 3), spec?.VolumeStep),
        WireNumbers.Price(burst.Amount(first + 4), spec?.Digits),
        burst.Whole(first + 2),
        burst.Text(first + 6));
}
