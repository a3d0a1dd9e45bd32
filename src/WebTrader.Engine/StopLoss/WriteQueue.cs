using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Engine.Alarms;
using WebTrader.Engine.Book;
using WebTrader.Engine.Running;
using WebTrader.Engine.Tickets;
using WebTrader.Engine.Writing;

namespace WebTrader.Engine.StopLoss;

/// <summary>
/// The stops that want to move, and the few calls the broker takes at a time. What waits here is a wish, not a decision: it holds no
/// lock, one per ticket, and is computed again when its turn comes. The worst protected goes first, then what gains most; in profit only while the budget of messages is open. On the session's scheduler.
/// </summary>
public sealed class WriteQueue(
    AccountId account,
    EngineOptions options,
    TimeProvider clock,
    IJournal journal,
    AlarmBoard alarms,
    TicketLocks locks,
    CallSlots slots,
    MessageMeter meter,
    StopWriter writer)
{
    private readonly Dictionary<TrackedPosition, Rank> wishes = [];
    private readonly List<Task> serving = [];
    private bool isStopping;

    /// <summary>Told when a position's write has ended, however it ended.</summary>
    public Action<TrackedPosition>? OnServed { get; set; }

    public int Waiting => wishes.Count;

    /// <summary>Notes that the position's stop should be looked at for writing; replaces an earlier wish for it.</summary>
    public void Wish(TrackedPosition tracked, StopDecision decision) => wishes[tracked] = new Rank(UrgencyOf(tracked, decision), meter.BestFirst ? Gain(tracked, decision) : 0m);

    /// <summary>Nothing is wished for the position any more.</summary>
    public void Forget(TrackedPosition tracked)
    {
        wishes.Remove(tracked);
        // It got its ticket in the emergency lane, and the emergency is over: others may have it.
        tracked.Armed?.Dispose();
        tracked.Armed = null;
    }

    /// <summary>The position is not open any more.</summary>
    public void End(TrackedPosition tracked)
    {
        tracked.HasEnded = true;
        Forget(tracked);
        alarms.Clear(AlarmOf(tracked));
    }

    /// <summary>Starts as many writes as the broker takes, the most urgent first. What is only to be settled needs no call and does not wait for one.</summary>
    public void Pump()
    {
        while (!isStopping && Best() is var (next, urgency))
        {
            var hasSlot = slots.TryTake(urgency == Urgency.Unprotected);
            wishes.Remove(next);
            next.InFlight = true;
            var task = ServeAsync(next, urgency, hasSlot);
            if (!task.IsCompleted) serving.Add(task);
        }

        serving.RemoveAll(static task => task.IsCompleted);
    }

    /// <summary>Starts no more writes and waits for those under way, but no longer than the setting allows.</summary>
    public async Task StopAsync()
    {
        isStopping = true;
        await Task.WhenAll(serving).EndsWithinAsync(options.StopLoss.StopWithin, clock, CancellationToken.None);
    }

    private async Task ServeAsync(TrackedPosition tracked, Urgency urgency, bool hasSlot)
    {
        try
        {
            var outcome = Lock(tracked, urgency);
            using var held = outcome.Held;
            if (outcome.IsObtained)
            {
                tracked.DeniedSince = null;
                tracked.Denials = 0;
                await writer.ServeAsync(held, tracked, hasSlot);
            }
            else if (urgency == Urgency.Unprotected)
            {
                WaitInLane(tracked);
            }
            else
            {
                Deny(tracked, urgency);
            }

            alarms.Clear(AlarmOf(tracked));
        }
        catch (Exception fault)
        {
            // One position's trouble must not end protection of the others.
            tracked.NotBefore = clock.GetTimestamp() + clock.TimestampFrequency;
            alarms.Raise(AlarmOf(tracked), AlarmSeverity.Red, $"Writing the stop of ticket {tracked.Position.Ticket} failed: {fault.Message}");
        }
        finally
        {
            tracked.InFlight = false;
            if (hasSlot) slots.Free();
            OnServed?.Invoke(tracked);
        }
    }

    private LockOutcome Lock(TrackedPosition tracked, Urgency urgency)
    {
        if (tracked.Armed is not { } armed) return locks.TryAcquire(RequestOf(tracked, urgency), tracked.DeniedSince);
        tracked.Armed = null;
        return armed.IsCurrent ? new LockOutcome(armed, null) : locks.TryAcquire(RequestOf(tracked, urgency), tracked.DeniedSince);
    }

    private static LockRequest RequestOf(TrackedPosition tracked, Urgency urgency) => new(tracked.Position.Ticket, tracked.Writer,
        urgency switch { Urgency.Unprotected => "it is exposed", Urgency.Loss => "less loss", _ => "more profit locked" },
        urgency switch { Urgency.Unprotected => LockPriority.Emergency, Urgency.Loss => LockPriority.Protection, _ => LockPriority.Profit });

    /// <summary>
    /// The holder is at the broker and may not be revoked yet: stands in the line before everybody else, beside the loop and without keeping a
    /// call from others. Whoever gets the ticket this way is served first.
    /// </summary>
    private async void WaitInLane(TrackedPosition tracked)
    {
        if (tracked.IsInLane) return;
        tracked.IsInLane = true;
        try
        {
            var outcome = await locks.AcquireAsync(RequestOf(tracked, Urgency.Unprotected), CancellationToken.None);
            if (outcome.IsObtained && tracked.HasEnded) outcome.Held.Dispose();
            else if (outcome.IsObtained) tracked.Armed = outcome.Held;
            else
            {
                tracked.NotBefore = clock.GetTimestamp() + clock.StampsOf(PauseWhenDenied);
                journal.Append(new LockDenied(account, clock.GetUtcNow(), tracked.Position.Ticket, outcome.Refusal!.ToString()));
            }
        }
        finally
        {
            tracked.IsInLane = false;
            OnServed?.Invoke(tracked);
        }
    }

    /// <summary>Skipped, and tried again a little later; when that has taken as long as a caller would wait, it is journalled.</summary>
    private void Deny(TrackedPosition tracked, Urgency urgency)
    {
        var now = clock.GetTimestamp();
        var since = tracked.DeniedSince ??= now;
        tracked.Denials++;
        tracked.NotBefore = now + clock.StampsOf(PauseWhenDenied);
        if (clock.GetElapsedTime(since) < (urgency == Urgency.Profit ? options.Locks.ProfitWait : options.Locks.Wait)) return;

        var refusal = locks.Deny(RequestOf(tracked, urgency), since, tracked.Denials);
        (tracked.DeniedSince, tracked.Denials) = (null, 0);
        journal.Append(new LockDenied(account, clock.GetUtcNow(), tracked.Position.Ticket, refusal.ToString()));
    }

    private static readonly TimeSpan PauseWhenDenied = TimeSpan.FromMilliseconds(20);

    private (TrackedPosition Position, Urgency Urgency)? Best()
    {
        if (wishes.Count == 0) return null;
        var now = clock.GetTimestamp();
        TrackedPosition? best = null;
        var bestWish = default(Rank);
        foreach (var (tracked, wish) in wishes)
        {
            if (tracked.InFlight || tracked.IsInLane || tracked.NotBefore > now) continue;
            if (tracked.MarketClosed.Until > now && tracked.MarketClosed.Quote == tracked.Symbol.QuoteNumber) continue;
            if (tracked.AfterQuote > 0 && tracked.Symbol.QuoteNumber <= tracked.AfterQuote && wish.Urgency != Urgency.Unprotected) continue;
            if (wish.Urgency == Urgency.Profit && tracked.AmbiguousSince is null && meter.Price.Closed is not null) continue;
            if (tracked.AmbiguousSince is null && !slots.IsFree(wish.Urgency == Urgency.Unprotected)) continue;
            if (best is not null && !wish.GoesBefore(bestWish)) continue;
            best = tracked;
            bestWish = wish;
        }

        return best is null ? null : (best, bestWish.Urgency);
    }

    private static Urgency UrgencyOf(TrackedPosition tracked, StopDecision decision) =>
        decision is StopDecision.CloseNow { Cause: CloseCause.MaxRisk } || tracked.IsExposed ? Urgency.Unprotected
        : decision is StopDecision.CloseNow ? Urgency.Loss
        : decision is StopDecision.Move { ProfitAtStop: var atStop } && atStop <= Money.Zero ? Urgency.Loss
        : Urgency.Profit;

    /// <summary>The money that the move makes safe; without a stop there is no bound to it.</summary>
    private static decimal Gain(TrackedPosition tracked, StopDecision decision)
    {
        if (decision is StopDecision.CloseNow || tracked.Position.StopLoss is not { } now) return decimal.MaxValue;
        if (decision is not StopDecision.Move move || tracked.Symbol.Spec is not { } spec) return 0;
        return (move.ProfitAtStop - spec.ProfitAt(tracked.Position, now)).Amount;
    }

    private static string AlarmOf(TrackedPosition tracked) => $"write-{tracked.Position.Ticket}";

    private enum Urgency
    {
        Unprotected,
        Loss,
        Profit,
    }

    private readonly record struct Rank(Urgency Urgency, decimal Gain)
    {
        public bool GoesBefore(Rank other) => Urgency != other.Urgency ? Urgency < other.Urgency : Gain > other.Gain;
    }
}
