using WebTrader.Host.Data;
using WebTrader.Persistence.Databases;
using WebTrader.Persistence.Settings;

namespace WebTrader.Host.Settings.Versions;

/// <summary>What a start finds in the data folder, looked at before anything is made there.</summary>
/// <param name="Kept">The last good copy; null where there is none, or it is damaged.</param>
/// <param name="Damage">What is wrong with it; null where nothing is, or where there is none.</param>
/// <param name="IsFresh">Whether nothing was ever kept here, neither a copy nor a database.</param>
internal sealed record SettingsStart(SettingsVersion? Kept, string? Damage, bool IsFresh)
{
    /// <param name="database">A file is looked for; a server is not asked, because a start does not wait for it.</param>
    public static SettingsStart Look(DataFolder data, DatabaseAddress database)
    {
        var (kept, damage) = new SettingsFile(data.Path).Read();
        return new SettingsStart(kept, damage, kept is null && damage is null && !File.Exists(database.Name));
    }
}
