using System.Globalization;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Rules;

public class StepTrailingRuleTests
{
    private static readonly Situation Euro = Situation.Long(Symbols.EurUsd, lots: 0.01m, open: 1.08650m);

    [Theory]
    [InlineData("0.11", "0.10")]
    [InlineData("0.15", "0.10")]
    [InlineData("0.20", "0.10")]
    [InlineData("0.25", "0.10")]
    [InlineData("0.29", "0.10")]
    [InlineData("0.30", "0.20")]
    [InlineData("0.31", "0.20")]
    [InlineData("0.3999", "0.20")]
    [InlineData("0.40", "0.30")]
    [InlineData("1.07", "0.90")]
    [InlineData("1000.00", "999.90")]
    public void It_locks_whole_steps_one_step_behind_the_profit(string profit, string locked) =>
        new StepTrailingRule().LockAt(Amount(profit), Euro.Context).ShouldBe(Amount(locked));

    [Theory]
    [InlineData("0.10")]
    [InlineData("0.00")]
    [InlineData("-1.00")]
    public void Up_to_one_step_it_waits(string profit) => new StepTrailingRule().LockAt(Amount(profit), Euro.Context).ShouldBeNull();

    [Theory]
    [InlineData("0.05", "0.16", "0.10")]
    [InlineData("0.25", "0.74", "0.25")]
    [InlineData("0.25", "0.75", "0.50")]
    [InlineData("0.03", "0.30", "0.27")]
    public void The_step_is_a_setting(string step, string profit, string locked) =>
        new StepTrailingRule().LockAt(Amount(profit), Euro.With(new StopPlan { TrailingStep = Amount(step) }).Context).ShouldBe(Amount(locked));

    [Fact]
    public void A_long_is_trailed_below_the_bid()
    {
        var move = Euro.WithStop(1.08660m).At(1.08680m, 1.08682m).ShouldMoveTo(1.08670m);
        move.Rule.ShouldBe(RuleName.StepTrailing);
        move.Reason.ShouldBe("Profit is +0.30, locks +0.20");
    }

    [Fact]
    public void A_short_is_trailed_above_the_ask() =>
        Situation.Short(Symbols.EurUsd, 0.01m, 1.08650m).WithStop(1.08640m).At(1.08618m, 1.08620m).ShouldMoveTo(1.08630m);

    [Fact]
    public void The_tick_value_of_profits_counts_and_a_broken_tick_locks_a_little_more() // 0.90 / 0.0064 = 140.6: 141 ticks lock 0.9024
    {
        var yen = Situation.Long(Symbols.UsdJpy, 0.01m, 157.250m).AtClosing(157.420m, 0.003m);
        yen.ShouldMoveTo(157.391m).ProfitAtStop.ShouldBe(new Money(0.9024m));
    }

    [Fact]
    public void On_an_index_without_decimals_it_lies_on_a_tick() // 0.066 per tick lost, 0.064 won, at 0.2 lots
    {
        var index = Situation.Short(Symbols.Japan225, 0.2m, 39_000m).AtClosing(38_970m, 5m);
        index.Proposal(RuleName.StepTrailing).Reason.ShouldBe("Profit is +0.384, locks +0.20");
        index.ShouldMoveTo(38_980m).ProfitAtStop.ShouldBe(new Money(0.256m));
    }

    [Theory]
    [InlineData("0.00", "0.10")]
    [InlineData("0.05", "0.10")]
    [InlineData("0.10", "0.30")]
    [InlineData("0.15", "0.30")]
    [InlineData("0.20", "0.40")]
    [InlineData("0.89", "1.00")]
    public void To_lock_more_than_that_takes_one_step_more(string locked, string profit) =>
        new StepTrailingRule().LeastProfitToLock(Amount(locked), Euro.Context).ShouldBe(Amount(profit));

    private static Money Amount(string amount) => new(decimal.Parse(amount, CultureInfo.InvariantCulture));
}
