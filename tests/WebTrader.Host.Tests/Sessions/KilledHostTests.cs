using System.Collections.Concurrent;
using Shouldly;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Tests.Sessions;

/// <summary>A host as a process of its own, killed while a trade of its hangs at a terminal on a real socket; the terminal, its experts and the broker go on.</summary>
public sealed class KilledHostTests
{
    private static readonly TimeSpan Hangs = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_stop_that_lands_after_the_host_was_killed_and_has_come_back_loosens_nothing()
    {
        using var data = new TempFolder();
        await using var bench = await TerminalBench.StartAsync();
        var stops = await WatchAsync(bench);
        await bench.QuoteAsync(1.10000m);
        await bench.OpenAsync(Side.Long, 0.01m);
        using (var first = bench.Serve(data))
        {
            await Eventually.TrueAsync(async () => (await bench.StopsAsync()) is [not null], "it has its first stop");
            await HangsAsync(bench);
            await SentAsync(bench, () => bench.QuoteAsync(1.10050m));
            await first.KillAsync();
        }

        using var second = bench.Serve(data);
        using var http = await second.ReadyAsync();
        await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(http, "/api/v1/positions")).Count == 1, "the position is seen");
        // By another expert the tighter one could leave at once: then the late one would loosen it.
        await bench.QuoteAsync(1.10100m);
        await Eventually.TrueAsync(async () =>
        {
            await bench.QuoteAsync(1.10100m);
            return stops.Count >= 3 && (await bench.StopsAsync())[0]!.Value.Value > 1.10050m;
        }, "the late one has landed, and the tighter one has followed", 120);

        stops.ShouldAllBe(stop => stop != null, "it never stands without a stop again");
        stops.Select(stop => stop!.Value.Value).ShouldBe(stops.Select(stop => stop!.Value.Value).Order(), "each is tighter than the one before");
    }

    [Fact]
    public async Task A_position_whose_first_stop_hangs_at_a_killed_host_has_one_as_soon_as_the_host_is_back()
    {
        using var data = new TempFolder();
        await using var bench = await TerminalBench.StartAsync();
        var stops = await WatchAsync(bench);
        await bench.QuoteAsync(1.10000m);
        using (var first = bench.Serve(data))
        {
            using var http = await first.ReadyAsync();
            await HangsAsync(bench);
            await SentAsync(bench, () => bench.OpenAsync(Side.Long, 0.01m));
            await first.KillAsync();
        }

        using var second = bench.Serve(data);
        var began = TimeProvider.System.GetTimestamp();
        await Eventually.TrueAsync(async () => (await bench.StopsAsync()) is [not null], "it has a stop");
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Hangs, "the one that hangs is not waited for");
        // The late one finds the same stop there, which is no change at the broker that could be waited for.
        await Task.Delay(Hangs, TestContext.Current.CancellationToken);

        stops.Distinct().Count().ShouldBe(1, "it was sent the very same stop again, so that the late one changes nothing");
        (await TradesAsync(bench)).ShouldBe(2, "the one that hangs, and the same again");
    }

    /// <summary>Each stop that a position has had at the broker, oldest first, as often as anybody set it.</summary>
    private static async Task<ConcurrentQueue<Price?>> WatchAsync(TerminalBench bench)
    {
        var stops = new ConcurrentQueue<Price?>();
        await bench.Terminal.AskAsync(broker =>
        {
            broker.Traded += () =>
            {
                if (broker.Positions is [{ } position] && (position.StopLoss is not null || !stops.IsEmpty)) stops.Enqueue(position.StopLoss);
            };
            return true;
        });
        return stops;
    }

    private static Task HangsAsync(TerminalBench bench) =>
        bench.Terminal.ChangeBrokerFaultsAsync(plan => plan.Next(new Fault.Hang(Hangs), GatewayCall.SetStop));

    /// <summary>Until the trade has left, and what was intended has been written down.</summary>
    private static async Task SentAsync(TerminalBench bench, Func<Task> cause)
    {
        var before = await TradesAsync(bench);
        await cause();
        await Eventually.TrueAsync(async () => await TradesAsync(bench) > before, "the trade has left");
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
    }

    private static async Task<long> TradesAsync(TerminalBench bench) => (await bench.Terminal.FiguresAsync()).Commands.GetValueOrDefault(Mt5Command.OrderSend);
}
