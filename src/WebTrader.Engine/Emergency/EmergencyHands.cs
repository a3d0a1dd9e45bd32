using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Core.Writing;
using WebTrader.Engine.Book;
using WebTrader.Engine.Running;
using WebTrader.Engine.Tickets;
using WebTrader.Engine.Trading;
using WebTrader.Engine.Writing;

namespace WebTrader.Engine.Emergency;

/// <summary>
/// What an emergency stop sends: one close, one removal, one tighter stop. A close takes its ticket in the emergency lane and goes through the same door as everything else; it is not read first and
/// keeps its call only until it is answered, because how it ended is for the next reading of everything to say. On the session's scheduler.
/// </summary>
internal sealed class EmergencyHands(AccountId account, EngineOptions options, TimeProvider clock, IJournal journal, PositionBook book, TicketLocks locks, CallSlots slots, TicketCalls calls, FencedGateway gateway, TradeExecutor executor)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPauseClosed = TimeSpan.FromMinutes(1);
    private const int BriskTries = 3;
    private const string Released = "The emergency stop has been released";

    /// <summary>Takes a call, however long others wait behind it; false when the broker has taken none for as long as a caller waits.</summary>
    public ValueTask<bool> TakeCallAsync() => slots.TakeAsync(options.Locks.Wait);

    public void GiveCallBack() => slots.Free();

    /// <summary>What is known against closing a position at this moment, in words; null where nothing is.</summary>
    public string? WhyNotClose(TrackedPosition tracked)
    {
        if (calls.Netting.WhyNotClose(tracked) is { } danger) return danger;
        if (tracked.Calls.All.Any(static call => call.Stop is null)) return "Nobody knows yet what became of an earlier close";
        if (tracked.Symbol is not { Spec: { FreezeDistance: > 0m } spec, Latest: { } quote }) return null;
        var closing = quote.ClosingPrice(tracked.Position.Side);
        foreach (var level in new[] { tracked.Position.StopLoss, tracked.Position.TakeProfit })
        {
            if (level is { } frozen && Math.Abs(closing.Value - frozen.Value) <= spec.FreezeDistance) return $"The price is so near to {spec.Format(frozen)} that the broker refuses every change until it leaves";
        }

        return null;
    }

    /// <summary>Closes all of a position. The caller has taken a call; it is given back here.</summary>
    /// <param name="answered">Told when nobody waits for the broker any more, however it ended.</param>
    public async Task CloseAsync(EmergencyRun run, EmergencyLine line, Action answered)
    {
        run.Begins(line);
        var call = new HeldCall(slots);
        var result = Denied($"Ticket {line.Ticket} is not open any more");
        TrackedPosition? tracked = null;
        try
        {
            var request = new LockRequest(line.Ticket, new LockCaller(LockCallerKind.EmergencyStop), $"close for {By(run.Stop)}", LockPriority.Emergency);
            var outcome = locks.TryAcquire(request);
            if (!outcome.IsObtained)
            {
                // Whoever waits in the lane keeps no call from others.
                call.Free();
                outcome = await locks.AcquireAsync(request, CancellationToken.None);
            }

            using var held = outcome.Held;
            tracked = book.Find(line.Ticket);
            if (!outcome.IsObtained) result = Denied(outcome.Refusal!.ToString());
            else if (!call.IsHeld && !await call.TakeAsync(options.Locks.Wait)) result = Busy();
            else if (run.IsReleased) result = Denied(Released);
            else if (tracked is not null) result = await SendAsync(held, tracked, run, line, () =>
            {
                call.Free();
                run.Answered(line);
                answered();
            });
        }
        catch (Exception fault)
        {
            result = Denied($"It failed in our own hands: {fault.Message}");
        }
        finally
        {
            call.Free();
            run.Answered(line);
            line.MarketClosed = tracked is not null && result.Retcode == TradeRetcode.MarketClosed ? (tracked.Symbol.QuoteNumber, clock.GetTimestamp() + clock.StampsOf(LongestPause)) : null;
            line.Ends(result, NotBefore(line, result, WriteKind.Close), isReadFirst: calls.Netting.IsOn);
            answered();
            if (tracked is not null) executor.OnChanged?.Invoke(tracked);
        }
    }

    /// <summary>Removes a pending order. The caller has taken a call; it is given back here.</summary>
    public async Task CancelAsync(EmergencyRun run, EmergencyLine line, Action answered)
    {
        run.Begins(line);
        var result = Denied("It was not sent");
        try
        {
            var intent = new CancelIntended(account, clock.GetUtcNow(), calls.NextNumber(), new CancelWrite(line.Ticket, line.Symbol), By(run.Stop));
            journal.Append(intent);
            run.Leaves(line);
            var sentAt = clock.GetTimestamp();
            var departure = await gateway.CancelAsync(intent.Write);
            run.Answered(line);
            result = RetcodePolicy.ResultOf(departure.Answer, WriteKind.Cancel);
            journal.Append(new CancelSettled(account, clock.GetUtcNow(), intent, result, departure.Answer is TradeAnswer.NotSent ? null : clock.GetElapsedTime(sentAt)));
        }
        catch (Exception fault)
        {
            result = Denied($"It failed in our own hands: {fault.Message}");
        }
        finally
        {
            slots.Free();
            run.Answered(line);
            line.Ends(result, NotBefore(line, result, WriteKind.Cancel));
            answered();
        }
    }

    /// <summary>Puts a stop as near as the broker allows, as an operator would who asks for it.</summary>
    public async Task TightenAsync(EmergencyRun run, EmergencyLine line)
    {
        run.Begins(line);
        var result = Denied("It was not sent");
        try
        {
            result = await executor.TightenAsync(line.Ticket, By(run.Stop), () => Leaves(run, line));
        }
        catch (Exception fault)
        {
            result = Denied($"It failed in our own hands: {fault.Message}");
        }
        finally
        {
            run.Answered(line);
            line.Ends(result, NotBefore(line, result, WriteKind.Modify));
            // What the executor calls done has been read back.
            if (line.State == EmergencyLineState.Answered) run.Confirm(line, result.Reason);
        }
    }

    private async Task<WriteResult> SendAsync(HeldTicket held, TrackedPosition tracked, EmergencyRun run, EmergencyLine line, Action answered)
    {
        var position = tracked.Position;
        var write = new CloseWrite(held.Token, position.Ticket, position.Id, position.Symbol, position.Side, position.Lots, ClosingComment.EmergencyStop);
        var intent = new CloseIntended(account, clock.GetUtcNow(), calls.NextNumber(), write, $"Asked by {By(run.Stop)}");
        journal.Append(intent);
        tracked.ClosedByUs = true;
        run.Leaves(line);
        var end = await calls.CloseAsync(held, tracked, write, intent.Number, answered);
        tracked.Tell(clock.GetUtcNow(), $"{intent.Reason}. {end.Result.Reason}");
        journal.Append(new CloseSettled(account, clock.GetUtcNow(), intent, end.Result, end.Latency));
        return end.Result;
    }

    private static string? Leaves(EmergencyRun run, EmergencyLine line)
    {
        if (run.IsReleased) return Released;
        run.Leaves(line);
        return null;
    }

    private WriteResult Busy() => Denied($"The broker takes no call at the moment: waited {Words.Exact(options.Locks.Wait)}");

    /// <summary>Brisk, and then at a pace that is no storm.</summary>
    private long NotBefore(EmergencyLine line, WriteResult result, WriteKind kind)
    {
        var now = clock.GetTimestamp();
        if (result.Outcome is WriteOutcome.Accepted or WriteOutcome.Unchanged) return now;
        var next = result.Retcode is { } retcode ? RetcodePolicy.For(retcode, kind).Next : NextMove.BackOff;
        if (next is NextMove.NextQuote or NextMove.ReadBack && line.Tries <= BriskTries) return now;
        var pause = FirstPause * Math.Pow(2, Math.Min(line.Tries - 1, 10));
        var longest = result.Retcode == TradeRetcode.MarketClosed ? LongestPauseClosed : result.Retcode is { } refusal && RetcodePolicy.IsStanding(refusal) ? options.StopLoss.BackOffTo : LongestPause;
        return now + clock.StampsOf(pause < longest ? pause : longest);
    }

    private static string By(EmergencyStop stop) => $"emergency stop {stop.Id} of {stop.By}";

    private static WriteResult Denied(string reason) => new(WriteOutcome.Denied, null, reason);

    /// <summary>A call that was taken, given back once.</summary>
    private sealed class HeldCall(CallSlots slots)
    {
        public bool IsHeld { get; private set; } = true;

        public async ValueTask<bool> TakeAsync(TimeSpan atMost) => IsHeld = await slots.TakeAsync(atMost);

        public void Free()
        {
            if (!IsHeld) return;
            IsHeld = false;
            slots.Free();
        }
    }
}
