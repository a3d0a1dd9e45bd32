using WebTrader.Core.Journal;
using WebTrader.Engine;
using WebTrader.Persistence.Settings;

namespace WebTrader.Host.Settings.Versions;

/// <summary>A version of the settings with what its text means.</summary>
public sealed record SettingsInForce(SettingsVersion Version, SettingsDocument Document);

/// <summary>What would hold if somebody said so: checked, and not in force.</summary>
/// <param name="From">The version in force when it was made; 0 where there was none.</param>
/// <param name="Text">As it would be kept.</param>
/// <param name="Changes">What is different from what holds.</param>
public sealed record SettingsDraft(long From, SettingsDocument Document, string Text, IReadOnlyList<SettingChange> Changes)
{
    /// <summary>Of the settings files, where the draft takes them over; null otherwise.</summary>
    internal string? Seed { get; init; }

    /// <summary>The engine's settings of an account under it.</summary>
    internal EngineOptions EngineOf(HostSettings files, AccountSettings account)
    {
        var over = Document.Over(files);
        return over.EngineOf(over.Accounts.First(own => own.Id == account.Id));
    }
}

/// <summary>A change that took effect.</summary>
/// <param name="Late">Accounts where it holds a little later, each with the reason; empty where it holds everywhere.</param>
public sealed record SettingsApplied(SettingsInForce Now, IReadOnlyList<SettingChange> Changes, IReadOnlyList<SettingsLate> Late);

/// <summary>An account whose session has not taken the settings yet.</summary>
public sealed record SettingsLate(Core.Positions.AccountId Account, string Reason);

/// <summary>No settings can be read, so that none can be changed or armed; the message says why and what helps.</summary>
public sealed class SettingsUnreadableException(string problem) : Exception(problem);

/// <summary>Other settings hold than those that were to be changed.</summary>
public sealed class SettingsStaleException(long current) : Exception($"Version {current} of the settings holds by now.")
{
    public long Current { get; } = current;
}
