using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;

namespace WebTrader.Host.Commands.Replay;

/// <summary>Quotes of the simulated market for a replay, so that anyone can run one without recorded ticks.</summary>
public static class GeneratedQuotes
{
    // A Monday, so that the hours of the week mean what they say.
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The same seed gives the same quotes, as often as they are read.</summary>
    public static IEnumerable<TimedQuote> Of(ulong seed, TimeSpan duration)
    {
        foreach (var quote in new SimulatedMarket(seed, Start).CatchUp(Start + duration)) yield return quote;
    }
}
