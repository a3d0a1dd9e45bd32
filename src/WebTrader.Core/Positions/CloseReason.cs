namespace WebTrader.Core.Positions;

/// <summary>Why a position ended, from the deal's own reason and our journal; never guessed from the profit.</summary>
public enum CloseReason
{
    /// <summary>The broker executed a stop that stood in loss.</summary>
    LossStop,

    /// <summary>The broker executed a stop set by the sweet-spot lock, in profit.</summary>
    LockedStop,

    /// <summary>The broker executed a stop set by trailing, in profit.</summary>
    TrailingStop,

    /// <summary>The broker executed a stop in profit that somebody else had set.</summary>
    ForeignStop,
    TakeProfit,

    /// <summary>We closed it: the loss had reached max risk and no stop at the broker covered it.</summary>
    MaxRisk,

    /// <summary>Closed by hand in a terminal on a desktop.</summary>
    ManualDesktop,
    ManualMobile,
    ManualWeb,

    /// <summary>Closed by a program that is not ours.</summary>
    OtherProgram,
    StopOut,
    Rollover,
    VariationMargin,
    Split,
    CorporateAction,

    /// <summary>The broker gave a reason we do not know.</summary>
    Unknown,

    /// <summary>A person or a script closed it through us.</summary>
    Operator,

    /// <summary>The broker executed a stop in profit that a person or a script had set through us.</summary>
    OperatorStop,

    /// <summary>We closed it: it had been held for as long as the settings allow.</summary>
    HoldingTime,

    /// <summary>We closed it, or the last part of it: the price had come to a take-profit level.</summary>
    ProfitLevel,

    /// <summary>An emergency stop closed it through us.</summary>
    EmergencyStop,
}

/// <summary>The words for a <see cref="CloseReason"/>.</summary>
public static class CloseReasonWords
{
    /// <summary>The reason as a trader would say it.</summary>
    public static string Say(this CloseReason reason) => reason switch
    {
        CloseReason.LossStop => "Stop in loss",
        CloseReason.LockedStop => "Locked stop",
        CloseReason.TrailingStop => "Trailing stop",
        CloseReason.ForeignStop => "Stop set by others",
        CloseReason.TakeProfit => "Take-profit",
        CloseReason.MaxRisk => "Closed at max risk",
        CloseReason.ManualDesktop => "By hand, desktop",
        CloseReason.ManualMobile => "By hand, mobile",
        CloseReason.ManualWeb => "By hand, web",
        CloseReason.OtherProgram => "Other program",
        CloseReason.StopOut => "Stop-out by the broker",
        CloseReason.Rollover => "Rollover",
        CloseReason.VariationMargin => "Variation margin",
        CloseReason.Split => "Split",
        CloseReason.CorporateAction => "Corporate action",
        CloseReason.Operator => "By the operator",
        CloseReason.OperatorStop => "Stop set by the operator",
        CloseReason.HoldingTime => "Closed after the longest time",
        CloseReason.ProfitLevel => "Take-profit level",
        CloseReason.EmergencyStop => "Emergency stop",
        _ => "Unknown",
    };
}
