using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Constraints;

namespace WebTrader.Core.Writing;

/// <summary>
/// How many moves in profit one open position may still need, if the market is fair: the price then expects no gain and no loss, and a position that ends at its stop
/// ends on average where the price is now. So the stop still has to come as far as it is behind, and that divided by what a move gains is the number of moves. In prices.
/// </summary>
/// <param name="Stake">How far the stop is behind the closing price.</param>
/// <param name="Least">What a move must gain at the usual price.</param>
/// <param name="Tick">The least that a move can gain.</param>
/// <param name="Room">How far a stop in profit stays behind the closing price.</param>
/// <param name="Way">From the stop to where the first profit can be locked; null when some is locked.</param>
public readonly record struct MessageDemand(decimal Stake, decimal Least, decimal Tick, decimal Room, decimal? Way)
{
    /// <summary>Of a position that needs no moves of ours.</summary>
    public static readonly MessageDemand None;

    /// <summary>The demand of a position at the market.</summary>
    /// <param name="hardStop">Counts where the broker shows no stop.</param>
    public static MessageDemand Of(Position position, SymbolSpec spec, Quote quote, Money leastGain, Price hardStop, NextStep next)
    {
        var side = position.Side;
        var stop = position.StopLoss ?? hardStop;
        var stake = side.Gain(stop, quote.ClosingPrice(side));
        var worth = spec.TickValueProfit * position.Lots.Value / spec.TickSize;
        if (stake <= 0m) return None;
        var room = Math.Max(Math.Max(spec.StopsDistance, quote.Spread), spec.TickSize);
        if (next is { From: { } from, Locks: { } locks }) room = Math.Max(room, side.Gain(position.OpenPrice, from) - (locks.Amount / worth));
        var inLoss = side.Gain(stop, position.OpenPrice);
        return new MessageDemand(stake, leastGain.Amount / worth, spec.TickSize, room, inLoss >= 0m ? inLoss + room : null);
    }

    /// <summary>The number of moves to expect while one must gain this many times the usual.</summary>
    public decimal Moves(decimal factor)
    {
        if (Stake == 0m) return 0m;
        var gain = Math.Max(Tick, Least * factor);
        if (Way is not { } way) return Stake / gain;
        // The chance to come there before the stop is hit, and what follows then.
        var first = factor > 1m ? gain / 2 : 0m;
        return Math.Min(1m, Stake / (way + first)) * (1m + (Room / gain));
    }
}

/// <summary>What the open positions may need, added up as it is asked for. Not thread-safe.</summary>
/// <param name="demands">Of the positions of which it is known.</param>
public sealed class MessageNeeds(IReadOnlyList<MessageDemand> demands)
{
    private readonly Dictionary<decimal, decimal> sums = [];

    /// <summary>How many positions are counted.</summary>
    public int Positions => demands.Count;

    /// <summary>The moves in profit to expect while one must gain this many times the usual.</summary>
    public decimal At(decimal factor)
    {
        if (sums.TryGetValue(factor, out var sum)) return sum;
        foreach (var demand in demands) sum += demand.Moves(factor);
        return sums[factor] = sum;
    }
}
