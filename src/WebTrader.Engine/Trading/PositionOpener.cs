using System.Globalization;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Book;
using WebTrader.Engine.Running;
using WebTrader.Engine.Writing;

namespace WebTrader.Engine.Trading;

/// <summary>A market order of somebody who asks us to open a position.</summary>
/// <param name="Stop">Goes inside the order. Null: the position gets its hard stop as soon as it is seen.</param>
/// <param name="By">Who asks, for the journal.</param>
/// <param name="Comment">What it can be found by at the broker, at most 31 plain characters that no other order carries; null for one of our own.</param>
public sealed record OpeningOrder(string Symbol, Side Side, Lots Lots, Price? Stop, Price? TakeProfit, long Magic, string By, string? Comment = null);

/// <param name="Ticket">The position that was opened; null when none was, or nobody knows.</param>
public sealed record OpeningResult(WriteResult Result, Ticket? Ticket);

/// <summary>A position that an order has opened.</summary>
public sealed record FoundOrder(Ticket Ticket, bool HasEnded);

/// <summary>
/// Opens positions, each attempt under a comment of its own. Whoever asked hears "done" only when the position is in the book, where worker and monitor have
/// it. An unknown outcome is settled by looking for the comment, among the positions and then among the deals: it may be closed again already. Nothing is sent twice. On the session's scheduler.
/// </summary>
public sealed class PositionOpener(AccountId account, long epoch, EngineOptions options, TimeProvider clock, IJournal journal, IBrokerGateway reader, PositionBook book, FencedGateway gateway, CallSlots slots, TicketCalls calls)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);
    private const int LooksAtMost = 20;

    public async Task<OpeningResult> OpenAsync(OpeningOrder order)
    {
        if (!await slots.TakeAsync(options.Locks.Wait)) return new OpeningResult(new WriteResult(WriteOutcome.Denied, null, $"The broker takes no call at the moment: waited {Words.Exact(options.Locks.Wait)}"), null);
        try
        {
            var number = calls.NextNumber();
            var write = new OpenWrite(order.Symbol, order.Side, order.Lots, order.Stop, order.TakeProfit, order.Magic, order.Comment ?? string.Create(CultureInfo.InvariantCulture, $"wt {epoch}.{number}"));
            var intent = new OpenIntended(account, clock.GetUtcNow(), number, write, order.By);
            journal.Append(intent);
            var sentAt = clock.GetTimestamp();
            var departure = await gateway.OpenAsync(write);
            var latency = departure.Answer is TradeAnswer.NotSent ? (TimeSpan?)null : clock.GetElapsedTime(sentAt);
            var (result, ticket) = await OutcomeAsync(write, departure.Answer);
            journal.Append(new OpenSettled(account, clock.GetUtcNow(), intent, result, ticket, latency));
            if (departure.Late is { } late) RecordLate(intent, late, sentAt);
            return new OpeningResult(result, ticket);
        }
        finally
        {
            slots.Free();
        }
    }

    /// <summary>A late answer is recorded and nothing is done for it: what it opened is found by reading, as everybody's positions are.</summary>
    private async void RecordLate(OpenIntended intent, Task<TradeAnswer> late, long sentAt)
    {
        var answer = await late;
        var (outcome, said) = answer is TradeAnswer.Answered { Retcode: var retcode } && RetcodePolicy.For(retcode, WriteKind.Open) is var meaning ? (meaning.Outcome, meaning.Words) : (WriteOutcome.Unknown, "still no answer");
        var after = clock.GetElapsedTime(sentAt);
        var result = new WriteResult(outcome, (answer as TradeAnswer.Answered)?.Retcode, string.Create(CultureInfo.InvariantCulture, $"The broker answered after {after.TotalSeconds:0.0} s, when nobody waited any more: {said}"));
        journal.Append(new OpenSettled(account, clock.GetUtcNow(), intent, result, (answer as TradeAnswer.Answered)?.Opened, after));
    }

    private async Task<(WriteResult Result, Ticket? Ticket)> OutcomeAsync(OpenWrite write, TradeAnswer answer)
    {
        if (answer is TradeAnswer.NotSent notSent) return (new WriteResult(WriteOutcome.Denied, null, $"Not sent: {notSent.Reason}"), null);
        var answered = answer as TradeAnswer.Answered;
        var meaning = answered is null ? new RetcodeMeaning(WriteOutcome.Unknown, NextMove.ReadBack, ((TradeAnswer.Unanswered)answer).Reason) : RetcodePolicy.For(answered.Retcode, WriteKind.Open);
        if (meaning.Outcome == WriteOutcome.Rejected) return (new WriteResult(WriteOutcome.Rejected, answered?.Retcode, $"The broker refused: {meaning.Words}"), null);

        if (await SeenAsync(write, answered?.Opened) is { } ticket)
            return (new WriteResult(WriteOutcome.Accepted, answered?.Retcode, meaning.Outcome == WriteOutcome.Unknown ? "Unknown at first, then found open" : "Opened, and under protection"), ticket);
        return (await FindAsync(write.Comment, clock.GetUtcNow() - (LookEvery * LooksAtMost))).TryGet(out var found) && found is not null
            ? (new WriteResult(WriteOutcome.Accepted, answered?.Retcode, found.HasEnded ? "Opened, and closed again before it was seen" : "Unknown at first, then found open"), found.Ticket)
            : (new WriteResult(WriteOutcome.Unknown, answered?.Retcode, $"{meaning.Words}; the broker shows no such position yet"), answered?.Opened);
    }

    /// <summary>Whether an order with this comment was carried out: the position that it opened, also where that has ended meanwhile; null where the broker knows of none.</summary>
    /// <param name="since">When it was first sent, at the earliest; wall time, UTC.</param>
    public async Task<Reading<FoundOrder?>> FindAsync(string comment, DateTimeOffset since)
    {
        if (await PositionsAsync() is not { Succeeded: true } shown) return Reading<FoundOrder?>.Failed("the open positions cannot be read", default);
        if (shown.Value.FirstOrDefault(position => position.Comment == comment) is { } open) return Reading<FoundOrder?>.Of(new FoundOrder(open.Ticket, HasEnded: false), shown.Began);
        var call = reader.ReadDealsSinceAsync(since - ClockTolerance, CancellationToken.None).AsTask();
        if (!await call.EndsWithinAsync(options.Monitor.ReadDeadline, clock, CancellationToken.None) || !call.IsCompletedSuccessfully) return Reading<FoundOrder?>.Failed("the deals cannot be read in time", default);
        var deals = await call;
        if (!deals.Succeeded) return Reading<FoundOrder?>.Failed(deals.Failure!, deals.Began);
        var opening = deals.Value.FirstOrDefault(deal => deal.Entry is DealEntry.In or DealEntry.InOut && deal.Comment == comment);
        return Reading<FoundOrder?>.Of(opening is null ? null : new FoundOrder(new Ticket(opening.Position.Value), HasEnded: true), deals.Began);
    }

    /// <summary>The position once the broker shows it; the book then has it, and with the book worker and monitor.</summary>
    private async Task<Ticket?> SeenAsync(OpenWrite write, Ticket? opened)
    {
        for (var look = 0; look < LooksAtMost; look++)
        {
            if (look > 0) await Task.Delay(LookEvery, clock);
            if (await PositionsAsync() is { Succeeded: true } shown
                && shown.Value.FirstOrDefault(position => position.Ticket == opened || position.Comment == write.Comment) is { } found) return found.Ticket;
        }

        return null;
    }

    /// <summary>What is open, in the book too; null when it did not come in time.</summary>
    private async Task<Reading<IReadOnlyList<Position>>?> PositionsAsync()
    {
        var call = reader.ReadPositionsAsync(CancellationToken.None).AsTask();
        if (!await call.EndsWithinAsync(options.Monitor.ReadDeadline, clock, CancellationToken.None) || !call.IsCompletedSuccessfully) return null;
        var reading = await call;
        if (reading.TryGet(out var positions)) book.Take(positions, reading.Began);
        return reading;
    }
}
