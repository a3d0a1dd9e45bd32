using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Positions;

public class ProfitCheckTests
{
    /// <summary>Ten ticks of 0.064 in profit: 0.64.</summary>
    private static readonly Situation Yen = Situation.Long(Symbols.UsdJpy, lots: 0.10m, open: 155.250m).At(155.260m, 155.263m);

    private static readonly ProfitTolerance Exact = new(Money.Zero, 0m, 0m);

    private static ProfitComparison Compare(Situation at, decimal brokers, ProfitTolerance? tolerance = null) =>
        ProfitCheck.Compare(at.Position, at.Spec, at.Quote, new Money(brokers), tolerance ?? ProfitTolerance.Usual).ShouldNotBeNull();

    [Fact]
    public void The_same_profit_agrees_even_without_tolerance()
    {
        var comparison = Compare(Yen, 0.64m, Exact);
        (comparison.Agrees, comparison.Ours, comparison.Reason).ShouldBe((true, new Money(0.64m), "Our profit of +0.64 and the broker's of +0.64 agree"));
    }

    [Fact]
    public void A_short_is_reckoned_at_the_ask_and_a_loss_with_the_tick_value_of_a_loss() =>
        Compare(Situation.Short(Symbols.UsdJpy, 0.10m, 155.250m).At(155.257m, 155.260m), -0.65m, Exact).Agrees.ShouldBeTrue();

    [Theory]
    [InlineData(1.068, true)]
    [InlineData(1.069, false)]
    [InlineData(0.233, true)]
    [InlineData(0.232, false)]
    public void Rounding_a_moved_tick_value_and_a_few_ticks_are_allowed(double brokers, bool agrees) => Compare(Yen, (decimal)brokers).Agrees.ShouldBe(agrees);

    [Theory]
    [InlineData(6.4, "by our reckoning the profit is +0.64, the broker says +6.40, 10 times as much; more than")]
    [InlineData(-6.4, "the broker says -6.40, of the other sign; more than")]
    [InlineData(64, "100 times as much")]
    public void A_difference_is_told_with_both_figures_and_that_nothing_is_changed_for_it(double brokers, string says)
    {
        var comparison = Compare(Yen, (decimal)brokers);
        comparison.Agrees.ShouldBeFalse();
        comparison.Reason.ShouldStartWith("Ticket 7001, USDJPY: by our reckoning");
        comparison.Reason.ShouldContain(says);
        comparison.Reason.ShouldEndWith("no stop is changed for this");
    }

    [Fact]
    public void A_profit_taken_for_a_hundredth_is_found() =>
        Compare(Situation.Long(Symbols.XauUsd, 0.10m, 2400m).At(2410m, 2410.2m), 1m).Reason.ShouldContain("100 times less");

    [Fact]
    public void What_cannot_be_compared_is_not_judged()
    {
        ProfitCheck.Compare(Yen.Position, Yen.Spec, Yen.At(155.3m, 155.2m).Quote, Money.Zero, ProfitTolerance.Usual).ShouldBeNull();
        ProfitCheck.Compare(Yen.Position, Yen.Spec, Yen.Quote with { Symbol = "EURJPY" }, Money.Zero, ProfitTolerance.Usual).ShouldBeNull();
        ProfitCheck.Compare(Yen.Position, Symbols.EurUsd, Yen.Quote, Money.Zero, ProfitTolerance.Usual).ShouldBeNull();
    }
}
