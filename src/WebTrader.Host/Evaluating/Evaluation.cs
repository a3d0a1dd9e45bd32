using WebTrader.Core.Market;
using WebTrader.Core.Stops;

namespace WebTrader.Host.Evaluating;

/// <summary>What the engine would do about one position at one quote.</summary>
/// <param name="Line">Where the question stood, counted from 1; null where only one was asked or the order tells.</param>
/// <param name="Action">Move: set the stop. Hold: leave it. CloseNow: close at the market. ClosePart: close a part of it at the market.</param>
/// <param name="Stop">The stop after that: the new one of a move, the standing one of a hold; null when there is none, and for closeNow.</param>
/// <param name="Rule">The rule that moves the stop or closes; null for a hold.</param>
/// <param name="Reason">In words a trader understands.</param>
/// <param name="ProfitAtStop">Gross profit in account money if <paramref name="Stop"/> is hit exactly; null without a stop.</param>
/// <param name="Wanted">The stop that would be set if the broker allowed it now; null when nothing is held back.</param>
/// <param name="Lots">What to close of it; null unless a part is closed.</param>
/// <param name="Rules">What every rule wanted, before the constraints, in the order of the pipeline.</param>
public sealed record Evaluation(int? Line, EvaluatedAction Action, Price? Stop, RuleName? Rule, string Reason, Money? ProfitAtStop, Price? Wanted, Lots? Lots, IReadOnlyList<EvaluatedRule> Rules);

/// <summary>What a decision comes to.</summary>
public enum EvaluatedAction
{
    Move,
    Hold,
    CloseNow,
    ClosePart,
}

/// <summary>What one rule wanted.</summary>
/// <param name="Wants">A stop on the tick grid; null when it wants none just now.</param>
/// <param name="ProfitAtStop">Gross profit in account money if that stop is hit exactly; null without one.</param>
public sealed record EvaluatedRule(RuleName Rule, Price? Wants, Money? ProfitAtStop, string Reason);
