using WebTrader.Core.Market;

namespace WebTrader.Core.Stops;

/// <summary>What to do about a position's stop, and why. Doing nothing is a decision too, and a success.</summary>
public abstract record StopDecision(string Reason)
{
    /// <summary>Set the stop here.</summary>
    public sealed record Move(Price Stop, RuleName Rule, Money ProfitAtStop, string Reason) : StopDecision(Reason);

    /// <summary>Leave it. <paramref name="Wanted"/> is the stop we would set if the broker let us; null when the present one is right.</summary>
    public sealed record Hold(string Reason, Price? Wanted = null) : StopDecision(Reason);

    /// <summary>Close the position at the market.</summary>
    public sealed record CloseNow(string Reason, CloseCause Cause = CloseCause.MaxRisk) : StopDecision(Reason);

    /// <summary>Close a part of the position at the market: the price has come to a take-profit level.</summary>
    /// <param name="Lots">Fits the broker's volume steps, and leaves no less than its smallest volume.</param>
    public sealed record ClosePart(Lots Lots, string Reason) : StopDecision(Reason);
}

/// <summary>Why a rule closes a whole position.</summary>
public enum CloseCause
{
    /// <summary>No stop at the broker covers a loss that has reached max risk. Nothing is more urgent.</summary>
    MaxRisk,

    /// <summary>It has been held for as long as the settings allow.</summary>
    HoldingTime,

    /// <summary>The last take-profit level takes all that is left.</summary>
    ProfitLevel,
}

/// <summary>A decision with what led to it.</summary>
/// <param name="Proposals">What every rule wanted, in the order of the pipeline.</param>
/// <param name="Progress">What to remember until the next look.</param>
/// <param name="HardStop">The max-risk price of the position.</param>
/// <param name="Next">When a better closing price alone can change the decision.</param>
public sealed record StopVerdict(
    StopDecision Decision,
    IReadOnlyList<StopProposal> Proposals,
    StopProgress Progress,
    Price HardStop,
    NextStep Next);

/// <summary>What one rule wanted, and what the constraints make of it by itself.</summary>
/// <param name="Alone">A move, or why it may not be set; null where the rule wants no stop.</param>
public readonly record struct WeighedProposal(StopProposal Proposal, StopDecision? Alone);

/// <summary>
/// Which quotes can change a decision. While <see cref="Always"/> every quote can. Otherwise none can before the closing price
/// has come to <see cref="From"/> (up for a long, down for a short); null means that no quote can.
/// </summary>
/// <param name="Locks">The profit the stop would lock at <paramref name="From"/>; null when there is no next step.</param>
/// <param name="At">From this time of a quote on it can change at any price; null when time alone changes nothing.</param>
public readonly record struct NextStep(bool Always, Price? From, Money? Locks, DateTimeOffset? At = null);
