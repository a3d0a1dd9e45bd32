using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;

namespace WebTrader.Core.Journal;

/// <summary>
/// Goes along the facts in the order in which they were written and has everything decided again from what it was decided from: each stop and close of the
/// rules, and what people asked for, must come out as it is recorded. Pure but for what it remembers of earlier facts; not thread-safe.
/// </summary>
/// <param name="isFromTheBeginning">Whether the first fact it is given is the first of all; otherwise one may refer to writes from before.</param>
public sealed class StopAudit(bool isFromTheBeginning = true)
{
    private readonly Dictionary<(AccountId, WriteNumber), Price> unsettled = [];
    private readonly Dictionary<(AccountId, PositionId), Dictionary<WriteNumber, Price>> sent = [];

    private readonly Dictionary<(AccountId, long Epoch), long> first = [];

    /// <summary>Stops that the rules decide again as they are recorded.</summary>
    public long Derived { get; private set; }

    /// <summary>Stops that were an earlier write, sent once more.</summary>
    public long Repeated { get; private set; }

    /// <summary>Stops that a person or a script asked for, and which the ask explains.</summary>
    public long Asked { get; private set; }

    /// <summary>Take-profits that a person or a script asked for, and which the ask explains.</summary>
    public long TakeProfitsAsked { get; private set; }

    /// <summary>Orders whose volume and stop are made again from the wish as they are recorded.</summary>
    public long OrdersDerived { get; private set; }

    /// <summary>What was asked for under a build that did not record what it held an ask against: nothing can be decided again.</summary>
    public long AskedUnchecked { get; private set; }

    /// <summary>Closes that the rules decide again as they are recorded.</summary>
    public long ClosesDerived { get; private set; }

    /// <summary>Closes that a person or a script asked for, and which the ask explains.</summary>
    public long ClosesAsked { get; private set; }

    /// <summary>Takes the next fact.</summary>
    /// <returns>What the rules do not explain of it, in words; null where there is nothing to explain, or all is.</returns>
    public string? Take(JournalEntry entry)
    {
        switch (entry)
        {
            case StopIntended intent:
                Begin(intent.Account, NumberOf(intent));
                var why = Explain(intent);
                Remember(intent.Account, intent.Write, NumberOf(intent));
                unsettled[(intent.Account, NumberOf(intent))] = intent.Write.Stop;
                return why;
            case StopSettled settled:
                return Settle(settled);
            case TakeProfitIntended target:
                Begin(target.Account, new WriteNumber(target.Write.Token.Epoch, target.Number));
                Remember(target.Account, target.Write, new WriteNumber(target.Write.Token.Epoch, target.Number));
                return target.Asked is { } wanted ? Count(AskAudit.Explain(target, wanted), () => TakeProfitsAsked++) : Unchecked();
            case CloseIntended close:
                Begin(close.Account, new WriteNumber(close.Write.Token.Epoch, close.Number));
                return Explain(close);
            case OpenIntended open:
                return open.Inputs is { } made ? Count(AskAudit.Explain(open, made), () => OrdersDerived++) : Unchecked();
            case PositionClosed closed:
                sent.Remove((closed.Account, closed.Trade.Position));
                return null;
            default:
                return null;
        }
    }

    private static WriteNumber NumberOf(StopIntended intent) => new(intent.Write.Token.Epoch, intent.Number);

    private void Begin(AccountId account, WriteNumber number) => first.TryAdd((account, number.Epoch), number.Number);

    /// <summary>Whether a write may have been recorded before the first fact here.</summary>
    private bool MayBeFromBefore(AccountId account, WriteNumber number) =>
        !isFromTheBeginning && (!first.TryGetValue((account, number.Epoch), out var known) || number.Number < known);

    private string? Explain(StopIntended intent)
    {
        if (intent is { Rule: RuleName.Operator, Inputs: null, Repeats: null })
            return intent.Asked is { } asked ? Count(AskAudit.Explain(intent, asked), () => Asked++) : Unchecked();
        if (intent.Inputs is not { } inputs) return $"the stop {intent.Write.Stop} ({intent.Rule.Say()}) is recorded without what it was decided from";
        if (Mismatch(inputs, intent.Write.Ticket, intent.Write.Position, intent.Write.Symbol) is { } mismatch) return mismatch;
        if (inputs.Position.Side != intent.Side || inputs.Position.StopLoss != intent.From)
            return $"it is recorded as {intent.Side} with {Say(intent.From)}, and was decided for {inputs.Position.Side} with {Say(inputs.Position.StopLoss)}";
        if (Decide(inputs, out var decision) is { } failure) return failure;
        if (decision is not StopDecision.Move move) return $"recorded is {Say(intent)}; the rules {Say(decision)}";
        if (intent.Repeats is { } earlier) return ExplainRepeat(intent, earlier);
        if (move.Stop != intent.Write.Stop || move.Rule != intent.Rule || move.ProfitAtStop != intent.ProfitAtStop) return $"recorded is {Say(intent)}; the rules {Say(decision)}";
        Derived++;
        return null;
    }

    private string? ExplainRepeat(StopIntended intent, WriteNumber earlier)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"write {earlier.Number} of session {earlier.Epoch}");
        if (MayBeFromBefore(intent.Account, earlier))
        {
            Repeated++;
            return null;
        }

        if (!sent.TryGetValue((intent.Account, intent.Write.Position), out var known) || !known.TryGetValue(earlier, out var stop))
            return $"the stop {intent.Write.Stop} is said to repeat {name}, which is not recorded for this position";
        if (stop != intent.Write.Stop) return $"the stop {intent.Write.Stop} is said to repeat {name}, which set {stop}";
        Repeated++;
        return null;
    }

    private string? Explain(CloseIntended close)
    {
        if (close.Inputs is not { } inputs)
        {
            if (!close.Reason.StartsWith("Asked by ", StringComparison.Ordinal)) return "the close is recorded without what it was decided from";
            return close.Asked is { } asked ? Count(AskAudit.Explain(close, asked), () => ClosesAsked++) : Unchecked();
        }

        if (Mismatch(inputs, close.Write.Ticket, close.Write.Position, close.Write.Symbol) is { } mismatch) return mismatch;
        if (Decide(inputs, out var decision) is { } failure) return failure;
        if ((decision is StopDecision.ClosePart part ? part.Lots : inputs.Position.Lots) is var lots && (inputs.Position.Side != close.Write.Side || lots != close.Write.Lots))
            return $"recorded is a close of {close.Write.Side} {close.Write.Lots}, and it was decided for {inputs.Position.Side} {lots}";
        if (decision is not (StopDecision.CloseNow or StopDecision.ClosePart)) return $"recorded is a close; the rules {Say(decision)}";
        ClosesDerived++;
        return null;
    }

    /// <summary>An outcome belongs to a stop that was intended; the same one.</summary>
    private string? Settle(StopSettled settled)
    {
        var number = NumberOf(settled.Intent);
        if (!unsettled.Remove((settled.Account, number), out var stop))
            return MayBeFromBefore(settled.Account, number) ? null : string.Create(CultureInfo.InvariantCulture, $"the outcome of the stop {settled.Intent.Write.Stop} is recorded, and nowhere before it that it was wanted (write {number.Number} of session {number.Epoch})");
        return stop == settled.Intent.Write.Stop ? null : $"the outcome is recorded for a stop at {settled.Intent.Write.Stop}, and {stop} was sent";
    }

    private void Remember(AccountId account, StopWrite write, WriteNumber number)
    {
        var key = (account, write.Position);
        if (!sent.TryGetValue(key, out var known)) sent[key] = known = [];
        known[number] = write.Stop;
    }

    private static string? Count(string? why, Action counts)
    {
        if (why is null) counts();
        return why;
    }

    private string? Unchecked()
    {
        AskedUnchecked++;
        return null;
    }

    private static string? Mismatch(DecisionInputs inputs, Ticket ticket, PositionId position, string symbol)
    {
        var about = inputs.Position;
        if (about.Ticket != ticket || about.Id != position || about.Symbol != symbol) return $"it is about ticket {ticket} in {symbol}, and was decided for ticket {about.Ticket} in {about.Symbol}";
        if (inputs.Spec.Name != symbol || inputs.Quote.Symbol != symbol) return $"it is about {symbol}, and was decided with the specification of {inputs.Spec.Name} and a quote of {inputs.Quote.Symbol}";
        return inputs.Spec.Problem() ?? inputs.Plan.Problems().FirstOrDefault();
    }

    private static string? Decide(DecisionInputs inputs, out StopDecision decision)
    {
        try
        {
            decision = inputs.Decide();
            return null;
        }
        catch (Exception fault) when (fault is ArithmeticException)
        {
            decision = new StopDecision.Hold(fault.Message);
            return $"nothing can be decided from what is recorded: {fault.Message}";
        }
    }

    private static string Say(Price? stop) => stop is { } price ? $"a stop at {price}" : "no stop";

    private static string Say(StopIntended intent) => $"a stop at {intent.Write.Stop} ({intent.Rule.Say()}, {intent.ProfitAtStop})";

    private static string Say(StopDecision decision) => decision switch
    {
        StopDecision.Move move => $"set {move.Stop} ({move.Rule.Say()}, {move.ProfitAtStop}): {move.Reason}",
        StopDecision.CloseNow close => $"close the position: {close.Reason}",
        StopDecision.ClosePart part => $"close {part.Lots} of it: {part.Reason}",
        _ => $"leave the stop where it is: {decision.Reason}",
    };
}
