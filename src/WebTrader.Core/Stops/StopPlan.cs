using System.Globalization;
using WebTrader.Core.Market;
using WebTrader.Core.Stops.Rules;

namespace WebTrader.Core.Stops;

/// <summary>The settings of the stop rules for a position, in account money. Immutable; checked by <see cref="Problems"/>.</summary>
public sealed record StopPlan
{
    /// <summary>The largest accepted loss of a position, before costs. Above zero.</summary>
    public Money MaxRisk { get; init; } = new(2.00m);

    /// <summary>Max risk in another unit; null: <see cref="MaxRisk"/> is what was set. <see cref="RiskBasis.Resolve"/> makes an amount of it.</summary>
    public RiskBasis? RiskIn { get; init; }

    /// <summary>Max risk while a percentage cannot be reckoned: the balance is not known, or not above zero. Above zero; needed with a percentage.</summary>
    public Money? MaxRiskOtherwise { get; init; }

    /// <summary>Which price the rules go by where a stop moves into profit.</summary>
    public TriggerPrice Trigger { get; init; }

    /// <summary>What holds where somebody else has loosened a stop in profit.</summary>
    public HandMoves HandMoves { get; init; }

    /// <summary>Whether every rule but the hard stop is silent: somebody else keeps moving the stop against us.</summary>
    public bool HardStopOnly { get; init; }

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

    /// <summary>Trailing at a multiple of the average true range; null is off.</summary>
    public AtrTrailingPlan? AtrTrailing { get; init; }

    /// <summary>Parts to close at levels of profit; null is off.</summary>
    public ProfitLevelsPlan? ProfitLevels { get; init; }

    /// <summary>The longest time a position is held; above zero, at most ten years of 365 days, null is without end.</summary>
    public TimeSpan? MaxHolding { get; init; }

    /// <summary>What a move of a stop that is already in profit must gain; zero or more. Null means one trailing step, half as much again where <see cref="DistanceTrailing"/> follows the price.</summary>
    public Money? MinimumMove { get; init; }

    /// <summary>A drift of the tick value up to this fraction leaves the hard stop where it is; 0 to 0.5.</summary>
    public decimal TickValueDrift { get; init; } = 0.05m;

    private static readonly TimeSpan LongestHolding = TimeSpan.FromDays(3650);

    /// <summary>What a move of a stop that is already in profit must gain.</summary>
    public Money LeastGain => MinimumMove ?? (DistanceTrailing is null ? TrailingStep : new Money(TrailingStep.Amount * 1.5m));

    /// <summary>Every setting that does not fit, by name, value and allowed range; empty when the plan is sound.</summary>
    public IEnumerable<string> Problems()
    {
        if (MaxRisk <= Money.Zero) yield return Say(nameof(MaxRisk), MaxRisk.Amount, "above 0");
        if (SweetSpotFrom <= Money.Zero) yield return Say(nameof(SweetSpotFrom), SweetSpotFrom.Amount, "above 0");
        if (SweetSpotTo <= SweetSpotFrom) yield return Say(nameof(SweetSpotTo), SweetSpotTo.Amount, Above(nameof(SweetSpotFrom), SweetSpotFrom));
        if (TrailingStep < SweetSpotTo) yield return Say(nameof(TrailingStep), TrailingStep.Amount, "at least " + Of(nameof(SweetSpotTo), SweetSpotTo));
        if (RiskIn is null && TrailingStep > MaxRisk) yield return Say(nameof(TrailingStep), TrailingStep.Amount, "at most " + Of(nameof(MaxRisk), MaxRisk));
        if (MinimumMove < Money.Zero) yield return Say(nameof(MinimumMove), MinimumMove.Value.Amount, "0 or more");
        if (TickValueDrift is < 0m or > 0.5m) yield return Say(nameof(TickValueDrift), TickValueDrift, "0 to 0.5");
        if (MaxHolding <= TimeSpan.Zero || MaxHolding > LongestHolding) yield return $"{nameof(MaxHolding)} is {MaxHolding}, allowed is above 0, at most 3650 days";
        if (MaxRiskOtherwise <= Money.Zero) yield return Say(nameof(MaxRiskOtherwise), MaxRiskOtherwise.Value.Amount, "above 0");
        if (RiskIn is { Unit: RiskUnit.PercentOfBalance } && MaxRiskOtherwise is null)
            yield return $"{nameof(MaxRiskOtherwise)} is missing, and {nameof(MaxRisk)} is {RiskIn}: it needs the amount that holds while the balance is not known or not above zero, as in 2.00";
        if (RiskIn is { } basis && (basis.Value <= 0 || (basis.Unit == RiskUnit.PercentOfBalance && basis.Value > 100)))
            yield return $"{nameof(MaxRisk)} is {basis}, allowed is above 0{(basis.Unit == RiskUnit.PercentOfBalance ? ", at most 100 %" : " points")}";
        foreach (var problem in ProblemsOfMore()) yield return problem;
        foreach (var problem in ProblemsOfLevels()) yield return problem;
    }

    private IEnumerable<string> ProblemsOfLevels()
    {
        if (AtrTrailing is { } atr)
        {
            if (atr.Multiple <= 0) yield return Say("AtrTrailing:Multiple", atr.Multiple, "above 0");
            if (atr.Period is < 1 or > 1000) yield return Say("AtrTrailing:Period", atr.Period, "1 to 1000");
            if (atr.Bar < TimeSpan.FromSeconds(1) || atr.Bar > TimeSpan.FromDays(1)) yield return $"AtrTrailing:Bar is {atr.Bar}, allowed is 1 s to 1 day";
            if (atr.From <= Money.Zero) yield return Say("AtrTrailing:From", atr.From.Amount, "above 0");
        }

        if (ProfitLevels is not { } levels) yield break;
        if (levels.Levels.Count is 0 or > 10) yield return Say("ProfitLevels:Levels", levels.Levels.Count, "1 to 10 levels");
        for (var i = 0; i < levels.Levels.Count; i++)
        {
            var (at, close) = levels.Levels[i];
            var above = i == 0 ? 0m : levels.Levels[i - 1].At;
            if (at <= above) yield return Say($"ProfitLevels:Levels:{i.ToString(CultureInfo.InvariantCulture)}:At", at, string.Create(CultureInfo.InvariantCulture, $"above {above}"));
            if (close is <= 0 or > 1) yield return Say($"ProfitLevels:Levels:{i.ToString(CultureInfo.InvariantCulture)}:Close", close, "above 0, at most 1");
        }

        if (levels.Levels.Sum(level => level.Close) > 1) yield return Say("ProfitLevels:Levels", levels.Levels.Sum(level => level.Close), "parts that are at most 1 together");
        if (levels.StopAfterFirst is { } stop && (stop <= 0 || (levels.Levels.Count > 0 && stop >= levels.Levels[0].At)))
            yield return Say("ProfitLevels:StopAfterFirst", stop, "above 0, and less than the first level");
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
