using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops;

public class StopPlanTests
{
    public static TheoryData<StopPlan, string> Unsound => new()
    {
        { new StopPlan { MaxRisk = Money.Zero }, "MaxRisk is 0, allowed is above 0" },
        { new StopPlan { SweetSpotFrom = Money.Zero }, "SweetSpotFrom is 0, allowed is above 0" },
        { new StopPlan { SweetSpotTo = new Money(0.03m) }, "SweetSpotTo is 0.03, allowed is above SweetSpotFrom (0.03)" },
        { new StopPlan { TrailingStep = new Money(0.09m) }, "TrailingStep is 0.09, allowed is at least SweetSpotTo (0.10)" },
        { new StopPlan { TrailingStep = new Money(2.01m) }, "TrailingStep is 2.01, allowed is at most MaxRisk (2.00)" },
        { new StopPlan { MinimumMove = new Money(-0.01m) }, "MinimumMove is -0.01, allowed is 0 or more" },
        { new StopPlan { TickValueDrift = 0.51m }, "TickValueDrift is 0.51, allowed is 0 to 0.5" },
        { new StopPlan { TickValueDrift = -0.01m }, "TickValueDrift is -0.01, allowed is 0 to 0.5" },
        { new StopPlan { DistanceTrailing = new DistanceTrailingPlan(40, 0, 1) }, "DistanceTrailing:Distance is 0, allowed is above 0" },
        { new StopPlan { DistanceTrailing = new DistanceTrailingPlan(39, 40, 1) }, "DistanceTrailing:From is 39, allowed is at least Distance (40)" },
        { new StopPlan { DistanceTrailing = new DistanceTrailingPlan(40, 40, 0) }, "DistanceTrailing:Step is 0, allowed is above 0" },
        { new StopPlan { Ladder = new LadderPlan(new Money(1), Money.Zero, new Money(1)) }, "Ladder:Floor is 0, allowed is above 0" },
        { new StopPlan { Ladder = new LadderPlan(new Money(1), new Money(1), new Money(1)) }, "Ladder:Arm is 1, allowed is above Floor (1)" },
        { new StopPlan { Ladder = new LadderPlan(new Money(2), new Money(1), Money.Zero) }, "Ladder:Step is 0, allowed is above 0" },
        { new StopPlan { BreakEven = new BreakEvenPlan(Money.Zero, new Money(-1)) }, "BreakEven:From is 0, allowed is above 0" },
        { new StopPlan { BreakEven = new BreakEvenPlan(new Money(1), new Money(1)) }, "BreakEven:Plus is 1, allowed is above 0, and less than From (1)" },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public void A_setting_that_does_not_fit_is_named_with_its_value_and_what_is_allowed(StopPlan plan, string problem) =>
        plan.Problems().ShouldContain(problem);

    [Fact]
    public void The_defaults_are_sound_and_as_agreed()
    {
        var plan = new StopPlan();
        plan.Problems().ShouldBeEmpty();
        (plan.MaxRisk.Amount, plan.SweetSpotFrom.Amount, plan.SweetSpotTo.Amount, plan.TrailingStep.Amount, plan.TickValueDrift)
            .ShouldBe((2.00m, 0.03m, 0.10m, 0.10m, 0.05m));
        plan.LeastGain.ShouldBe(plan.TrailingStep);
    }

    [Fact]
    public void The_random_plans_of_the_other_tests_are_sound() => Checking.ForAll(Situations.Plans, plan => plan.Problems().ShouldBeEmpty(), tests: 500);
}
