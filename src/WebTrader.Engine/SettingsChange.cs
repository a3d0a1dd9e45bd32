using WebTrader.Core.Journal;
using WebTrader.Core.Positions;

namespace WebTrader.Engine;

/// <summary>Which settings take the place of which, and who wants it.</summary>
/// <param name="FromVersion">0 where none held before.</param>
/// <param name="Changes">Of every account; each is told its own.</param>
public sealed record SettingsChange(long FromVersion, long ToVersion, IReadOnlyList<SettingChange> Changes, string By, string Why)
{
    private const string Accounts = "Accounts:";

    /// <summary>The places that concern an account: its own, and those for all.</summary>
    public IReadOnlyList<SettingChange> For(AccountId account) =>
        [.. Changes.Where(change => !change.Place.StartsWith(Accounts, StringComparison.Ordinal) || change.Place.StartsWith($"{Accounts}{account}:", StringComparison.OrdinalIgnoreCase))];

    /// <summary>The fact for an account's journal.</summary>
    public SettingsChanged Of(AccountId account, DateTimeOffset at) => new(account, at, FromVersion, ToVersion, For(account), By, Why);
}
