using Shouldly;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Rules;

public class HoldingTimeRuleTests
{
    private static readonly Situation Euro = Situation.Long(Symbols.EurUsd, lots: 0.01m, open: 1.08650m).With(new StopPlan { MaxHolding = TimeSpan.FromHours(4) }).WithStop(1.08450m).At(1.08640m, 1.08642m);

    [Fact]
    public void After_four_hours_it_is_closed()
    {
        var close = After(TimeSpan.FromHours(4)).Decision.ShouldBeOfType<StopDecision.CloseNow>();
        close.Cause.ShouldBe(CloseCause.HoldingTime);
        close.Reason.ShouldBe("Open since 2026-03-02 09:00:00 UTC, allowed is 4:00:00: closing at the market");
    }

    [Fact]
    public void A_moment_before_it_is_not_and_wakes_at_the_time_whatever_the_price()
    {
        var verdict = After(TimeSpan.FromHours(4) - TimeSpan.FromMilliseconds(1)).Decide();
        verdict.Decision.ShouldBeOfType<StopDecision.Hold>();
        verdict.Next.Always.ShouldBeFalse();
        verdict.Next.At.ShouldBe(Euro.Position.OpenTime.AddHours(4));
    }

    [Fact]
    public void Without_the_setting_time_changes_nothing() => (After(TimeSpan.FromDays(400)) with { Plan = new StopPlan() }).Decide().Next.At.ShouldBeNull();

    [Fact]
    public void What_its_hard_stop_does_not_cover_gets_that_first_because_the_broker_may_refuse_the_close()
    {
        After(TimeSpan.FromHours(5)).WithStop(null).Decision.ShouldBeOfType<StopDecision.Move>().Rule.ShouldBe(RuleName.HardStop);
        After(TimeSpan.FromHours(5)).WithStop(1.07m).Decision.ShouldBeOfType<StopDecision.Move>().Rule.ShouldBe(RuleName.HardStop);
    }

    [Fact]
    public void Inside_the_freeze_level_it_waits_because_the_broker_would_refuse() =>
        After(TimeSpan.FromHours(5)).WithFreezeLevel(200).Decision.ShouldBeOfType<StopDecision.Hold>().Reason.ShouldEndWith("as soon as the price leaves the broker's freeze level of 200 points");

    private static Situation After(TimeSpan held) => Euro with { Quote = Euro.Quote with { Time = Euro.Position.OpenTime + held } };
}
