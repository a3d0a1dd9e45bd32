using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Constraints;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Orders;

public class OrderPlannerTests
{
    private static readonly StopPlan Demo = new() { MaxRisk = new Money(2m) };

    private static (OrderPlan? Order, string? Refusal) Euro(OrderSize size, decimal? stop = null, decimal? target = null, Side side = Side.Long, StopPlan? plan = null, decimal? balance = 1_000m, int stopsLevel = 0)
    {
        var quote = new Quote("EURUSD", new Price(1.10000m), new Price(1.10010m), DateTimeOffset.UnixEpoch, 0);
        var wish = new OrderWish("EURUSD", side, size, At(stop), At(target), 0);
        return OrderPlanner.Plan(wish, Symbols.EurUsd with { StopsLevel = stopsLevel }, quote, plan ?? Demo, balance is { } known ? new Money(known) : null);

        static Price? At(decimal? price) => price is { } value ? new Price(value) : null;
    }

    private static OrderSize.Given Lots(decimal lots) => new OrderSize.Given(new Lots(lots));

    private static OrderSize.Risk Risk(decimal amount) => new OrderSize.Risk(new Money(amount));

    [Fact]
    public void Without_a_stop_the_order_carries_the_hard_stop_of_the_settings()
    {
        var order = Euro(Lots(0.01m)).Order!;
        order.Entry.Value.ShouldBe(1.10010m);
        order.Stop.Value.ShouldBe(1.09810m, "200 points at one cent a point are 2.00");
        order.ProfitAtStop.Amount.ShouldBe(-2m);
    }

    [Fact]
    public void A_short_enters_at_the_bid_and_has_its_stop_above()
    {
        var order = Euro(Lots(0.01m), side: Side.Short).Order!;
        order.Entry.Value.ShouldBe(1.10000m);
        order.Stop.Value.ShouldBe(1.10200m);
    }

    [Fact]
    public void A_risk_gives_the_largest_volume_that_loses_no_more_at_the_stop()
    {
        var order = Euro(Risk(2m), stop: 1.09960m).Order!;
        order.Lots.Value.ShouldBe(0.04m, "50 points lose 0.50 with 0.01 lots");
        order.ProfitAtStop.Amount.ShouldBe(-2m);
        Euro(Risk(1.99m), stop: 1.09960m).Order!.Lots.Value.ShouldBe(0.03m, "volume is rounded down");
    }

    [Fact]
    public void A_percentage_is_of_the_balance() =>
        Euro(new OrderSize.RiskPercent(0.2m), stop: 1.09960m, balance: 1_000m).Order!.Lots.Value.ShouldBe(0.04m);

    [Theory]
    [InlineData("lots is 0.015", 0.015, null)]
    [InlineData("lots is 0.001", 0.001, null)]
    [InlineData("lots is 200", 200, null)]
    [InlineData("stop is 1.10005, the broker allows 1.09999 or below", 0.01, 1.10005)]
    [InlineData("stop is 1.100003, allowed is a price above 0 in steps of 0.00001", 0.01, 1.100003)]
    [InlineData("stop is 1.09000", 0.01, 1.09)]
    public void What_does_not_fit_is_refused_with_the_field_the_value_and_what_is_allowed(string says, double lots, double? stop) =>
        Euro(Lots((decimal)lots), (decimal?)stop).Refusal.ShouldNotBeNull().ShouldContain(says);

    [Fact]
    public void A_stop_beyond_max_risk_is_refused_and_names_the_farthest_that_is_allowed() =>
        Euro(Lots(0.01m), 1.09809m).Refusal.ShouldBe("stop is 1.09809, where 0.01 lots lose 2.01; allowed is 1.09810 or nearer, where they lose max risk");

    [Fact]
    public void A_take_profit_on_the_wrong_side_is_refused() =>
        Euro(Lots(0.01m), target: 1.09990m).Refusal.ShouldNotBeNull().ShouldContain("takeProfit is 1.09990, the broker allows 1.10001 or above");

    [Fact]
    public void A_volume_whose_max_risk_lies_inside_the_stops_level_is_refused() =>
        Euro(Lots(0.1m), stopsLevel: 50).Refusal.ShouldNotBeNull().ShouldContain("smaller volume");

    [Fact]
    public void A_risk_without_a_stop_has_no_volume() => Euro(Risk(1m)).Refusal.ShouldNotBeNull().ShouldStartWith("stop is missing");

    [Fact]
    public void A_risk_too_small_for_the_least_volume_is_refused_and_says_what_that_would_lose() =>
        Euro(Risk(0.30m), stop: 1.09960m).Refusal.ShouldNotBeNull().ShouldEndWith("0.01 lots, loses there: 0.50");

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public void A_percentage_of_an_unknown_balance_is_refused(int? balance) =>
        Euro(new OrderSize.RiskPercent(1m), stop: 1.09960m, balance: balance).Refusal.ShouldNotBeNull().ShouldContain("balance");

    private sealed record Case(Situation At, decimal Risk, int Ticks);

    private static readonly Gen<Case> Cases =
        from situation in Situations.AtFirstSight
        from risk in Gen.Choose(1, 5_000)
        from ticks in Gen.Choose(1, 500)
        select new Case(situation, risk / 100m, ticks);

    [Fact]
    public void Whatever_is_placed_loses_no_more_than_the_risk_and_its_stop_is_one_that_the_broker_takes()
    {
        var placed = 0;
        Checking.ForAll(Cases, given =>
        {
            var (spec, side) = (given.At.Spec, given.At.Position.Side);
            var quote = given.At.Quote;
            var nearest = StopsLevel.Nearest(spec, side, quote.ClosingPrice(side));
            var stop = side.Offset(nearest, -given.Ticks * spec.TickSize);
            var wish = new OrderWish(spec.Name, side, new OrderSize.Risk(new Money(given.Risk)), stop, null, 0);
            var (order, refusal) = OrderPlanner.Plan(wish, spec, quote, given.At.Plan, new Money(1_000m));
            (order is null).ShouldBe(refusal is not null);
            if (order is null) return;

            placed++;
            order.Stop.ShouldBe(stop);
            (-order.ProfitAtStop.Amount).ShouldBeLessThanOrEqualTo(given.Risk);
            (order.Lots.Value % spec.VolumeStep).ShouldBe(0m);
            order.Lots.Value.ShouldBeInRange(spec.VolumeMin, spec.VolumeMax);
            (-order.ProfitAtStop.Amount / order.Lots.Value * (order.Lots.Value + spec.VolumeStep)).ShouldBeGreaterThan(given.Risk, "one step more would risk too much");
        });
        placed.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void What_is_placed_without_a_stop_of_its_own_loses_no_more_than_max_risk_there()
    {
        var placed = 0;
        Checking.ForAll(Situations.AtFirstSight, given =>
        {
            var wish = new OrderWish(given.Spec.Name, given.Position.Side, new OrderSize.Given(given.Position.Lots), null, null, 0);
            if (OrderPlanner.Plan(wish, given.Spec, given.Quote, given.Plan, null).Order is not { } order) return;
            placed++;
            (-order.ProfitAtStop.Amount).ShouldBeLessThanOrEqualTo(given.Plan.MaxRisk.Amount);
        });
        placed.ShouldBeGreaterThan(100);
    }
}
