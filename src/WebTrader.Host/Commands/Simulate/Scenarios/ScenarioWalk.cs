using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Commands.Simulate.Scenarios;

/// <summary>Prices made by a seed in one regime.</summary>
internal sealed record WalkPlan(string Symbol, MarketRegime Regime, TimeSpan Length, ulong Seed, WalkOpenings? Openings);

/// <summary>Positions opened at fixed times of a walk.</summary>
/// <param name="Side">Null: long and short in turn.</param>
internal sealed record WalkOpenings(Side? Side, Lots Lots, TimeSpan Every, string Name, Level? Target);

/// <summary>What strains the prices of a walk. A bar is a minute; shares are percent.</summary>
internal sealed record WalkStress
{
    /// <summary>So many times the usual step from quote to quote.</summary>
    public int Volatility { get; init; } = 1;

    /// <summary>Of so many bars the spread is two to five times the usual.</summary>
    public int WideSpreads { get; init; }

    /// <summary>Every so many bars the price runs back fast what it came since the last time; 0 is never.</summary>
    public int ReversalBars { get; init; }

    /// <summary>So many bars have no quote at all.</summary>
    public int Gaps { get; init; }

    /// <summary>So many quotes that hit a stop come further beyond it.</summary>
    public int Slippage { get; init; }

    /// <summary>How far beyond at most.</summary>
    public int SlippagePoints { get; init; }

    /// <summary>So many bars have a wick: one quote a hundredth of the price away.</summary>
    public int Wicks { get; init; }

    /// <summary>No quotes in the middle third.</summary>
    public bool DeadMiddle { get; init; }
}

/// <summary>The quotes of a walk under its stress; the same plan gives the same quotes, but for slippage, which asks what would be hit.</summary>
internal sealed class ScenarioWalk(WalkPlan plan, WalkStress stress, SymbolSpec spec, Price bid, int spreadPoints, DateTimeOffset begin)
{
    private const int ReversalQuotes = 20;

    private static readonly TimeSpan Bar = TimeSpan.FromMinutes(1);
    private SplitMix random = SplitMix.For(plan.Seed, 9_001);
    private long bar = -1;
    private decimal shift;
    private decimal runsBack;
    private int runningBack;
    private decimal? since;
    private int spreadTimes;
    private bool isGap;
    private int wickAt;
    private int quoteOfBar;

    /// <summary>Whether a closing price would hit a stop of a side; asked where quotes slip.</summary>
    public Func<Side, decimal, bool> Hits { get; init; } = static (_, _) => false;

    public IEnumerable<TimedQuote> Quotes()
    {
        var usual = MarketSymbol.Default.First(symbol => symbol.Name == plan.Symbol);
        var spreadTicks = Math.Max(1, (int)(spreadPoints * spec.Point / spec.TickSize));
        var ticks = (long)(bid.Value / spec.TickSize);
        var symbol = usual with { StartTicks = ticks, SpreadTicks = spreadTicks, StepTicks = usual.StepTicks * stress.Volatility };
        var state = new MarketSymbolState
        {
            Name = plan.Symbol,
            Random = SplitMix.For(plan.Seed, 9_002).State,
            BidTicks = ticks,
            Regime = plan.Regime,
            RegimeEnds = begin + plan.Length + Bar,
            RegimeTicks = ticks,
            WiderTicks = 0,
            Next = begin.AddMilliseconds(500),
        };
        var market = new SimulatedMarket(new MarketState([state]), [symbol]);
        foreach (var quote in market.CatchUp(begin + plan.Length))
        {
            if (Strained(quote) is { } strained) yield return strained;
        }
    }

    private TimedQuote? Strained(TimedQuote quote)
    {
        var into = quote.Time - begin;
        if (into.Ticks / Bar.Ticks != bar) BeginBar(into.Ticks / Bar.Ticks, quote.Bid.Value);
        quoteOfBar++;
        if (runningBack > 0)
        {
            runningBack--;
            shift += runsBack;
        }

        if (isGap || (stress.DeadMiddle && into > plan.Length / 3 && into < plan.Length * 2 / 3)) return null;
        var spread = (quote.Ask.Value - quote.Bid.Value) * spreadTimes;
        var at = quote.Bid.Value + shift + (quoteOfBar == wickAt ? Wick(quote.Bid.Value) : 0m);
        at += Slip(at, at + spread);
        return new TimedQuote(plan.Symbol, new Price(at), new Price(at + spread), quote.Time);
    }

    private void BeginBar(long number, decimal price)
    {
        bar = number;
        quoteOfBar = 0;
        spreadTimes = random.Below(100) < stress.WideSpreads ? random.Between(2, 5) : 1;
        isGap = random.Below(100) < stress.Gaps;
        wickAt = random.Below(100) < stress.Wicks ? random.Between(5, 50) : 0;
        if (stress.ReversalBars == 0 || bar == 0 || bar % stress.ReversalBars != 0) return;
        runsBack = Math.Round(((since ?? bid.Value) - (price + shift)) / ReversalQuotes / spec.TickSize) * spec.TickSize;
        runningBack = ReversalQuotes;
        since = price + shift + (runsBack * ReversalQuotes);
    }

    private decimal Wick(decimal price) => (random.Below(2) == 0 ? 1 : -1) * Math.Round(price / 100m / spec.TickSize) * spec.TickSize;

    private decimal Slip(decimal atBid, decimal atAsk)
    {
        if (stress.Slippage == 0) return 0m;
        var against = Hits(Side.Long, atBid) ? -1 : Hits(Side.Short, atAsk) ? 1 : 0;
        return against == 0 || random.Below(100) >= stress.Slippage ? 0m : against * random.Between(1, stress.SlippagePoints) * spec.Point;
    }
}
