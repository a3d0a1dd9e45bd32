using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Rules;

/// <summary>
/// Follows the profit in whole steps, one step behind: beyond one step, lock = max(step, floor((profit - step) / step) x step), in
/// exact decimals. With a step of 0.10 a profit of 0.15 locks 0.10, 0.30 locks 0.20 and 1.07 locks 0.90.
/// </summary>
public sealed class StepTrailingRule : IStopRule
{
    public RuleName Name => RuleName.StepTrailing;

    public StopProposal Propose(in StopContext context)
    {
        var plan = context.Plan;
        if (LockAt(context.Profit, context) is not { } locked)
            return StopProposal.Silent(Name, $"Waits: starts beyond a profit of {plan.TrailingStep}");

        var stop = context.Spec.PriceAtProfit(context.Position, locked);
        return new StopProposal(Name, stop, $"Profit is {context.Profit}, locks {locked}");
    }

    public Money? LockAt(Money profit, in StopContext context)
    {
        var step = context.Plan.TrailingStep.Amount;
        if (profit.Amount <= step) return null;
        return new Money(Math.Max(step, decimal.Floor((profit.Amount - step) / step) * step));
    }

    public Money? LeastProfitToLock(Money moreThan, in StopContext context)
    {
        var step = context.Plan.TrailingStep.Amount;
        var steps = decimal.Floor(moreThan.Amount / step) + 1;
        return new Money(steps <= 1 ? step : (steps + 1) * step);
    }
}
