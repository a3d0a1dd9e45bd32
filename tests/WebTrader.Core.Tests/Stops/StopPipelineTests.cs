using System.Globalization;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops;

public class StopPipelineTests
{
    private static readonly Situation Gold = Situation.Long(Symbols.XauUsd, lots: 0.01m, open: 2400.00m);

    [Fact]
    public void At_max_risk_without_a_stop_we_close() => Gold.At(2398.00m, 2398.20m).ShouldCloseNow(
        "The loss of -2.00 has come to the hard stop at 2398.00 (limit 2.00) and there is no stop at the broker: closing at the market");

    [Fact]
    public void One_tick_before_max_risk_a_stop_is_still_set() => Gold.At(2398.01m, 2398.20m).ShouldMoveTo(2398.00m);

    [Fact]
    public void At_max_risk_with_a_looser_stop_we_close() => Gold.WithStop(2397.00m).At(2397.50m, 2397.60m).ShouldCloseNow(
        "The loss of -2.50 has come to the hard stop at 2398.00 (limit 2.00) and the stop at 2397.00 is looser: closing at the market");

    [Fact]
    public void At_max_risk_with_a_covering_stop_the_broker_closes() =>
        Gold.WithStop(2398.00m).At(2397.50m, 2397.60m).ShouldHold("The price has come to the stop at 2398.00: the broker is closing the position");

    [Fact]
    public void A_position_in_profit_is_not_closed_even_where_its_hard_stop_lies_in_profit()
    {
        var large = Situation.Long(Symbols.XauUsd, 10m, 2400.003m);
        large.Decide().HardStop.Value.ShouldBe(2400.01m);
        large.At(2400.01m, 2400.03m).ShouldMoveTo(2400.00m);
        large.WithStop(2399.00m).At(2400.00m, 2400.03m).ShouldCloseNow(
            "The loss of -3.00 has come to the hard stop at 2400.01 (limit 2.00) and the stop at 2399.00 is looser: closing at the market");
    }

    [Fact]
    public void The_whole_way_from_opening_to_trailing()
    {
        var at = Gold;
        (decimal Bid, decimal Stop)[] way = [(2399.98m, 2398.00m), (2400.02m, 2398.00m), (2400.05m, 2400.03m), (2400.15m, 2400.03m), (2400.30m, 2400.20m), (2400.25m, 2400.20m), (2401.07m, 2400.90m)];
        foreach (var (bid, stop) in way)
        {
            at = at.At(bid, bid + 0.02m);
            at = at.After(at.Decide());
            at.Position.StopLoss.ShouldBe(new Price(stop), $"at {bid}");
        }

        at.Progress!.InCharge(new Price(2400.90m)).ShouldBe(RuleName.StepTrailing);
        at.Progress.InCharge(new Price(2400.91m)).ShouldBe(RuleName.Broker);
        at.Progress.InCharge(null).ShouldBeNull();
    }

    [Fact]
    public void The_next_step_says_where_the_stop_moves_again_and_what_is_then_locked()
    {
        var next = Gold.WithStop(2400.20m).At(2400.30m, 2400.32m).Decide().Next;
        next.ShouldBe(new NextStep(Always: false, new Price(2400.40m), new Money(0.30m)));

        var shorts = Situation.Short(Symbols.XauUsd, 0.01m, 2400.00m).WithStop(2402.00m).At(2400.00m, 2400.02m).Decide().Next;
        shorts.ShouldBe(new NextStep(Always: false, new Price(2399.97m), new Money(0.03m)));
    }

    [Theory]
    [InlineData("0.10", "1.08654", "0.30")] // one tick is worth one trailing step: 0.20 is locked, 0.40 locks 0.30
    [InlineData("0.03", "1.08667", "0.40")] // 0.21 is locked: 0.30 would be less than a step more, so 0.50 locks 0.40
    public void Where_a_tick_is_worth_much_the_next_step_still_lies_ahead(string lots, string price, string locks)
    {
        var volume = decimal.Parse(lots, CultureInfo.InvariantCulture);
        var at = Situation.Long(Symbols.EurUsd, volume, 1.08650m);
        var stop = at.Spec.PriceAtProfit(at.Position, new Money(0.20m));
        var next = at.WithStop(stop.Value).AtClosing(at.Spec.PriceAtProfit(at.Position, new Money(0.30m)).Value, 0.00001m).Decide().Next;
        next.ShouldBe(new NextStep(Always: false, new Price(decimal.Parse(price, CultureInfo.InvariantCulture)), new Money(decimal.Parse(locks, CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Trailing_that_begins_beyond_a_step_is_announced_for_the_first_point_beyond_it()
    {
        var at = Gold.With(new StopPlan { TrailingStep = new Money(0.50m) }).WithStop(2400.10m).At(2400.30m, 2400.31m);
        at.Decide().Next.ShouldBe(new NextStep(Always: false, new Price(2401.50m), new Money(1.00m)));
        at.WithStop(2400.00m).At(2400.02m, 2400.03m).Decide().Next.From.ShouldBe(new Price(2400.03m));

        var little = at.With(new StopPlan { TrailingStep = new Money(0.50m), MinimumMove = new Money(0.10m) });
        little.Decide().Next.ShouldBe(new NextStep(Always: false, new Price(2400.51m), new Money(0.50m)));
    }

    [Fact]
    public void Where_quotes_come_between_the_ticks_the_next_step_is_not_missed() // 0.30 is 11.1 ticks of 0.5 here: at 18505.6, before the tick at 18506.0
    {
        var index = Situation.Long(Symbols.Germany40, 0.05m, 18_500.0m).WithStop(18_502.0m).At(18_504.0m, 18_504.1m);
        index.Decide().Next.ShouldBe(new NextStep(Always: false, new Price(18_505.6m), new Money(0.20m)));
        index.At(18_505.6m, 18_505.7m).ShouldMoveTo(18_504.0m);
    }

    [Fact]
    public void The_peak_is_kept_in_ticks_so_that_a_partial_close_does_not_change_it()
    {
        var at = Gold.At(2400.30m, 2400.32m);
        var half = at.After(at.Decide()) with { Position = at.Position with { Lots = new Lots(0.005m) } };
        half.At(2400.25m, 2400.27m).Decide().Progress.PeakTicks.ShouldBe(30m);
        half.At(2400.45m, 2400.47m).Decide().Progress.PeakTicks.ShouldBe(45m);
    }
}
