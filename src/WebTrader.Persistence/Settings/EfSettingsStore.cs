using Microsoft.EntityFrameworkCore;
using WebTrader.Persistence.Store;

namespace WebTrader.Persistence.Settings;

/// <summary>The versions of the settings in a database. A call fails once the database was not to be had for as long as another process may hold it. Thread-safe.</summary>
public sealed class EfSettingsStore : ISettingsStore
{
    private readonly SettingsDatabase database;

    internal EfSettingsStore(SettingsDatabase database) => this.database = database;

    /// <summary>In the journal's SQLite file.</summary>
    /// <param name="path">The file, which the journal makes.</param>
    /// <param name="lockWait">How long another process may hold it before a call fails.</param>
    public static EfSettingsStore InSqlite(string path, TimeSpan lockWait) => new(new SqliteSettingsDatabase(path, lockWait));

    public Task<SettingsVersion?> NewestAsync(CancellationToken cancellation) =>
        UseAsync(db => db.Versions.OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellation), cancellation);

    public Task<SettingsVersion?> FindAsync(long version, CancellationToken cancellation) =>
        UseAsync(db => db.Versions.FirstOrDefaultAsync(row => row.Version == version, cancellation), cancellation);

    public Task<Page<SettingsVersion>> HistoryAsync(PageRequest page, CancellationToken cancellation) =>
        UseAsync(db => page.OfAsync(db.Versions.OrderByDescending(row => row.Version), cancellation), cancellation);

    /// <summary>Not canceled by anybody: a change is there or it is not.</summary>
    public async Task AddAsync(SettingsVersion version)
    {
        try
        {
            await UseAsync(db => AddAsync(db, version), CancellationToken.None);
        }
        catch (SettingsStoreException)
        {
            // The answer may have been lost after the deed.
            if (await FindAsync(version.Version, CancellationToken.None) is not { } stored || stored.Hash != version.Hash) throw;
        }
    }

    private async Task<bool> AddAsync(SettingsDbContext db, SettingsVersion version)
    {
        await using var transaction = database.Begin(db);
        var newest = await db.Versions.OrderByDescending(row => row.Version).FirstOrDefaultAsync();
        if (newest is not null && newest.Version >= version.Version)
            return newest.Version == version.Version && newest.Hash == version.Hash ? true : throw new SettingsConflictException(newest.Version);
        db.Versions.Add(version);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    }

    /// <summary>On the pool: SQLite does everything on the thread that asks.</summary>
    private Task<T> UseAsync<T>(Func<SettingsDbContext, Task<T>> use, CancellationToken cancellation) => Task.Run(async () =>
    {
        try
        {
            await using var db = database.Open();
            return await use(db);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or SettingsConflictException) && database.Explain(failure) is { } fault)
        {
            throw new SettingsStoreException(fault.Reason, failure);
        }
    }, cancellation);
}
