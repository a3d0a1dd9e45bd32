using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;

namespace WebTrader.Host.Commands.Replay.Recorded;

/// <summary>How one recorded trade ended.</summary>
/// <param name="Peak">The best profit that was observed while it was open; null when it was closed at the first look.</param>
/// <param name="GaveBack">From the peak, where there was one above zero, to the end; zero or more.</param>
/// <param name="Messages">Stops sent, and a close by us.</param>
/// <param name="IsPremature">Whether a stop closed it within ten seconds after it was moved.</param>
/// <param name="Gap">How far beyond the stop it was closed, in account money; zero without a stop.</param>
/// <param name="LockForbidden">Whether a lock that a rule wanted at the peak, or later, had no room between the entry and the market.</param>
public sealed record RecordedEnd(RecordedTrade Trade, Money Profit, Money? Peak, Money GaveBack, int Messages, bool IsStopped, bool IsPremature, Money Gap, bool LockForbidden)
{
    /// <summary>A profit that mattered, and a loss at the end.</summary>
    public bool IsTurned => Peak >= RecordedRun.Mattered && Profit < Money.Zero;
}

/// <summary>
/// Plays one recorded trade through the rules: decides at each observed price, and what it decides stands at the broker a latency later. A stop is filled at the
/// first observed price at or beyond it; what is still open when the record ends is closed at its last price. Pure.
/// </summary>
public static class RecordedRun
{
    /// <summary>A peak from which on a loss at the end counts as profit turned into loss.</summary>
    public static readonly Money Mattered = new(0.20m);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    /// <param name="latency">From reading a price until what was decided by it stands; zero or more.</param>
    public static RecordedEnd Play(RecordedTrade trade, RecordedSymbol symbol, StopPlan plan, TimeSpan latency)
    {
        var (position, progress, peak) = (trade.ToPosition(), (StopProgress?)null, (Money?)null);
        (DateTimeOffset At, StopDecision Decision)? pending = null;
        var (messages, lockForbidden) = (0, false);
        var movedAt = DateTimeOffset.MinValue;
        for (var i = 0; i < trade.Observed.Count; i++)
        {
            var (at, price) = trade.Observed[i];
            if (pending is { } due && due.At <= at) Arrive(due.At, due.Decision);
            var profit = symbol.Spec.ProfitAt(position, price);
            if (pending is { Decision: StopDecision.CloseNow } close && close.At <= at) return End(at, profit);
            if (position.StopLoss is { } stop && trade.Side.IsAtOrPast(price, stop)) return End(at, profit, symbol.Spec.ProfitAt(position, stop) - profit);
            if (i == trade.Observed.Count - 1) return End(at, profit);

            if (peak is null || profit > peak) peak = profit;
            var quote = trade.Side == Side.Long ? new Quote(trade.Symbol, price, new Price(price.Value + symbol.Spread), at, 0) : new Quote(trade.Symbol, new Price(price.Value - symbol.Spread), price, at, 0);
            var verdict = StopPipeline.Decide(position, symbol.Spec, quote, plan, progress);
            progress = verdict.Progress;
            lockForbidden |= profit >= plan.SweetSpotFrom && verdict.Decision is StopDecision.Hold { Wanted: null } && !(position.StopLoss is { } standing && symbol.Spec.ProfitAt(position, standing) >= Money.Zero);
            if (pending is not null || verdict.Decision is StopDecision.Hold) continue;
            messages++;
            if (latency > TimeSpan.Zero) pending = (at + latency, verdict.Decision);
            else if (verdict.Decision is StopDecision.CloseNow) return End(at, profit);
            else Arrive(at, verdict.Decision);
        }

        throw new InvalidOperationException("A recorded trade has no price.");

        void Arrive(DateTimeOffset at, StopDecision decision)
        {
            if (decision is not StopDecision.Move move) return;
            position = position with { StopLoss = move.Stop };
            progress = (progress ?? StopProgress.For(position)) with { OwnStop = move.Stop, OwnRule = move.Rule };
            movedAt = at;
            pending = null;
        }

        RecordedEnd End(DateTimeOffset at, Money profit, Money? gap = null) =>
            new(trade, profit, peak, GivenBack(peak, profit), messages, IsStopped: gap is not null, gap is not null && at - movedAt <= Soon, gap ?? Money.Zero, lockForbidden);
    }

    /// <summary>What the other program made of the same trade.</summary>
    public static RecordedEnd Theirs(RecordedTrade trade, RecordedSymbol symbol)
    {
        Money? peak = null;
        foreach (var (_, price) in trade.Observed.SkipLast(1))
        {
            var profit = symbol.Spec.ProfitAt(trade.ToPosition(), price);
            if (peak is null || profit > peak) peak = profit;
        }

        var sinceMove = trade.StopMoves.Count == 0 ? TimeSpan.MaxValue : trade.Observed[^1].At - trade.StopMoves[^1];
        return new RecordedEnd(trade, trade.Profit, peak, GivenBack(peak, trade.Profit), trade.StopMoves.Count, IsStopped: sinceMove <= Soon, sinceMove <= Soon, Money.Zero, LockForbidden: false);
    }

    private static Money GivenBack(Money? peak, Money profit)
    {
        if (peak is not { } best || best <= Money.Zero || best <= profit) return Money.Zero;
        return best - (profit > Money.Zero ? profit : Money.Zero);
    }
}
