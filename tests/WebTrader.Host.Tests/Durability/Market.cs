using WebTrader.Brokers.Simulator;
using WebTrader.Core.Positions;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Durability;

/// <summary>A market that never rests, and traders who open without a stop: they go on whether or not a host looks.</summary>
internal sealed class Market(TerminalBench bench, ulong seed, int positions)
{
    private SplitMix random = new(seed);
    private decimal bid = 1.10000m;

    /// <summary>Until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            bid = Math.Clamp(bid + (random.Between(-6, 6) * 0.00001m), 1.08000m, 1.12000m);
            var side = random.Between(0, 1) == 0 ? Side.Long : Side.Short;
            await bench.Terminal.AskAsync(broker =>
            {
                TerminalBench.Feed(broker, bid);
                if (broker.Positions.Count < positions) TerminalBench.Open(broker, side, 0.01m);
                return true;
            });
            await Task.Delay(10, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
