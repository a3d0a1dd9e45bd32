namespace WebTrader.Persistence.Control;

/// <summary>
/// Where the tables of users and keys are: one class per database. Opened when somebody first needs it, and again after a fault; whoever needs it while it is
/// away is told why, and for a second after a failed attempt at once: nobody queues for what does not answer. Thread-safe.
/// </summary>
public abstract class ControlStore(TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock opening = new();
    private bool isOpen;
    private (string Reason, long At)? failed;

    /// <summary>The store in a SQLite file, which may be the journal's.</summary>
    /// <param name="path">Made, with its folder, when it is missing.</param>
    /// <param name="lockWait">How long another process may hold the database before an attempt counts as failed.</param>
    public static ControlStore OfSqlite(string path, TimeSpan lockWait, TimeProvider clock) => new SqliteControlStore(path, lockWait, clock);

    /// <summary>A context with a connection of its own. The caller disposes of it.</summary>
    /// <exception cref="ControlAwayException">The store cannot be opened just now.</exception>
    public ControlDbContext Context()
    {
        lock (opening)
        {
            if (isOpen) return Connect();
            if (failed is { } last && clock.GetElapsedTime(last.At) < Pause) throw new ControlAwayException(last.Reason);
            try
            {
                Open();
                (isOpen, failed) = (true, null);
                return Connect();
            }
            catch (Exception fault) when ((Reason(fault) ?? Denied(fault)) is { } reason)
            {
                failed = (reason, clock.GetTimestamp());
                throw new ControlAwayException(reason, fault);
            }
        }
    }

    /// <summary>Does something with a context of its own. SQLite's calls block: whoever waits for this does not.</summary>
    /// <exception cref="ControlAwayException">The store cannot be used just now.</exception>
    public Task<T> UseAsync<T>(Func<ControlDbContext, Task<T>> act) => Task.Run(async () =>
    {
        try
        {
            await using var db = Context();
            return await act(db);
        }
        catch (Exception fault) when (Explain(fault) is { } away)
        {
            throw away;
        }
    });

    /// <summary>What a failure says about the store, which is then opened anew; null when it says nothing about it.</summary>
    public ControlAwayException? Explain(Exception failure)
    {
        if (failure is ControlAwayException known) return known;
        if (Reason(failure) is not { } reason) return null;
        lock (opening) isOpen = false;
        return new ControlAwayException(reason, failure);
    }

    /// <summary>Found, and of this build's layout. May block for a while.</summary>
    private protected abstract void Open();

    /// <summary>Nothing is opened before it is used.</summary>
    private protected abstract ControlDbContext Connect();

    /// <summary>Null when a failure is not the store's.</summary>
    private protected abstract string? Reason(Exception failure);

    private static string? Denied(Exception fault) => fault is IOException or UnauthorizedAccessException ? fault.Message : null;
}
