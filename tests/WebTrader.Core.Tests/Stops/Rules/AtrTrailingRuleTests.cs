using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops.Rules;

public class AtrTrailingRuleTests
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Situation Euro = Situation.Long(Symbols.EurUsd, lots: 0.01m, open: 1.08650m).With(Knowing(0.00020m));

    [Fact]
    public void A_long_with_a_gain_of_100_points_and_three_ranges_of_20_is_locked_at_40()
    {
        var move = Euro.At(1.08750m, 1.08752m).ShouldMoveTo(1.08690m);
        move.Rule.ShouldBe(RuleName.AtrTrailing);
        move.Reason.ShouldBe("The range is 20 points, keeps 3 times as much behind, locks +0.40");
    }

    [Fact]
    public void A_wild_market_gets_more_room() => Euro.With(Knowing(0.00030m)).At(1.08750m, 1.08752m).ShouldMoveTo(1.08660m);

    [Fact]
    public void While_the_range_takes_all_of_the_profit_it_waits() =>
        Euro.With(Knowing(0.00050m)).At(1.08750m, 1.08752m).Proposal(RuleName.AtrTrailing).Reason.ShouldBe("Waits: starts at a profit of +0.10 that the range leaves something of");

    [Fact]
    public void Until_enough_bars_were_seen_it_waits() => Euro.With(Knowing(null)).At(1.08750m, 1.08752m).Proposal(RuleName.AtrTrailing).Reason.ShouldBe("Waits: 5 of 14 bars are known");

    [Fact]
    public void A_short_is_locked_above_the_ask() => Situation.Short(Symbols.EurUsd, 0.01m, 1.08650m).With(Knowing(0.00020m)).At(1.08548m, 1.08550m).ShouldMoveTo(1.08610m);

    [Fact]
    public void When_the_bar_ends_it_looks_again_at_any_price() => Euro.At(1.08750m, 1.08752m).Decide().Next.At.ShouldBe(Nine.AddMinutes(1));

    [Fact]
    public void The_range_is_averaged_as_Wilder_did()
    {
        var range = new AverageTrueRange(TimeSpan.FromMinutes(1), period: 2);
        // Bars: one that is not seen whole and closes at 12; 10 to 14, closes at 12 (4); 13 to 15 (from 12: 3); 20 to 21 (from 14: 7).
        Bar(range, 0, 5m, 12m);
        Bar(range, 1, 10m, 14m, 12m);
        Bar(range, 2, 13m, 15m, 14m);
        range.Value.ShouldBeNull("its second bar has not ended");
        Bar(range, 3, 20m, 21m, 20m);
        range.Value.ShouldBe(3.5m, "the mean of 4 and 3");
        Bar(range, 4, 20m, 20m, 20m);
        range.Value.ShouldBe(5.25m, "(3.5 x 1 + 7) / 2");
    }

    [Fact]
    public void A_bar_is_full_with_the_first_quote_after_its_end_and_a_time_without_quotes_has_none()
    {
        var range = new AverageTrueRange(TimeSpan.FromMinutes(1), period: 1);
        range.Add(At(Nine.AddSeconds(50), 9m)).ShouldBeFalse();
        range.Add(At(Nine.AddMinutes(1), 1m)).ShouldBeTrue("but its first bar was not seen whole");
        range.Bars.ShouldBe(0);
        range.Until.ShouldBe(Nine.AddMinutes(2));
        range.Add(At(Nine.AddSeconds(119.9), 2m)).ShouldBeFalse();
        range.Add(At(Nine.AddMinutes(90), 2m)).ShouldBeTrue();
        (range.Bars, range.Value).ShouldBe((1, 8m), "from the close at 9 down to 1");
        range.Until.ShouldBe(Nine.AddMinutes(91));
    }

    private static void Bar(AverageTrueRange range, int minute, params decimal[] bids)
    {
        foreach (var bid in bids) range.Add(At(Nine.AddMinutes(minute), bid));
    }

    private static Quote At(DateTimeOffset time, decimal bid) => new("ANY", new Price(bid), new Price(bid + 0.1m), time, 0);

    private static StopPlan Knowing(decimal? range) => new()
    {
        SweetSpotTo = new Money(1.90m), SweetSpotFrom = new Money(1.80m), TrailingStep = new Money(2.00m), MinimumMove = new Money(0.01m),
        AtrTrailing = new AtrTrailingPlan(3m, 14, TimeSpan.FromMinutes(1), new Money(0.10m), new RangeReading(range, range is null ? 5 : 14, Nine.AddMinutes(1))),
    };
}
