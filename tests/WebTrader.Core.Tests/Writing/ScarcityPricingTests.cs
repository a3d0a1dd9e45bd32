using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using WebTrader.Core.Writing;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Writing;

public class ScarcityPricingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Each has 15 points at stake, and a usual move gains 10.</summary>
    private static MessageOutlook Outlook(int left, int open, int replaced = 0, decimal dayLeft = 1m, decimal lowest = 0m)
    {
        var demand = new MessageDemand(Stake: 15m, Least: 10m, Tick: 1m, Room: 15m, Way: null);
        return new(Noon, left, open, replaced, dayLeft, lowest, () => new MessageNeeds([.. Enumerable.Repeat(demand, open)]));
    }

    private static decimal Factor(MessageOutlook outlook, decimal present = 1m) => ScarcityPricing.Instance.Of(outlook, new MessagePrice(present)).Factor;

    [Fact]
    public void Where_the_messages_just_suffice_the_price_is_the_usual_one() => Factor(Outlook(300, 200)).ShouldBe(1m);

    [Fact]
    public void Where_messages_are_scarce_a_move_must_gain_more_and_says_why()
    {
        var price = ScarcityPricing.Instance.Of(Outlook(150, 200), MessagePrice.Usual);
        price.Factor.ShouldBe(2m);
        price.Why.ShouldBe("2 times the usual: 150 messages are left today, and at the usual price 200 open positions may need 300");
    }

    [Fact]
    public void Where_there_are_plenty_it_may_gain_less_but_not_less_than_allowed()
    {
        Factor(Outlook(2_000, 200)).ShouldBe(0.25m);
        Factor(Outlook(10_000, 200)).ShouldBe(0m, "a move at every quote");
        Factor(Outlook(2_000, 200, lowest: 1m)).ShouldBe(1m);
    }

    [Fact]
    public void As_the_day_goes_on_and_messages_are_left_the_price_falls() =>
        new[] { 1m, 0.5m, 0.2m, 0.01m }.Select(dayLeft => Factor(Outlook(150, 200, dayLeft: dayLeft), present: 2m)).ShouldBe([2m, 2m, 1.4m, 0.25m]);

    [Fact]
    public void What_is_still_to_come_today_is_kept_back()
    {
        Factor(Outlook(160, 100, replaced: 100, dayLeft: 0.5m)).ShouldBeGreaterThan(Factor(Outlook(160, 100, dayLeft: 0.5m)), "as many again will come in the second half of the day");
        Factor(Outlook(160, 100, replaced: 10, dayLeft: 0.01m)).ShouldBe(Factor(Outlook(160, 100, dayLeft: 0.01m)), "at the end of the day hardly any will");
    }

    [Fact]
    public void Positions_not_looked_at_yet_are_taken_to_be_like_the_others()
    {
        Factor(Outlook(150, 100) with { Open = 200 }).ShouldBe(Factor(Outlook(150, 200)));
        Factor(Outlook(150, 0) with { Open = 200 }, present: 4m).ShouldBe(4m, "while nothing is known of any, the price stays");
    }

    [Fact]
    public void A_small_change_leaves_the_price_where_it_is()
    {
        var price = ScarcityPricing.Instance.Of(Outlook(150, 200), MessagePrice.Usual);
        ScarcityPricing.Instance.Of(Outlook(180, 200), price).ShouldBe(price, "its reason too, so that nobody is woken");
    }

    [Fact]
    public void Fewer_messages_never_make_it_cheaper() => Checking.ForAll(
        from left in Gen.Choose(0, 3000) from fewer in Gen.Choose(0, left) from open in Gen.Choose(0, 400) from replaced in Gen.Choose(0, 400) select (left, fewer, open, replaced),
        at => Factor(Outlook(at.fewer, at.open, at.replaced, 0.5m)).ShouldBeGreaterThanOrEqualTo(Factor(Outlook(at.left, at.open, at.replaced, 0.5m))));
}
