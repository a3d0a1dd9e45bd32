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

    private static MessageOutlook Outlook(int left, int open, int closed = 0, decimal dayLeft = 0.5m, decimal lowest = 0m) => new(Noon, left, open, closed, dayLeft, lowest);

    private static decimal Factor(MessageOutlook outlook) => ScarcityPricing.Instance.Of(outlook, MessagePrice.Usual).Factor;

    [Fact]
    public void Two_and_a_half_messages_for_each_position_are_the_usual_price() => Factor(Outlook(500, 200)).ShouldBe(1m);

    [Fact]
    public void Where_messages_are_scarce_a_move_must_gain_more_and_says_why()
    {
        var price = ScarcityPricing.Instance.Of(Outlook(300, 200), MessagePrice.Usual);
        price.Factor.ShouldBe(2m);
        price.Why.ShouldBe("2 times the usual: 300 messages are left today, 200 positions are open");
    }

    [Fact]
    public void Where_there_are_plenty_it_may_gain_less_but_not_less_than_allowed()
    {
        Factor(Outlook(2_000, 200)).ShouldBe(0.25m);
        Factor(Outlook(2_000, 200, lowest: 1m)).ShouldBe(1m);
    }

    [Fact]
    public void What_is_still_to_come_today_is_kept_back()
    {
        Factor(Outlook(250, 100, closed: 100)).ShouldBeGreaterThan(Factor(Outlook(250, 100)), "as many again will come in the second half of the day");
        Factor(Outlook(250, 100, closed: 100, dayLeft: 0.01m)).ShouldBe(Factor(Outlook(250, 100)), "at the end of the day hardly any will");
    }

    [Fact]
    public void A_small_change_leaves_the_price_where_it_is()
    {
        var price = ScarcityPricing.Instance.Of(Outlook(300, 200), MessagePrice.Usual);
        ScarcityPricing.Instance.Of(Outlook(295, 200), price).ShouldBe(price, "its reason too, so that nobody is woken");
    }

    [Fact]
    public void Fewer_messages_never_make_it_cheaper() => Checking.ForAll(
        from left in Gen.Choose(0, 3000) from fewer in Gen.Choose(0, left) from open in Gen.Choose(0, 400) from closed in Gen.Choose(0, 400) select (left, fewer, open, closed),
        at => Factor(Outlook(at.fewer, at.open, at.closed)).ShouldBeGreaterThanOrEqualTo(Factor(Outlook(at.left, at.open, at.closed))));
}
