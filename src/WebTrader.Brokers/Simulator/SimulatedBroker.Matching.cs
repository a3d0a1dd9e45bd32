using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.Simulator;

/// <content>What the server does by itself: stops, take-profits, stop-out and swap.</content>
public sealed partial class SimulatedBroker
{
    /// <summary>
    /// A new quote. The server first executes what it sets off, then reports the quote, then that something changed. A stop fills
    /// at the closing price, so beyond its level after a gap; a take-profit fills at its own price.
    /// </summary>
    /// <param name="timeUtc">When the market made it; the executions carry it.</param>
    public void Feed(string symbol, Price bid, Price ask, DateTimeOffset timeUtc)
    {
        var quote = new Quote(symbol, bid, ask, timeUtc, clock.GetTimestamp());
        if (!quote.IsSane)
        {
            DroppedQuotes++;
            return;
        }

        board.Take(quote);
        var changed = Execute(quote);
        Quoted?.Invoke(quote);
        if (changed) Traded?.Invoke();
    }

    private bool Execute(in Quote quote)
    {
        var before = book.Mark();
        var outer = Moment;
        Moment = quote.Time;
        try
        {
            RollOver(quote.Time);
            TriggerOrders(quote);
            if (board.IsOpen(quote.Symbol)) Trigger(quote);
            StopOut();
            var after = book.Mark();
            if (after == before) return false;
            Keep?.Invoke();
            return after.ConcernsPositions(before);
        }
        catch (IOException)
        {
            book.RollBack(before);
            throw;
        }
        finally
        {
            Moment = outer;
        }
    }

    private void Trigger(in Quote quote)
    {
        foreach (var position in book.Open)
        {
            if (position.Symbol != quote.Symbol) continue;
            var closing = quote.ClosingPrice(position.Side);
            if (position.StopLoss is { } stop && position.Side.IsAtOrPast(closing, stop))
                CloseOut(position, position.Lots, closing, DealReason.StopLoss, position.Magic, $"[sl {board.SpecOf(position.Symbol).Format(stop)}]");
            else if (position.TakeProfit is { } target && position.Side.Opposite().IsAtOrPast(closing, target))
                CloseOut(position, position.Lots, target, DealReason.TakeProfit, position.Magic, $"[tp {board.SpecOf(position.Symbol).Format(target)}]");
        }
    }

    // The worst position goes first, until the rest is covered again.
    private void StopOut()
    {
        while (book.Open.Length > 0 && Equity.Amount * 100m < options.StopOutLevel * Margin.Amount)
        {
            var worst = book.Open.Where(position => board.IsOpen(position.Symbol) && board.QuoteOf(position.Symbol) is not null).MinBy(FloatingProfit);
            if (worst is null) return;
            var closing = board.QuoteOf(worst.Symbol)!.Value.ClosingPrice(worst.Side);
            CloseOut(worst, worst.Lots, closing, DealReason.StopOut, worst.Magic, "[so]");
        }
    }

    // Each working day that ends costs a night, and Wednesday three: the weekend is paid in the middle of the week.
    private void RollOver(DateTimeOffset at)
    {
        var today = DateOnly.FromDateTime(at.ToOffset(options.UtcOffset).DateTime);
        var ended = book.BrokerDay ?? today;
        if (book.BrokerDay is null || ended < today) book.BrokerDay = today;
        for (; ended < today; ended = ended.AddDays(1))
        {
            var nights = ended.DayOfWeek switch
            {
                DayOfWeek.Saturday or DayOfWeek.Sunday => 0,
                DayOfWeek.Wednesday => 3,
                _ => 1,
            };
            if (nights > 0) ChargeSwap(nights);
        }
    }

    private void ChargeSwap(int nights)
    {
        foreach (var position in book.Open)
        {
            var terms = board.TermsOf(position.Symbol);
            var perLot = position.Side == Side.Long ? terms.SwapLong : terms.SwapShort;
            if (perLot != 0) book.Replace(position with { Swap = position.Swap + Booked(new Money(perLot * position.Lots.Value * nights)) });
        }
    }
}
