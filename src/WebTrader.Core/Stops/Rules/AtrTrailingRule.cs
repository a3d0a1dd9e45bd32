using System.Globalization;
using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Rules;

/// <summary>
/// Follows the price at a multiple of the average true range of the last bars: a wild market gets more room than a quiet one. From a profit of
/// <see cref="AtrTrailingPlan.From"/> on, once the stop would lock anything. Off without a plan, silent until enough bars were seen.
/// </summary>
public sealed class AtrTrailingRule : IStopRule
{
    public RuleName Name => RuleName.AtrTrailing;

    public bool IsOn(StopPlan plan) => plan.AtrTrailing is not null;

    public StopProposal Propose(in StopContext context)
    {
        if (context.Plan.AtrTrailing is not { } plan) return StopProposal.Silent(Name, "Off");
        if (plan.Now is not { Range: { } range })
            return StopProposal.Silent(Name, string.Create(CultureInfo.InvariantCulture, $"Waits: {plan.Now?.Bars ?? 0} of {plan.Period} bars are known"));
        if (LockAt(context.Profit, context) is not { } locked) return StopProposal.Silent(Name, $"Waits: starts at a profit of {plan.From} that the range leaves something of");

        var stop = context.Spec.PriceAtProfit(context.Position, locked);
        return new StopProposal(Name, stop, string.Create(CultureInfo.InvariantCulture, $"The range is {context.FormatPoints(range)} points, keeps {plan.Multiple} times as much behind, locks {locked}"));
    }

    public Money? LockAt(Money profit, in StopContext context)
    {
        if (context.Plan.AtrTrailing is not { Now.Range: not null } plan || profit < plan.From || profit <= Money.Zero) return null;
        var ticks = profit.Amount / (context.Spec.TickValueProfit * context.Position.Lots.Value);
        var locked = ticks - DistanceInTicks(plan, context);
        return locked > 0 ? context.Spec.ProfitOfTicks(context.Position, locked) : null;
    }

    public Money? LeastProfitToLock(Money moreThan, in StopContext context)
    {
        if (context.Plan.AtrTrailing is not { Now.Range: not null } plan) return null;
        var profit = moreThan + context.Spec.ProfitOfTicks(context.Position, DistanceInTicks(plan, context));
        return profit > plan.From ? profit : plan.From;
    }

    private static decimal DistanceInTicks(AtrTrailingPlan plan, in StopContext context) => plan.Multiple * plan.Now!.Range!.Value / context.Spec.TickSize;
}

/// <summary>The settings of <see cref="AtrTrailingRule"/>.</summary>
/// <param name="Multiple">How many average ranges the stop stays behind the price; above zero.</param>
/// <param name="Period">Over how many bars the range is averaged; 1 to 1000.</param>
/// <param name="Bar">How long a bar is; 1 s to 1 day.</param>
/// <param name="From">The profit in account money from which it holds; above zero.</param>
/// <param name="Now">The range as it is known at the moment of a decision; null before that.</param>
public sealed record AtrTrailingPlan(decimal Multiple, int Period, TimeSpan Bar, Money From, RangeReading? Now = null);

/// <summary>The average true range of a symbol.</summary>
/// <param name="Range">In price; null while there are fewer bars than the period has.</param>
/// <param name="Bars">Full bars seen so far, at most the period.</param>
/// <param name="Until">When the present bar ends, and the range may change (UTC, the broker's quote time).</param>
public sealed record RangeReading(decimal? Range, int Bars, DateTimeOffset Until);
