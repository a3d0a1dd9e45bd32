using System.Globalization;
using WebTrader.Core.Ports;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Sessions;

/// <summary>What an account is called, also while its session does not run.</summary>
internal static class AccountHeads
{
    public static BrokerAccount Of(AccountSettings account) => account.Terminal is { } terminal
        ? new(account.Id, account.Name, Broker: "mt5", IsLive: false, terminal.Login.ToString(CultureInfo.InvariantCulture), terminal.Server, account.Currency)
        : new(account.Id, account.Name, Broker: "simulator", IsLive: false, Login: account.Id.Value, Server: "Simulator", account.Currency);
}
