using System.Globalization;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
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
/// <param name="Inputs">What volume and stop were made from, for the journal; null where they were given as they are.</param>
public sealed record OpeningOrder(string Symbol, Side Side, Lots Lots, Price? Stop, Price? TakeProfit, long Magic, string By, string? Comment = null, OrderInputs? Inputs = null);

/// <param name="Ticket">The position that was opened; null when none was, or nobody knows.</param>
/// <param name="IsDone">Whether the broker said that it was carried out, whatever it shows.</param>
/// <param name="HasEnded">Whether that position has been closed again meanwhile.</param>
public sealed record OpeningResult(WriteResult Result, Ticket? Ticket, bool IsDone = false, bool HasEnded = false);

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
    private static readonly TimeSpan LooksFor = TimeSpan.FromSeconds(5);
    private const int LooksAtMost = 20;

    /// <param name="leaves">Asked at the last moment before it leaves: why it must not, or null. Null asks nobody.</param>
    public async Task<OpeningResult> OpenAsync(OpeningOrder order, Func<string?>? leaves = null)
    {
        if (!await slots.TakeAsync(options.Locks.Wait)) return Denied($"The broker takes no call at the moment: waited {Words.Exact(options.Locks.Wait)}");
        OpenWrite write;
        OpenIntended intent;
        long sentAt;
        Departure departure;
        try
        {
            if (leaves?.Invoke() is { } why) return Denied(why);
            var number = calls.NextNumber();
            write = new OpenWrite(order.Symbol, order.Side, order.Lots, order.Stop, order.TakeProfit, order.Magic, order.Comment ?? string.Create(CultureInfo.InvariantCulture, $"wt {epoch}.{number}"));
            intent = new OpenIntended(account, clock.GetUtcNow(), number, write, order.By) { Inputs = order.Inputs };
            journal.Append(intent);
            sentAt = clock.GetTimestamp();
            departure = await gateway.OpenAsync(write);
        }
        finally
        {
            // Looking for what it opened takes no call: a close does not wait for that.
            slots.Free();
        }

        var latency = departure.Answer is TradeAnswer.NotSent ? (TimeSpan?)null : clock.GetElapsedTime(sentAt);
        var opened = await OutcomeAsync(write, departure.Answer);
        journal.Append(new OpenSettled(account, clock.GetUtcNow(), intent, opened.Result, opened.Ticket, latency));
        if (departure.Late is { } late) RecordLate(intent, late, sentAt);
        return opened;
    }

    private static OpeningResult Denied(string reason) => new(new WriteResult(WriteOutcome.Denied, null, reason), null);

    /// <summary>A late answer is recorded and nothing is done for it: what it opened is found by reading, as everybody's positions are.</summary>
    private async void RecordLate(OpenIntended intent, Task<TradeAnswer> late, long sentAt)
    {
        var answer = await late;
        var (outcome, said) = answer is TradeAnswer.Answered { Retcode: var retcode } && RetcodePolicy.For(retcode, WriteKind.Open) is var meaning ? (meaning.Outcome, meaning.Words) : (WriteOutcome.Unknown, "still no answer");
        var after = clock.GetElapsedTime(sentAt);
        var result = new WriteResult(outcome, (answer as TradeAnswer.Answered)?.Retcode, string.Create(CultureInfo.InvariantCulture, $"The broker answered after {after.TotalSeconds:0.0} s, when nobody waited any more: {said}"));
        journal.Append(new OpenSettled(account, clock.GetUtcNow(), intent, result, (answer as TradeAnswer.Answered)?.Opened, after));
    }

    private async Task<OpeningResult> OutcomeAsync(OpenWrite write, TradeAnswer answer)
    {
        if (answer is TradeAnswer.NotSent notSent) return Denied($"Not sent: {notSent.Reason}");
        var answered = answer as TradeAnswer.Answered;
        var meaning = answered is null ? new RetcodeMeaning(WriteOutcome.Unknown, NextMove.ReadBack, ((TradeAnswer.Unanswered)answer).Reason) : RetcodePolicy.For(answered.Retcode, WriteKind.Open);
        if (meaning.Outcome == WriteOutcome.Rejected) return new OpeningResult(new WriteResult(WriteOutcome.Rejected, answered?.Retcode, $"The broker refused: {meaning.Words}"), null);

        var isDone = meaning.Outcome == WriteOutcome.Accepted || answered?.Opened is not null;
        if (await SeenAsync(write, answered?.Opened) is { } ticket)
            return new OpeningResult(new WriteResult(WriteOutcome.Accepted, answered?.Retcode, meaning.Outcome == WriteOutcome.Unknown ? "Unknown at first, then found open" : "Opened, and under protection"), ticket, isDone);
        return (await FindAsync(write.Comment, clock.GetUtcNow() - (LookEvery * LooksAtMost))).TryGet(out var found) && found is not null
            ? new OpeningResult(new WriteResult(WriteOutcome.Accepted, answered?.Retcode, found.HasEnded ? "Opened, and closed again before it was seen" : "Unknown at first, then found open"), found.Ticket, isDone, found.HasEnded)
            : new OpeningResult(new WriteResult(WriteOutcome.Unknown, answered?.Retcode, $"{meaning.Words}; the broker shows no such position yet"), answered?.Opened, isDone);
    }

    /// <summary>Whether an order with this comment was carried out: the position that it opened, also where that has ended meanwhile; null where the broker knows of none.</summary>
    /// <param name="since">When it was first sent, at the earliest; wall time, UTC.</param>
    /// <param name="ticket">What the broker called it, where it has said so.</param>
    public async Task<Reading<FoundOrder?>> FindAsync(string comment, DateTimeOffset since, Ticket? ticket = null)
    {
        if (await OpenNowAsync(comment, ticket) is not { Succeeded: true } shown) return Reading<FoundOrder?>.Failed("the open positions cannot be read", default);
        if (shown.Value is not null) return shown;
        var call = reader.ReadDealsSinceAsync(since - ClockTolerance, CancellationToken.None).AsTask();
        if (!await call.EndsWithinAsync(options.Monitor.ReadDeadline, clock, CancellationToken.None) || !call.IsCompletedSuccessfully) return Reading<FoundOrder?>.Failed("the deals cannot be read in time", default);
        var deals = await call;
        if (!deals.Succeeded) return Reading<FoundOrder?>.Failed(deals.Failure!, deals.Began);
        if (deals.Value.FirstOrDefault(deal => deal.Comment == comment) is not { } opening) return Reading<FoundOrder?>.Of(null, deals.Began);
        // It may have come between the two readings.
        if (await OpenNowAsync(comment, new Ticket(opening.Position.Value)) is not { Succeeded: true } again) return Reading<FoundOrder?>.Failed("the open positions cannot be read", default);
        return again.Value is not null ? again : Reading<FoundOrder?>.Of(new FoundOrder(new Ticket(opening.Position.Value), HasEnded: true), deals.Began);
    }

    private async Task<Reading<FoundOrder?>?> OpenNowAsync(string comment, Ticket? ticket)
    {
        if (await PositionsAsync() is not { Succeeded: true } shown) return null;
        var open = shown.Value.FirstOrDefault(position => position.Comment == comment || position.Ticket == ticket);
        return Reading<FoundOrder?>.Of(open is null ? null : new FoundOrder(open.Ticket, HasEnded: false), shown.Began);
    }

    /// <summary>The position once the broker shows it; the book then has it, and with the book worker and monitor.</summary>
    private async Task<Ticket?> SeenAsync(OpenWrite write, Ticket? opened)
    {
        var began = clock.GetTimestamp();
        for (var look = 0; look < LooksAtMost && clock.GetElapsedTime(began) < LooksFor; look++)
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
