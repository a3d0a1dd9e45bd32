using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Views;
using WebTrader.Persistence;
using WebTrader.Persistence.Tables;

namespace WebTrader.Host.Api;

/// <summary>A position at the end of a past second.</summary>
/// <param name="At">The end of that second, UTC.</param>
/// <param name="IsSeen">False while it was open and the host had not seen it yet: nothing is known of its stop.</param>
/// <param name="Bid">Null, as <paramref name="Ask"/> and <paramref name="QuoteAt"/>, where no price is kept.</param>
/// <param name="Stop">What stood at the broker as far as we had seen; null for none.</param>
/// <param name="ProfitAtStop">Null where it stood by others' doing: nobody reckoned it.</param>
/// <param name="Rule">That had moved the stop last; null, as its words, before the first move.</param>
/// <param name="Lock">Who had the lock of the ticket in that second, or waited for it.</param>
/// <param name="Rules">What every rule wanted when they last decided to move the stop or to close; null where they had not by then.</param>
public sealed record PastView(
    Ticket Ticket, DateTimeOffset At, bool IsSeen, Price? Bid, Price? Ask, DateTimeOffset? QuoteAt, Price? Stop, Money? ProfitAtStop, Price? TakeProfit, RuleName? Rule, string? RuleText, string? Reason, CertificateView Certificate, IReadOnlyList<PastHoldingView> Lock, PastRulesView? Rules)
{
    /// <summary>From what the journal holds. Pure.</summary>
    /// <param name="moment">Within the second.</param>
    internal static PastView Of(Ticket ticket, StoredPast past, DateTimeOffset moment, PastQuote? quote)
    {
        var end = moment.AddTicks(TimeSpan.TicksPerSecond - (moment.UtcTicks % TimeSpan.TicksPerSecond));
        var last = past.Moves is [var newest, ..] ? newest : null;
        var sent = past.Moves.FirstOrDefault(move => move.LatencyMs is not null || move.Outcome is WriteOutcome.Unknown or null);
        var acknowledged = past.Moves.FirstOrDefault(move => move is { Outcome: WriteOutcome.Accepted, LatencyMs: { } took } && move.At.AddMilliseconds(took) < end);
        var readBack = past.Moves.FirstOrDefault(move => ShownAt(move) < end);
        var isOurs = readBack is not null && ShownAt(readBack) >= past.Sight.At;
        var isSeen = past.Sight.At < end;
        var stop = isOurs ? readBack!.To : isSeen ? past.Sight.Position.StopLoss : null;
        return new PastView(
            ticket, end, isSeen, quote?.Bid, quote?.Ask, quote?.At, stop, past.Moves.FirstOrDefault(move => move.To == stop)?.ProfitAtStop, isSeen ? past.Sight.Position.TakeProfit : null,
            isOurs ? readBack!.Rule : null, isOurs ? readBack!.Rule.Say() : null, isOurs ? readBack!.Reason : null,
            new CertificateView(
                last is null ? null : Step(last.To, last.At, end, last.Rule.Say()),
                sent is null ? null : Step(sent.To, sent.At, end, $"write {sent.Number} of run {sent.Epoch}"),
                acknowledged is null ? null : Step(acknowledged.To, acknowledged.At.AddMilliseconds(acknowledged.LatencyMs!.Value), end, $"{acknowledged.OutcomeReason ?? "accepted"} in {acknowledged.LatencyMs} ms"),
                isOurs ? Step(stop, ShownAt(readBack!)!.Value, end, "equal to what was sent") : !isSeen ? null : Step(stop, past.Sight.At, end, "as a reading showed it")),
            [.. past.Holdings.Select(held => new PastHoldingView(held.Kind, held.WaitedFrom, held.From, held.Until, held.Token?.ToString(), held.Who, held.Says))],
            PastRulesView.Of(past.Decided));
    }

    /// <summary>When the broker's own reading showed what was asked for; null when it did not.</summary>
    private static DateTimeOffset? ShownAt(StopMoveRow move) => move.ReadBackMs is { } took ? move.At.AddMilliseconds(took) : null;

    private static StepView Step(Price? price, DateTimeOffset at, DateTimeOffset end, string proof) => new(price, at, Math.Max(0, (long)(end - at).TotalMilliseconds), proof);
}

/// <summary>Somebody had the lock of a ticket, or waited for it in vain.</summary>
/// <param name="Kind">As in <c>holdingReleased</c>, <c>holdingRevoked</c> or <c>lockDenied</c>.</param>
/// <param name="From">When it was obtained, UTC; null where it was not.</param>
/// <param name="Until">When it was given back, taken away or given up, UTC.</param>
/// <param name="Token">The fencing token of the holding.</param>
/// <param name="Says">What for; or why it was taken away or not obtained.</param>
public sealed record PastHoldingView(string Kind, DateTimeOffset WaitedFrom, DateTimeOffset? From, DateTimeOffset Until, string? Token, string? Who, string Says);
