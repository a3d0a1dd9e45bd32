using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
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
public sealed class TradeExecutor(AccountId account, EngineOptions options, TimeProvider clock, IJournal journal, PositionBook book, StopEvaluator evaluator, TicketLocks locks, CallSlots slots, TicketCalls calls, Settlement settlement)
{
    private delegate Task<WriteResult> Act(HeldTicket held, TrackedPosition tracked, AskInputs asked, OperatorPlan plan);

    /// <summary>Told when a position should be looked at again.</summary>
    public Action<TrackedPosition>? OnChanged { get; set; }

    /// <summary>What an ask would come to at this moment; null when there is no such open position. Nothing is sent.</summary>
    public OperatorPlan? Preview(Ticket ticket, OperatorAsk ask) => book.Find(ticket) is { } tracked ? PlanOf(tracked, ask) : null;

    /// <summary>Does what is asked for, merged with what the broker shows under the lock. Protection is never taken away.</summary>
    /// <param name="by">Who asks, for the journal.</param>
    public Task<WriteResult> DoAsync(Ticket ticket, OperatorAsk ask, string by, CancellationToken cancellation) => ask switch
    {
        OperatorAsk.Tightest => TightenAsync(ticket, by, static () => null),
        OperatorAsk.TakeProfit(var target) => UnderLockAsync(ticket, new LockCaller(LockCallerKind.TakeProfit), $"take-profit to {target?.ToString() ?? "none"} for {by}", ask, (held, tracked, asked, plan) => SetTakeProfitAsync(held, tracked, asked, plan, by), cancellation),
        OperatorAsk.Close => UnderLockAsync(ticket, new LockCaller(LockCallerKind.Close), $"close for {by}", ask, (held, tracked, asked, plan) => CloseAsync(held, tracked, asked, plan, by), cancellation),
        _ => UnderLockAsync(ticket, new LockCaller(LockCallerKind.ManualStop), $"{(ask is OperatorAsk.Stop(var stop) ? $"stop to {stop}" : "break-even")} for {by}", ask, (held, tracked, asked, plan) => SetStopAsync(held, tracked, asked, plan, by), cancellation),
    };

    /// <summary>Puts a stop as near as the broker allows, in the emergency lane.</summary>
    /// <param name="leaves">Asked at the moment when it would leave for the broker: why it may not any more, or null.</param>
    public Task<WriteResult> TightenAsync(Ticket ticket, string by, Func<string?> leaves) =>
        UnderLockAsync(ticket, new LockCaller(LockCallerKind.EmergencyStop), $"tightest stop for {by}", new OperatorAsk.Tightest(),
            (held, tracked, asked, plan) => leaves() is { } kept ? Task.FromResult(Denied(kept)) : SetStopAsync(held, tracked, asked, plan, by), CancellationToken.None);

    /// <summary>Sets a tighter stop. One that is looser than the stop that stands is denied: protection is never taken away.</summary>
    public Task<WriteResult> SetStopAsync(Ticket ticket, Price stop, string by, CancellationToken cancellation) => DoAsync(ticket, new OperatorAsk.Stop(stop), by, cancellation);

    /// <summary>Sets or removes the take-profit; the stop that stands goes along unchanged.</summary>
    /// <param name="takeProfit">Null removes it.</param>
    public Task<WriteResult> SetTakeProfitAsync(Ticket ticket, Price? takeProfit, string by, CancellationToken cancellation) => DoAsync(ticket, new OperatorAsk.TakeProfit(takeProfit), by, cancellation);

    /// <summary>Closes the position at the market, or a part of it.</summary>
    /// <param name="lots">Null for all; otherwise above zero, less than the position has, and a whole number of volume steps.</param>
    public Task<WriteResult> CloseAsync(Ticket ticket, Lots? lots, string by, CancellationToken cancellation) => DoAsync(ticket, new OperatorAsk.Close(lots), by, cancellation);

    private OperatorPlan PlanOf(TrackedPosition tracked, OperatorAsk ask) => WhyNot(tracked, ask) is { } why ? new OperatorPlan(new WriteResult(WriteOutcome.Denied, null, why), null, null, null, null, "") : InputsOf(tracked, ask).Plan();

    private AskInputs InputsOf(TrackedPosition tracked, OperatorAsk ask) =>
        new(ask, tracked.Position, tracked.Symbol.Spec, evaluator.FreshQuote(tracked.Symbol), evaluator.IsManaged(tracked.Position) ? tracked.Verdict?.HardStop : null);

    private string? WhyNot(TrackedPosition tracked, OperatorAsk ask)
    {
        if (ask is not OperatorAsk.Close { Lots: null } && !evaluator.Arming.Covers(tracked.Position)) return $"Ticket {tracked.Position.Ticket} is only observed; arm it first, or close all of it";
        return ask is OperatorAsk.Tightest && !evaluator.IsManaged(tracked.Position) ? $"Ticket {tracked.Position.Ticket} is left to others by the settings: its stop is theirs" : null;
    }

    private async Task<WriteResult> SetStopAsync(HeldTicket held, TrackedPosition tracked, AskInputs asked, OperatorPlan plan, string by)
    {
        var (position, stop) = (tracked.Position, plan.Stop!.Value);
        var write = new StopWrite(held.Token, position.Ticket, position.Id, position.Symbol, stop, plan.TakeProfit);
        var intent = new StopIntended(account, clock.GetUtcNow(), calls.NextNumber(), write, position.Side, position.StopLoss, RuleName.Operator, plan.Profit!.Value, $"asked by {by}") { Asked = asked };
        journal.Append(intent);
        tracked.Sent = new SentStop(stop, RuleName.Operator);
        var end = await calls.SetStopAsync(held, tracked, write, intent.Number, RuleName.Operator, MessagePurpose.Protection);
        if (end.ReadBack is not null) tracked.Own(stop, RuleName.Operator);
        else if (end.Result.Outcome is WriteOutcome.Denied or WriteOutcome.Rejected) tracked.Sent = null;
        tracked.Add(new StopMove(tracked.MoveCount + 1, clock.GetUtcNow(), intent.From, stop, intent.Rule, intent.Reason, intent.ProfitAtStop, end.Result, end.ReadBack));
        journal.Append(new StopSettled(account, clock.GetUtcNow(), intent, end.Result, end.Latency, end.ReadBack));
        return end.Result;
    }

    private async Task<WriteResult> SetTakeProfitAsync(HeldTicket held, TrackedPosition tracked, AskInputs asked, OperatorPlan plan, string by)
    {
        var position = tracked.Position;
        var write = new StopWrite(held.Token, position.Ticket, position.Id, position.Symbol, plan.Stop!.Value, plan.TakeProfit);
        var intent = new TakeProfitIntended(account, clock.GetUtcNow(), calls.NextNumber(), write, position.TakeProfit, by) { Asked = asked };
        journal.Append(intent);
        tracked.TakeProfitSent = new SentTakeProfit(plan.TakeProfit);
        var end = await calls.SetStopAsync(held, tracked, write, intent.Number, rule: null, MessagePurpose.Protection);
        journal.Append(new TakeProfitSettled(account, clock.GetUtcNow(), intent, end.Result, end.Latency));
        return end.Result;
    }

    private async Task<WriteResult> CloseAsync(HeldTicket held, TrackedPosition tracked, AskInputs asked, OperatorPlan plan, string by)
    {
        var position = tracked.Position;
        if (plan.Lots != position.Lots && tracked.Calls.All.Any(call => call.Stop is null)) return Denied("Nobody knows yet what became of an earlier close; a part is not closed twice");
        var write = new CloseWrite(held.Token, position.Ticket, position.Id, position.Symbol, position.Side, plan.Lots!.Value, ClosingComment.Operator);
        var intent = new CloseIntended(account, clock.GetUtcNow(), calls.NextNumber(), write, $"Asked by {by}") { Asked = asked };
        journal.Append(intent);
        var end = await calls.CloseAsync(held, tracked, write, intent.Number);
        journal.Append(new CloseSettled(account, clock.GetUtcNow(), intent, end.Result, end.Latency));
        return end.Result;
    }

    /// <summary>Takes the ticket and a free call, settles what is unknown, and acts on what the broker shows then.</summary>
    private async Task<WriteResult> UnderLockAsync(Ticket ticket, LockCaller caller, string purpose, OperatorAsk ask, Act act, CancellationToken cancellation)
    {
        if (book.Find(ticket) is null) return Denied($"There is no open position with ticket {ticket}");
        var outcome = await locks.AcquireAsync(new LockRequest(ticket, caller, purpose, caller.Kind == LockCallerKind.EmergencyStop ? LockPriority.Emergency : LockPriority.Protection), cancellation);
        if (!outcome.IsObtained)
        {
            journal.Append(new LockDenied(account, clock.GetUtcNow(), ticket, outcome.Refusal!.ToString()));
            return Denied(outcome.Refusal.ToString());
        }

        using var held = outcome.Held;
        // Where the broker takes no call, nothing is read for one either.
        if (!await slots.TakeAsync(options.Locks.Wait)) return NoCall();
        slots.Free();
        if (book.Find(ticket) is not { } tracked) return Denied($"Ticket {ticket} is not open any more");
        try
        {
            return await settlement.TrySettleAsync(held, tracked) switch
            {
                SettlementState.Unread or SettlementState.Over => Denied("The position could not be read, or is not open any more; nothing was sent"),
                SettlementState.Unsettled when ask is not OperatorAsk.Close => Denied("Nobody knows yet what became of an earlier write; nothing was sent"),
                _ => await SendAsync(held, tracked, ask, act),
            };
        }
        finally
        {
            OnChanged?.Invoke(tracked);
        }
    }

    /// <summary>The call is taken last, and nothing is awaited until it leaves: a position without a stop, which takes the only one before its turn, is waited for and not run into.</summary>
    private async Task<WriteResult> SendAsync(HeldTicket held, TrackedPosition tracked, OperatorAsk ask, Act act)
    {
        if (!await slots.TakeAsync(options.Locks.Wait)) return NoCall();
        try
        {
            if (book.Find(held.Ticket) != tracked) return Denied($"Ticket {held.Ticket} is not open any more");
            if (WhyNot(tracked, ask) is { } why) return Denied(why);
            var asked = InputsOf(tracked, ask);
            var plan = asked.Plan();
            return plan.End ?? await act(held, tracked, asked, plan);
        }
        finally
        {
            slots.Free();
        }
    }

    private WriteResult NoCall() => Denied($"The broker takes no call at the moment: waited {Words.Exact(options.Locks.Wait)}");

    private static WriteResult Denied(string reason) => new(WriteOutcome.Denied, null, reason);
}
