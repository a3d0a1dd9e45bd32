namespace WebTrader.Persistence.Settings;

/// <summary>Where the versions of the settings are kept for ever. Only ever added to. Thread-safe.</summary>
public interface ISettingsStore
{
    /// <summary>The one with the largest number; null when there is none.</summary>
    /// <exception cref="SettingsStoreException">It cannot be read just now.</exception>
    Task<SettingsVersion?> NewestAsync(CancellationToken cancellation);

    /// <summary>Null when there is none of this number.</summary>
    /// <exception cref="SettingsStoreException">It cannot be read just now.</exception>
    Task<SettingsVersion?> FindAsync(long version, CancellationToken cancellation);

    /// <summary>Newest first.</summary>
    /// <exception cref="SettingsStoreException">It cannot be read just now.</exception>
    Task<Page<SettingsVersion>> HistoryAsync(PageRequest page, CancellationToken cancellation);

    /// <summary>Adds a sealed version; it is on the disk when this returns. Adding the newest one again changes nothing.</summary>
    /// <exception cref="SettingsStoreException">It could not be written, and is not there.</exception>
    /// <exception cref="SettingsConflictException">There is another one of this number, or a newer one.</exception>
    Task AddAsync(SettingsVersion version);
}

/// <summary>The store of the settings cannot be used just now; the message says why, in words for the operator.</summary>
public sealed class SettingsStoreException(string reason, Exception? cause = null) : Exception(reason, cause);

/// <summary>The store holds settings that its user does not know of.</summary>
/// <param name="newest">The largest number there.</param>
public sealed class SettingsConflictException(long newest) : Exception($"The store already holds version {newest} of the settings.")
{
    public long Newest { get; } = newest;
}
