using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Stops.Rules;

namespace WebTrader.Core.Stops;

/// <summary>The settings of the stop rules for a position, in account money. Immutable; checked by <see cref="Problems"/>.</summary>
public sealed record StopPlan
{
    /// <summary>The largest accepted loss of a position, before costs. Above zero.</summary>
    public Money MaxRisk { get; init; } = new(2.00m);

    /// <summary>The least profit that is locked; above zero.</summary>
    public Money SweetSpotFrom { get; init; } = new(0.03m);

    /// <summary>The most that the sweet-spot lock locks; above <see cref="SweetSpotFrom"/>, at most one trailing step.</summary>
    public Money SweetSpotTo { get; init; } = new(0.10m);

    /// <summary>The step of trailing: beyond it, profit is locked in whole steps. Above zero, at most max risk.</summary>
    public Money TrailingStep { get; init; } = new(0.10m);

    /// <summary>Trailing at a fixed distance; null is off.</summary>
    public DistanceTrailingPlan? DistanceTrailing { get; init; }

    /// <summary>A floor that rises in steps once it is armed; null is off.</summary>
    public LadderPlan? Ladder { get; init; }

    /// <summary>The entry and its costs, from some profit on; null is off.</summary>
    public BreakEvenPlan? BreakEven { get; init; }

    /// <summary>What a move of a stop that is already in profit must gain; zero or more. Null means one trailing step.</summary>
    public Money? MinimumMove { get; init; }

    /// <summary>A drift of the tick value up to this fraction leaves the hard stop where it is; 0 to 0.5.</summary>
    public decimal TickValueDrift { get; init; } = 0.05m;

    /// <summary>What a move of a stop that is already in profit must gain.</summary>
    public Money LeastGain => MinimumMove ?? TrailingStep;

    /// <summary>Every setting that does not fit, by name, value and allowed range; empty when the plan is sound.</summary>
    public IEnumerable<string> Problems()
    {
        if (MaxRisk <= Money.Zero) yield return Say(nameof(MaxRisk), MaxRisk.Amount, "above 0");
        if (SweetSpotFrom <= Money.Zero) yield return Say(nameof(SweetSpotFrom), SweetSpotFrom.Amount, "above 0");
        if (SweetSpotTo <= SweetSpotFrom) yield return Say(nameof(SweetSpotTo), SweetSpotTo.Amount, Above(nameof(SweetSpotFrom), SweetSpotFrom));
        if (TrailingStep < SweetSpotTo) yield return Say(nameof(TrailingStep), TrailingStep.Amount, "at least " + Of(nameof(SweetSpotTo), SweetSpotTo));
        if (TrailingStep > MaxRisk) yield return Say(nameof(TrailingStep), TrailingStep.Amount, "at most " + Of(nameof(MaxRisk), MaxRisk));
        if (MinimumMove < Money.Zero) yield return Say(nameof(MinimumMove), MinimumMove.Value.Amount, "0 or more");
        if (TickValueDrift is < 0m or > 0.5m) yield return Say(nameof(TickValueDrift), TickValueDrift, "0 to 0.5");
        foreach (var problem in ProblemsOfMore()) yield return problem;
    }

    private IEnumerable<string> ProblemsOfMore()
    {
        if (DistanceTrailing is { } trailing)
        {
            if (trailing.Distance <= 0) yield return Say("DistanceTrailing:Distance", trailing.Distance, "above 0");
            if (trailing.From < trailing.Distance) yield return Say("DistanceTrailing:From", trailing.From, string.Create(CultureInfo.InvariantCulture, $"at least Distance ({trailing.Distance})"));
            if (trailing.Step <= 0) yield return Say("DistanceTrailing:Step", trailing.Step, "above 0");
        }

        if (Ladder is { } ladder)
        {
            if (ladder.Floor <= Money.Zero) yield return Say("Ladder:Floor", ladder.Floor.Amount, "above 0");
            if (ladder.Arm <= ladder.Floor) yield return Say("Ladder:Arm", ladder.Arm.Amount, Above("Floor", ladder.Floor));
            if (ladder.Step <= Money.Zero) yield return Say("Ladder:Step", ladder.Step.Amount, "above 0");
        }

        if (BreakEven is { } even)
        {
            if (even.From <= Money.Zero) yield return Say("BreakEven:From", even.From.Amount, "above 0");
            if (even.Plus <= Money.Zero || even.Plus >= even.From) yield return Say("BreakEven:Plus", even.Plus.Amount, "above 0, and less than " + Of("From", even.From));
        }
    }

    private static string Above(string name, Money bound) => "above " + Of(name, bound);

    private static string Of(string name, Money bound) => string.Create(CultureInfo.InvariantCulture, $"{name} ({bound.Amount})");

    private static string Say(string name, decimal value, string allowed) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} is {value}, allowed is {allowed}");
}
