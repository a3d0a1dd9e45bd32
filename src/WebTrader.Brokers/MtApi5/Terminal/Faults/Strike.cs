using WebTrader.Brokers.Simulator;

namespace WebTrader.Brokers.MtApi5.Terminal.Faults;

/// <summary>When a fault strikes: the next so many times, and now and then by the seed. Off at first. Used on the terminal's thread.</summary>
public sealed class Strike
{
    private readonly ulong seed;
    private SplitMix random;
    private int next;
    private int perMille;

    internal Strike(ulong seed)
    {
        this.seed = seed;
        random = new SplitMix(seed);
    }

    /// <summary>How often it has struck so far.</summary>
    public long Struck { get; private set; }

    /// <summary>It strikes the next so many times, 0 or more; replaces what was left.</summary>
    public void Next(int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        next = times;
    }

    /// <summary>It strikes in so many of a thousand cases; 0 to 1000.</summary>
    public void Chance(int inThousand)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inThousand);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(inThousand, 1000);
        perMille = inThousand;
        random = new SplitMix(seed);
    }

    public void Always() => Chance(1000);

    public void Never() => (next, perMille) = (0, 0);

    internal bool Strikes()
    {
        if (next > 0) next--;
        else if (perMille < 1000 && (perMille == 0 || random.Below(1000) >= perMille)) return false;
        Struck++;
        return true;
    }
}
