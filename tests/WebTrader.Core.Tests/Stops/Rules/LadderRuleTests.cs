using System.Globalization;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Rules;

public class LadderRuleTests
{
    private static readonly StopPlan Plan = new() { TrailingStep = new Money(2.00m), Ladder = new LadderPlan(Arm: new Money(0.50m), Floor: new Money(0.20m), Step: new Money(0.25m)) };

    private static readonly Situation Euro = Situation.Long(Symbols.EurUsd, lots: 0.01m, open: 1.08650m).With(Plan);

    [Theory]
    [InlineData("0.50", "0.20")]
    [InlineData("0.74", "0.20")]
    [InlineData("0.75", "0.45")]
    [InlineData("1.00", "0.70")]
    [InlineData("10.00", "9.70")]
    public void Once_armed_it_locks_the_floor_and_a_step_more_for_each_further_step(string profit, string locked) =>
        new LadderRule().LockAt(Amount(profit), Euro.Context).ShouldBe(Amount(locked));

    [Theory]
    [InlineData("0.49")]
    [InlineData("-1.00")]
    public void Before_it_is_armed_it_waits(string profit) => new LadderRule().LockAt(Amount(profit), Euro.Context).ShouldBeNull();

    [Theory]
    [InlineData("0.00", "0.50")]
    [InlineData("0.20", "0.75")]
    [InlineData("0.44", "0.75")]
    [InlineData("0.45", "1.00")]
    public void To_lock_more_than_that_takes_this_profit(string locked, string profit) => new LadderRule().LeastProfitToLock(Amount(locked), Euro.Context).ShouldBe(Amount(profit));

    [Fact]
    public void A_long_that_earned_0_80_is_locked_at_0_45()
    {
        var move = Euro.At(1.08730m, 1.08732m).ShouldMoveTo(1.08695m);
        move.Rule.ShouldBe(RuleName.Ladder);
        move.Reason.ShouldBe("Profit is +0.80, locks +0.45");
    }

    [Fact]
    public void A_short_is_locked_above_the_ask() =>
        Situation.Short(Symbols.EurUsd, 0.01m, 1.08650m).With(Plan).At(1.08568m, 1.08570m).ShouldMoveTo(1.08605m);

    [Fact]
    public void Off_it_has_no_say() => Euro.With(new StopPlan()).Decide().Proposals.ShouldNotContain(proposal => proposal.Rule == RuleName.Ladder);

    private static Money Amount(string amount) => new(decimal.Parse(amount, CultureInfo.InvariantCulture));
}
