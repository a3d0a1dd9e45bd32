using WebTrader.Core.Positions;

namespace WebTrader.Core.Market;

/// <summary>
/// Exact arithmetic between price, ticks and account money: profit = signed ticks x tick value x lots, with the tick
/// value chosen by the sign of the profit (MQL5 reference, SYMBOL_TRADE_TICK_VALUE_PROFIT and _LOSS).
/// </summary>
public static class TickMath
{
    /// <summary>The price at which a position of this side would be closed: bid for a long, ask for a short.</summary>
    public static Price ClosingPrice(this Quote quote, Side side) => side == Side.Long ? quote.Bid : quote.Ask;

    /// <summary>Whether <paramref name="stop"/> protects more than <paramref name="other"/> for this side.</summary>
    public static bool IsTighter(this Side side, Price stop, Price other) => side == Side.Long ? stop > other : stop < other;

    /// <summary>Whether the closing price has come to <paramref name="level"/> or gone past it on the losing side.</summary>
    public static bool IsAtOrPast(this Side side, Price closing, Price level) => side == Side.Long ? closing <= level : closing >= level;

    /// <summary>Moves a price by a distance: towards profit when positive, towards loss when negative.</summary>
    public static Price Offset(this Side side, Price price, decimal distance) => new(price.Value + side.Sign() * distance);

    /// <summary>How far <paramref name="price"/> is from <paramref name="from"/> in price units, positive towards profit.</summary>
    public static decimal Gain(this Side side, Price from, Price price) => side.Sign() * (price.Value - from.Value);

    /// <summary>Signed ticks of profit from the entry to a price.</summary>
    public static decimal ProfitTicks(this SymbolSpec spec, Side side, Price open, Price price) => side.Gain(open, price) / spec.TickSize;

    /// <summary>Gross profit in account money if the position were closed exactly at <paramref name="price"/>.</summary>
    public static Money ProfitAt(this SymbolSpec spec, Position position, Price price) =>
        spec.ProfitOfTicks(position, spec.ProfitTicks(position.Side, position.OpenPrice, price));

    /// <summary>Gross profit of so many signed ticks, for the position's volume.</summary>
    public static Money ProfitOfTicks(this SymbolSpec spec, Position position, decimal ticks) =>
        new(ticks * spec.TickValue(ticks >= 0) * position.Lots.Value);

    /// <summary>
    /// The price on the tick grid whose profit is at least <paramref name="profit"/>: rounded in the protective direction,
    /// up for a long and down for a short, and never below one tick.
    /// </summary>
    public static Price PriceAtProfit(this SymbolSpec spec, Position position, Money profit) =>
        spec.RoundTighter(position.Side, spec.ExactPriceAtProfit(position, profit));

    /// <summary>
    /// The closing price nearest the entry whose profit is at least <paramref name="profit"/>, in whole points: stops lie on the tick grid,
    /// but quotes of contracts for difference also come between the ticks.
    /// </summary>
    public static Price QuoteAtProfit(this SymbolSpec spec, Position position, Money profit) =>
        RoundTowardsProfit(position.Side, spec.ExactPriceAtProfit(position, profit), Math.Min(spec.Point, spec.TickSize));

    /// <summary>Whether a price is a whole number of ticks.</summary>
    public static bool IsOnGrid(this SymbolSpec spec, Price price) => price.Value % spec.TickSize == 0;

    /// <summary>The nearest price on the tick grid that protects no less; never below one tick.</summary>
    public static Price RoundTighter(this SymbolSpec spec, Side side, Price price) => RoundTowardsProfit(side, price, spec.TickSize);

    /// <summary>The nearest price on the tick grid that is no nearer to the market; never below one tick.</summary>
    public static Price RoundLooser(this SymbolSpec spec, Side side, Price price) => RoundTowardsProfit(side.Opposite(), price, spec.TickSize);

    private static Price ExactPriceAtProfit(this SymbolSpec spec, Position position, Money profit)
    {
        var ticks = profit.Amount / (spec.TickValue(profit.Amount >= 0) * position.Lots.Value);
        return position.Side.Offset(position.OpenPrice, ticks * spec.TickSize);
    }

    /// <summary>To a whole number of units, at least one: up for a long, down for a short.</summary>
    private static Price RoundTowardsProfit(Side side, Price price, decimal unit)
    {
        var units = side == Side.Long ? Math.Ceiling(price.Value / unit) : Math.Floor(price.Value / unit);
        return new Price(Math.Max(units, 1m) * unit);
    }
}
