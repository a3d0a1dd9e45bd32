using Microsoft.EntityFrameworkCore.Storage;
using WebTrader.Core.Positions;

namespace WebTrader.Persistence.Store;

/// <summary>
/// Where the journal's tables are: one class per database. The writer's side (<see cref="Open"/>, <see cref="ForWriting"/>,
/// <see cref="Begin"/>, <see cref="Confirm"/>, <see cref="Close"/>) is used by one thread at a time; <see cref="ForReading"/> by any.
/// </summary>
internal abstract class JournalStore
{
    /// <summary>Makes the store ready to write: found, whole, of a known layout, and ours to write to. May block for a while.</summary>
    /// <exception cref="Exception">Anything; <see cref="Explain"/> says what it means.</exception>
    public abstract void Open();

    /// <summary>A context for one batch, whose connection never makes a database. The caller disposes of it.</summary>
    public abstract WebTraderDbContext ForWriting();

    /// <summary>Begins a transaction in which entries are written: until its end nobody else adds to this journal, from whatever process.</summary>
    /// <param name="db">From <see cref="ForWriting"/>.</param>
    /// <param name="accounts">Whose entries they are; empty where nothing of an account is added.</param>
    /// <exception cref="StoreException">Another process writes for one of them.</exception>
    public abstract IDbContextTransaction Begin(WebTraderDbContext db, IEnumerable<AccountId> accounts);

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
