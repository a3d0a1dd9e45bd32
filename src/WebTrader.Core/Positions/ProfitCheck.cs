using System.Globalization;
using WebTrader.Core.Market;

namespace WebTrader.Core.Positions;

/// <summary>How far our floating profit and the broker's may be apart before somebody is told. The three add up.</summary>
/// <param name="Least">Account money; for rounding. Zero or more.</param>
/// <param name="Fraction">Of the larger of both profits; for a tick value that has moved since it was read. 0 to 1.</param>
/// <param name="Ticks">Ticks of the price; for the two were not taken at the same moment. Zero or more.</param>
public sealed record ProfitTolerance(Money Least, decimal Fraction, decimal Ticks)
{
    /// <summary>0.05 of account money, a twentieth and five ticks.</summary>
    public static ProfitTolerance Usual { get; } = new(new Money(0.05m), 0.05m, 5m);
}

/// <summary>Our floating profit beside the broker's own.</summary>
/// <param name="Agrees">Whether they are no further apart than <paramref name="Allowed"/>.</param>
/// <param name="Ours">Gross, from the specification of the symbol and the quote.</param>
/// <param name="Brokers">Gross, as the broker reports it.</param>
/// <param name="Allowed">Account money.</param>
/// <param name="Reason">In words a trader understands.</param>
public sealed record ProfitComparison(bool Agrees, Money Ours, Money Brokers, Money Allowed, string Reason);

/// <summary>
/// Holds our arithmetic against the broker's. Where they differ, a tick value, tick size or side is not what we take it for, and every stop in money
/// is as wrong as that: a person must look. It tells and changes nothing: neither a stop nor a contract size is ever derived from it. Pure.
/// </summary>
public static class ProfitCheck
{
    /// <summary>Compares; null when there is nothing to compare with because the quote is not sane or is of another symbol.</summary>
    public static ProfitComparison? Compare(Position position, SymbolSpec spec, Quote quote, Money brokers, ProfitTolerance tolerance)
    {
        if (!quote.IsSane || quote.Symbol != position.Symbol || spec.Name != position.Symbol) return null;

        var ours = spec.ProfitAt(position, quote.ClosingPrice(position.Side));
        var larger = Math.Max(Math.Abs(ours.Amount), Math.Abs(brokers.Amount));
        var tick = Math.Max(spec.TickValueProfit, spec.TickValueLoss) * position.Lots.Value;
        var allowed = new Money(tolerance.Least.Amount + tolerance.Fraction * larger + tolerance.Ticks * tick);
        var apart = Math.Abs(ours.Amount - brokers.Amount);
        var agrees = apart <= allowed.Amount;
        var reason = agrees
            ? $"Our profit of {ours} and the broker's of {brokers} agree"
            : $"Ticket {position.Ticket}, {position.Symbol}: by our reckoning the profit is {ours}, the broker says {brokers}{Compared(ours, brokers)}; more than {allowed.Unsigned} apart. "
                + "Tick value, tick size or volume may not be what the broker told us; no stop is changed for this";
        return new ProfitComparison(agrees, ours, brokers, allowed, reason);
    }

    private static string Compared(Money ours, Money brokers)
    {
        if (ours.Amount == 0 || brokers.Amount == 0) return "";
        if (ours.Amount > 0 != brokers.Amount > 0) return ", of the other sign";
        var times = brokers.Amount / ours.Amount;
        return times >= 1
            ? string.Create(CultureInfo.InvariantCulture, $", {times:0.##} times as much")
            : string.Create(CultureInfo.InvariantCulture, $", {1 / times:0.##} times less");
    }
}
