using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Host.Commands.Replay;

namespace WebTrader.Host.Commands.Economy;

/// <summary>Who decides which moves in profit are worth a message.</summary>
/// <param name="Pricing">A new one for each run.</param>
/// <param name="Lowest">The least part of the usual price it may ask.</param>
public sealed record Contender(string Name, Func<IMessagePricing> Pricing, decimal Lowest = 1m)
{
    public static readonly Contender Ours = new("ours", static () => ScarcityPricing.Instance, Lowest: 0m);
    public static readonly Contender Continuous = new("continuous", static () => new ContinuousPricing());
    public static readonly Contender Every15 = new("every 15 s", static () => new IntervalPricing(TimeSpan.FromSeconds(15)));
    public static readonly Contender Every60 = new("every 60 s", static () => new IntervalPricing(TimeSpan.FromSeconds(60)));
    public static readonly Contender FirstCome = new("first come, first served", static () => new FirstComePricing());

    public static readonly IReadOnlyList<Contender> Rivals = [Continuous, Every15, Every60, FirstCome];
}

/// <summary>The positions of one run: all opened within a second, before any can be closed, by seed and start.</summary>
public static class EconomyEntries
{
    private static readonly decimal[] Sizes = [0.01m, 0.01m, 0.01m, 0.02m];
    private static readonly TimeSpan OpenedWithin = TimeSpan.FromSeconds(1);

    /// <param name="quotes">From the start on. Each position is opened at one of the first.</param>
    public static IReadOnlyList<ReplayEntry> Choose(ulong seed, DateTimeOffset start, int count, IEnumerable<TimedQuote> quotes)
    {
        var random = SplitMix.For(seed, (ulong)start.ToUnixTimeSeconds());
        var opening = quotes.TakeWhile(quote => quote.Time < start + OpenedWithin).GroupBy(quote => quote.Symbol, quote => quote.Time, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (Symbol: group.Key, Times: group.ToList())).ToList();
        var entries = new List<ReplayEntry>(count);
        for (var i = 0; i < count; i++)
        {
            var (symbol, times) = opening[random.Below(opening.Count)];
            var side = random.Below(2) == 0 ? Side.Long : Side.Short;
            entries.Add(new ReplayEntry(times[random.Below(times.Count)], symbol, side, new Lots(Sizes[random.Below(Sizes.Length)])));
        }

        return [.. entries.OrderBy(entry => entry.Time)];
    }
}
