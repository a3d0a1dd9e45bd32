using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Rules;

public class SweetSpotLockRuleTests
{
    private static readonly Situation Gold = Situation.Long(Symbols.XauUsd, lots: 0.01m, open: 2400.00m); // one cent per tick
    private static readonly Situation GoldShort = Situation.Short(Symbols.XauUsd, lots: 0.01m, open: 2400.00m);

    [Theory]
    [InlineData(3, "Profit is +0.03, locks +0.03")]
    [InlineData(7, "Profit is +0.07, locks +0.07")]
    [InlineData(10, "Profit is +0.10, locks +0.10")]
    public void From_three_to_ten_cents_it_wants_all_of_the_profit_both_ends_included(int ticks, string reason)
    {
        var proposal = Gold.AtClosing(2400.00m + ticks * 0.01m, 0.02m).Proposal(RuleName.SweetSpotLock);
        proposal.Stop.ShouldBe(new Price(2400.00m + ticks * 0.01m));
        proposal.Reason.ShouldBe(reason);
        GoldShort.AtClosing(2400.00m - ticks * 0.01m, 0.02m).Proposal(RuleName.SweetSpotLock).Stop.ShouldBe(new Price(2400.00m - ticks * 0.01m));
    }

    [Theory]
    [InlineData(2, "Waits: starts at a profit of +0.03")]
    [InlineData(-50, "Waits: starts at a profit of +0.03")]
    [InlineData(11, "Passed: profit is beyond +0.10")]
    public void Outside_of_that_it_is_silent(int ticks, string reason)
    {
        var proposal = Gold.AtClosing(2400.00m + ticks * 0.01m, 0.02m).Proposal(RuleName.SweetSpotLock);
        proposal.Stop.ShouldBeNull();
        proposal.Reason.ShouldBe(reason);
    }

    [Fact]
    public void The_profit_is_that_at_the_closing_price_so_the_bid_for_a_long_and_the_ask_for_a_short()
    {
        Gold.At(2400.02m, 2400.09m).Proposal(RuleName.SweetSpotLock).Stop.ShouldBeNull();
        GoldShort.At(2399.91m, 2399.98m).Proposal(RuleName.SweetSpotLock).Stop.ShouldBeNull();
        GoldShort.At(2399.90m, 2399.97m).Proposal(RuleName.SweetSpotLock).Stop.ShouldBe(new Price(2399.97m));
    }

    [Fact]
    public void What_the_spread_leaves_of_it_is_locked() =>
        Gold.At(2400.08m, 2400.10m).ShouldMoveTo(2400.06m).ProfitAtStop.ShouldBe(new Money(0.06m));

    [Fact]
    public void Coarse_ticks_may_leap_over_the_sweet_spot() // one tick of this index is 0.054
    {
        var index = Situation.Long(Symbols.Germany40, 0.1m, 18_500.0m);
        index.AtClosing(18_500.5m, 0).Proposal(RuleName.SweetSpotLock).Stop.ShouldBe(new Price(18_500.5m));
        index.AtClosing(18_501.0m, 0).Proposal(RuleName.SweetSpotLock).Reason.ShouldBe("Passed: profit is beyond +0.10");
    }

    [Fact]
    public void A_profit_between_its_end_and_the_trailing_step_locks_nothing_more()
    {
        var wide = Gold.With(new StopPlan { TrailingStep = new Money(0.50m) }).AtClosing(2400.30m, 0.02m);
        wide.ShouldMoveTo(2398.00m).Rule.ShouldBe(RuleName.HardStop);
    }
}
