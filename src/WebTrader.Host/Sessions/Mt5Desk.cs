using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Gateway;
using WebTrader.Core.Ports;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Sessions;

/// <summary>The way to an account behind a MetaTrader 5 terminal. Terminal and broker are not ours: a lost terminal is waited for, not a fault.</summary>
public sealed class Mt5Desk : IBrokerDesk
{
    private readonly Mt5Gateway gateway;

    private Mt5Desk(Mt5Gateway gateway) => this.gateway = gateway;

    public IBrokerGateway Gateway => gateway;

    public static IBrokerDesk Open(AccountSettings account, TerminalSettings terminal, TimeProvider clock) => new Mt5Desk(Connect(account, terminal, clock));

    /// <summary>Puts gateway and client together.</summary>
    /// <param name="dialer">Null for a real terminal.</param>
    public static Mt5Gateway Connect(AccountSettings account, TerminalSettings terminal, TimeProvider clock, IMt5Dialer? dialer = null)
    {
        var client = new Mt5Client(ClientOptions(terminal), clock, dialer);
        return new Mt5Gateway(client, account.Id, account.Name, new Mt5GatewayOptions
        {
            Endpoint = terminal.Endpoint.ToString(),
            Login = terminal.Login,
            Server = terminal.Server,
            Currency = account.Currency,
            Magic = terminal.Magic,
            Deviation = terminal.Deviation,
            PollEvery = terminal.PollEvery,
            PollReportedEvery = terminal.PollEvery > TimeSpan.FromSeconds(1) ? terminal.PollEvery : TimeSpan.FromSeconds(1),
        }, clock);
    }

    /// <summary>Ends before it is told to only by a mistake of ours.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var told = new TaskCompletionSource();
        await using var end = cancellation.UnsafeRegister(static told => ((TaskCompletionSource)told!).TrySetResult(), told);
        var first = await Task.WhenAny(gateway.Running, told.Task);
        if (first != told.Task) await first;
    }

    /// <summary>The gateway ends with its session, which may have ended it already.</summary>
    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    private static Mt5ClientOptions ClientOptions(TerminalSettings terminal) => new()
    {
        Address = terminal.Endpoint.Address,
        Login = terminal.Login,
        Server = terminal.Server,
        // The engine counts an outcome as unknown after 3 s and goes on waiting; here the answer is waited for as long as one may come.
        TradeDeadline = TimeSpan.FromSeconds(60),
        ForgetAfter = TimeSpan.FromMinutes(10),
    };
}
