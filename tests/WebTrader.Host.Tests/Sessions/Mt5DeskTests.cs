using Shouldly;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Tests.Sessions;

public sealed class Mt5DeskTests
{
    [Fact]
    public async Task Positions_behind_a_terminal_get_the_same_stops_as_on_the_embedded_broker()
    {
        using var one = new TempFolder();
        using var two = new TempFolder();
        await using var bench = await TerminalBench.StartAsync();
        var embedded = new EmbeddedDesk();
        await bench.QuoteAsync(1.10000m);
        foreach (var (side, lots) in Orders) await bench.OpenAsync(side, lots);
        await using var wired = await bench.HostAsync(one);
        await using var plain = await LiveHost.StartAsync(two, embedded.Open);
        await wired.PositionsAsync(Orders.Length);
        await plain.PositionsAsync(Orders.Length);

        foreach (var bid in new[] { 1.10002m, 1.10020m, 1.10047m, 1.10090m, 1.10060m, 1.10120m })
        {
            await bench.QuoteAsync(bid);
            await embedded.QuoteAsync(bid);
            await Eventually.TrueAsync(async () => (await bench.StopsAsync()) is var here && (await embedded.StopsAsync()) is var there
                && here.SequenceEqual(there) && !here.Contains(null) && await ProtectedAsync(wired) && await ProtectedAsync(plain), $"both brokers have the same stops at {bid}");
        }
    }

    [Fact]
    public async Task A_killed_terminal_is_told_and_what_was_opened_meanwhile_is_protected_when_it_is_back()
    {
        using var folder = new TempFolder();
        await using var bench = await TerminalBench.StartAsync();
        await bench.QuoteAsync(1.10000m);
        await bench.OpenAsync(Side.Long, 0.01m);
        await using var host = await bench.HostAsync(folder);
        await host.ReadyAsync();
        await Eventually.TrueAsync(async () => await IsProtectedAsync(host, 1), "the position is protected");

        await bench.KillAsync();
        await Eventually.TrueAsync(async () => (await host.TryAsync("/health/ready")).Status == 503, "the loss is told");
        (await TerminalBench.StateAsync(host)).GetProperty("isUsable").GetBoolean().ShouldBeFalse();
        bench.OpenMeanwhile(Side.Short, 0.02m);
        await bench.ReviveAsync();
        await bench.QuoteAsync(1.10005m);

        await Eventually.TrueAsync(async () => (await bench.StopsAsync()) is [not null, not null] && await ProtectedAsync(host), "both are protected");
        await host.ReadyAsync();
        (await TerminalBench.StateAsync(host)).GetProperty("isUsable").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_stop_whose_answer_was_lost_is_read_back_and_not_sent_again()
    {
        using var folder = new TempFolder();
        await using var bench = await TerminalBench.StartAsync();
        await bench.QuoteAsync(1.10000m);
        await bench.OpenAsync(Side.Long, 0.01m);
        await bench.Terminal.ChangeAsync((faults, _) => faults.LostAnswer.Next());

        await using var host = await bench.HostAsync(folder);

        await Eventually.TrueAsync(async () => await IsProtectedAsync(host, 1), "the position is protected");
        (await bench.Terminal.FiguresAsync()).Commands[Mt5Command.OrderSend].ShouldBe(1);
    }

    [Fact]
    public async Task While_AutoTrading_is_off_that_is_alarmed_and_when_it_is_on_positions_get_their_stops()
    {
        using var folder = new TempFolder();
        await using var bench = await TerminalBench.StartAsync();
        await bench.QuoteAsync(1.10000m);
        await bench.OpenAsync(Side.Long, 0.01m);
        await bench.Terminal.AskAsync(broker => broker.AutoTrading = false);
        await using var host = await bench.HostAsync(folder);
        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/alerts")).GetProperty("items").EnumerateArray().Any(alert => alert.GetProperty("level").GetString() == "red" && alert.ToString().Contains("AutoTrading", StringComparison.Ordinal)), "it is alarmed");

        await bench.Terminal.AskAsync(broker => broker.AutoTrading = true);

        await Eventually.TrueAsync(async () => await IsProtectedAsync(host, 1), "the position is protected");
    }

    [Fact]
    public async Task A_host_without_its_terminal_starts_and_says_what_it_waits_for()
    {
        using var folder = new TempFolder();
        await using var bench = await TerminalBench.StartAsync();
        await bench.KillAsync();

        await using var host = await bench.HostAsync(folder);

        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/accounts")).GetProperty("items")[0].GetProperty("state").GetString() == "running", "the session runs");
        var state = await TerminalBench.StateAsync(host);
        state.GetProperty("isUsable").GetBoolean().ShouldBeFalse();
        state.GetProperty("whyNot").GetString().ShouldNotBeNullOrWhiteSpace();
        (await host.TryAsync("/health/ready")).Status.ShouldBe(503);
    }

    private static readonly (Side Side, decimal Lots)[] Orders = [(Side.Long, 0.01m), (Side.Long, 0.05m), (Side.Short, 0.01m), (Side.Long, 0.02m)];

    private static async Task<bool> IsProtectedAsync(LiveHost host, int count) =>
        await ProtectedAsync(host) && (await host.GetAsync("/api/v1/positions")).GetProperty("items").GetArrayLength() == count;

    private static async Task<bool> ProtectedAsync(LiveHost host) =>
        (await host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().All(row => row.GetProperty("state").GetString() == "protected");

    /// <summary>The embedded broker with the same positions, whose prices a test makes.</summary>
    private sealed class EmbeddedDesk
    {
        private readonly SimulatedBroker broker = new(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn }, TimeProvider.System);
        private SynchronizationContext session = null!;

        public IBrokerDesk Open(AccountSettings account, string folder, TimeProvider clock)
        {
            session = SynchronizationContext.Current!;
            TerminalBench.Feed(broker, 1.10000m);
            foreach (var (side, lots) in Orders) TerminalBench.Open(broker, side, lots);
            return new Desk(new SimulatedGateway(broker, new BrokerAccount(account.Id, account.Name, "simulator", false, "1", "Simulator", "USD"), new SimulatedGatewayOptions(), clock));
        }

        public Task<bool> QuoteAsync(decimal bid) => AskAsync(() => TerminalBench.Feed(broker, bid));

        public Task<IReadOnlyList<Price?>> StopsAsync() => AskAsync(() => (IReadOnlyList<Price?>)[.. broker.Positions.OrderBy(position => position.Ticket.Value).Select(position => position.StopLoss)]);

        private Task<T> AskAsync<T>(Func<T> ask)
        {
            var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            session.Post(_ => answer.SetResult(ask()), null);
            return answer.Task;
        }

        private sealed class Desk(IBrokerGateway gateway) : IBrokerDesk
        {
            public IBrokerGateway Gateway => gateway;

            public Task RunAsync(CancellationToken cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, cancellation);

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
