using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>What a look at a terminal found.</summary>
/// <param name="Failure">Why it could not be looked at; null when it could.</param>
/// <param name="State">Null after a failure.</param>
/// <param name="Currency">The account's.</param>
/// <param name="OpenPositions">How many; null where they could not be read, and why is among <paramref name="State"/>'s advice.</param>
public sealed record Inspection(string? Failure, TerminalState? State = null, string? Currency = null, bool IsReal = false, AccountState? Account = null, int? OpenPositions = null);

/// <summary>
/// Looks at a terminal before anything is configured: which account it is on, what it permits, how quick it is. It reads, and changes nothing. Called on a
/// scheduler, like a gateway.
/// </summary>
public static class TerminalInspection
{
    private static readonly TimeSpan ReachWithin = TimeSpan.FromSeconds(5);

    /// <param name="endpoint">For people.</param>
    /// <param name="listenFor">How long ticks are waited for; zero or more.</param>
    public static async Task<Inspection> RunAsync(Uri address, string endpoint, TimeSpan listenFor, TimeProvider clock)
    {
        var (found, currency, failure) = await FindAccountAsync(address, clock);
        if (found is not { Login: { } login, Server: { } server } || currency is null) return new Inspection(failure ?? "no expert told its account");

        var options = new Mt5GatewayOptions { Endpoint = endpoint, Login = login, Server = server, Currency = currency };
        var client = new Mt5Client(new Mt5ClientOptions { Address = address, Login = login, Server = server }, clock);
        await using var gateway = new Mt5Gateway(client, new AccountId("inspection"), "Inspection", options, clock);
        var ears = new Ears();
        await gateway.ConnectAsync(ears, CancellationToken.None);
        var account = await gateway.ReadAccountAsync(CancellationToken.None);
        var positions = await gateway.ReadPositionsAsync(CancellationToken.None);
        if (listenFor > TimeSpan.Zero) await Task.Delay(listenFor, clock);
        return new Inspection(null, gateway.Terminal, currency, gateway.Account.IsLive, account.TryGet(out var state) ? state : null, positions.TryGet(out var open) ? open.Count : null);
    }

    private static async Task<(Mt5Expert? Expert, string? Currency, string? Failure)> FindAccountAsync(Uri address, TimeProvider clock)
    {
        await using var client = new Mt5Client(new Mt5ClientOptions { Address = address }, clock);
        var finder = new Finder();
        client.Connect(finder);
        await using var timer = clock.CreateTimer(static found => ((TaskCompletionSource<Mt5Expert?>)found!).TrySetResult(null), finder.Found, ReachWithin, Timeout.InfiniteTimeSpan);
        if (await finder.Found.Task is not { } expert) return (null, null, finder.Reason);
        var answer = await client.CallAsync(expert.Handle, Mt5Request.Account(Mt5AccountText.Currency), CancellationToken.None);
        return answer is Mt5Answer.Value { Is.AsText: { Length: > 0 } currency } ? (expert, currency, null) : (null, null, Burst.WhyNot(answer) ?? "the terminal does not tell the account's currency");
    }

    private sealed class Finder : IMt5Listener
    {
        public TaskCompletionSource<Mt5Expert?> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Reason { get; private set; } = "there is no answer";

        public void OnConnected() => Reason = "it answers, but no expert told its account";

        public void OnDisconnected(string reason) => Reason = reason;

        public void OnExpertsChanged(IReadOnlyList<Mt5Expert> experts)
        {
            if (experts.Count == 0) Reason = "no expert is attached to a chart of the terminal";
            if (experts.FirstOrDefault(expert => expert.State == Mt5ExpertState.Ready) is { } ready) Found.TrySetResult(ready);
        }

        public void OnEvent(Mt5Event reported)
        {
        }

        public void OnLateAnswer(Mt5Call call, Mt5Answer answer)
        {
        }
    }

    private sealed class Ears : IBrokerListener
    {
        public void OnQuote(in Quote quote)
        {
        }

        public void OnTradeEvent()
        {
        }

        public void OnConnection(bool connected, string reason)
        {
        }
    }
}
