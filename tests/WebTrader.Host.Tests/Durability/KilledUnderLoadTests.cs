using WebTrader.Brokers.Simulator;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Durability;

/// <summary>
/// A host as a process of its own at a terminal on a real socket, killed at random moments while stops are moved, orders placed and settings changed: twenty times with WEBTRADER_FULL=true.
/// </summary>
[Collection(nameof(Commands.Alone))]
public sealed class KilledUnderLoadTests(ITestOutputHelper output)
{
    private const int Positions = 40;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("WEBTRADER_FULL") == "true";

    private static readonly int Kills = IsFull ? 20 : 2;

    [Fact]
    public async Task After_each_kill_every_stop_is_in_the_journal_no_trade_is_lost_or_doubled_and_settings_are_whole()
    {
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"seed {seed}");
        var random = new SplitMix(seed);
        using var data = new TempFolder();
        await using var bench = await TerminalBench.StartAsync();
        var witness = await BrokerWitness.WatchAsync(bench);
        var market = new Market(bench, seed, Positions);
        var requests = new Requests(seed + 1);
        var promises = new Promises(data, witness, requests);
        for (var life = 0; life <= Kills; life++)
        {
            using var resting = new CancellationTokenSource();
            var moving = market.RunAsync(resting.Token);
            using var host = bench.Serve(data);
            using var http = await host.ReadyAsync();
            if (life == Kills) await requests.AskAgainAsync(http);
            await resting.CancelAsync();
            await moving;
            if (life > 0) await promises.HoldAsync(http);
            output.WriteLine($"life {life}: {witness.Changes.Count} stops at the broker, {requests.Opened.Count} orders ({requests.Answers}), max risk {requests.MaxRisk}");
            if (life == Kills) break;

            using var killed = new CancellationTokenSource();
            moving = market.RunAsync(killed.Token);
            var asking = requests.RunAsync(http);
            // Every other one is killed while it is still opening its database.
            var known = requests.MaxRisk;
            if (life % 2 == 1) await Eventually.TrueAsync(() => Task.FromResult(requests.MaxRisk > known), "a change was answered", 120);
            await Task.Delay(random.Between(200, 4_000), TestContext.Current.CancellationToken);
            await host.KillAsync();
            await asking;
            await killed.CancelAsync();
            await moving;
        }
    }
}
