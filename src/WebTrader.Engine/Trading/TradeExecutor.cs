using System.Globalization;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Book;
using WebTrader.Engine.StopLoss;
using WebTrader.Engine.Tickets;
using WebTrader.Engine.Writing;

namespace WebTrader.Engine.Trading;

/// <summary>
/// What people and scripts ask for: another stop, another take-profit, a close. It goes through the same ticket locks and the same
/// door as the rules' own writes: of two changes at the same moment none is lost, because each is merged under the lock with what the broker shows then. On the
/// session's scheduler.
/// </summary>
public sealed class TradeExecutor(AccountId account, EngineOptions options, TimeProvider clock, IJournal journal, PositionBook book, TicketLocks locks, CallSlots slots, TicketCalls calls, Settlement settlement)
{
    /// <summary>Told when a position should be looked at again.</summary>
    public Action<TrackedPosition>? OnChanged { get; set; }

    /// <summary>Sets a tighter stop. One that is looser than the stop that stands is denied: protection is never taken away.</summary>
    /// <param name="by">Who asks, for the journal.</param>
    public Task<WriteResult> SetStopAsync(Ticket ticket, Price stop, string by, CancellationToken cancellation) =>
        UnderLockAsync(ticket, new LockCaller(LockCallerKind.ManualStop), $"stop to {stop} for {by}", LockPriority.Protection, async (held, tracked) =>
        {
            var position = tracked.Position;
            if (position.StopLoss is { } standing && !position.Side.IsTighter(stop, standing))
                return stop == standing ? Unchanged($"The stop stands at {stop} already") : Denied($"A stop at {stop} is looser than the one that stands at {standing}");
            if (tracked.Verdict is { } verdict && position.Side.IsTighter(verdict.HardStop, stop)) return Denied($"A stop at {stop} is looser than the hard stop at {verdict.HardStop}");
            if (tracked.Symbol.Spec is not { } spec) return Denied($"The specification of {position.Symbol} is not known");
            if (!spec.IsOnGrid(stop)) return Denied($"A stop at {stop} is not on the tick grid of {position.Symbol}, {spec.TickSize}");

            var write = new StopWrite(held.Token, position.Ticket, position.Id, position.Symbol, stop, position.TakeProfit);
            var intent = new StopIntended(account, clock.GetUtcNow(), calls.NextNumber(), write, position.Side, position.StopLoss, RuleName.Operator, spec.ProfitAt(position, stop), $"asked by {by}");
            journal.Append(intent);
            tracked.Sent = new SentStop(stop, RuleName.Operator);
            var end = await calls.SetStopAsync(held, tracked, write, intent.Number, RuleName.Operator, MessagePurpose.Protection);
            if (end.ReadBack is not null) tracked.Own(stop, RuleName.Operator);
            else if (end.Result.Outcome is WriteOutcome.Denied or WriteOutcome.Rejected) tracked.Sent = null;
            tracked.Add(new StopMove(tracked.MoveCount + 1, clock.GetUtcNow(), intent.From, stop, intent.Rule, intent.Reason, intent.ProfitAtStop, end.Result, end.ReadBack));
            journal.Append(new StopSettled(account, clock.GetUtcNow(), intent, end.Result, end.Latency, end.ReadBack));
            return end.Result;
        }, cancellation);

    /// <summary>Sets or removes the take-profit; the stop that stands goes along unchanged.</summary>
    /// <param name="takeProfit">Null removes it.</param>
    public Task<WriteResult> SetTakeProfitAsync(Ticket ticket, Price? takeProfit, string by, CancellationToken cancellation) =>
        UnderLockAsync(ticket, new LockCaller(LockCallerKind.TakeProfit), $"take-profit to {takeProfit?.ToString() ?? "none"} for {by}", LockPriority.Protection, async (held, tracked) =>
        {
            var position = tracked.Position;
            if (position.TakeProfit == takeProfit) return Unchanged($"The take-profit stands at {takeProfit?.ToString() ?? "none"} already");
            // MT5 sends both together: a take-profit alone would go with "no stop".
            if (position.StopLoss is not { } stop) return Denied("There is no stop yet; its stop comes first");

            var write = new StopWrite(held.Token, position.Ticket, position.Id, position.Symbol, stop, takeProfit);
            var intent = new TakeProfitIntended(account, clock.GetUtcNow(), calls.NextNumber(), write, position.TakeProfit, by);
            journal.Append(intent);
            tracked.TakeProfitSent = new SentTakeProfit(takeProfit);
            var end = await calls.SetStopAsync(held, tracked, write, intent.Number, rule: null, MessagePurpose.Protection);
            journal.Append(new TakeProfitSettled(account, clock.GetUtcNow(), intent, end.Result, end.Latency));
            return end.Result;
        }, cancellation);

    /// <summary>Closes the position at the market, or a part of it.</summary>
    /// <param name="lots">Null for all; otherwise above zero, less than the position has, and a whole number of volume steps.</param>
    public Task<WriteResult> CloseAsync(Ticket ticket, Lots? lots, string by, CancellationToken cancellation) =>
        UnderLockAsync(ticket, new LockCaller(LockCallerKind.Close), $"close for {by}", LockPriority.Protection, async (held, tracked) =>
        {
            var position = tracked.Position;
            if (lots is { } part && PartProblem(tracked, part) is { } problem) return Denied(problem);
            if (lots is not null && tracked.Calls.All.Any(call => call.Stop is null)) return Denied("Nobody knows yet what became of an earlier close; a part is not closed twice");
            var write = new CloseWrite(held.Token, position.Ticket, position.Id, position.Symbol, position.Side, lots ?? position.Lots, ClosingComment.Operator);
            var intent = new CloseIntended(account, clock.GetUtcNow(), calls.NextNumber(), write, $"Asked by {by}");
            journal.Append(intent);
            var end = await calls.CloseAsync(held, tracked, write, intent.Number);
            journal.Append(new CloseSettled(account, clock.GetUtcNow(), intent, end.Result, end.Latency));
            return end.Result;
        }, cancellation);

    private static string? PartProblem(TrackedPosition tracked, Lots part)
    {
        var position = tracked.Position;
        if (tracked.Symbol.Spec is not { } spec) return $"The specification of {position.Symbol} is not known";
        var fits = part.Value >= spec.VolumeMin && part < position.Lots && part.Value % spec.VolumeStep == 0 && position.Lots.Value - part.Value >= spec.VolumeMin;
        return fits ? null : string.Create(CultureInfo.InvariantCulture,
            $"lots is {part}, allowed is {spec.VolumeMin} or more in steps of {spec.VolumeStep}, leaving {spec.VolumeMin} or more of {position.Lots}");
    }

    /// <summary>Takes the ticket and a free call, settles what is unknown, and acts on what the broker shows then.</summary>
    private async Task<WriteResult> UnderLockAsync(Ticket ticket, LockCaller caller, string purpose, LockPriority priority, Func<HeldTicket, TrackedPosition, Task<WriteResult>> act, CancellationToken cancellation)
    {
        if (book.Find(ticket) is null) return Denied($"There is no open position with ticket {ticket}");
        var outcome = await locks.AcquireAsync(new LockRequest(ticket, caller, purpose, priority), cancellation);
        if (!outcome.IsObtained)
        {
            journal.Append(new LockDenied(account, clock.GetUtcNow(), ticket, outcome.Refusal!.ToString()));
            return Denied(outcome.Refusal.ToString());
        }

        using var held = outcome.Held;
        if (!await slots.TakeAsync(options.Locks.Wait)) return Denied($"The broker takes no call at the moment: waited {Words.Exact(options.Locks.Wait)}");
        var found = book.Find(ticket);
        try
        {
            if (found is not { } tracked) return Denied($"Ticket {ticket} is not open any more");
            return await settlement.TrySettleAsync(held, tracked) switch
            {
                SettlementState.Unread or SettlementState.Over => Denied("The position could not be read, or is not open any more; nothing was sent"),
                SettlementState.Unsettled when caller.Kind != LockCallerKind.Close => Denied("Nobody knows yet what became of an earlier write; nothing was sent"),
                _ => await act(held, tracked),
            };
        }
        finally
        {
            slots.Free();
            if (found is not null) OnChanged?.Invoke(found);
        }
    }

    private static WriteResult Denied(string reason) => new(WriteOutcome.Denied, null, reason);

    private static WriteResult Unchanged(string reason) => new(WriteOutcome.Unchanged, null, reason);
}
