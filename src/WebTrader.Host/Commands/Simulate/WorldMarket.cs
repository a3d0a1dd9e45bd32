using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;
using WebTrader.Core.Market;

namespace WebTrader.Host.Commands.Simulate;

/// <summary>
/// The quotes of a world: about one a second and symbol, every other second at night, with gaps and spread spikes where the world has faults,
/// and with symbols whose market closes for a while.
/// </summary>
internal sealed class WorldMarket(WorldPlan plan, SimulatedBroker broker, WorldWatch watch, DateTimeOffset start)
{
    private static readonly IReadOnlyList<MarketSymbol> Symbols = [.. MarketSymbol.Default.Take(5)];
    private readonly SimulatedMarket market = new(plan.Seed, start, Symbols);
    private readonly Dictionary<string, State> states = Symbols.ToDictionary(symbol => symbol.Name, symbol => new State(symbol), StringComparer.Ordinal);
    private SplitMix random = SplitMix.For(plan.Seed, 7_001);

    public static IReadOnlyList<string> Names { get; } = [.. Symbols.Select(symbol => symbol.Name)];

    /// <summary>The next quote of the world; nobody has seen it yet.</summary>
    public TimedQuote Next()
    {
        while (true)
        {
            var quote = market.Take();
            var state = states[quote.Symbol];
            if (quote.Time < state.NotBefore) continue;
            state.NotBefore = quote.Time.AddMilliseconds(quote.Time.Hour is >= 21 or < 5 ? 1_900 : 900);
            return quote;
        }
    }

    /// <summary>Hands it to the broker, unless its market is closed.</summary>
    public void Feed(TimedQuote quote)
    {
        var state = states[quote.Symbol];
        if (plan.Faults == FaultProfile.Full) Trouble(state, quote.Time);
        if (state.ClosedUntil is { } until)
        {
            if (quote.Time < until) return;
            state.ClosedUntil = null;
            broker.SetMarketOpen(quote.Symbol, true);
            watch.Markets[quote.Symbol] = quote.Time.AddSeconds(2);
        }

        var wider = quote.Time < state.WideUntil ? state.Symbol.SpreadTicks * 15 : 0;
        var shift = state.Shift * state.Symbol.TickSize;
        watch.Figures.Quotes++;
        broker.Feed(quote.Symbol, new Price(quote.Bid.Value + shift), new Price(quote.Ask.Value + shift + (wider * state.Symbol.TickSize)), quote.Time);
    }

    private void Trouble(State state, DateTimeOffset now)
    {
        switch (random.Below(2_000))
        {
            case 0:
                // At most so far from where it would be, so that prices stay plausible for days.
                state.Shift = Math.Clamp(state.Shift + (state.Symbol.StepTicks * random.Between(-40, 40)), -state.Symbol.StepTicks * 100, state.Symbol.StepTicks * 100);
                break;
            case 1:
                state.WideUntil = now.AddSeconds(random.Between(2, 20));
                break;
            case 2 when state.ClosedUntil is null:
                state.ClosedUntil = now.AddSeconds(random.Between(10, 120));
                broker.SetMarketOpen(state.Symbol.Name, false);
                watch.Markets[state.Symbol.Name] = DateTimeOffset.MaxValue;
                break;
        }
    }

    private sealed class State(MarketSymbol symbol)
    {
        public MarketSymbol Symbol { get; } = symbol;
        public DateTimeOffset NotBefore { get; set; }
        public DateTimeOffset WideUntil { get; set; }
        public DateTimeOffset? ClosedUntil { get; set; }

        /// <summary>How far the gaps have moved the price, in ticks.</summary>
        public long Shift { get; set; }
    }
}
