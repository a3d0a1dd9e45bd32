using WebTrader.Brokers.Simulator;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>How long to wait before connecting again: twice as long each time, up to the longest, each shortened by up to half at random.</summary>
internal sealed class Mt5Pauses(Mt5ClientOptions options)
{
    private SplitMix random = new(options.Seed);
    private TimeSpan next = options.FirstPause;

    public TimeSpan Next()
    {
        var pause = next / 1000.0 * random.Between(500, 1000);
        next = next * 2 > options.LongestPause ? options.LongestPause : next * 2;
        return pause;
    }

    public void Reset() => next = options.FirstPause;
}
