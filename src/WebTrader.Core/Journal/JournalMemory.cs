using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;

namespace WebTrader.Core.Journal;

/// <summary>
/// What the facts of one account amount to, in memory and by the store's own rules: seeing a position again forgets nothing, what has a trade is not
/// open any more, a trade is kept once, and a stop whose outcome nobody wrote down is in the air. Not thread-safe.
/// </summary>
public sealed class JournalMemory
{
    private readonly Dictionary<PositionId, RememberedPosition> open = [];
    private readonly Dictionary<PositionId, Trade> trades = [];
    private readonly Dictionary<FencingToken, RememberedCall> unsettled = [];
    private readonly SentMemory sent = new();
    private long lastEpoch;
    private Money? peak;

    public IReadOnlyDictionary<PositionId, Trade> Trades => trades;

    public IReadOnlyCollection<RememberedPosition> Open => open.Values;

    public void Append(JournalEntry entry)
    {
        sent.Append(entry);
        switch (entry)
        {
            case SessionStarted started:
                lastEpoch = Math.Max(lastEpoch, started.Epoch);
                break;
            case PositionSeen { Position: var seen } when !trades.ContainsKey(seen.Id):
                open[seen.Id] = new RememberedPosition(seen, StopProgress.For(seen, open.GetValueOrDefault(seen.Id)?.Progress));
                break;
            case PartlyClosed { Position: var left, Part: var part } when open.TryGetValue(left.Id, out var known):
                open[left.Id] = new RememberedPosition(left, StopProgress.For(left, known.Progress).WithPart(part.Lots));
                break;
            case StopIntended intent:
                unsettled[intent.Write.Token] = new RememberedCall(intent.Write.Position, intent.Write.Token, intent.Number, intent.Side, intent.Write.Stop, intent.Rule, intent.At);
                break;
            case StopSettled settled:
                Settle(settled);
                break;
            // MT5 sends stop and take-profit together: a late take-profit brings its stop along.
            case TakeProfitIntended { Write: var write } intent:
                unsettled[write.Token] = new RememberedCall(write.Position, write.Token, intent.Number, null, write.Stop, null, intent.At);
                break;
            case TakeProfitSettled { Result.Outcome: not WriteOutcome.Unknown } settled:
                unsettled.Remove(settled.Intent.Write.Token);
                break;
            case EquityPeak { Equity: var equity }:
                peak = equity;
                break;
            case PositionClosed { Trade: var trade }:
                trades.TryAdd(trade.Position, trade);
                open.Remove(trade.Position);
                break;
        }
    }

    public void Keep(Position position, StopProgress progress)
    {
        if (!trades.ContainsKey(position.Id)) open[position.Id] = new RememberedPosition(position, progress);
    }

    /// <summary>What the next session of the account begins with.</summary>
    /// <param name="now">Wall time, UTC.</param>
    public AccountMemory Recall(DateTimeOffset now)
    {
        foreach (var (token, call) in unsettled)
        {
            if (now - call.SentAt > AccountMemory.InTheAirFor) unsettled.Remove(token);
        }

        DateTimeOffset? lastClosed = trades.Count == 0 ? null : trades.Values.Max(trade => trade.CloseTime);
        return new AccountMemory(new Dictionary<PositionId, RememberedPosition>(open), lastClosed, lastEpoch)
        {
            Recent = [.. trades.Values.Where(trade => trade.CloseTime >= now - AccountMemory.SentFor || trade.CloseTime == lastClosed)],
            PeakEquity = peak,
            Sent = sent.Recall(now),
            InTheAir = [.. unsettled.Values.OrderBy(call => call.Token)],
        };
    }

    private void Settle(StopSettled settled)
    {
        var write = settled.Intent.Write;
        if (settled.Result.Outcome != WriteOutcome.Unknown) unsettled.Remove(write.Token);
        if (settled.Result.Outcome != WriteOutcome.Accepted) return;
        foreach (var (token, earlier) in unsettled)
        {
            if (earlier.IsSettledBy(write.Position, write.Token, write.Stop)) unsettled.Remove(token);
        }
    }
}
