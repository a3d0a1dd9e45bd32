using System.Globalization;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Alarms;
using WebTrader.Engine.Book;
using WebTrader.Engine.Safety;
using WebTrader.Engine.Tickets;

namespace WebTrader.Engine.Writing;

/// <summary>How a call about a position ended.</summary>
/// <param name="Latency">From sending to the answer, or to where nobody waited any more; null when nothing was sent.</param>
/// <param name="ReadBack">From sending until the broker's own reading showed it; null when it did not.</param>
public readonly record struct CallEnd(WriteResult Result, TimeSpan? Latency, TimeSpan? ReadBack);

/// <summary>
/// Sends one call about a held ticket and finds out what came of it: through the door, waiting for the answer, reading back. It believes nothing
/// but the broker's own reading, and changes the book only through it. A call that is not accounted for stays with its position
/// (<see cref="TrackedPosition.Calls"/>) until <see cref="Settlement"/> is done with it. On the session's scheduler.
/// </summary>
public sealed class TicketCalls(AccountId account, TimeProvider clock, IJournal journal, PositionBook book, FencedGateway gateway, RefusalAlarms refusals)
{
    private long number;

    /// <summary>Told when a late answer has come: the position can be looked at again.</summary>
    public Action<TrackedPosition>? OnLateAnswer { get; set; }

    /// <summary>What closes must mind on an account where everything in a symbol is one position.</summary>
    public required NettingGuard Netting { get; init; }

    /// <summary>The number of the next write of this session.</summary>
    public long NextNumber() => ++number;

    /// <summary>Sets stop and take-profit, which MT5 sends together.</summary>
    /// <param name="number">From <see cref="NextNumber"/>.</param>
    /// <param name="rule">Who wants the stop; null where it only goes along with the take-profit.</param>
    /// <param name="purpose">Whether the budget of messages may refuse it.</param>
    public async Task<CallEnd> SetStopAsync(HeldTicket held, TrackedPosition tracked, StopWrite write, long number, RuleName? rule, MessagePurpose purpose)
    {
        var sentAt = clock.GetTimestamp();
        var call = Leaves(tracked, held, number, write.Stop, rule, sentAt);
        var at = clock.GetUtcNow();
        if (rule is { } wanting) tracked.Certificate.Wanted = new CertificateStep(write.Stop, at, sentAt, wanting.Say());
        tracked.Certificate.Sent = new CertificateStep(write.Stop, at, sentAt, string.Create(CultureInfo.InvariantCulture, $"token {held.Token}, waited {held.Waited.TotalMilliseconds:0.0} ms")) { Token = held.Token };
        var departure = await EndOf(call, gateway.SetStopAsync(held, write, purpose));
        var (result, latency) = Told(tracked, call, departure, WriteKind.Modify, write.Stop, sentAt);
        if (result.Outcome is WriteOutcome.Denied or WriteOutcome.Rejected) return new CallEnd(result, latency, null);

        if (tracked.Sent is { } sent && sent.Stop == write.Stop) tracked.Sent = sent with { IsTaken = result.Outcome == WriteOutcome.Accepted };
        // Before the reading, as in Settlement: an answer that comes while it is on its way is no reason to believe what others have read meanwhile.
        var wasAnswered = call.IsAnswered;
        var reading = await ReadBackAsync(held, tracked);
        result = Shown(reading, tracked, write, result);
        if (held.IsCurrent && (call.IsSeen || (wasAnswered && reading.Succeeded))) tracked.Calls.Remove(call);
        var isShown = reading.TryGet(out var shown) && shown is not null && result.Outcome is WriteOutcome.Accepted or WriteOutcome.Unchanged;
        return new CallEnd(result, latency, isShown ? clock.GetElapsedTime(sentAt) : null);
    }

    /// <summary>Closes the position, or a part of it, at the market.</summary>
    /// <param name="number">From <see cref="NextNumber"/>.</param>
    /// <param name="onAnswer">Told when nobody waits for the answer any more, before it is read back: the broker takes the next call.</param>
    public async Task<CallEnd> CloseAsync(HeldTicket held, TrackedPosition tracked, CloseWrite write, long number, Action? onAnswer = null)
    {
        if (Netting.WhyNotClose(tracked) is { } danger)
        {
            onAnswer?.Invoke();
            return new CallEnd(new WriteResult(WriteOutcome.Denied, null, danger), null, null);
        }

        var before = tracked.Position.Lots;
        var sentAt = clock.GetTimestamp();
        var kind = KindOf(write, before);
        var call = Leaves(tracked, held, number, null, null, sentAt, kind == WriteKind.ClosePart ? before : null);
        var departure = await EndOf(call, gateway.CloseAsync(held, write));
        onAnswer?.Invoke();
        var (result, latency) = Told(tracked, call, departure, kind, null, sentAt);
        if (result.Outcome is WriteOutcome.Denied or WriteOutcome.Rejected)
        {
            // A volume that does not fit tells that the position is not what we took it for.
            if (result.Retcode is { } refusal && RetcodePolicy.For(refusal, kind).Next == NextMove.ReadBack) await ReadBackAsync(held, tracked);
            return new CallEnd(result, latency, null);
        }

        var wasAnswered = call.IsAnswered;
        var reading = await ReadBackAsync(held, tracked);
        result = !reading.TryGet(out var left) ? result with { Outcome = WriteOutcome.Unknown, Reason = $"{result.Reason}, but it could not be read back: {reading.Failure}" }
            : left is null ? result with { Outcome = WriteOutcome.Accepted, Reason = "Closed" }
            : left.Lots < before ? result with { Outcome = WriteOutcome.Accepted, Reason = string.Create(CultureInfo.InvariantCulture, $"Closed in part, {left.Lots} left") }
            : result.Outcome == WriteOutcome.Unknown ? result
            : kind == WriteKind.ClosePart ? result with { Outcome = WriteOutcome.Unknown, Reason = $"The broker said \"{result.Reason}\", and does not show fewer lots yet" }
            : result with { Outcome = WriteOutcome.Rejected, Reason = $"The broker said \"{result.Reason}\", but the position is still open" };
        if (held.IsCurrent && reading.Succeeded && ((wasAnswered && call.PartOf is null) || left is null || left.Lots < before)) tracked.Calls.Remove(call);
        return new CallEnd(result, latency, null);
    }

    /// <summary>The position as the broker has it now; the book takes it.</summary>
    public async ValueTask<Reading<Position?>> ReadBackAsync(HeldTicket held, TrackedPosition tracked)
    {
        var ticket = tracked.Position.Ticket;
        var reading = await gateway.ReadBackAsync(held);
        if (reading.TryGet(out var position)) book.Take(ticket, position, reading.Began);
        return reading;
    }

    /// <summary>Whether a close takes all that is open, or a part of it.</summary>
    public static WriteKind KindOf(CloseWrite write, Lots open) => write.Lots < open ? WriteKind.ClosePart : WriteKind.Close;

    private CallInTheAir Leaves(TrackedPosition tracked, HeldTicket held, long number, Price? stop, RuleName? rule, long at, Lots? partOf = null)
    {
        var call = new CallInTheAir(held.Token, held.By, stop, at) { Number = number, Rule = rule, PartOf = partOf, AnsweredBefore = gateway.Answered };
        tracked.Calls.Add(call);
        return call;
    }

    /// <summary>However it ends, nobody waits for it any more: one that failed in our own hands must not count as under way for ever.</summary>
    private static async Task<Departure> EndOf(CallInTheAir call, ValueTask<Departure> sent)
    {
        try
        {
            return await sent;
        }
        finally
        {
            call.IsUnderWay = false;
        }
    }

    private (WriteResult Result, TimeSpan? Latency) Told(TrackedPosition tracked, CallInTheAir call, Departure departure, WriteKind kind, Price? stop, long sentAt)
    {
        var result = RetcodePolicy.ResultOf(departure.Answer, kind);
        if (departure.Answer is TradeAnswer.NotSent)
        {
            tracked.Calls.Remove(call);
            return (result, null);
        }

        var latency = clock.GetElapsedTime(sentAt);
        if (departure.Answer is not TradeAnswer.Answered { Retcode: var retcode })
        {
            if (call.IsSeen) tracked.Calls.Remove(call);
            if (departure.Late is { } late) AwaitLate(tracked, call, kind, late, sentAt);
            return (result, latency);
        }

        Note(tracked, retcode, kind, stop, latency);
        // The server itself may not know (10012, 10031): then it stays in the air.
        call.IsAnswered = result.Outcome != WriteOutcome.Unknown;
        if (result.Outcome == WriteOutcome.Rejected) tracked.Calls.Remove(call);
        return (result, latency);
    }

    private void Note(TrackedPosition tracked, TradeRetcode retcode, WriteKind kind, Price? stop, TimeSpan latency)
    {
        refusals.Answered(tracked.Position.Ticket, retcode, kind);
        tracked.Certificate.Acknowledged = new CertificateStep(stop, clock.GetUtcNow(), clock.GetTimestamp(),
            string.Create(CultureInfo.InvariantCulture, $"{retcode.Say()}, {latency.TotalMilliseconds:0} ms"));
    }

    /// <summary>What the broker's own reading makes of an outcome.</summary>
    private static WriteResult Shown(Reading<Position?> reading, TrackedPosition tracked, StopWrite write, WriteResult claimed)
    {
        if (!reading.TryGet(out var position))
            return claimed with { Outcome = WriteOutcome.Unknown, Reason = $"{claimed.Reason}, but it could not be read back: {reading.Failure}" };
        if (position is null) return claimed with { Outcome = WriteOutcome.Unchanged, Reason = "The position is closed" };
        var isThere = position.StopLoss == write.Stop || (position.StopLoss is { } shown && position.Side.IsTighter(shown, write.Stop));
        if (isThere && position.TakeProfit == write.TakeProfit)
        {
            var outcome = claimed.Outcome == WriteOutcome.Unchanged ? WriteOutcome.Unchanged : WriteOutcome.Accepted;
            return claimed with { Outcome = outcome, Reason = claimed.Outcome == WriteOutcome.Unknown ? "Unknown at first, then read back" : claimed.Reason };
        }

        if (claimed.Outcome == WriteOutcome.Unknown) return claimed;
        var stop = position.StopLoss is { } other ? $"a stop at {tracked.Symbol.Spec?.Format(other)}" : "no stop";
        var what = isThere ? $"a take-profit at {position.TakeProfit?.ToString() ?? "none"}" : stop;
        // Somebody else may change the take-profit at the same moment; the stop is what we answer for.
        return isThere && claimed.Outcome == WriteOutcome.Accepted ? claimed with { Reason = $"{claimed.Reason}; the broker shows {what}" }
            : claimed with { Outcome = WriteOutcome.Rejected, Reason = $"The broker said \"{claimed.Reason}\", but shows {what}" };
    }

    /// <summary>A late answer is recorded, and accounts for its call; nothing else is done for it.</summary>
    private async void AwaitLate(TrackedPosition tracked, CallInTheAir call, WriteKind kind, Task<TradeAnswer> late, long sentAt)
    {
        var answer = await late;
        var said = answer is TradeAnswer.Answered answered ? answered.Retcode.Say() : answer is TradeAnswer.Unanswered none ? none.Reason : "not sent";
        var ticket = tracked.Position.Ticket;
        journal.Append(new LateAnswer(account, clock.GetUtcNow(), ticket, call.Token, clock.GetElapsedTime(sentAt), said));
        if (answer is not TradeAnswer.Answered { Retcode: var retcode } || RetcodePolicy.For(retcode, kind).Outcome == WriteOutcome.Unknown) return;
        call.IsAnswered = true;
        tracked.TryAtOnce();
        tracked.Tell(clock.GetUtcNow(), string.Create(CultureInfo.InvariantCulture, $"The broker answered after {clock.GetElapsedTime(sentAt).TotalSeconds:0.0} s: {said}"));
        OnLateAnswer?.Invoke(tracked);
    }
}
