namespace WebTrader.TestKit.Jobs;

/// <summary>Ends what is done at one of its steps, as a kill would: nothing after it is carried out.</summary>
/// <param name="last">The step before which it ends, from 0; a large number ends nothing.</param>
public sealed class Steps(int last = int.MaxValue)
{
    private readonly List<string> told = [];

    public IReadOnlyList<string> Told => told;

    public void Tell(string step)
    {
        if (told.Count == last) throw new KilledException(step);
        told.Add(step);
    }
}

/// <summary>It ended before a step.</summary>
public sealed class KilledException(string step) : Exception($"killed before: {step}");
