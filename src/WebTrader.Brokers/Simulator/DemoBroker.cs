using WebTrader.Core.Market;

namespace WebTrader.Brokers.Simulator;

/// <summary>What a broker that lives by itself is set up with.</summary>
public sealed record DemoBrokerOptions
{
    /// <summary>Where its book is kept; null to keep it in memory only.</summary>
    public string? Folder { get; init; }

    /// <summary>Decides market and trader of a fresh book; a book on file goes on with its own.</summary>
    public ulong Seed { get; init; } = 1;

    public SimulatedBrokerOptions Broker { get; init; } = new() { Symbols = SymbolSpecs.BuiltIn };

    /// <summary>The symbols that move; each must be one of the broker's.</summary>
    public IReadOnlyList<MarketSymbol> Market { get; init; } = MarketSymbol.Default;

    /// <summary>Whether somebody trades.</summary>
    public bool WithTrader { get; init; } = true;

    /// <summary>Whether a damaged book is set aside and a fresh one begins; otherwise opening throws.</summary>
    public bool FreshWhenDamaged { get; init; }
}

/// <summary>
/// A broker with its market, its trader and its book on file, put together. It goes on from its book, as a real broker outlives a killed host.
/// Start <see cref="Driver"/> on the session's scheduler. Not thread-safe.
/// </summary>
public sealed class DemoBroker : IDisposable
{
    private readonly BookFile? file;

    private DemoBroker(BookFile? file, SimulatedBroker broker, SimulatedMarket market, DemoTrader? trader, TimeProvider clock, IReadOnlyList<string> setAside)
    {
        this.file = file;
        Broker = broker;
        Market = market;
        Trader = trader;
        SetAside = setAside;
        Driver = new MarketDriver(broker, market, trader, clock);
        if (file is not null) broker.Keep = () => file.Save(new SavedBook(broker.State(), broker.Deals, market.State(), trader?.State));
    }

    public SimulatedBroker Broker { get; }
    public SimulatedMarket Market { get; }
    public DemoTrader? Trader { get; }
    public MarketDriver Driver { get; }

    /// <summary>The names a damaged book was renamed to; empty when none was.</summary>
    public IReadOnlyList<string> SetAside { get; }

    /// <summary>
    /// Opens the book and lives through the time since. Throws <see cref="BookFileException"/> for a damaged book (unless a fresh one may begin),
    /// <see cref="ArgumentException"/> where the book does not fit the options, <see cref="IOException"/> where the folder is in use.
    /// </summary>
    public static DemoBroker Open(DemoBrokerOptions options, TimeProvider clock)
    {
        var file = options.Folder is { } folder ? new BookFile(folder) : null;
        try
        {
            var (saved, setAside) = Load(file, options.FreshWhenDamaged, clock);
            var demo = Compose(options, clock, file, saved, setAside);
            demo.Driver.CatchUp();
            return demo;
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    public void Dispose() => file?.Dispose();

    private static (SavedBook? Saved, IReadOnlyList<string> SetAside) Load(BookFile? file, bool freshWhenDamaged, TimeProvider clock)
    {
        try
        {
            return (file?.Load(), []);
        }
        catch (BookFileException) when (freshWhenDamaged)
        {
            return (null, file!.SetAside(clock.GetUtcNow()));
        }
    }

    private static DemoBroker Compose(DemoBrokerOptions options, TimeProvider clock, BookFile? file, SavedBook? saved, IReadOnlyList<string> setAside)
    {
        var broker = saved is null ? new SimulatedBroker(options.Broker, clock) : new SimulatedBroker(options.Broker, clock, saved.Book, saved.Deals);
        var symbols = options.Market.Select(symbol => Fit(symbol, broker)).ToList();
        var now = clock.GetUtcNow();
        var market = saved?.Market is { } state ? new SimulatedMarket(state, symbols) : new SimulatedMarket(options.Seed, now, symbols);
        DemoTrader? trader = null;
        if (options.WithTrader) trader = saved?.Trader is { } plans ? new DemoTrader(broker, plans) : new DemoTrader(broker, options.Seed, now);
        return new DemoBroker(file, broker, market, trader, clock, setAside);
    }

    // The market walks on the broker's own tick grid, whatever specification the broker was given.
    private static MarketSymbol Fit(MarketSymbol symbol, SimulatedBroker broker)
    {
        if (!broker.HasSymbol(symbol.Name)) throw new ArgumentException($"The market moves {symbol.Name}, which the broker does not have.", nameof(symbol));
        var tick = broker.SpecOf(symbol.Name).TickSize;
        return tick == symbol.TickSize ? symbol : symbol with
        {
            TickSize = tick,
            StartTicks = Ticks(symbol.StartTicks),
            SpreadTicks = (int)Ticks(symbol.SpreadTicks),
            StepTicks = (int)Ticks(symbol.StepTicks),
        };

        long Ticks(long ticks) => Math.Max(1, (long)decimal.Round(ticks * symbol.TickSize / tick));
    }
}
