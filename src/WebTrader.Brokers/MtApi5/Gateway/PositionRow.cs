using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// One position as one burst: it is selected, its properties are read, and its ticket once more. The selection is the expert's, for all its clients: only where
/// both tickets are the same one is everything in between of that position.
/// </summary>
internal sealed class PositionRow
{
    // All that a position has, in this order.
    private static readonly Mt5Request[] Everything =
    [
        Mt5Request.Position(Mt5PositionDouble.Volume),
        Mt5Request.Position(Mt5PositionDouble.StopLoss),
        Mt5Request.Position(Mt5PositionDouble.TakeProfit),
        Mt5Request.Position(Mt5PositionInteger.Type),
        Mt5Request.Position(Mt5PositionInteger.Identifier),
        Mt5Request.Position(Mt5PositionInteger.Magic),
        Mt5Request.Position(Mt5PositionInteger.TimeMsc),
        Mt5Request.Position(Mt5PositionDouble.PriceOpen),
        Mt5Request.Position(Mt5PositionDouble.Swap),
        Mt5Request.Position(Mt5PositionDouble.Profit),
        Mt5Request.Position(Mt5PositionText.Symbol),
        Mt5Request.Position(Mt5PositionText.Comment),
        Mt5Request.Position(Mt5PositionInteger.Ticket),
    ];

    // What can change without a deal, and what shows that there was one.
    private static readonly Mt5Request[] News = [.. Everything[..4], Everything[^1]];

    private readonly Burst burst;
    private readonly int first;

    private PositionRow(Burst burst, bool isFull)
    {
        this.burst = burst;
        IsFull = isFull;
        first = burst.Requests.Count;
        burst.Ask(isFull ? Everything : News);
    }

    /// <summary>Whether it reads everything; otherwise volume, stop, take-profit and side only.</summary>
    public bool IsFull { get; }

    /// <summary>The position at a place of the terminal's list.</summary>
    public static (Burst Burst, PositionRow Row) At(int index, bool isFull)
    {
        var burst = new Burst();
        burst.Ask(Mt5Request.PositionGetTicket(index));
        return (burst, new PositionRow(burst, isFull));
    }

    /// <summary>Of the position that the burst has selected just before.</summary>
    public static PositionRow OfSelected(Burst burst) => new(burst, isFull: true);

    /// <summary>The ticket; null where the row is not whole, because the list changed under it or another client selected something else.</summary>
    public Ticket? TicketOf(ulong selected)
    {
        var last = burst.Ticket(first + (IsFull ? Everything.Length : News.Length) - 1);
        return last == selected && selected is > 0 and <= long.MaxValue ? new Ticket((long)selected) : null;
    }

    public string Symbol => burst.Text(first + 10);

    public decimal Volume => burst.Amount(first);

    public Side Side => burst.Whole(first + 3) switch
    {
        (long)Mt5PositionType.Buy => Side.Long,
        (long)Mt5PositionType.Sell => Side.Short,
        var other => throw new Mt5ReadException($"a position is of type {other}, known are 0 (buy) and 1 (sell)"),
    };

    /// <summary>The position; of a full row only.</summary>
    public Position ToPosition(Ticket ticket, SymbolSpec? spec, ServerClock clock, int moneyDecimals) => new()
    {
        Ticket = ticket,
        Id = new PositionId(burst.Whole(first + 4)),
        Symbol = Symbol,
        Side = Side,
        Lots = WireNumbers.Lots(Volume, spec?.VolumeStep),
        OpenPrice = WireNumbers.Filled(burst.Amount(first + 7), spec?.Digits),
        OpenTime = clock.FromMilliseconds(burst.Whole(first + 6)),
        StopLoss = WireNumbers.Level(burst.Amount(first + 1), spec?.Digits),
        TakeProfit = WireNumbers.Level(burst.Amount(first + 2), spec?.Digits),
        Magic = burst.Whole(first + 5),
        Comment = burst.Text(first + 11),
        Swap = WireNumbers.Money(burst.Amount(first + 8), moneyDecimals),
        Profit = WireNumbers.Money(burst.Amount(first + 9), moneyDecimals),
    };

    /// <summary>The position as it was known, with what this row says; null where it says that there was a deal, and everything must be read.</summary>
    public Position? Update(Position known, SymbolSpec? spec)
    {
        if (Side != known.Side || WireNumbers.Lots(Volume, spec?.VolumeStep) != known.Lots) return null;
        return known with
        {
            StopLoss = WireNumbers.Level(burst.Amount(first + 1), spec?.Digits),
            TakeProfit = WireNumbers.Level(burst.Amount(first + 2), spec?.Digits),
            // It moves with the price, and was not asked for.
            Profit = null,
        };
    }
}
