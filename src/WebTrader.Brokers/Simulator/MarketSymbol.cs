namespace WebTrader.Brokers.Simulator;

/// <summary>How one symbol moves in the simulated market. All prices in whole ticks.</summary>
public sealed record MarketSymbol
{
    public required string Name { get; init; }

    /// <summary>The size of a tick in price; above zero.</summary>
    public required decimal TickSize { get; init; }

    /// <summary>The bid a fresh market begins with, in ticks; also where prices are drawn back to over hours.</summary>
    public required long StartTicks { get; init; }

    /// <summary>The usual spread in ticks; 1 or more.</summary>
    public required int SpreadTicks { get; init; }

    /// <summary>The usual largest move from one quote to the next in ticks; 1 or more.</summary>
    public required int StepTicks { get; init; }

    /// <summary>Seven symbols with usual prices, as in <see cref="SymbolSpecs.BuiltIn"/>.</summary>
    public static IReadOnlyList<MarketSymbol> Default { get; } =
    [
        new() { Name = "EURUSD", TickSize = 0.00001m, StartTicks = 108_650, SpreadTicks = 9, StepTicks = 6 },
        new() { Name = "GBPUSD", TickSize = 0.00001m, StartTicks = 126_500, SpreadTicks = 12, StepTicks = 8 },
        new() { Name = "USDJPY", TickSize = 0.001m, StartTicks = 151_250, SpreadTicks = 11, StepTicks = 9 },
        new() { Name = "XAUUSD", TickSize = 0.001m, StartTicks = 2_350_000, SpreadTicks = 150, StepTicks = 90 },
        new() { Name = "EURGBP", TickSize = 0.00001m, StartTicks = 85_500, SpreadTicks = 10, StepTicks = 5 },
        new() { Name = "NZDUSD", TickSize = 0.00001m, StartTicks = 60_500, SpreadTicks = 12, StepTicks = 5 },
        new() { Name = "US30", TickSize = 0.5m, StartTicks = 78_000, SpreadTicks = 4, StepTicks = 3 },
    ];
}

/// <summary>What a market is up to for some minutes.</summary>
public enum MarketRegime
{
    Quiet,
    TrendUp,
    TrendDown,

    /// <summary>To and fro around one price.</summary>
    Choppy,
    Volatile,
}

/// <summary>Where one symbol of the market stands; all of it, so that the same state always gives the same quotes.</summary>
public sealed record MarketSymbolState
{
    public required string Name { get; init; }
    public required ulong Random { get; init; }
    public required long BidTicks { get; init; }
    public required MarketRegime Regime { get; init; }
    public required DateTimeOffset RegimeEnds { get; init; }

    /// <summary>Where the regime began, in ticks.</summary>
    public required long RegimeTicks { get; init; }

    /// <summary>How much wider than usual the spread still is, in ticks.</summary>
    public required int WiderTicks { get; init; }

    /// <summary>When the next quote is made (UTC).</summary>
    public required DateTimeOffset Next { get; init; }
}

/// <summary>Where the market stands.</summary>
public sealed record MarketState(IReadOnlyList<MarketSymbolState> Symbols);
