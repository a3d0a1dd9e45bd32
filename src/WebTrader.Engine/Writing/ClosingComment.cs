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

    public static string Of(CloseCause cause) => cause switch { CloseCause.HoldingTime => HoldingTime, CloseCause.ProfitLevel => ProfitLevel, _ => MaxRisk };
}
