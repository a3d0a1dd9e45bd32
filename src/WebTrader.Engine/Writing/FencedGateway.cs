using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Running;
using WebTrader.Engine.Tickets;

namespace WebTrader.Engine.Writing;

/// <summary>What became of a call within the usual time.</summary>
/// <param name="Late">The end of a call that nobody waits for any more; null when it has ended.</param>
public readonly record struct Departure(TradeAnswer Answer, Task<TradeAnswer>? Late = null);

/// <summary>
/// The one door to the broker for everything that changes a position. Only the holder of a ticket gets through; a token whose holding is over is
/// refused here, whatever its bearer believes, and so is a move in profit that the budget does not allow. Nothing queues behind the door: what cannot leave at
/// once is not sent. Every call and its duration is counted. On the session's scheduler.
/// </summary>
public sealed class FencedGateway(IBrokerGateway gateway, EngineOptions options, TimeProvider clock, MessageMeter meter)
{
    private readonly TimeSpan overdueAfter = options.StopLoss.AmbiguousAfter;
    private readonly TimeSpan readWithin = options.Monitor.ReadDeadline;
    private volatile bool isShut;

    /// <summary>How long the broker took to answer trades.</summary>
    public LatencyWindow Calls { get; } = new(clock);

    /// <summary>Trades sent since the start.</summary>
    public long Sent { get; private set; }

    /// <summary>Trades the server answered since the start, however late.</summary>
    public long Answered { get; private set; }

    /// <summary>Opens nothing any more. From any thread.</summary>
    public void Shut() => isShut = true;

    /// <summary>Whether an answered trade proves that none that left before it can still have an effect.</summary>
    public bool TradesInOrder => gateway.TradesInOrder;

    public ValueTask<Departure> SetStopAsync(HeldTicket held, StopWrite write, MessagePurpose purpose) =>
        ThroughAsync(held, write.Ticket, write.Token, purpose, () => gateway.SetStopAsync(write, CancellationToken.None));

    public ValueTask<Departure> CloseAsync(HeldTicket held, CloseWrite write) =>
        ThroughAsync(held, write.Ticket, write.Token, MessagePurpose.Protection, () => gateway.CloseAsync(write, CancellationToken.None));

    /// <summary>Opens a position: there is no ticket yet, and so no holding.</summary>
    public ValueTask<Departure> OpenAsync(OpenWrite write) => UnlockedAsync(() => gateway.OpenAsync(write, CancellationToken.None));

    private async ValueTask<Departure> UnlockedAsync(Func<ValueTask<TradeAnswer>> send)
    {
        if (isShut) return new Departure(new TradeAnswer.NotSent("the session is over"));
        meter.Admit(MessagePurpose.Protection);
        Sent++;
        var sentAt = clock.GetTimestamp();
        var call = EndOf(send, sentAt, MessagePurpose.Protection);
        return await call.EndsWithinAsync(overdueAfter, clock, CancellationToken.None) ? new Departure(await call) : new Departure(Overdue(), call);
    }

    /// <summary>Removes a pending order. It has no ticket lock: nothing else of ours ever changes one.</summary>
    public ValueTask<Departure> CancelAsync(CancelWrite write) => UnlockedAsync(() => gateway.CancelAsync(write, CancellationToken.None));

    /// <summary>The position as the broker has it; a failure when it does not say so in time.</summary>
    public async ValueTask<Reading<Position?>> ReadBackAsync(HeldTicket held)
    {
        held.Reads(readWithin);
        var began = clock.GetTimestamp();
        var sent = gateway.ReadPositionAsync(held.Ticket, CancellationToken.None);
        if (sent.IsCompletedSuccessfully) return sent.Result;
        var reading = sent.AsTask();
        var ended = await reading.EndsWithinAsync(readWithin, clock, CancellationToken.None);
        held.Reads(TimeSpan.Zero);
        if (!ended) return Reading<Position?>.Failed($"no answer within {Words.Seconds(readWithin)}", new ReadingMark(0, began));
        return reading.IsCompletedSuccessfully ? await reading : Reading<Position?>.Failed(reading.Exception?.GetBaseException().Message ?? "the reading was given up", new ReadingMark(0, began));
    }

    private async ValueTask<Departure> ThroughAsync(HeldTicket held, Ticket ticket, FencingToken token, MessagePurpose purpose, Func<ValueTask<TradeAnswer>> send)
    {
        if (purpose == MessagePurpose.Profit && meter.Price.Closed is { } spent) return new Departure(new TradeAnswer.NotSent(spent));
        var closed = held.Ticket != ticket || held.Token != token ? $"token {token} does not belong to ticket {ticket}" : held.Depart(overdueAfter);
        if (closed is not null) return new Departure(new TradeAnswer.NotSent(closed));
        if (meter.Admit(purpose) is { } refused)
        {
            held.Return();
            return new Departure(new TradeAnswer.NotSent(refused));
        }

        Sent++;
        var call = EndOf(send, clock.GetTimestamp(), purpose);
        var ended = call.IsCompleted || await call.EndsWithinAsync(overdueAfter, clock, CancellationToken.None);
        held.Return();
        return ended ? new Departure(await call) : new Departure(Overdue(), call);
    }

    private TradeAnswer.Unanswered Overdue() => new($"no answer within {Words.Seconds(overdueAfter)}");

    private async Task<TradeAnswer> EndOf(Func<ValueTask<TradeAnswer>> send, long sentAt, MessagePurpose purpose)
    {
        var countedOn = meter.Budget.Day;
        try
        {
            var answer = await send();
            if (answer is TradeAnswer.NotSent) TakeBack(purpose, countedOn);
            if (answer is not TradeAnswer.Answered) return answer;
            Answered++;
            Calls.AddSince(sentAt);
            return answer;
        }
        catch (Exception fault)
        {
            // A gateway must not throw. If it does, nobody knows whether the trade has left.
            return new TradeAnswer.Unanswered($"the call failed: {fault.Message}");
        }
    }

    private void TakeBack(MessagePurpose purpose, DateOnly countedOn)
    {
        Sent--;
        meter.TakeBack(purpose, countedOn);
    }
}
