using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Host.Commands.Simulate.Scenarios;

namespace WebTrader.Host.Tests.Commands;

/// <summary>Generated prices: each strain does what a scenario that names it means.</summary>
public sealed class ScenarioWalkTests
{
    private const decimal Point = 0.00001m;
    private static readonly DateTimeOffset Noon = new(2026, 1, 6, 12, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<TimedQuote> Plain = Walk(new WalkStress());

    [Fact]
    public void The_same_seed_gives_the_same_prices_on_the_tick_grid_and_another_seed_others()
    {
        Walk(new WalkStress()).ShouldBe(Plain);
        Walk(new WalkStress(), seed: 2).ShouldNotBe(Plain);
        Plain.ShouldAllBe(quote => quote.Bid.Value % Point == 0 && quote.Ask.Value % Point == 0 && quote.Ask > quote.Bid);
    }

    [Fact]
    public void A_rising_trend_rises_and_a_falling_one_falls()
    {
        Walk(new WalkStress(), MarketRegime.TrendUp)[^1].Bid.Value.ShouldBeGreaterThan(1.08650m);
        Walk(new WalkStress(), MarketRegime.TrendDown)[^1].Bid.Value.ShouldBeLessThan(1.08650m);
    }

    [Fact]
    public void Volatility_widens_the_steps_from_quote_to_quote() =>
        MeanStep(Walk(new WalkStress { Volatility = 3 })).ShouldBeGreaterThan(2m * MeanStep(Plain));

    [Fact]
    public void Wide_spreads_come_for_whole_bars_in_about_so_many_of_them()
    {
        var bars = Walk(new WalkStress { WideSpreads = 10 }).GroupBy(Bar).Select(bar => bar.Min(quote => quote.Ask.Value - quote.Bid.Value)).ToList();

        bars.Count(spread => spread >= 18 * Point).ShouldBeInRange(bars.Count / 20, bars.Count / 5);
    }

    [Fact]
    public void Gaps_leave_about_so_many_bars_without_any_quote() =>
        Walk(new WalkStress { Gaps = 5 }).Select(Bar).Distinct().Count().ShouldBeInRange(120 * 88 / 100, 120 * 99 / 100);

    [Fact]
    public void A_wick_is_a_single_quote_a_hundredth_of_the_price_away()
    {
        var quotes = Walk(new WalkStress { Wicks = 5 });
        var wicks = Enumerable.Range(1, quotes.Count - 2).Where(at => Far(at, at - 1) && Far(at, at + 1) && !Far(at - 1, at + 1)).ToList();

        wicks.Count.ShouldBeInRange(1, 15);
        Enumerable.Range(1, quotes.Count - 1).Count(at => Far(at, at - 1)).ShouldBe(wicks.Count * 2, "there and back");

        bool Far(int one, int other) => Math.Abs(quotes[one].Bid.Value - quotes[other].Bid.Value) > 900 * Point;
    }

    [Fact]
    public void A_dead_market_has_no_quote_in_its_middle_third()
    {
        var quotes = Walk(new WalkStress { DeadMiddle = true });

        quotes.ShouldNotContain(quote => quote.Time > Noon.AddMinutes(40) && quote.Time < Noon.AddMinutes(80));
        quotes.ShouldContain(quote => quote.Time >= Noon.AddMinutes(80));
    }

    [Fact]
    public void Reversals_take_a_trend_back_to_where_it_was_ten_bars_before()
    {
        var plain = Walk(new WalkStress(), MarketRegime.TrendUp);
        var reversed = Walk(new WalkStress { ReversalBars = 10 }, MarketRegime.TrendUp);

        Math.Abs(reversed[^1].Bid.Value - 1.08650m).ShouldBeLessThan(Math.Abs(plain[^1].Bid.Value - 1.08650m) / 2);
    }

    [Fact]
    public void Quotes_that_hit_a_stop_slip_against_it_in_about_so_many_cases()
    {
        var quotes = Walk(new WalkStress { Slippage = 10, SlippagePoints = 100 }, hits: (side, _) => side == Side.Long);
        var slips = quotes.Zip(Plain).Select(pair => pair.Second.Bid.Value - pair.First.Bid.Value).ToList();

        slips.ShouldAllBe(slip => slip >= 0 && slip <= 100 * Point);
        slips.Count(slip => slip > 0).ShouldBeInRange(slips.Count * 8 / 100, slips.Count * 12 / 100);
    }

    private static long Bar(TimedQuote quote) => (quote.Time - Noon).Ticks / TimeSpan.TicksPerMinute;

    private static decimal MeanStep(IReadOnlyList<TimedQuote> quotes) =>
        quotes.Zip(quotes.Skip(1)).Average(pair => Math.Abs(pair.Second.Bid.Value - pair.First.Bid.Value));

    private static IReadOnlyList<TimedQuote> Walk(WalkStress stress, MarketRegime regime = MarketRegime.Choppy, ulong seed = 1, Func<Side, decimal, bool>? hits = null)
    {
        var plan = new WalkPlan("EURUSD", regime, TimeSpan.FromHours(2), seed, null);
        return [.. new ScenarioWalk(plan, stress, SymbolSpecs.EurUsd.Spec, new Price(1.08650m), 9, Noon) { Hits = hits ?? ((_, _) => false) }.Quotes()];
    }
}
