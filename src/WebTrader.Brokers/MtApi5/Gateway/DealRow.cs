using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>One deal of the loaded history. Its getters take the ticket; one that is not loaded (any more) answers with nothing, which its own ticket shows.</summary>
internal sealed class DealRow
{
    private readonly Burst burst;
    private readonly ulong ticket;
    private readonly int first;

    public DealRow(Burst burst, ulong ticket)
    {
        this.burst = burst;
        this.ticket = ticket;
        first = burst.Requests.Count;
        burst.Ask(
        [
            Mt5Request.Deal(ticket, Mt5DealInteger.Ticket),
            Mt5Request.Deal(ticket, Mt5DealInteger.Type),
            Mt5Request.Deal(ticket, Mt5DealInteger.Entry),
            Mt5Request.Deal(ticket, Mt5DealInteger.Reason),
            Mt5Request.Deal(ticket, Mt5DealInteger.PositionId),
            Mt5Request.Deal(ticket, Mt5DealInteger.TimeMsc),
            Mt5Request.Deal(ticket, Mt5DealInteger.Magic),
            Mt5Request.Deal(ticket, Mt5DealDouble.Volume),
            Mt5Request.Deal(ticket, Mt5DealDouble.Price),
            Mt5Request.Deal(ticket, Mt5DealDouble.Profit),
            Mt5Request.Deal(ticket, Mt5DealDouble.Commission),
            Mt5Request.Deal(ticket, Mt5DealDouble.Swap),
            Mt5Request.Deal(ticket, Mt5DealText.Symbol),
            Mt5Request.Deal(ticket, Mt5DealText.Comment),
        ]);
    }

    /// <summary>Whether it is a trade; balances, credits and the like have no position.</summary>
    public bool IsTrade => burst.Whole(first + 1) is (long)Mt5DealType.Buy or (long)Mt5DealType.Sell;

    public string Symbol => burst.Text(first + 12);

    /// <exception cref="Mt5ReadException">Another client loaded another history meanwhile.</exception>
    public void Check()
    {
        if (burst.Ticket(first) != ticket) throw new Mt5ReadException("another client loaded another part of the history while it was read");
    }

    public Deal ToDeal(SymbolSpec? spec, ServerClock clock, int moneyDecimals) => new()
    {
        Number = (long)ticket,
        Position = new PositionId(burst.Whole(first + 4)),
        Symbol = Symbol,
        // Numbers that we do not know are kept: what they mean is unknown, and said so.
        Entry = (DealEntry)burst.Whole(first + 2),
        Reason = (DealReason)burst.Whole(first + 3),
        Side = burst.Whole(first + 1) == (long)Mt5DealType.Buy ? Side.Long : Side.Short,
        Lots = WireNumbers.Lots(burst.Amount(first + 7), spec?.VolumeStep),
        Price = WireNumbers.Filled(burst.Amount(first + 8), spec?.Digits),
        Time = clock.FromMilliseconds(burst.Whole(first + 5)),
        Profit = WireNumbers.Money(burst.Amount(first + 9), moneyDecimals),
        Commission = WireNumbers.Money(burst.Amount(first + 10), moneyDecimals),
        Swap = WireNumbers.Money(burst.Amount(first + 11), moneyDecimals),
        Magic = burst.Whole(first + 6),
        Comment = OwnComment.Unmarked(burst.Text(first + 13)),
    };
}
