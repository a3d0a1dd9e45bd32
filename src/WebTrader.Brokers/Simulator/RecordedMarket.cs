using WebTrader.Brokers.Ticks;

namespace WebTrader.Brokers.Simulator;

/// <summary>
/// Lets recorded quotes and a trader happen to a broker at the pace at which they were recorded, or a multiple of it, as if the first of them were made
/// now. At their end the prices stand. Not thread-safe: runs on the broker's scheduler.
/// </summary>
/// <param name="speed">How many times as fast; above zero.</param>
public sealed class RecordedMarket(SimulatedBroker broker, IEnumerable<TimedQuote> quotes, DemoTrader? trader, decimal speed, TimeProvider clock)
{
    /// <summary>Whether all quotes were played.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Plays until cancelled; goes on with the trader alone when the quotes are over.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var source = quotes.GetEnumerator();
        var begin = clock.GetUtcNow();
        IsOver = !source.MoveNext();
        var first = IsOver ? default : source.Current.Time;
        while (!cancellation.IsCancellationRequested)
        {
            DateTimeOffset? next = IsOver ? null : begin + TimeSpan.FromTicks((long)((source.Current.Time - first).Ticks / speed));
            var isTrader = trader is not null && (next is null || trader.NextAt < next);
            if (!isTrader && next is null) return;
            if (!await PassAsync((isTrader ? trader!.NextAt : next!.Value) - clock.GetUtcNow(), cancellation)) return;
            if (isTrader) trader!.Act();
            else
            {
                broker.Feed(source.Current.Symbol, source.Current.Bid, source.Current.Ask, next!.Value);
                IsOver = !source.MoveNext();
            }
        }
    }

    private async Task<bool> PassAsync(TimeSpan wait, CancellationToken cancellation)
    {
        try
        {
            // Also when late it lets others run in between.
            if (wait <= TimeSpan.Zero) await Task.Yield();
            else await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), clock, cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
