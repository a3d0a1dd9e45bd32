using WebTrader.Core.Market;

namespace WebTrader.Core.Stops;

/// <summary>What one rule wants of one position.</summary>
/// <param name="Stop">The stop it wants, on the tick grid; null when it wants none just now.</param>
/// <param name="Reason">Why, in words a trader understands.</param>
public readonly record struct StopProposal(RuleName Rule, Price? Stop, string Reason)
{
    public static StopProposal Silent(RuleName rule, string reason) => new(rule, null, reason);
}
