using System.Security.Cryptography;
using System.Text;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Intake;
using WebTrader.Engine.Running;
using WebTrader.Engine.StopLoss;

namespace WebTrader.Engine.Trading;

/// <summary>What became of an order.</summary>
/// <param name="Plan">What was sent, or would be; null where nothing could be.</param>
/// <param name="Ticket">The position that was opened; null when none was, or nobody knows.</param>
/// <param name="HasEnded">Whether that position has been closed again meanwhile.</param>
public sealed record PlacedOrder(OrderPlan? Plan, WriteResult Result, Ticket? Ticket, bool HasEnded = false);

/// <summary>
/// Takes orders: sizes them, refuses what cannot carry its stop, and has them opened. An order that names itself is opened once, however often it is asked for, also when the
/// first attempt was made by a process that died: before it is sent again the broker is looked at, and only after the first attempt cannot arrive any more. On the session's scheduler.
/// </summary>
public sealed class OrderDesk(EngineOptions options, TimeProvider clock, IBrokerGateway reader, QuoteIntake intake, StopEvaluator evaluator, EntryGate gate, PositionOpener opener)
{
    private const int KeptOrders = 10_000;

    private readonly Dictionary<string, Attempt> attempts = new(StringComparer.Ordinal);
    private readonly Queue<string> oldest = new();

    /// <summary>What would be sent at this moment. Nothing is.</summary>
    public async Task<PlacedOrder> PreviewAsync(OrderWish wish)
    {
        var (order, refusal) = await PlanAsync(wish);
        return new PlacedOrder(order, refusal is null ? new WriteResult(WriteOutcome.Unchanged, null, "Nothing was sent") : Denied(refusal), null);
    }

    /// <summary>Opens a position; it answers when worker and monitor have it.</summary>
    /// <param name="by">Who asks, for the journal.</param>
    /// <param name="name">What the caller calls this order; null for an order that cannot be repeated safely.</param>
    /// <param name="triedSince">When this order was first tried, where that was before this session; wall time, UTC.</param>
    public async Task<PlacedOrder> PlaceAsync(OrderWish wish, string by, string? name, DateTimeOffset? triedSince)
    {
        if (name is null) return await SendAsync(wish, by, null);
        var known = attempts.GetValueOrDefault(name);
        if (known is not null)
        {
            var ended = await known.Order;
            if (ended.Result.Outcome != WriteOutcome.Unknown) return ended;
            // Of several that have waited for it the first looks again, and the others hear what it finds.
            if (attempts.GetValueOrDefault(name) is { } newer && newer != known) return await newer.Order;
        }

        if ((known?.FirstAt ?? triedSince) is { } since) return await Keep(name, new Attempt(since, AgainAsync(wish, by, CommentOf(name), since)));
        return await Keep(name, new Attempt(clock.GetUtcNow(), SendAsync(wish, by, CommentOf(name))));
    }

    /// <summary>What an order is found by at the broker: the same for the same name, another for every other.</summary>
    public static string CommentOf(string name) => "wt#" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 12));

    private Task<PlacedOrder> Keep(string name, Attempt attempt)
    {
        if (!attempts.ContainsKey(name)) oldest.Enqueue(name);
        attempts[name] = attempt;
        if (attempts.Count > KeptOrders) attempts.Remove(oldest.Dequeue());
        return attempt.Order;
    }

    /// <summary>It may have been opened before: looks first.</summary>
    private async Task<PlacedOrder> AgainAsync(OrderWish wish, string by, string comment, DateTimeOffset since)
    {
        var found = await opener.FindAsync(comment, since);
        if (found.Failure is { } unread) return Unknown($"It is not known whether the order was carried out, because the broker cannot be read: {unread}. It was not sent again");
        if (found.Value is { } opened) return new PlacedOrder(null, new WriteResult(WriteOutcome.Accepted, null, opened.HasEnded ? "It was opened, and has been closed again" : "Unknown at first, then found open"), opened.Ticket, opened.HasEnded);
        var age = clock.GetUtcNow() - since;
        return age < options.StopLoss.GivenUpAfter
            ? Unknown($"The broker does not show it, and may still carry it out for {Words.Seconds(options.StopLoss.GivenUpAfter - age)}. It was not sent again")
            : await SendAsync(wish, by, comment);
    }

    private async Task<PlacedOrder> SendAsync(OrderWish wish, string by, string? comment)
    {
        var (order, refusal) = await PlanAsync(wish);
        if (order is null) return new PlacedOrder(null, Denied(refusal!), null);
        var opened = await opener.OpenAsync(new OpeningOrder(wish.Symbol, wish.Side, order.Lots, order.Stop, order.TakeProfit, wish.Magic, by, comment));
        return new PlacedOrder(order, opened.Result, opened.Ticket);
    }

    private async Task<(OrderPlan? Order, string? Refusal)> PlanAsync(OrderWish wish)
    {
        var symbol = intake.Of(wish.Symbol);
        var spec = await SpecOfAsync(symbol);
        if (!spec.TryGet(out var known)) return (null, $"The specification of {wish.Symbol} cannot be read: {spec.Failure}");
        if (known.Problem() is { } problem) return (null, $"The specification of {wish.Symbol} cannot be used: {problem}");
        var quoted = await QuoteOfAsync(symbol);
        if (!quoted.TryGet(out var quote)) return (null, $"There is no fresh price of {wish.Symbol}: {quoted.Failure}");

        var entry = OrderPlanner.PositionOf(wish, quote);
        if (gate.WhyNot(entry) is { } closed) return (null, closed);
        var planned = OrderPlanner.Plan(wish, known, quote, evaluator.Settings.For(entry).Plan, evaluator.Balance());
        if (planned.Order is { } order && gate.WhyNot(entry with { Lots = order.Lots, StopLoss = order.Stop }) is { } tooMuch) return (null, tooMuch);
        return planned;
    }

    private async Task<Reading<SymbolSpec>> SpecOfAsync(SymbolState symbol)
    {
        if (symbol.Spec is { } known) return Reading<SymbolSpec>.Of(known, default);
        var read = await WithinAsync(cancellation => reader.ReadSymbolAsync(symbol.Name, cancellation));
        if (read.TryGet(out var spec) && spec.Problem() is null) symbol.Spec = spec;
        return read;
    }

    /// <summary>The newest that came in, or what the broker says now: nobody reports the prices of a symbol without a position.</summary>
    private async Task<Reading<Quote>> QuoteOfAsync(SymbolState symbol)
    {
        if (evaluator.FreshQuote(symbol) is { } fresh) return Reading<Quote>.Of(fresh, default);
        var read = await WithinAsync(cancellation => reader.ReadQuoteAsync(symbol.Name, cancellation));
        if (!read.TryGet(out var quote)) return read;
        var age = clock.GetElapsedTime(quote.ReceivedAt);
        return age <= options.StopLoss.MaxQuoteAge ? read : Reading<Quote>.Failed($"the newest is {Words.Seconds(age)} old", read.Began);
    }

    private async Task<Reading<T>> WithinAsync<T>(Func<CancellationToken, ValueTask<Reading<T>>> read)
    {
        using var timeUp = new CancellationTokenSource();
        var pending = read(timeUp.Token).AsTask();
        if (await pending.EndsWithinAsync(options.Monitor.ReadDeadline, clock, CancellationToken.None)) return await pending;
        timeUp.Cancel();
        return Reading<T>.Failed($"no answer within {Words.Seconds(options.Monitor.ReadDeadline)}", default);
    }

    private static PlacedOrder Unknown(string reason) => new(null, new WriteResult(WriteOutcome.Unknown, null, reason), null);

    private static WriteResult Denied(string reason) => new(WriteOutcome.Denied, null, reason);

    /// <param name="FirstAt">When it was first tried, wall time.</param>
    private sealed record Attempt(DateTimeOffset FirstAt, Task<PlacedOrder> Order);
}
