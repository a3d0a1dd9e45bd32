using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Market;

public class TickMathTests
{
    private static readonly Situation Yen = Situation.Long(Symbols.UsdJpy, lots: 0.10m, open: 157.250m);

    [Fact]
    public void Profit_is_ticks_times_tick_value_times_lots_and_the_tick_value_depends_on_the_sign()
    {
        Yen.Spec.ProfitAt(Yen.Position, new Price(157.350m)).ShouldBe(new Money(6.40m));
        Yen.Spec.ProfitAt(Yen.Position, new Price(157.150m)).ShouldBe(new Money(-6.50m));
    }

    [Fact]
    public void A_short_earns_when_the_price_falls() =>
        Symbols.XauUsd.ProfitAt(Situation.Short(Symbols.XauUsd, 0.01m, 2400.00m).Position, new Price(2399.75m)).ShouldBe(new Money(0.25m));

    [Fact]
    public void A_long_is_closed_at_the_bid_and_a_short_at_the_ask()
    {
        var quote = Yen.At(157.240m, 157.252m).Quote;
        quote.ClosingPrice(Side.Long).ShouldBe(new Price(157.240m));
        quote.ClosingPrice(Side.Short).ShouldBe(new Price(157.252m));
        quote.Spread.ShouldBe(0.012m);
    }

    [Fact]
    public void A_price_for_a_profit_is_rounded_in_the_protective_direction() => Checking.ForAll(Situations.Any, at =>
    {
        foreach (var amount in new[] { -at.Plan.MaxRisk.Amount, -0.01m, 0m, 0.03m, at.Plan.TrailingStep.Amount * 3 })
        {
            var price = at.Spec.PriceAtProfit(at.Position, new Money(amount)).Value;
            at.OnGrid(price).ShouldBeTrue();
            at.ProfitAt(price).ShouldBeGreaterThanOrEqualTo(amount);
            at.ProfitAt(price - at.Towards * at.Spec.TickSize).ShouldBeLessThan(amount);
        }
    });

    [Fact]
    public void A_quote_for_a_profit_is_the_first_whole_point_that_has_it() => Checking.ForAll(Situations.Any, at =>
    {
        var price = at.Spec.QuoteAtProfit(at.Position, at.Plan.TrailingStep).Value;
        at.ProfitAt(price).ShouldBeGreaterThanOrEqualTo(at.Plan.TrailingStep.Amount);
        at.ProfitAt(price - at.Towards * at.Spec.Point).ShouldBeLessThan(at.Plan.TrailingStep.Amount);
    });

    [Fact]
    public void Profit_is_exact_to_the_last_digit() => Checking.ForAll(Situations.Any, at =>
        at.Spec.ProfitAt(at.Position, new Price(at.Closing)).Amount.ShouldBe(at.ProfitAt(at.Closing), 1e-20m));

    [Fact]
    public void No_rounding_leads_to_a_price_of_zero()
    {
        Symbols.Germany40.RoundTighter(Side.Long, new Price(-3m)).ShouldBe(new Price(0.5m));
        Symbols.Germany40.RoundLooser(Side.Long, new Price(0.2m)).ShouldBe(new Price(0.5m));
        Symbols.Germany40.RoundTighter(Side.Short, new Price(0.2m)).ShouldBe(new Price(0.5m));
    }

    [Theory]
    [InlineData(Side.Long)]
    [InlineData(Side.Short)]
    public void Tighter_means_nearer_to_profit(Side side)
    {
        var entry = new Price(100m);
        var better = side.Offset(entry, 1m);
        side.IsTighter(better, entry).ShouldBeTrue();
        side.IsTighter(entry, entry).ShouldBeFalse();
        side.Gain(entry, better).ShouldBe(1m);
        side.IsAtOrPast(entry, entry).ShouldBeTrue();
        side.IsAtOrPast(better, entry).ShouldBeFalse();
        side.IsAtOrPast(entry, better).ShouldBeTrue();
    }
}
