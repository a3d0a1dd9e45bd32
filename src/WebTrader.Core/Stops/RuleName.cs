namespace WebTrader.Core.Stops;

/// <summary>Who is in charge of a stop.</summary>
public enum RuleName
{
    HardStop,
    SweetSpotLock,
    StepTrailing,

    /// <summary>No rule of ours: somebody else set the stop, and it is tighter than any rule wants.</summary>
    Broker,

    /// <summary>A person or a script, through us.</summary>
    Operator,
    DistanceTrailing,
    Ladder,
    BreakEven,
    AtrTrailing,
    ProfitLevels,
    HoldingTime,
}

/// <summary>The words for a <see cref="RuleName"/>.</summary>
public static class RuleNameWords
{
    /// <summary>The rule as a trader would say it.</summary>
    public static string Say(this RuleName rule) => rule switch
    {
        RuleName.HardStop => "Hard stop",
        RuleName.SweetSpotLock => "Sweet-spot lock",
        RuleName.StepTrailing => "Step trailing",
        RuleName.DistanceTrailing => "Trailing at a distance",
        RuleName.Ladder => "Ladder",
        RuleName.BreakEven => "Break-even",
        RuleName.AtrTrailing => "Trailing by range",
        RuleName.ProfitLevels => "Take-profit levels",
        RuleName.HoldingTime => "Longest time",
        RuleName.Operator => "Set by the operator",
        _ => "Set by others",
    };
}
