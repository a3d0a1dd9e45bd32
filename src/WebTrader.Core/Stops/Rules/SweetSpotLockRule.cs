using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Rules;

/// <summary>
/// Locks a small profit as soon as it is there: from <see cref="StopPlan.SweetSpotFrom"/> to <see cref="StopPlan.SweetSpotTo"/>,
/// both included, it wants all of it. What of that the market allows is for the constraints to say.
/// </summary>
public sealed class SweetSpotLockRule : IStopRule
{
    public RuleName Name => RuleName.SweetSpotLock;

    public StopProposal Propose(in StopContext context)
    {
        var plan = context.Plan;
        if (LockAt(context.Profit, context) is not { } locked)
        {
            return StopProposal.Silent(Name, context.Profit < plan.SweetSpotFrom
                ? $"Waits: starts at a profit of {plan.SweetSpotFrom}"
                : $"Passed: profit is beyond {plan.SweetSpotTo}");
        }

        var stop = context.Spec.PriceAtProfit(context.Position, locked);
        return new StopProposal(Name, stop, $"Profit is {context.Profit}, locks {locked}");
    }

    public Money? LockAt(Money profit, in StopContext context) =>
        profit >= context.Plan.SweetSpotFrom && profit <= context.Plan.SweetSpotTo ? profit : null;

    public Money? LeastProfitToLock(Money moreThan, in StopContext context) =>
        moreThan >= context.Plan.SweetSpotTo ? null : moreThan > context.Plan.SweetSpotFrom ? moreThan : context.Plan.SweetSpotFrom;
}
