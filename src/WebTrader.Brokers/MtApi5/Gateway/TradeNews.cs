using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>What a transaction means for whoever reads positions and pending orders.</summary>
internal enum TradeNewsKind
{
    /// <summary>Nothing about positions or pending orders, a copy that another expert sent of what was told, or what we have done ourselves.</summary>
    None,

    /// <summary>A stop or take-profit was changed.</summary>
    Levels,

    /// <summary>A pending order came, was changed or is gone.</summary>
    Orders,

    /// <summary>Something was executed: positions may have come, gone or changed.</summary>
    Deal,
}

/// <summary>
/// Sorts the trade transactions of an account. Every expert sends a copy of each; and what we change ourselves is read back by whoever asked for it, so that
/// hearing of it again would only cost another reading of everything. On the session's scheduler.
/// </summary>
internal sealed class TradeNews(TimeProvider clock)
{
    private static readonly TimeSpan CopiesWithin = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Mt5Transaction, (int Expert, long At)> told = [];
    private readonly Dictionary<ulong, (decimal Stop, decimal TakeProfit, long At)> own = [];

    /// <summary>We ask for these levels now.</summary>
    public void Expect(Ticket ticket, decimal stop, decimal takeProfit) => own[(ulong)ticket.Value] = (stop, takeProfit, clock.GetTimestamp());

    /// <summary>Nobody knows whether they were set: should it show, it is news.</summary>
    public void ExpectNoMore(Ticket ticket) => own.Remove((ulong)ticket.Value);

    public TradeNewsKind Hear(int expert, Mt5Transaction? transaction)
    {
        // It cannot be read: something has happened.
        if (transaction is null) return TradeNewsKind.Deal;
        var kind = KindOf(transaction);
        if (kind == TradeNewsKind.None || IsCopy(expert, transaction)) return TradeNewsKind.None;
        return kind == TradeNewsKind.Levels && IsOurs(transaction) ? TradeNewsKind.None : kind;
    }

    private static TradeNewsKind KindOf(Mt5Transaction transaction) => transaction.Type switch
    {
        Mt5TransactionType.DealAdd or Mt5TransactionType.DealUpdate or Mt5TransactionType.DealDelete => TradeNewsKind.Deal,
        Mt5TransactionType.Position => TradeNewsKind.Levels,
        // What comes of an order at the market is told by its deal.
        Mt5TransactionType.OrderAdd or Mt5TransactionType.OrderUpdate or Mt5TransactionType.OrderDelete =>
            transaction.OrderType is Mt5OrderType.Buy or Mt5OrderType.Sell or Mt5OrderType.CloseBy ? TradeNewsKind.None : TradeNewsKind.Orders,
        Mt5TransactionType.HistoryAdd or Mt5TransactionType.HistoryUpdate or Mt5TransactionType.HistoryDelete or Mt5TransactionType.Request => TradeNewsKind.None,
        _ => TradeNewsKind.Deal,
    };

    /// <summary>The same from another expert is a copy; the same from the same one has happened twice.</summary>
    private bool IsCopy(int expert, Mt5Transaction transaction)
    {
        var now = clock.GetTimestamp();
        foreach (var (old, (_, at)) in told)
        {
            if (clock.GetElapsedTime(at) > CopiesWithin) told.Remove(old);
        }

        if (told.TryGetValue(transaction, out var first) && first.Expert != expert) return true;
        told[transaction] = (expert, now);
        return false;
    }

    private bool IsOurs(Mt5Transaction transaction)
    {
        foreach (var (ticket, (_, _, at)) in own)
        {
            if (clock.GetElapsedTime(at) > CopiesWithin) own.Remove(ticket);
        }

        return own.TryGetValue(transaction.Position, out var levels)
            && WireNumbers.Plain(transaction.StopLoss) == levels.Stop && WireNumbers.Plain(transaction.TakeProfit) == levels.TakeProfit;
    }
}
