namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>
/// The numbers of the calls of one line: zero and up, from the beginning again after the largest of 32 bits, never one that is still outstanding.
/// </summary>
/// <param name="first">Where to begin; zero or more.</param>
internal sealed class Mt5CallIds(int first)
{
    private int next = first;

    /// <param name="isTaken">Whether a number is still outstanding; must not hold for all of them.</param>
    public int Next(Func<int, bool> isTaken)
    {
        while (isTaken(next)) Advance();
        var id = next;
        Advance();
        return id;
    }

    private void Advance() => next = next == int.MaxValue ? 0 : next + 1;
}
