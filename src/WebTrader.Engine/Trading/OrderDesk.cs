using System.Security.Cryptography;
using System.Text;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Book;
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
public sealed class OrderDesk(EngineOptions options, TimeProvider clock, IBrokerGateway reader, QuoteIntake intake, PositionBook book, StopEvaluator evaluator, EntryGate gate, PositionOpener opener)
{
    private const int KeptOrders = 10_000;

    private readonly Dictionary<string, Attempt> attempts = new(StringComparer.Ordinal);
    private readonly Queue<string> oldest = new();
    private readonly long beganAt = clock.GetTimestamp();

    /// <summary>What would be sent at this moment. Nothing is.</summary>
    public async Task<PlacedOrder> PreviewAsync(OrderWish wish)
    {
        var (_, order, refusal) = await PlanAsync(Marked(wish));
        return new PlacedOrder(order, refusal is null ? new WriteResult(WriteOutcome.Unchanged, null, "Nothing was sent") : Denied(refusal), null);
    }

    /// <summary>Opens a position; it answers when worker and monitor have it.</summary>
    /// <param name="by">Who asks, for the journal.</param>
    /// <param name="name">What the caller calls this order; null for an order that cannot be repeated safely.</param>
    /// <param name="triedSince">When this order was first tried, where that was before this session; wall time, UTC.</param>
    public async Task<PlacedOrder> PlaceAsync(OrderWish wish, string by, string? name, DateTimeOffset? triedSince)
    {
        if (name is null) return await SendAsync(wish, by, new Attempt(clock.GetUtcNow(), null));
        var known = attempts.GetValueOrDefault(name);
        if (known is not null)
        {
            var ended = await known.Order;
            if (ended.Result.Outcome != WriteOutcome.Unknown) return ended;
            // Of several that have waited for it the first looks again, and the others hear what it finds.
            if (attempts.GetValueOrDefault(name) is { } newer && newer != known) return await newer.Order;
        }

        var attempt = new Attempt(known?.FirstAt ?? triedSince ?? clock.GetUtcNow(), CommentOf(name)) { LeftAt = known?.LeftAt, Ticket = known?.Ticket, IsDone = known?.IsDone ?? false };
        attempt.Order = known is null && triedSince is null ? SendAsync(wish, by, attempt) : AgainAsync(wish, by, attempt);
        Keep(name, attempt);
        try
        {
            var order = await attempt.Order;
            // What was not sent may be asked for anew under its name.
            if (order.Result.Outcome == WriteOutcome.Denied && attempts.GetValueOrDefault(name) == attempt) attempts.Remove(name);
            return order;
        }
        catch (Exception fault)
        {
            // It may have left before that: as any other whose outcome nobody knows.
            attempt.LeftAt = clock.GetTimestamp();
            attempt.Order = Task.FromResult(Unknown($"The attempt failed: {fault.Message}", attempt.Ticket));
            throw;
        }
    }

    /// <summary>What an order is found by at the broker: the same for the same name, another for every other.</summary>
    public static string CommentOf(string name) => "wt#" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 12));

    private void Keep(string name, Attempt attempt)
    {
        if (!attempts.ContainsKey(name)) oldest.Enqueue(name);
        attempts[name] = attempt;
        while (oldest.Count > KeptOrders) attempts.Remove(oldest.Dequeue());
    }

    /// <summary>It may have been opened before: looks first.</summary>
    private async Task<PlacedOrder> AgainAsync(OrderWish wish, string by, Attempt attempt)
    {
        var found = await opener.FindAsync(attempt.Comment!, attempt.FirstAt, attempt.Ticket);
        if (found.Failure is { } unread) return Unknown($"It is not known whether the order was carried out, because the broker cannot be read: {unread}. It was not sent again", attempt.Ticket);
        if (found.Value is { } opened) return new PlacedOrder(null, new WriteResult(WriteOutcome.Accepted, null, opened.HasEnded ? "It was opened, and has been closed again" : "Unknown at first, then found open"), opened.Ticket, opened.HasEnded);
        if (attempt.IsDone) return Unknown("The broker has said that it carried the order out, and does not show it. It is not sent again", attempt.Ticket);
        // By the clock that nobody sets. What an earlier run has sent left before this one began.
        var age = clock.GetElapsedTime(attempt.LeftAt ?? beganAt);
        return age < options.StopLoss.GivenUpAfter
            ? Unknown($"The broker does not show it, and may still carry it out for {Words.Seconds(options.StopLoss.GivenUpAfter - age)}. It was not sent again", null)
            : await SendAsync(wish, by, attempt);
    }

    private async Task<PlacedOrder> SendAsync(OrderWish asked, string by, Attempt attempt)
    {
        var wish = Marked(asked);
        var (inputs, order, refusal) = await PlanAsync(wish);
        if (order is null) return new PlacedOrder(null, Denied(refusal!), null);
        var entry = OrderPlanner.EntryOf(wish, order, clock.GetUtcNow());
        var isOut = false;
        var outcome = WriteOutcome.Unknown;
        try
        {
            var opened = await opener.OpenAsync(new OpeningOrder(wish.Symbol, wish.Side, order.Lots, order.Stop, order.TakeProfit, wish.Magic, by, attempt.Comment, inputs), () =>
            {
                var why = gate.Leave(entry);
                isOut = why is null;
                return why;
            });
            outcome = opened.Result.Outcome;
            attempt.LeftAt = clock.GetTimestamp();
            attempt.Ticket = opened.Ticket;
            attempt.IsDone |= opened.IsDone;
            return new PlacedOrder(order, opened.Result, opened.Ticket, opened.HasEnded);
        }
        finally
        {
            if (isOut && outcome == WriteOutcome.Unknown) ReturnLater(entry);
            else if (isOut) gate.Return(entry);
        }
    }

    /// <summary>With the magic number that the broker will show: settings, arming and emergency stops go by it.</summary>
    private OrderWish Marked(OrderWish wish) => wish with { Magic = reader.MagicOf(wish.Magic) };

    /// <summary>What may still arrive counts until it cannot any more.</summary>
    private async void ReturnLater(Position entry)
    {
        await Task.Delay(options.StopLoss.GivenUpAfter, clock);
        gate.Return(entry);
    }

    private async Task<(OrderInputs? Inputs, OrderPlan? Order, string? Refusal)> PlanAsync(OrderWish wish)
    {
        var spec = await SpecOfAsync(wish.Symbol);
        if (!spec.TryGet(out var known)) return (null, null, $"The specification of {wish.Symbol} cannot be read: {spec.Failure}");
        if (known.Problem() is { } problem) return (null, null, $"The specification of {wish.Symbol} cannot be used: {problem}");
        var quoted = await QuoteOfAsync(intake.Of(wish.Symbol));
        if (!quoted.TryGet(out var quote)) return (null, null, $"There is no fresh price of {wish.Symbol}: {quoted.Failure}");

        var entry = OrderPlanner.PositionOf(wish, quote);
        if (gate.WhyNot(entry) is { } closed) return (null, null, closed);
        var inputs = new OrderInputs(wish, known, quote, evaluator.Settings.For(entry).Plan, evaluator.Balance());
        var (planned, refusal) = inputs.Plan();
        if (planned is { } order && gate.WhyNot(entry with { Lots = order.Lots, StopLoss = order.Stop }) is { } tooMuch) return (null, null, tooMuch);
        return (inputs, planned, refusal);
    }

    /// <summary>As it is kept up to date where a position is open; asked for otherwise, because what is remembered may be of another week. A symbol that the broker does not know is not remembered.</summary>
    private async Task<Reading<SymbolSpec>> SpecOfAsync(string name)
    {
        if (book.Open.FirstOrDefault(tracked => tracked.Symbol.Name == name)?.Symbol.Spec is { } known) return Reading<SymbolSpec>.Of(known, default);
        var read = await WithinAsync(cancellation => reader.ReadSymbolAsync(name, cancellation));
        if (read.TryGet(out var spec) && spec.Problem() is null) intake.Of(name).Spec = spec;
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

    private ValueTask<Reading<T>> WithinAsync<T>(Func<CancellationToken, ValueTask<Reading<T>>> read) =>
        Waits.ReadWithinAsync(read, options.Monitor.ReadDeadline, clock, CancellationToken.None);

    private static PlacedOrder Unknown(string reason, Ticket? ticket) => new(null, new WriteResult(WriteOutcome.Unknown, null, reason), ticket);

    private static WriteResult Denied(string reason) => new(WriteOutcome.Denied, null, reason);

    /// <param name="firstAt">When it was first tried, wall time: where to look from.</param>
    /// <param name="comment">What it is found by; null where nobody will look.</param>
    private sealed class Attempt(DateTimeOffset firstAt, string? comment)
    {
        public DateTimeOffset FirstAt { get; } = firstAt;

        public string? Comment { get; } = comment;

        /// <summary>When it last left, or nobody waited for it any more, on the monotone scale; null where that was before this session.</summary>
        public long? LeftAt { get; set; }

        public Ticket? Ticket { get; set; }

        /// <summary>Whether the broker has said that it was carried out.</summary>
        public bool IsDone { get; set; }

        public Task<PlacedOrder> Order { get; set; } = null!;
    }
}
