using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// Goes along with every reading of positions and deals, and before every trade: a terminal that has lost its broker, or that somebody has logged in to another account meanwhile, shows
/// lists that are old, empty or another's. Then nothing was read, and nothing is sent.
/// </summary>
internal sealed class ReadGuard(Burst burst, Mt5GatewayOptions options)
{
    private readonly int login = burst.Ask(Mt5Request.Account(Mt5AccountInteger.Login));
    private readonly int connected = burst.Ask(Mt5Request.Terminal(Mt5TerminalInteger.Connected));

    /// <exception cref="Mt5ReadException">The reading does not count.</exception>
    public void Check()
    {
        if (burst.Whole(login) != options.Login) throw new Mt5ReadException($"the terminal is logged in to account {burst.Whole(login)}, not {options.Login}");
        if (burst.Whole(connected) == 0) throw new Mt5ReadException("the terminal has no connection to the broker");
    }
}
