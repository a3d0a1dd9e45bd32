using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <content>What it does by itself: looking at the terminal, counting positions, and asking for prices.</content>
public sealed partial class Mt5Gateway
{
    private TaskCompletionSource look = new();
    private long? differs, noticed;

    /// <summary>Checks the terminal again and again; what cannot be read for a while is not good any more.</summary>
    private async Task LookAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            if (experts.Trades is not null) await CheckAsync();
            if (experts.Owing is { Count: > 0 } owing) await AskOwingAsync(owing);
            if (IsConnected) await costs.FillAsync(positions.Known, ending.Token);
            await PauseAsync(options.CheckEvery);
        }
    }

    private const string StillOwed = "an expert that does not answer may still do a trade that it was sent";

    /// <summary>While a trade may still be done that trades go on without, nothing counts as settled: what is unsettled waits on, and is told of it.</summary>
    private async Task AskOwingAsync(IReadOnlyList<int> owing)
    {
        foreach (var expert in owing)
        {
            var burst = new Burst();
            burst.Ask(Mt5Request.IsTesting);
            try
            {
                await experts.ReadAsync(expert, burst, ending.Token);
            }
            catch (Mt5ReadException)
            {
                // It still owes its answer, which is what is told below.
            }
        }

        if (experts.Owing.Count > 0 && told == true && !ending.IsCancellationRequested) Tell(true, StillOwed);
    }

    private void LookAtOnce() => look.TrySetResult();

    private async Task PauseAsync(TimeSpan atMost)
    {
        await using var timer = clock.CreateTimer(static signal => ((TaskCompletionSource)signal!).TrySetResult(), look, atMost, Timeout.InfiniteTimeSpan);
        await using var end = ending.Token.UnsafeRegister(static signal => ((TaskCompletionSource)signal!).TrySetResult(), look);
        await look.Task;
        look = new TaskCompletionSource();
    }

    private async Task CheckAsync()
    {
        // One that owes us an answer for too long is left for another.
        if (experts.Choose() && told == true) Tell(true, "trades go to another expert, because the one before does not answer");
        try
        {
            await checks.ReadAsync(experts.Readings, ending.Token);
            if (ending.IsCancellationRequested) return;
            report.Sample();
            Judge();
        }
        catch (Mt5ReadException failed)
        {
            if (ending.IsCancellationRequested) return;
            // A trade under way keeps its expert busy for as long as the broker takes: that is no lost connection.
            var mayBeBusy = experts.IsAlone && experts.TradingFor < options.LeaveExpertAfter;
            if (!mayBeBusy && !(checks.Age < options.CheckEvery * 3)) Judge($"the terminal does not answer: {failed.Message}");
        }
    }

    /// <summary>Asks for the prices that matter and that the terminal does not report by itself.</summary>
    private async Task AskForPricesAsync()
    {
        var (reportedAskedAt, countedAt) = (clock.GetTimestamp(), clock.GetTimestamp());
        var counting = Task.CompletedTask;
        while (!ending.IsCancellationRequested)
        {
            await Task.Delay(options.PollEvery, clock, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (ending.IsCancellationRequested) return;
            if (!IsConnected) continue;
            if (counting.IsCompleted && clock.GetElapsedTime(countedAt) >= options.CountEvery)
            {
                // Beside the prices: a count that is slow holds none of them up. What the last one threw shows here.
                await counting;
                countedAt = clock.GetTimestamp();
                counting = CountAsync();
            }

            var all = clock.GetElapsedTime(reportedAskedAt) >= options.PollReportedEvery;
            if (all) reportedAskedAt = clock.GetTimestamp();
            await AskForPricesAsync([.. WantedSymbols().Where(symbol => all || !feed.IsReported(symbol))]);
        }
    }

    private async Task AskForPricesAsync(IReadOnlyList<string> wanted)
    {
        if (wanted.Count == 0) return;
        var burst = new Burst();
        foreach (var symbol in wanted) burst.Ask(Mt5Request.SymbolTick(symbol));
        try
        {
            await experts.ReadAsync(experts.Readings, burst, ending.Token);
            for (var place = 0; place < wanted.Count; place++) feed.Take(wanted[place], burst.Tick(place));
        }
        catch (Mt5ReadException)
        {
            // No price came. That quotes are stale is seen, and said, by whoever needs them.
        }
    }

    /// <summary>Another number of positions than was read, and nobody has told of it: as good as an event, once for each number.</summary>
    private async Task CountAsync()
    {
        var burst = new Burst();
        var total = burst.Ask(Mt5Request.PositionsTotal);
        try
        {
            await experts.ReadAsync(experts.Readings, burst, ending.Token);
            var open = burst.Whole(total);
            var isNew = positions.IsRead && open != positions.Known.Count;
            // Counted twice: where events are reported, the reading that one has caused is a moment away.
            if (isNew && open == differs && open != noticed && !ending.IsCancellationRequested)
            {
                noticed = open;
                Hear(TradeNewsKind.Deal);
            }

            differs = isNew ? open : null;
            if (!isNew) noticed = null;
        }
        catch (Mt5ReadException)
        {
            // It is counted again in a moment, and what it means that the terminal does not answer is judged where it is checked.
        }
    }

    /// <summary>Symbols with open positions, and those that are watched in any case.</summary>
    private IReadOnlyList<string> WantedSymbols() =>
        [.. positions.Known.Select(position => position.Symbol).Concat(options.Watch).Distinct(StringComparer.Ordinal)];
}
