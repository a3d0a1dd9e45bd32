using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebTrader.Host.Data;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;
using WebTrader.Persistence.Databases;
using WebTrader.Persistence.Settings;

namespace WebTrader.Host.Settings.Versions;

/// <summary>Puts the settings that are changed while the host runs among its services.</summary>
internal static class SettingsServices
{
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(2);

    /// <summary>What is in the data folder is looked at here, before the journal makes a database there.</summary>
    public static void Add(IServiceCollection services, HostSettings settings, DataFolder data)
    {
        var start = SettingsStart.Look(data, settings.Journal.In(data.Path));
        services.AddSingleton<ISettingsStore>(provider => provider.GetRequiredService<DatabaseAddress>().OpenSettings(LockWait));
        services.AddSingleton(provider => new SettingsKeeper(
            settings,
            data,
            start,
            provider.GetRequiredService<ISettingsStore>(),
            provider.GetRequiredService<AccountSessions>(),
            provider.GetRequiredService<EfJournal>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SettingsKeeper>>()));
    }
}
