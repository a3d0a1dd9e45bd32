using FsCheck.Fluent;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Engine.Intake;
using WebTrader.TestKit.Core;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Intake;

public class IntakeTests
{
    private static Quote At(decimal bid, decimal ask, int second = 0, string symbol = "EURUSD") =>
        new(symbol, new Price(bid), new Price(ask), TradingDesk.Noon.AddSeconds(second), second);

    [Theory]
    [InlineData(0, 1.1)]
    [InlineData(-1, 1.1)]
    [InlineData(1.1, 1.09999)]
    [InlineData(0, 0)]
    public void A_quote_that_makes_no_sense_is_dropped_and_counted(decimal bid, decimal ask)
    {
        var intake = new QuoteIntake();
        intake.Take(At(bid, ask)).ShouldBeFalse();
        intake.Dropped.ShouldBe(1);
        intake.Accepted.ShouldBe(0);
        intake.Symbols.ShouldBeEmpty();
    }

    [Fact]
    public void Of_many_quotes_the_newest_counts_and_its_symbol_is_reported_once()
    {
        var intake = new QuoteIntake();
        for (var i = 0; i < 100; i++) intake.Take(At(1.1m + (i * 0.00001m), 1.2m));
        intake.Take(At(1.3m, 1.4m, symbol: "GBPUSD"));
        List<SymbolState> news = [];
        intake.Drain(news);
        news.Select(symbol => symbol.Name).ShouldBe(["EURUSD", "GBPUSD"]);
        news[0].Latest!.Value.Bid.Value.ShouldBe(1.10099m);
        news[0].QuoteNumber.ShouldBe(100);
        news.Clear();
        intake.Drain(news);
        news.ShouldBeEmpty();
    }

    [Fact]
    public void A_senseless_quote_moves_no_stop()
    {
        using var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        desk.Begins(() =>
        {
            // A broken price from the wire: the broker itself never sent it.
            desk.Session.Intake.Take(At(9m, 8m)).ShouldBeFalse();
            return Task.CompletedTask;
        });
        desk.PassesSeconds(1);
        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.Session.View.Health().Feed.Dropped.ShouldBe(1);
    }

    [Fact]
    public void The_best_price_since_any_moment_is_what_a_look_through_all_quotes_finds() =>
        Checking.ForAll(
            Gen.Choose(1, 40).ListOf(60).Select(prices => prices.ToList()),
            prices =>
            {
                foreach (var side in new[] { Side.Long, Side.Short })
                {
                    var trail = new PeakTrail(side);
                    for (var n = 0; n < prices.Count; n++)
                    {
                        trail.Add(n + 1, new Price(prices[n]));
                        for (var since = 1; since <= n + 1; since++)
                        {
                            var looked = prices.Skip(since - 1).Take(n + 2 - since);
                            trail.BestSince(since)!.Value.Value.ShouldBe(side == Side.Long ? looked.Max() : looked.Min());
                        }
                    }

                    trail.BestSince(prices.Count + 1).ShouldBeNull();
                    trail.Count.ShouldBeLessThanOrEqualTo(40);
                }
            },
            tests: 100);

    [Fact]
    public void A_price_trail_keeps_the_last_quote_of_every_second_and_four_hours_of_them()
    {
        var trail = new PriceTrail();
        trail.Since(TradingDesk.Noon, 10).ShouldBeEmpty();
        for (var second = 0; second < 5 * 3600; second++)
        {
            trail.Add(At(1.0m, 1.5m, second));
            trail.Add(At(1.1m + (second * 0.00001m), 1.5m, second));
        }

        var all = trail.Since(DateTimeOffset.MinValue, int.MaxValue);
        all.Count.ShouldBe(4 * 3600);
        all[0].Time.ShouldBe(TradingDesk.Noon.AddHours(1));
        all.ShouldAllBe(quote => quote.Bid.Value >= 1.1m);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void A_thinned_price_trail_keeps_its_bound_and_the_newest(int atMost)
    {
        var trail = new PriceTrail();
        for (var second = 0; second < 50; second++) trail.Add(At(1.1m, 1.2m, second));
        var thinned = trail.Since(TradingDesk.Noon.AddSeconds(10), atMost);
        thinned.Count.ShouldBe(Math.Min(atMost, 40));
        if (atMost > 0) thinned[^1].Time.ShouldBe(TradingDesk.Noon.AddSeconds(49));
        if (atMost > 1) thinned[0].Time.ShouldBe(TradingDesk.Noon.AddSeconds(10));
        thinned.Select(quote => quote.Time).ShouldBe(thinned.Select(quote => quote.Time).Order());
    }
}
