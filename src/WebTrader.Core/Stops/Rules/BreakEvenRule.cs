using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Rules;

/// <summary>
/// From a profit of <see cref="BreakEvenPlan.From"/> on, the position shall not end at a loss any more: locks what it has cost so far (its
/// commission and swap, where they are costs) and <see cref="BreakEvenPlan.Plus"/> beyond that, but never more than the profit there is. Off without a plan.
/// </summary>
public sealed class BreakEvenRule : IStopRule
{
    public RuleName Name => RuleName.BreakEven;

    public bool IsOn(StopPlan plan) => plan.BreakEven is not null;

    public StopProposal Propose(in StopContext context)
    {
        if (context.Plan.BreakEven is not { } plan) return StopProposal.Silent(Name, "Off");
        if (LockAt(context.Profit, context) is not { } locked) return StopProposal.Silent(Name, $"Waits: starts at a profit of {plan.From}");

        var stop = context.Spec.PriceAtProfit(context.Position, locked);
        return new StopProposal(Name, stop, $"Profit is {context.Profit}, costs so far are {Costs(context).Unsigned}, locks {locked}");
    }

    public Money? LockAt(Money profit, in StopContext context)
    {
        if (context.Plan.BreakEven is not { } plan || profit < plan.From) return null;
        var wanted = Costs(context) + plan.Plus;
        return wanted < profit ? wanted : profit;
    }

    public Money? LeastProfitToLock(Money moreThan, in StopContext context) =>
        context.Plan.BreakEven is not { } plan || Costs(context) + plan.Plus <= moreThan ? null : moreThan > plan.From ? moreThan : plan.From;

    /// <summary>Commission and swap as the broker reports them, where together they are a cost; zero or more.</summary>
    private static Money Costs(in StopContext context)
    {
        var charged = context.Position.Commission + context.Position.Swap;
        return charged < Money.Zero ? -charged : Money.Zero;
    }
}

/// <summary>The settings of <see cref="BreakEvenRule"/>, in account money.</summary>
/// <param name="From">The profit from which it holds; above zero.</param>
/// <param name="Plus">What it locks beyond the costs; above zero, less than <paramref name="From"/>.</param>
public sealed record BreakEvenPlan(Money From, Money Plus);
