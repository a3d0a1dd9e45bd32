using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Constraints;

public class MinimumMoveTests
{
    private static readonly Situation Gold = Situation.Long(Symbols.XauUsd, lots: 0.01m, open: 2400.00m);

    [Fact]
    public void A_stop_in_profit_waits_until_a_whole_step_is_gained() => Gold.WithStop(2400.05m).At(2400.20m, 2400.22m).ShouldHold(
        "Step trailing waits: moving to 2400.10 would gain +0.05, the least is +0.10");

    [Fact]
    public void Exactly_one_step_is_enough() => Gold.WithStop(2400.10m).At(2400.30m, 2400.32m).ShouldMoveTo(2400.20m);

    [Fact]
    public void The_first_move_into_profit_is_exempt() => Gold.WithStop(2399.99m).At(2400.05m, 2400.08m).ShouldMoveTo(2400.02m);

    [Fact]
    public void From_break_even_the_first_move_into_profit_is_exempt() => Gold.WithStop(2400.00m).At(2400.05m, 2400.08m).ShouldMoveTo(2400.02m);

    [Fact]
    public void Moves_in_loss_are_exempt() => Gold.WithStop(2397.99m).At(2399.00m, 2399.02m).ShouldMoveTo(2398.00m);

    [Fact]
    public void The_least_gain_is_a_setting()
    {
        var at = Gold.WithStop(2400.05m).At(2400.20m, 2400.22m);
        at.With(new StopPlan { MinimumMove = new Money(0.05m) }).ShouldMoveTo(2400.10m);
        at.With(new StopPlan { MinimumMove = new Money(0.06m) }).ShouldHold(
            "Step trailing waits: moving to 2400.10 would gain +0.05, the least is +0.06");
    }
}
