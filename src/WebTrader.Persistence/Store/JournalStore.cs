namespace WebTrader.Persistence.Store;

/// <summary>
/// Where the journal's tables are: one class per database. The writer's side (<see cref="Open"/>, <see cref="ForWriting"/>,
/// <see cref="Confirm"/>, <see cref="Close"/>) is used by one thread at a time; <see cref="ForReading"/> by any.
/// </summary>
internal abstract class JournalStore
{
    /// <summary>Makes the store ready to write: found, whole, of a known layout, and ours to write to. May block for a while.</summary>
    /// <exception cref="Exception">Anything; <see cref="Explain"/> says what it means.</exception>
    public abstract void Open();

    /// <summary>A context for one batch, with a connection of its own that never makes a database. The caller disposes of it.</summary>
    public abstract WebTraderDbContext ForWriting();

    /// <summary>A context with a connection of its own, that only reads and tracks nothing. The caller disposes of it.</summary>
    public abstract WebTraderDbContext ForReading();

    /// <summary>After a commit: throws when what was written went away with its file.</summary>
    /// <exception cref="StoreException">The database was deleted meanwhile.</exception>
    public abstract void Confirm();

    /// <summary>Gives up what <see cref="Open"/> took; can be opened again.</summary>
    public abstract void Close();

    /// <summary>What a failure says about the store; null when it is the fault of what was to be written.</summary>
    public abstract StoreFault? Explain(Exception failure);
}
