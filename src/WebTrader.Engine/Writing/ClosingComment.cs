using WebTrader.Core.Stops;

namespace WebTrader.Engine.Writing;

/// <summary>What we write into the comment of our own closing deals, so that their reason can be told from the broker's history.</summary>
public static class ClosingComment
{
    public const string MaxRisk = "webtrader max risk";
    public const string Operator = "webtrader operator";
    public const string HoldingTime = "webtrader holding time";
    public const string EmergencyStop = "webtrader emergency";
    public const string ProfitLevel = "webtrader profit level";

    private static readonly string[] All = [MaxRisk, Operator, HoldingTime, EmergencyStop, ProfitLevel];

    /// <summary>Whether a close of ours carries this comment, with whatever mark behind it.</summary>
    public static bool IsOurs(string comment) => Array.Exists(All, own => comment.StartsWith(own, StringComparison.Ordinal));

    public static string Of(CloseCause cause) => cause switch { CloseCause.HoldingTime => HoldingTime, CloseCause.ProfitLevel => ProfitLevel, _ => MaxRisk };
}
