using System.Text.Json;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;

namespace WebTrader.Host.Evaluating;

/// <summary>What came of one question: an answer, or what does not fit in it.</summary>
/// <param name="Problems">Field, value and what is allowed; empty when there is an answer.</param>
internal readonly record struct Evaluated(Evaluation? Answer, IReadOnlyList<string> Problems);

/// <summary>Asks the rules about one position. Pure: nothing is sent, kept or counted. Thread-safe.</summary>
internal static class Evaluator
{
    /// <summary>Nothing in a question is deeper than a group in an object in a list.</summary>
    public static JsonDocumentOptions Json { get; } = new() { MaxDepth = 8 };

    /// <param name="line">Goes into the answer; null for none.</param>
    public static Evaluated Ask(JsonElement item, int? line)
    {
        var problems = new List<string>();
        try
        {
            var question = Question.Read(new ItemFields(item, "", problems), problems);
            return question is null ? new Evaluated(null, problems) : new Evaluated(Decide(question, line), []);
        }
        catch (OverflowException)
        {
            return new Evaluated(null, ["the numbers are too far apart to be computed exactly: look at symbol.tickSize, the tick values and position.lots, allowed are results below 10^28"]);
        }
        catch (InvalidOperationException)
        {
            return new Evaluated(null, ["a text holds half of a character, allowed is valid Unicode"]);
        }
    }

    private static Evaluation Decide(Question asked, int? line)
    {
        var verdict = StopPipeline.Decide(asked.Position, asked.Symbol, asked.Quote, asked.Plan, asked.Progress, before: asked.Before);
        var rules = verdict.Proposals.Select(proposal => new EvaluatedRule(proposal.Rule, proposal.Stop, ProfitAt(asked, proposal.Stop), proposal.Reason)).ToList();
        var decision = verdict.Decision;
        return decision switch
        {
            StopDecision.Move move => new Evaluation(line, EvaluatedAction.Move, move.Stop, move.Rule, move.Reason, move.ProfitAtStop, null, null, rules),
            StopDecision.CloseNow close => new Evaluation(line, EvaluatedAction.CloseNow, null, RuleOf(close.Cause), decision.Reason, null, null, null, rules),
            StopDecision.ClosePart part => new Evaluation(line, EvaluatedAction.ClosePart, asked.Position.StopLoss, RuleName.ProfitLevels, decision.Reason, ProfitAt(asked, asked.Position.StopLoss), null, part.Lots, rules),
            _ => new Evaluation(line, EvaluatedAction.Hold, asked.Position.StopLoss, null, decision.Reason, ProfitAt(asked, asked.Position.StopLoss), (decision as StopDecision.Hold)?.Wanted, null, rules),
        };
    }

    private static RuleName RuleOf(CloseCause cause) => cause switch { CloseCause.HoldingTime => RuleName.HoldingTime, CloseCause.ProfitLevel => RuleName.ProfitLevels, _ => RuleName.HardStop };

    private static Money? ProfitAt(Question asked, Price? stop) => stop is { } at ? asked.Symbol.ProfitAt(asked.Position, at) : null;
}
