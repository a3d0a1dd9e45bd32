using WebTrader.Host.Data;
using WebTrader.Persistence.Databases;
using WebTrader.Persistence.Settings;

namespace WebTrader.Host.Settings.Versions;

/// <summary>What a start finds in the data folder, looked at before anything is made there.</summary>
/// <param name="Kept">The last good copy; null where there is none, or it is damaged.</param>
/// <param name="Damage">What is wrong with it; null where nothing is, or where there is none.</param>
/// <param name="IsFresh">Whether nothing was ever kept here: no copy, no database, and no account was ever run from here.</param>
/// <param name="AsksFirst">Whether a database that outlives the folder may hold versions all the same.</param>
internal sealed record SettingsStart(SettingsVersion? Kept, string? Damage, bool IsFresh, bool AsksFirst)
{
    public static SettingsStart Look(DataFolder data, DatabaseAddress database)
    {
        var (kept, damage) = new SettingsFile(data.Path).Read();
        var isFresh = kept is null && damage is null && !data.HasAccounts && (database.IsOfServer || !File.Exists(database.Name));
        return new SettingsStart(kept, damage, isFresh, database.IsOfServer);
    }
}
