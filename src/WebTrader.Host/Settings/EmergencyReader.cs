using WebTrader.Host.Emergency;

namespace WebTrader.Host.Settings;

/// <summary>Reads how emergency stops are pressed and released.</summary>
internal static class EmergencyReader
{
    private const string FileNames = "1 to 64 letters, digits, dashes and underscores";
    private static readonly TimeSpan LongestHold = TimeSpan.FromHours(24), ShortestSilence = TimeSpan.FromSeconds(10), LongestSilence = TimeSpan.FromDays(7);

    /// <param name="accounts">Those that there are.</param>
    public static EmergencySettings Read(SettingsSection section, IReadOnlyList<AccountSettings> accounts)
    {
        var usual = new EmergencySettings();
        var settings = new EmergencySettings
        {
            MinimumHold = section.Duration("MinimumHold", usual.MinimumHold, "0 to 24 h, as in 60s", LongestHold),
            FileName = section.Text("FileName", usual.FileName, FileNames, text => text.Length is >= 1 and <= 64 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))!,
            FileDoes = Does(section, "FileDoes", usual.FileDoes, accounts),
            SignalDoes = Does(section, "SignalDoes", usual.SignalDoes, accounts),
            DeadMan = section.OptionalSection("DeadMan") is { } deadMan ? DeadMan(deadMan, accounts) : null,
        };
        section.RefuseUnknown();
        return settings;
    }

    private static DeadManSettings DeadMan(SettingsSection section, IReadOnlyList<AccountSettings> accounts)
    {
        const string allowed = "10 s to 7 days, as in 15m";
        section.Require("After", allowed);
        var after = section.Duration("After", ShortestSilence, allowed, LongestSilence);
        if (after < ShortestSilence) section.Refuse("After", after.ToString("c"), allowed);
        var settings = new DeadManSettings(after, Does(section, "Does", EmergencyCommand.FlattenEverything, accounts));
        section.RefuseUnknown();
        return settings;
    }

    private static EmergencyCommand Does(SettingsSection section, string key, EmergencyCommand usual, IReadOnlyList<AccountSettings> accounts)
    {
        var allowed = $"{EmergencyCommand.Allowed}; the accounts are {string.Join(", ", accounts.Select(account => account.Id))}";
        var text = section.Text(key, "", allowed, words => EmergencyCommand.Parse(words) is { } command && (command.Scope.Account is not { } named || accounts.Any(account => account.Id == named)));
        return text is { Length: > 0 } given ? EmergencyCommand.Parse(given)! : usual;
    }
}
