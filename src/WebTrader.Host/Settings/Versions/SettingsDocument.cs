using System.Globalization;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;

namespace WebTrader.Host.Settings.Versions;

/// <summary>
/// What an operator changes while the host runs: the stop settings in all their layers, and what each account may send, hold and lose. Ports, addresses, terminals and the accounts themselves stay in the
/// settings files. Immutable.
/// </summary>
/// <param name="Stops">The defaults.</param>
/// <param name="Layers">For symbols, magic numbers, comments and tickets.</param>
/// <param name="Accounts">Also those that this host does not have just now.</param>
public sealed record SettingsDocument(StopPlan Stops, IReadOnlyList<StopLayer> Layers, IReadOnlyList<AccountDocument> Accounts)
{
    /// <summary>What the settings files and the environment say.</summary>
    public static SettingsDocument Of(HostSettings files) => new(
        files.Engine.Plan,
        files.Engine.Layers,
        [.. files.Accounts.Select(account => new AccountDocument(account.Id, account.Stops, account.Messages, account.Limits))]);

    /// <summary>The settings of a host with these in place of what the files say. An account that the document does not know keeps what the files say.</summary>
    public HostSettings Over(HostSettings files) => files with
    {
        Engine = files.Engine with { Plan = Stops, Layers = Layers },
        Accounts = [.. files.Accounts.Select(account => Find(account.Id) is { } own ? account with { Stops = own.Stops, Messages = own.Messages, Limits = own.Limits } : account)],
    };

    /// <summary>With the accounts of another one that are missing here.</summary>
    public SettingsDocument WithMissingOf(SettingsDocument other) => this with { Accounts = [.. Accounts, .. other.Accounts.Where(account => Find(account.Id) is null)] };

    /// <summary>With one layer changed. A layer that says nothing any more is left out.</summary>
    /// <param name="kind">Any but the account's.</param>
    /// <param name="key">As in <see cref="StopLayer.Key"/>.</param>
    public SettingsDocument WithLayer(StopLayerKind kind, string key, Func<StopPatch, StopPatch> change)
    {
        var patch = change(Layers.FirstOrDefault(layer => layer.Kind == kind && layer.Key == key)?.Patch ?? new StopPatch());
        var others = Layers.Where(layer => layer.Kind != kind || layer.Key != key);
        return this with { Layers = [.. patch.Names().Any() ? others.Append(new StopLayer(kind, key, patch)) : others] };
    }

    /// <summary>Leaves one position to others, or takes it back.</summary>
    public SettingsDocument Managing(Ticket ticket, bool isManaged) =>
        WithLayer(StopLayerKind.Ticket, ticket.Value.ToString(CultureInfo.InvariantCulture), patch => patch with { Manage = isManaged ? null : false });

    public AccountDocument? Find(AccountId account) => Accounts.FirstOrDefault(known => string.Equals(known.Id.Value, account.Value, StringComparison.OrdinalIgnoreCase));
}

/// <summary>What is changed of one account. What else an account is given to say is read in <see cref="DocumentReader"/> and written in <see cref="DocumentWriter"/>.</summary>
/// <param name="Stops">What its stop settings change; null for nothing.</param>
public sealed record AccountDocument(AccountId Id, StopPatch? Stops, MessageLimits Messages, AccountLimits Limits);
