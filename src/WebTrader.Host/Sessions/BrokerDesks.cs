using WebTrader.Host.Settings;

namespace WebTrader.Host.Sessions;

/// <summary>What stands behind an account, as its settings say.</summary>
public static class BrokerDesks
{
    public static IBrokerDesk Open(AccountSettings account, string folder, TimeProvider clock) =>
        account.Terminal is { } terminal ? Mt5Desk.Open(account, terminal, clock) : SimulatorDesk.Open(account, folder, clock);
}
