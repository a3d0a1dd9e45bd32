using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Core.Safety.Emergency;

/// <summary>In which order positions are closed when all of them are to be: what can still lose most goes first.</summary>
public static class ClosingOrder
{
    /// <summary>
    /// What a close at the present price saves at most: the profit now less the profit at the stop that stands, gross, in account money; zero or more. Null, which is more than anything, where
    /// there is no stop or nobody knows.
    /// </summary>
    public static Money? Saves(Position position, SymbolSpec? spec, Quote? quote)
    {
        if (position.StopLoss is not { } stop || spec is null || quote is not { } now) return null;
        var left = spec.ProfitAt(position, now.ClosingPrice(position.Side)) - spec.ProfitAt(position, stop);
        return left > Money.Zero ? left : Money.Zero;
    }

    /// <summary>What saves most first; among equals the older position.</summary>
    public static int Compare((Money? Saves, Position Position) one, (Money? Saves, Position Position) other)
    {
        var bySaving = (one.Saves, other.Saves) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            ({ } mine, { } theirs) => theirs.Amount.CompareTo(mine.Amount),
        };
        return bySaving != 0 ? bySaving : one.Position.Ticket.Value.CompareTo(other.Position.Ticket.Value);
    }
}
