using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using Xunit;

namespace WebTrader.Engine.Tests;

public class EngineOptionsValidatorTests
{
    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static IReadOnlyList<string> Problems(StopLossOptions stopLoss) => EngineOptionsValidator.Problems(new EngineOptions { StopLoss = stopLoss });

    private static IReadOnlyList<string> Problems(MonitorOptions monitor) => EngineOptionsValidator.Problems(new EngineOptions { Monitor = monitor });

    [Fact]
    public void The_defaults_are_sound() => EngineOptionsValidator.Problems(new EngineOptions()).ShouldBeEmpty();

    [Fact]
    public void Every_setting_is_named_with_its_value_and_its_range()
    {
        Problems(new StopLossOptions { MaxCycle = Ms(9) }).ShouldBe(["StopLoss:MaxCycle is 0.009 s, allowed is 0.01 s to 10 s"]);
        Problems(new StopLossOptions { MaxQuoteAge = Ms(999) }).ShouldBe(["StopLoss:MaxQuoteAge is 0.999 s, allowed is 1 s to 3600 s"]);
        Problems(new StopLossOptions { AmbiguousAfter = Ms(499) }).ShouldBe(["StopLoss:AmbiguousAfter is 0.499 s, allowed is 0.5 s to 60 s"]);
        Problems(new StopLossOptions { GivenUpAfter = Ms(3_000) }).ShouldBe(["StopLoss:GivenUpAfter is 3 s, allowed is 3.001 s to 600 s"]);
        Problems(new StopLossOptions { SettleEvery = Ms(20_000) }).ShouldBe(["StopLoss:SettleEvery is 20 s, allowed is 0.05 s to 10 s"]);
        Problems(new StopLossOptions { BackOffFrom = Ms(5) }).ShouldBe(["StopLoss:BackOffFrom is 0.005 s, allowed is 0.01 s to 10 s"]);
        Problems(new StopLossOptions { BackOffTo = Ms(100) }).ShouldBe(["StopLoss:BackOffTo is 0.1 s, allowed is 0.2 s to 60 s"]);
        Problems(new StopLossOptions { StopWithin = Ms(-1) }).ShouldBe(["StopLoss:StopWithin is -0.001 s, allowed is 0 s to 30 s"]);
        Problems(new MonitorOptions { Interval = Ms(99) }).ShouldBe(["Monitor:Interval is 0.099 s, allowed is 0.1 s to 300 s"]);
        Problems(new MonitorOptions { DealRetry = Ms(49) }).ShouldBe(["Monitor:DealRetry is 0.049 s, allowed is 0.05 s to 60 s"]);
        Problems(new MonitorOptions { SpecInterval = Ms(999) }).ShouldBe(["Monitor:SpecInterval is 0.999 s, allowed is 1 s to 3600 s"]);
        Problems(new MonitorOptions { ReadDeadline = Ms(61_000) }).ShouldBe(["Monitor:ReadDeadline is 61 s, allowed is 0.1 s to 60 s"]);
        Problems(new MonitorOptions { StopWithin = Ms(31_000) }).ShouldBe(["Monitor:StopWithin is 31 s, allowed is 0 s to 30 s"]);
        EngineOptionsValidator.Problems(new EngineOptions { Locks = new LockOptions { Wait = Ms(1) } }).ShouldBe(["Locks:Wait is 0.001 s, allowed is 0.01 s to 60 s"]);
    }

    [Fact]
    public void The_rules_settings_are_checked_with_the_others_and_all_problems_are_said_at_once()
    {
        var options = new EngineOptions { Plan = new StopPlan { MaxRisk = new Money(0) }, Locks = new LockOptions { Wait = TimeSpan.Zero, Attempts = 11, Growth = 0.5m, RevokeAfter = Ms(300) } };
        var problems = EngineOptionsValidator.Problems(options);
        problems[0].ShouldBe("Stops:MaxRisk is 0, allowed is above 0");
        problems[^4].ShouldStartWith("Locks:Wait is 0 s");
        problems[^3].ShouldBe("Locks:Attempts is 11, allowed is 1 to 10");
        problems[^2].ShouldBe("Locks:Growth is 0.5, allowed is 1 to 5");
        problems[^1].ShouldBe("Locks:RevokeAfter is 0.3 s, allowed is 0.301 s to 600 s");
    }
}
