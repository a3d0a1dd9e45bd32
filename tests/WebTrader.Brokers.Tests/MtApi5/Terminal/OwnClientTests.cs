using Shouldly;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Engine.Running;
using WebTrader.TestKit.Host;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Terminal;

/// <summary>Our own client at the simulated terminal, over real sockets and by the real clock.</summary>
public sealed class OwnClientTests
{
    private const int Calls = 200;

    [Fact]
    public async Task No_call_is_lost_to_lost_wake_ups()
    {
        await using var terminal = Started();
        var expert = (await terminal.StartAsync())[0];
        using var scheduler = new SessionScheduler();
        scheduler.StartThread("client");
        var client = new Mt5Client(new Mt5ClientOptions { Address = terminal.Address, Login = 12_345_678, KickAfter = TimeSpan.FromMilliseconds(5), ReadDeadline = TimeSpan.FromSeconds(20), ForgetAfter = TimeSpan.FromSeconds(60), TradeDeadline = TimeSpan.FromSeconds(20) }, TimeProvider.System);
        await scheduler.AskAsync(() =>
        {
            client.Connect(new Nobody());
            return true;
        });
        await Eventually.TrueAsync(() => scheduler.AskAsync(() => client.Experts.Any(each => each.State == Mt5ExpertState.Ready)), "the expert is ready");
        await terminal.SetAsync("lost-wake-up", "200/1000");

        var answered = 0;
        await scheduler.StartAsync(async () =>
        {
            for (var call = 0; call < Calls; call++)
            {
                if (await client.CallAsync(expert, Mt5Request.PositionsTotal, CancellationToken.None) is Mt5Answer.Value) answered++;
            }
        });

        answered.ShouldBe(Calls);
        var kicks = await scheduler.AskAsync(() => client.Figures.Kicks);
        kicks.ShouldBeGreaterThan(10);
        await scheduler.StartAsync(async () => await client.DisposeAsync());
    }

    private static TerminalSimulator Started()
    {
        var broker = new SimulatedBroker(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn }, TimeProvider.System);
        broker.Feed("EURUSD", new Price(1.1m), new Price(1.1001m), broker.Now);
        return new TerminalSimulator(broker, new TerminalOptions { Port = 0 }, TimeProvider.System);
    }

    private sealed class Nobody : IMt5Listener
    {
        public void OnConnected()
        {
        }

        public void OnDisconnected(string reason)
        {
        }

        public void OnExpertsChanged(IReadOnlyList<Mt5Expert> experts)
        {
        }

        public void OnEvent(Mt5Event reported)
        {
        }

        public void OnLateAnswer(Mt5Call call, Mt5Answer answer)
        {
        }
    }
}
