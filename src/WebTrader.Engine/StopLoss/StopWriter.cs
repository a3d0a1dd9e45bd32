using System.Globalization;
using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Book;
using WebTrader.Engine.Running;
using WebTrader.Engine.Tickets;
using WebTrader.Engine.Writing;

namespace WebTrader.Engine.StopLoss;

/// <summary>
/// Takes one position's stop to where the rules want it: settles what is unknown, decides again under the lock, records the intent, has it sent
/// and read back, and records the outcome.
/// </summary>
public sealed class StopWriter(
    AccountId account,
    EngineOptions options,
    TimeProvider clock,
    IJournal journal,
    PositionBook book,
    StopEvaluator evaluator,
    TicketCalls calls,
    Settlement settlement,
    ProtectionFigures figures)
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPauseExposed = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPauseClosed = TimeSpan.FromMinutes(1);
    private const int BriskTries = 30;

    public WriteStatistics Statistics { get; } = new();

    /// <summary>Whether it is known which parts of a position have been closed, and none may still be.</summary>
    public Func<TrackedPosition, bool> KnowsParts { get; set; } = static _ => true;

    /// <summary>Whether it is known what earlier runs have sent for a position that may still arrive.</summary>
    public Func<TrackedPosition, bool> KnowsCalls { get; set; } = static _ => true;

    /// <summary>Has what is remembered of a position written down, before something is sent that must not be sent twice.</summary>
    public Action<TrackedPosition> Keep { get; set; } = static _ => { };

    /// <summary>Does what the rules want of the position now; nothing when that is nothing.</summary>
    /// <param name="maySend">Whether a call is free for it; otherwise only what is unknown is settled.</param>
    public async Task ServeAsync(HeldTicket held, TrackedPosition tracked, bool maySend)
    {
        // Somebody may have disarmed it since it was wished for.
        if (!evaluator.IsManaged(tracked.Position)) return;

        // What has no stop or is to be closed does not wait for a reading; anything else is written from what the broker has now, so that no hand is overruled.
        var isUrgent = tracked.Position.StopLoss is null || tracked.Verdict?.Decision is StopDecision.CloseNow { Cause: CloseCause.MaxRisk };
        var isKnown = tracked.Calls.Count == 0 && (isUrgent || !book.MayBeOutOfDate(tracked));
        var state = isKnown ? SettlementState.Settled : await settlement.TrySettleAsync(held, tracked);
        if (state == SettlementState.Settled && !tracked.IsExposed && !KnowsCalls(tracked))
        {
            // A tighter stop could be undone by one that an earlier run has sent. What is exposed does not wait for a database.
            state = SettlementState.Unsettled;
            tracked.NotBefore = clock.GetTimestamp() + clock.StampsOf(options.StopLoss.SettleEvery);
        }

        // The reading may have shown that the stop is gone: that is no matter for the next reading but for the next free call.
        if (!maySend && tracked.IsExposed) tracked.NotBefore = clock.GetTimestamp() + clock.StampsOf(SoonAgain);
        // A reading that fails keeps no position without its stop: what may be sent while a call is unsettled may be sent all the same.
        // What the last reading did not show may be closed: the next reading tells.
        if (!maySend || state == SettlementState.Over || book.Find(held.Ticket) != tracked || tracked.Missing > 0 || evaluator.EvaluateForRecord(tracked) is not var (verdict, inputs)) return;

        switch (verdict.Decision)
        {
            // Nor does a reading that fails keep a position with the stop that is looser than its hard stop.
            case StopDecision.Move move when state == SettlementState.Settled || (tracked.Calls.Count == 0 && tracked.IsExposed):
                await SetAsync(held, tracked, move, inputs, repeats: null);
                break;
            case StopDecision.Move move when settlement.MoveToSend(tracked, move) is var (meanwhile, repeats):
                await SetAsync(held, tracked, meanwhile, inputs, repeats);
                break;
            // The server knows a close by its ticket: a late one, or a late stop, can do no harm to what is closed. Where it does not, an unknown one is read before the next.
            case StopDecision.CloseNow close when (close.Cause != CloseCause.ProfitLevel || KnowsParts(tracked)) && (state != SettlementState.Unread || tracked.Calls.Count == 0 || !calls.Netting.IsOn):
                await CloseAsync(held, tracked, tracked.Position.Lots, close.Reason, ClosingComment.Of(close.Cause), inputs);
                break;
            // A part is not closed twice: what became of an earlier call must be known.
            case StopDecision.ClosePart part when state == SettlementState.Settled && tracked.Calls.Count == 0 && KnowsParts(tracked):
                Keep(tracked);
                await CloseAsync(held, tracked, part.Lots, part.Reason, ClosingComment.ProfitLevel, inputs);
                break;
            case StopDecision.ClosePart or StopDecision.CloseNow when state == SettlementState.Settled:
                tracked.NotBefore = clock.GetTimestamp() + clock.TimestampFrequency;
                break;
        }
    }

    private async Task SetAsync(HeldTicket held, TrackedPosition tracked, StopDecision.Move move, DecisionInputs? inputs, WriteNumber? repeats)
    {
        var position = tracked.Position;
        var write = new StopWrite(held.Token, position.Ticket, position.Id, position.Symbol, move.Stop, position.TakeProfit);
        var intent = new StopIntended(account, clock.GetUtcNow(), calls.NextNumber(), write, position.Side, position.StopLoss, move.Rule, move.ProfitAtStop, move.Reason, PurposeOf(tracked, move)) { Inputs = inputs, Repeats = repeats };
        journal.Append(intent);

        tracked.ClosedByUs = false;
        tracked.Sent = new SentStop(move.Stop, move.Rule);
        Conclude(tracked, intent, await calls.SetStopAsync(held, tracked, write, intent.Number, move.Rule, intent.Purpose));
    }

    /// <summary>Only what a position that is protected already locks in profit has to wait for a budget.</summary>
    private static MessagePurpose PurposeOf(TrackedPosition tracked, StopDecision.Move move) =>
        tracked.IsExposed || move.ProfitAtStop <= Money.Zero ? MessagePurpose.Protection : MessagePurpose.Profit;

    private void Conclude(TrackedPosition tracked, StopIntended intent, CallEnd end)
    {
        var stop = intent.Write.Stop;
        if (end.ReadBack is not null)
        {
            tracked.Own(stop, intent.Rule);
            if (tracked.WantsSince is { } since) figures.CountConfirmed(clock.GetElapsedTime(since));
            tracked.WantsSince = null;
        }
        else if (end.Result.Outcome is WriteOutcome.Denied or WriteOutcome.Rejected) tracked.Sent = null;
        Statistics.Count(end.Result.Outcome, isNoOp: tracked.Missing == 0 && book.Find(intent.Write.Ticket) == tracked);
        if (end.Result.Outcome == WriteOutcome.Accepted)
        {
            Statistics.StopsSet++;
            if (intent.From is { } from && tracked.Position.StopLoss is { } now && tracked.Position.Side.IsTighter(from, now)) Statistics.Regressions++;
        }

        Pace(tracked, end.Result, WriteKind.Modify);
        tracked.Add(new StopMove(tracked.MoveCount + 1, clock.GetUtcNow(), intent.From, stop, intent.Rule, intent.Reason, intent.ProfitAtStop, end.Result, end.ReadBack));
        tracked.Tell(clock.GetUtcNow(), Sentence(tracked, intent, end));
        journal.Append(new StopSettled(account, clock.GetUtcNow(), intent, end.Result, end.Latency, end.ReadBack));
    }

    private async Task CloseAsync(HeldTicket held, TrackedPosition tracked, Lots lots, string reason, string comment, DecisionInputs? inputs)
    {
        var position = tracked.Position;
        var write = new CloseWrite(held.Token, position.Ticket, position.Id, position.Symbol, position.Side, lots, comment);
        var intent = new CloseIntended(account, clock.GetUtcNow(), calls.NextNumber(), write, reason) { Inputs = inputs };
        journal.Append(intent);
        tracked.ClosedByUs = lots == position.Lots;
        tracked.Sent = null;

        var end = await calls.CloseAsync(held, tracked, write, intent.Number);
        Statistics.Count(end.Result.Outcome, isNoOp: false);
        Pace(tracked, end.Result, TicketCalls.KindOf(write, position.Lots));
        tracked.Tell(clock.GetUtcNow(), $"{reason}. {end.Result.Reason}");
        journal.Append(new CloseSettled(account, clock.GetUtcNow(), intent, end.Result, end.Latency));
    }

    /// <summary>When the next attempt may be made, by what the broker said.</summary>
    private void Pace(TrackedPosition tracked, WriteResult result, WriteKind kind)
    {
        if (result.Outcome is WriteOutcome.Accepted or WriteOutcome.Unchanged)
        {
            tracked.Failures = 0;
            tracked.TryAtOnce();
            tracked.AfterQuote = 0;
            return;
        }

        tracked.Failures++;
        var next = result.Retcode is { } retcode ? RetcodePolicy.For(retcode, kind).Next : NextMove.BackOff;
        if (next == NextMove.NextQuote) tracked.AfterQuote = tracked.Symbol.QuoteNumber;
        if (next == NextMove.NextQuote && tracked.Failures <= 3) return;

        // What exposes the account is tried at a brisk pace, however often it was refused; without end it must not become a storm either.
        var wait = options.StopLoss.BackOffFrom * Math.Pow(2, Math.Min(tracked.Failures - 1, 10));
        tracked.NotBefore = In(wait, LongestPause(tracked, result.Retcode));
        // Nothing can be done where there are no quotes, and the first one tells that there may be again.
        if (result.Retcode == TradeRetcode.MarketClosed) tracked.MarketClosed = (In(wait, LongestPauseClosed), tracked.Symbol.QuoteNumber);
    }

    private TimeSpan LongestPause(TrackedPosition tracked, TradeRetcode? refusal)
    {
        var longest = options.StopLoss.BackOffTo;
        if (!tracked.IsExposed && !tracked.ClosedByUs) return longest;
        if (refusal is { } retcode && RetcodePolicy.IsStanding(retcode) && tracked.Failures > BriskTries) return longest;
        return LongestPauseExposed < longest ? LongestPauseExposed : longest;
    }

    private long In(TimeSpan wait, TimeSpan longest) => clock.GetTimestamp() + clock.StampsOf(wait < longest ? wait : longest);

    private static string Sentence(TrackedPosition tracked, StopIntended intent, CallEnd end)
    {
        var stop = tracked.Symbol.Spec?.Format(intent.Write.Stop) ?? intent.Write.Stop.ToString();
        return end.ReadBack is { } took
            ? string.Create(CultureInfo.InvariantCulture, $"Stop {stop} confirmed, {took.TotalMilliseconds:0} ms after it was sent")
            : $"Stop {stop} not set. {end.Result.Reason}";
    }
}
