using WebTrader.Host.Security.Rights;

namespace WebTrader.Host.Security.SignIn;

/// <summary>
/// The right to make the first administrator: whoever reads the host's console has it. Once, for an hour, and only in memory; with each start there is another. Thread-safe.
/// </summary>
internal sealed class SetupLink(TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly Lock guard = new();
    private readonly long made = clock.GetTimestamp();
    private string? token = Secrets.Make();
    private bool isTaken;

    /// <summary>In the fragment, which browsers send to nobody.</summary>
    public string? Of(string address) => token is { } secret ? $"{address.TrimEnd('/')}/setup#{secret}" : null;

    public bool IsOver => token is null || clock.GetElapsedTime(made) > Life;

    /// <summary>Takes the link for one attempt; until that is spent or given back nobody else has it.</summary>
    public bool TryTake(string? given)
    {
        lock (guard)
        {
            if (isTaken || !Secrets.AreEqual(given, token) || IsOver) return false;
            return isTaken = true;
        }
    }

    /// <summary>There is an administrator now.</summary>
    public void Spend()
    {
        lock (guard) token = null;
    }

    /// <summary>The attempt came to nothing: a name or password that does not fit.</summary>
    public void GiveBack()
    {
        lock (guard) isTaken = false;
    }
}
