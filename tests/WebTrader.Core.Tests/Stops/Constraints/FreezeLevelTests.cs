using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Constraints;

public class FreezeLevelTests
{
    private static readonly Situation Euro = Situation.Long(Symbols.EurUsd, lots: 0.01m, open: 1.08650m).WithFreezeLevel(20);

    [Fact]
    public void At_exactly_the_freeze_distance_from_the_stop_the_broker_refuses()
    {
        var hold = Euro.WithStop(1.08660m).At(1.08680m, 1.08682m).ShouldHold(
            "Price is 20 points from the stop at 1.08660, and the broker refuses changes inside 20. 1.08670 is set as soon as the price leaves");
        hold.Wanted.ShouldBe(new Price(1.08670m));
    }

    [Fact]
    public void One_point_farther_the_stop_moves() => Euro.WithStop(1.08660m).At(1.08681m, 1.08682m).ShouldMoveTo(1.08670m);

    [Fact]
    public void Near_the_take_profit_the_broker_refuses_too() => Euro.WithStop(1.08000m).WithTakeProfit(1.08660m).At(1.08640m, 1.08650m).ShouldHold(
        "Price is 20 points from the take-profit at 1.08660, and the broker refuses changes inside 20. 1.08450 is set as soon as the price leaves");

    [Fact]
    public void For_a_short_the_distance_counts_from_the_ask()
    {
        var gold = Situation.Short(Symbols.XauUsd, 0.01m, 2400.00m).WithFreezeLevel(20).WithStop(2399.90m);
        gold.At(2399.60m, 2399.70m).Decision.ShouldBeOfType<StopDecision.Hold>();
        gold.At(2399.59m, 2399.69m).ShouldMoveTo(2399.80m);
    }

    [Fact]
    public void A_ticket_without_a_stop_is_sent_all_the_same() => Euro.WithTakeProfit(1.08651m).At(1.08650m, 1.08651m).ShouldMoveTo(1.08450m);

    [Fact]
    public void While_frozen_every_quote_is_looked_at() =>
        Euro.WithStop(1.08660m).At(1.08680m, 1.08682m).Decide().Next.Always.ShouldBeTrue();

    [Fact]
    public void A_hold_shows_the_refused_hard_stop_before_a_lock_that_only_waits_for_room()
    {
        var at = Euro.WithStop(1.08000m).WithTakeProfit(1.08665m).At(1.08655m, 1.08660m);
        at.Decision.ShouldBeOfType<StopDecision.Hold>().Wanted.ShouldBe(new Price(1.08450m));
    }
}
