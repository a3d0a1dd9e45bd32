namespace WebTrader.Brokers.Simulator;

/// <summary>
/// Lets a market and a trader happen to a broker, each quote and each action at its own moment. What happens depends on the moments only, not on
/// when a timer got round to them. Not thread-safe: runs on the session's scheduler.
/// </summary>
public sealed class MarketDriver(SimulatedBroker broker, SimulatedMarket market, DemoTrader? trader, TimeProvider clock)
{
    /// <summary>How much of the time away is lived through; before it, the market counts as closed.</summary>
    public static readonly TimeSpan LongestCatchUp = TimeSpan.FromHours(24);

    // Behind by more than this, the book is put on file once at the end, not with each trade nobody waits for.
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(1);

    private DateTimeOffset openedAt = DateTimeOffset.MinValue;

    /// <summary>When the next thing happens (UTC).</summary>
    public DateTimeOffset NextAt => trader is not null && trader.NextAt < market.NextAt ? trader.NextAt : market.NextAt;

    /// <summary>
    /// Lives through everything due by now. Stops that were hit meanwhile are executed and stand in the history with their times. The book is put on
    /// file at the end: a process killed before goes on from the book it had, and comes to the same.
    /// </summary>
    public void CatchUp()
    {
        var now = clock.GetUtcNow();
        var horizon = now - LongestCatchUp;
        if (market.NextAt < horizon)
        {
            market.StayClosedUntil(horizon);
            openedAt = horizon;
        }

        var keep = broker.Keep;
        broker.Keep = null;
        try
        {
            while (NextAt <= now) Step();
        }
        finally
        {
            broker.Keep = keep;
        }

        keep?.Invoke();
    }

    /// <summary>Catches up and then goes on with the clock until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        CatchUp();
        while (!cancellation.IsCancellationRequested)
        {
            var wait = NextAt - clock.GetUtcNow();
            if (wait < -Behind) CatchUp();
            else if (wait <= TimeSpan.Zero) Step();
            else if (!await PassAsync(wait, cancellation)) return;
        }
    }

    private async Task<bool> PassAsync(TimeSpan wait, CancellationToken cancellation)
    {
        try
        {
            // Task.Delay cuts to whole milliseconds: a rest of less would spin.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), clock, cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // A quote comes before an action at the same moment: the trader sees the market of that moment.
    private void Step()
    {
        try
        {
            if (trader is not null && trader.NextAt < market.NextAt)
            {
                broker.Moment = trader.NextAt > openedAt ? trader.NextAt : openedAt;
                trader.Act();
                return;
            }

            var quote = market.Take();
            broker.Moment = quote.Time;
            broker.Feed(quote.Symbol, quote.Bid, quote.Ask, quote.Time);
        }
        finally
        {
            broker.Moment = null;
        }
    }
}
