using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Stops.Rules;
using WebTrader.Engine.StopLoss;

namespace WebTrader.Engine.Intake;

/// <summary>What is known of one symbol: its newest quote, its specification, and which of its positions a quote can matter to.</summary>
public sealed class SymbolState(string name)
{
    /// <summary>The bars that distances are told in where no rule goes by others.</summary>
    public static readonly TimeSpan UsualBar = TimeSpan.FromMinutes(1);

    /// <summary>How many of these bars are averaged.</summary>
    public const int UsualPeriod = 14;

    private static readonly QuoteGuardLimits Limits = new();

    private readonly PeakTrail bids = new(Side.Long);
    private readonly PeakTrail asks = new(Side.Short);
    private readonly List<(TimeSpan Bar, int Period, AverageTrueRange Range)> ranges = [(UsualBar, UsualPeriod, new AverageTrueRange(UsualBar, UsualPeriod))];
    private QuoteNorm norm = QuoteNorm.None;

    public string Name { get; } = name;

    /// <summary>The newest quote; null before the first.</summary>
    public Quote? Latest { get; private set; }

    /// <summary>The quote before it; null before the second.</summary>
    public Quote? Before { get; private set; }

    /// <summary>Why the newest quote moves no stop on the profit side; null when it is trusted, or there is no specification to judge it by.</summary>
    public string? Distrust { get; private set; }

    /// <summary>Counts the quotes of this symbol.</summary>
    public long QuoteNumber { get; private set; }

    /// <summary>As last read; null while it could not be read.</summary>
    public SymbolSpec? Spec { get; set; }

    /// <summary>Whether the newest quote has not been held against the positions yet.</summary>
    public bool IsDirty { get; set; }

    /// <summary>When the oldest quote of those came in, on the monotone scale; of the last ones while nothing is new.</summary>
    public long DirtySince { get; set; }

    public WakeIndex Wake { get; } = new();

    public PriceTrail Trail { get; } = new();

    public void Accept(in Quote quote)
    {
        Before = Latest;
        Latest = quote;
        QuoteNumber++;
        if (Spec is { } spec) (Distrust, norm) = QuoteGuard.Judge(norm, quote, spec, Limits);
        bids.Add(QuoteNumber, quote.Bid);
        asks.Add(QuoteNumber, quote.Ask);
        Trail.Add(quote);
        // One price far outside would widen the range for a whole period.
        if (Distrust is not null) return;
        foreach (var (_, _, range) in ranges) range.Add(quote);
    }

    /// <summary>The average true range over bars of this length; counted from the first quote for the usual bars, and for others from the first time somebody asks. Null before the first quote.</summary>
    public RangeReading? RangeOf(TimeSpan bar, int period)
    {
        if (Latest is not { } quote) return null;
        var known = ranges.Find(kept => kept.Bar == bar && kept.Period == period).Range;
        if (known is null)
        {
            ranges.Add((bar, period, known = new AverageTrueRange(bar, period)));
            known.Add(quote);
        }

        return new RangeReading(known.Value, known.Bars, known.Until);
    }

    /// <summary>The best closing price for a side since a quote number, that quote included.</summary>
    public Price? BestSince(Side side, long number) => (side == Side.Long ? bids : asks).BestSince(number);
}
