using System.Globalization;
using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Rules;

/// <summary>
/// Follows the price at a fixed distance, in points and in whole steps from the entry: from a gain of <see cref="DistanceTrailingPlan.From"/> on, the stop
/// stands floor((gain - distance) / step) x step beyond the entry, once that is anything. Off without a plan.
/// </summary>
public sealed class DistanceTrailingRule : IStopRule
{
    // Money divided by a tick value need not come out even; what differs by less is the same point.
    private const int PointDigits = 8;

    public RuleName Name => RuleName.DistanceTrailing;

    public bool IsOn(StopPlan plan) => plan.DistanceTrailing is not null;

    public StopProposal Propose(in StopContext context)
    {
        if (context.Plan.DistanceTrailing is not { } plan) return StopProposal.Silent(Name, "Off");
        if (LockAt(context.Profit, context) is not { } locked) return StopProposal.Silent(Name, string.Create(CultureInfo.InvariantCulture, $"Waits: starts at a gain of {plan.From} points"));

        var stop = context.Spec.PriceAtProfit(context.Position, locked);
        return new StopProposal(Name, stop, string.Create(CultureInfo.InvariantCulture, $"Gain is {Points(context.Profit, context):0.##} points, keeps {plan.Distance} behind, locks {locked}"));
    }

    public Money? LockAt(Money profit, in StopContext context)
    {
        if (context.Plan.DistanceTrailing is not { } plan) return null;
        var gain = Points(profit, context);
        var locked = decimal.Floor((gain - plan.Distance) / plan.Step) * plan.Step;
        return gain < plan.From || locked <= 0 ? null : Amount(locked, context);
    }

    public Money? LeastProfitToLock(Money moreThan, in StopContext context)
    {
        if (context.Plan.DistanceTrailing is not { } plan) return null;
        var steps = decimal.Floor(Points(moreThan, context) / plan.Step) + 1;
        var profit = Amount(Math.Max(plan.From, (steps * plan.Step) + plan.Distance), context);
        return profit > moreThan ? profit : moreThan;
    }

    private static decimal Points(Money profit, in StopContext context)
    {
        var ticks = profit.Amount / (context.Spec.TickValue(profit.Amount >= 0) * context.Position.Lots.Value);
        return decimal.Round(ticks * context.Spec.TickSize / context.Spec.Point, PointDigits);
    }

    private static Money Amount(decimal points, in StopContext context) =>
        context.Spec.ProfitOfTicks(context.Position, points * context.Spec.Point / context.Spec.TickSize);
}

/// <summary>The settings of <see cref="DistanceTrailingRule"/>, in points of the symbol.</summary>
/// <param name="From">The gain from which it holds; at least <paramref name="Distance"/>.</param>
/// <param name="Distance">How far behind the price the stop stays; above zero.</param>
/// <param name="Step">The stop moves by whole steps; above zero.</param>
public sealed record DistanceTrailingPlan(decimal From, decimal Distance, decimal Step);
