using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Rules;

public class BreakEvenRuleTests
{
    private static readonly StopPlan Plan = new() { TrailingStep = new Money(2.00m), SweetSpotTo = new Money(0.04m), BreakEven = new BreakEvenPlan(From: new Money(0.50m), Plus: new Money(0.05m)) };

    private static readonly Situation Euro = Situation.Long(Symbols.EurUsd, lots: 0.01m, open: 1.08650m).With(Plan);

    [Fact]
    public void From_its_profit_on_the_stop_stands_a_little_beyond_the_entry()
    {
        var move = Euro.At(1.08700m, 1.08702m).ShouldMoveTo(1.08655m);
        move.Rule.ShouldBe(RuleName.BreakEven);
        move.Reason.ShouldBe("Profit is +0.50, costs so far are 0.00, locks +0.05");
    }

    [Fact]
    public void Before_that_it_waits() => Euro.At(1.08699m, 1.08701m).Proposal(RuleName.BreakEven).Reason.ShouldBe("Waits: starts at a profit of +0.50");

    [Fact]
    public void Commission_and_swap_are_paid_for()
    {
        var costly = Euro with { Position = Euro.Position with { Commission = new Money(-0.07m), Swap = new Money(-0.03m) } };
        costly.At(1.08700m, 1.08702m).ShouldMoveTo(1.08665m).Reason.ShouldBe("Profit is +0.50, costs so far are 0.10, locks +0.15");
    }

    [Fact]
    public void A_swap_that_was_earned_is_no_cost()
    {
        var earning = Euro with { Position = Euro.Position with { Swap = new Money(0.30m) } };
        earning.At(1.08700m, 1.08702m).ShouldMoveTo(1.08655m);
    }

    [Fact]
    public void It_never_locks_more_than_there_is()
    {
        var dear = Euro with { Position = Euro.Position with { Commission = new Money(-3.00m) } };
        new BreakEvenRule().LockAt(new Money(0.60m), dear.Context).ShouldBe(new Money(0.60m));
        new BreakEvenRule().LeastProfitToLock(new Money(0.60m), dear.Context).ShouldBe(new Money(0.60m));
        new BreakEvenRule().LeastProfitToLock(new Money(3.05m), dear.Context).ShouldBeNull();
    }

    [Fact]
    public void Off_it_has_no_say() => Euro.With(new StopPlan()).Decide().Proposals.ShouldNotContain(proposal => proposal.Rule == RuleName.BreakEven);
}
