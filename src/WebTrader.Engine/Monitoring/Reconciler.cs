using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Engine.Running;

namespace WebTrader.Engine.Monitoring;

/// <summary>Asks the broker how positions ended, and compares that with what was recorded. On the session's scheduler; only reads.</summary>
public sealed class Reconciler(AccountId account, EngineOptions options, TimeProvider clock, IBrokerGateway gateway)
{
    /// <summary>Every position that ended at the broker since a moment, made of its deals as the monitor makes a trade, but for what only we know (peak and reason of a stop).</summary>
    /// <param name="since">UTC.</param>
    /// <param name="recorded">Positions that are known to have ended since: theirs are read where the broker's list of deals does not show all of them.</param>
    /// <returns>A failure where any of it cannot be read.</returns>
    public async ValueTask<Reading<IReadOnlyList<Trade>>> EndedSinceAsync(DateTimeOffset since, IEnumerable<PositionId> recorded, CancellationToken cancellation)
    {
        var reading = await ReadAsync(token => gateway.ReadDealsSinceAsync(since, token), cancellation);
        if (!reading.TryGet(out var deals)) return Reading<IReadOnlyList<Trade>>.Failed(reading.Failure!, reading.Began);
        var ended = deals.Where(deal => deal.Entry != DealEntry.In).Select(deal => deal.Position).Concat(recorded).Distinct().ToList();
        List<Trade> trades = [];
        foreach (var position in ended)
        {
            IReadOnlyList<Deal> own = [.. deals.Where(deal => deal.Position == position)];
            if (Classify(own) is not { } trade)
            {
                // It began before: the list has only a part of its deals.
                var whole = await ReadAsync(token => gateway.ReadDealsAsync(position, token), cancellation);
                if (!whole.TryGet(out var all)) return Reading<IReadOnlyList<Trade>>.Failed(whole.Failure!, reading.Began);
                if ((trade = Classify(all)) is null) continue;
            }

            trades.Add(trade);
        }

        return Reading<IReadOnlyList<Trade>>.Of(trades, reading.Began);
    }

    /// <summary>What the record and the broker do not agree on, a sentence each, by position; empty where they agree. Pure.</summary>
    /// <param name="recorded">Of a stretch of time.</param>
    /// <param name="atBroker">Of the same stretch.</param>
    public static IReadOnlyList<string> Differences(IEnumerable<Trade> recorded, IEnumerable<Trade> atBroker)
    {
        var ours = recorded.ToDictionary(trade => trade.Position);
        var theirs = atBroker.ToDictionary(trade => trade.Position);
        return [.. ours.Keys.Union(theirs.Keys).OrderBy(position => position.Value).SelectMany(position => Compare(ours.GetValueOrDefault(position), theirs.GetValueOrDefault(position)))];
    }

    private static IEnumerable<string> Compare(Trade? ours, Trade? theirs)
    {
        if (ours is null) yield return $"Ticket {theirs!.Ticket} {theirs.Symbol} ended at the broker and is not recorded: {theirs.Profit}";
        else if (theirs is null) yield return $"Ticket {ours.Ticket} {ours.Symbol} is recorded as ended, and the broker's deals do not show it";
        else
        {
            if (ours.Lots != theirs.Lots) yield return Say(ours, "lots", ours.Lots, theirs.Lots);
            if (ours.ClosePrice != theirs.ClosePrice) yield return Say(ours, "closing price", ours.ClosePrice, theirs.ClosePrice);
            if (ours.Profit != theirs.Profit) yield return Say(ours, "profit", ours.Profit, theirs.Profit);
            if (ours.Commission != theirs.Commission) yield return Say(ours, "commission", ours.Commission, theirs.Commission);
            if (ours.Swap != theirs.Swap) yield return Say(ours, "swap", ours.Swap, theirs.Swap);
        }
    }

    private static string Say<T>(Trade trade, string what, T ours, T theirs) => $"Ticket {trade.Ticket} {trade.Symbol}: {what} is {ours} in the record and {theirs} at the broker";

    private Trade? Classify(IReadOnlyList<Deal> deals) => ClosureClassifier.Classify(account, deals, null, null, null, recovered: true);

    private ValueTask<Reading<T>> ReadAsync<T>(Func<CancellationToken, ValueTask<Reading<T>>> read, CancellationToken cancellation) =>
        Waits.ReadWithinAsync(read, options.Monitor.ReadDeadline, clock, cancellation);
}
