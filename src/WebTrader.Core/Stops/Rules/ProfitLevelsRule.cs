using System.Globalization;
using WebTrader.Core.Market;

namespace WebTrader.Core.Stops.Rules;

/// <summary>
/// Closes parts of a position at levels of gain, and after the first of them keeps the rest from a loss. What has been closed is told by the volume that
/// is left, so that a part is never closed twice, whoever closed it. Off without a plan.
/// </summary>
public sealed class ProfitLevelsRule : IStopRule
{
    public RuleName Name => RuleName.ProfitLevels;

    public bool IsOn(StopPlan plan) => plan.ProfitLevels is not null;

    public StopProposal Propose(in StopContext context)
    {
        if (context.Plan.ProfitLevels is not { } plan) return StopProposal.Silent(Name, "Off");
        if (LockAt(context.Profit, context) is { } locked)
        {
            var stop = context.Spec.PriceAtProfit(context.Position, locked);
            return new StopProposal(Name, stop, string.Create(CultureInfo.InvariantCulture, $"The first part is closed, the rest keeps {plan.StopAfterFirst} points: locks {locked}"));
        }

        return StopProposal.Silent(Name, Said(plan, context));
    }

    public Money? LockAt(Money profit, in StopContext context)
    {
        if (context.Plan.ProfitLevels is not { StopAfterFirst: { } points } plan || !IsFirstClosed(plan, context)) return null;
        var locked = Amount(points, context);
        return locked <= profit ? locked : null;
    }

    public Money? LeastProfitToLock(Money moreThan, in StopContext context) =>
        context.Plan.ProfitLevels is { StopAfterFirst: { } points } plan && IsFirstClosed(plan, context) && Amount(points, context) is var locked && locked > moreThan ? locked : null;

    /// <summary>The part to close at this quote; null when there is none.</summary>
    public static StopDecision? PartToClose(in StopContext context)
    {
        if (context.Plan.ProfitLevels is not { } plan || Next(plan, context) is not { Lots: { } lots } next || context.Profit < Amount(plan.Levels[next.Index].At, context)) return null;
        var level = plan.Levels[next.Index];
        var reason = string.Create(CultureInfo.InvariantCulture, $"The gain has come to {level.At} points: closes {lots} of {context.Progress.MostLots ?? context.Position.Lots}");
        return lots == context.Position.Lots ? new StopDecision.CloseNow(reason, CloseCause.ProfitLevel) : new StopDecision.ClosePart(lots, reason);
    }

    /// <summary>The profit at which the next part is closed; null when there is none.</summary>
    public static Money? NextLevel(in StopContext context) =>
        context.Plan.ProfitLevels is { } plan && Next(plan, context) is { Lots: not null } next ? Amount(plan.Levels[next.Index].At, context) : null;

    private static string Said(ProfitLevelsPlan plan, in StopContext context) => Next(plan, context) switch
    {
        null => "Passed: every level has been closed",
        { Lots: { } lots } next => string.Create(CultureInfo.InvariantCulture, $"Waits: closes {lots} at a gain of {plan.Levels[next.Index].At} points{PassedOver(plan, next.Index, context)}"),
        { } next => $"Closes nothing: {TooSmall(plan.Levels[next.Index], context)}",
    };

    /// <summary>The levels before it that close nothing are not passed over in silence.</summary>
    private static string PassedOver(ProfitLevelsPlan plan, int before, in StopContext context)
    {
        var said = "";
        var most = (context.Progress.MostLots ?? context.Position.Lots).Value;
        for (var i = 0; i < before; i++)
        {
            if (PartOf(plan.Levels[i], most, context.Spec) == 0) said += string.Create(CultureInfo.InvariantCulture, $"; nothing at {plan.Levels[i].At} points: {TooSmall(plan.Levels[i], context)}");
        }

        return said;
    }

    private static string TooSmall(in ProfitLevel level, in StopContext context) => string.Create(CultureInfo.InvariantCulture,
        $"{level.Close} of {context.Progress.MostLots ?? context.Position.Lots} is no volume the broker takes (smallest {context.Spec.VolumeMin}, steps of {context.Spec.VolumeStep})");

    /// <summary>
    /// The first level whose part is still open, and how much of it can be closed; null lots: where no level has a volume that the broker takes. Null: all are closed.
    /// </summary>
    private static (int Index, Lots? Lots)? Next(ProfitLevelsPlan plan, in StopContext context)
    {
        var most = (context.Progress.MostLots ?? context.Position.Lots).Value;
        var closed = most - context.Position.Lots.Value;
        (int Index, Lots? Lots)? impossible = null;
        var due = 0m;
        for (var i = 0; i < plan.Levels.Count; i++)
        {
            var part = PartOf(plan.Levels[i], most, context.Spec);
            due += part;
            if (part == 0) impossible ??= (i, null);
            if (due <= closed) continue;
            // Where somebody has closed some of it already, the rest of the part.
            var lots = Math.Min(part, due - closed);
            var left = context.Position.Lots.Value - lots;
            if (lots >= context.Spec.VolumeMin && (left == 0 || left >= context.Spec.VolumeMin)) return (i, new Lots(lots));
            impossible ??= (i, null);
        }

        return impossible;
    }

    private static decimal PartOf(ProfitLevel level, decimal most, SymbolSpec spec)
    {
        var part = decimal.Floor(most * level.Close / spec.VolumeStep) * spec.VolumeStep;
        return part >= spec.VolumeMin ? part : 0m;
    }

    /// <summary>The first that closes anything: a level whose part the broker does not take keeps no rest without its stop.</summary>
    private static bool IsFirstClosed(ProfitLevelsPlan plan, in StopContext context)
    {
        var most = (context.Progress.MostLots ?? context.Position.Lots).Value;
        foreach (var level in plan.Levels)
        {
            if (PartOf(level, most, context.Spec) is > 0m and var first) return most - context.Position.Lots.Value >= first;
        }

        return false;
    }

    private static Money Amount(decimal points, in StopContext context) =>
        context.Spec.ProfitOfTicks(context.Position, points * context.Spec.Point / context.Spec.TickSize);
}

/// <summary>The settings of <see cref="ProfitLevelsRule"/>.</summary>
/// <param name="Levels">1 to 10, by rising gain; their parts are at most the whole together.</param>
/// <param name="StopAfterFirst">Once the first part is closed, the stop goes so many points beyond the entry; above zero, less than the first level. Null leaves it.</param>
public sealed record ProfitLevelsPlan(IReadOnlyList<ProfitLevel> Levels, decimal? StopAfterFirst)
{
    /// <summary>Level by level.</summary>
    public bool Equals(ProfitLevelsPlan? other) => other is not null && StopAfterFirst == other.StopAfterFirst && Levels.SequenceEqual(other.Levels);

    public override int GetHashCode() => HashCode.Combine(Levels.Count, StopAfterFirst);
}

/// <summary>A level of gain at which a part is closed.</summary>
/// <param name="At">In points from the entry; above zero.</param>
/// <param name="Close">The part of the largest volume that the position has had; above 0, at most 1. Rounded down to the broker's steps of volume.</param>
public readonly record struct ProfitLevel(decimal At, decimal Close);
