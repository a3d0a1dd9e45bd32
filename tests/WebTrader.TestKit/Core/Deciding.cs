using Shouldly;
using WebTrader.Core.Stops;

namespace WebTrader.TestKit.Core;

/// <summary>What a test says about a decision.</summary>
public static class Deciding
{
    public static StopDecision.Move ShouldMoveTo(this Situation at, decimal stop)
    {
        var move = at.Decision.ShouldBeOfType<StopDecision.Move>(at.Decision.Reason);
        move.Stop.Value.ShouldBe(stop, move.Reason);
        return move;
    }

    public static StopDecision.Hold ShouldHold(this Situation at, string because)
    {
        var hold = at.Decision.ShouldBeOfType<StopDecision.Hold>(at.Decision.ToString());
        hold.Reason.ShouldBe(because);
        return hold;
    }

    public static void ShouldCloseNow(this Situation at, string because) =>
        at.Decision.ShouldBeOfType<StopDecision.CloseNow>(at.Decision.ToString()).Reason.ShouldBe(because);

    /// <summary>What one rule proposes, before any constraint.</summary>
    public static StopProposal Proposal(this Situation at, RuleName rule) => at.Decide().Proposals.Single(proposal => proposal.Rule == rule);
}
