namespace WebTrader.Brokers.Simulator;

/// <summary>
/// A small random generator (SplitMix64, Steele, Lea and Flood 2014): integers only and its whole state is one number, so that the
/// same state gives the same bytes on every machine and can be kept in a file.
/// </summary>
public struct SplitMix(ulong state)
{
    /// <summary>Where the generator stands; hand it to the constructor to go on from here.</summary>
    public ulong State { get; private set; } = state;

    public ulong Next()
    {
        State += 0x9E3779B97F4A7C15UL;
        return Mix(State);
    }

    /// <summary>Zero up to, but not, the bound; the bound is above zero.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(Next(), (ulong)bound, out _);
    }

    /// <summary>From the first to the last, both included.</summary>
    public int Between(int first, int last) => first + Below(last - first + 1);

    /// <summary>True so many times of a thousand.</summary>
    public bool PerMille(int chance) => Below(1000) < chance;

    /// <summary>A generator of its own for one of many things under one seed.</summary>
    public static SplitMix For(ulong seed, ulong thing) => new(Mix(seed ^ Mix(thing + 0x9E3779B97F4A7C15UL)));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
