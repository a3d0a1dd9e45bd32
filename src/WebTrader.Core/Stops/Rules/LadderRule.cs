using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Rules;

/// <summary>
/// Armed at a profit, it locks a floor, and for each further step of profit one step more: floor + floor((profit - arm) / step) x step. Unlike
/// <see cref="StepTrailingRule"/> it leaves the position room before it is armed. Off without a plan.
/// </summary>
public sealed class LadderRule : IStopRule
{
    public RuleName Name => RuleName.Ladder;

    public bool IsOn(StopPlan plan) => plan.Ladder is not null;

    public StopProposal Propose(in StopContext context)
    {
        if (context.Plan.Ladder is not { } plan) return StopProposal.Silent(Name, "Off");
        if (LockAt(context.Profit, context) is not { } locked) return StopProposal.Silent(Name, $"Waits: armed at a profit of {plan.Arm}");

        var stop = context.Spec.PriceAtProfit(context.Position, locked);
        return new StopProposal(Name, stop, $"Profit is {context.Profit}, locks {locked}");
    }

    public Money? LockAt(Money profit, in StopContext context)
    {
        if (context.Plan.Ladder is not { } plan || profit < plan.Arm) return null;
        return new Money(plan.Floor.Amount + (decimal.Floor((profit.Amount - plan.Arm.Amount) / plan.Step.Amount) * plan.Step.Amount));
    }

    public Money? LeastProfitToLock(Money moreThan, in StopContext context)
    {
        if (context.Plan.Ladder is not { } plan) return null;
        var steps = moreThan < plan.Floor ? 0 : decimal.Floor((moreThan.Amount - plan.Floor.Amount) / plan.Step.Amount) + 1;
        return new Money(plan.Arm.Amount + (steps * plan.Step.Amount));
    }
}

/// <summary>The settings of <see cref="LadderRule"/>, in account money.</summary>
/// <param name="Arm">The profit from which it holds; above <paramref name="Floor"/>.</param>
/// <param name="Floor">What it locks then; above zero.</param>
/// <param name="Step">Each further step of profit raises the floor by as much; above zero.</param>
public sealed record LadderPlan(Money Arm, Money Floor, Money Step);
