using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.Simulator;

/// <summary>What the demo trader likes in one symbol.</summary>
/// <param name="Lots">Its sizes: small enough that the spread costs well under half a dollar.</param>
/// <param name="Reach">A usual small move in points: stops and targets are multiples of it.</param>
public sealed record TraderTaste(string Symbol, IReadOnlyList<decimal> Lots, int Reach)
{
    public static IReadOnlyList<TraderTaste> Default { get; } =
    [
        new("EURUSD", [0.01m, 0.01m, 0.02m], 20),
        new("GBPUSD", [0.01m], 25),
        new("USDJPY", [0.01m, 0.01m, 0.02m], 25),
        new("XAUUSD", [0.01m], 300),
        new("EURGBP", [0.01m], 18),
        new("NZDUSD", [0.01m, 0.02m], 18),
        new("US30", [0.05m, 0.10m], 20),
    ];

    internal OrderRequest Order(ref SplitMix random, SymbolSpec spec, Quote quote)
    {
        var side = random.Below(2) == 0 ? Side.Long : Side.Short;
        var closing = quote.ClosingPrice(side);
        var lots = new Lots(Lots[random.Below(Lots.Count)]);
        var stop = random.PerMille(500) ? Away(spec, side, closing, -random.Between(6, 18)) : (Price?)null;
        var target = random.PerMille(400) ? Away(spec, side, closing, random.Between(5, 25)) : (Price?)null;
        var (reason, magic) = random.Below(100) switch
        {
            < 45 => (DealReason.Client, 0L),
            < 60 => (DealReason.Mobile, 0L),
            < 70 => (DealReason.Web, 0L),
            _ => (DealReason.Expert, 1000L + random.Between(1, 3)),
        };
        var comment = magic == 0 ? TraderPlan.Mark : string.Create(CultureInfo.InvariantCulture, $"{TraderPlan.Mark} bot {magic}");
        return new OrderRequest(Symbol, side, lots, stop, target, magic, comment, reason);
    }

    /// <summary>So many reaches from a price, towards profit when positive, on the grid and never nearer than the broker allows.</summary>
    internal Price Away(SymbolSpec spec, Side side, Price from, int reaches)
    {
        var least = Math.Max(spec.StopsDistance, spec.TickSize);
        var distance = Math.Sign(reaches) * Math.Max(Math.Abs(reaches) * Reach * spec.Point, least);
        var raw = side.Offset(from, distance);
        return distance < 0 ? spec.RoundLooser(side, raw) : spec.RoundTighter(side, raw);
    }
}
