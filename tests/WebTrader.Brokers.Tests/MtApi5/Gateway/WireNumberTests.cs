using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using WebTrader.Brokers.MtApi5.Gateway;
using WebTrader.Core.Market;
using WebTrader.Core.Writing;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Gateway;

public sealed class WireNumberTests
{
    [Theory]
    [InlineData("1.0849900000000001", 5, "1.08499")]
    [InlineData("155.25999999999999", 3, "155.26")]
    [InlineData("0.000049999999999999996", 5, "0.00005")]
    [InlineData("2034", 2, "2034")]
    public void A_price_comes_out_as_the_broker_means_it(string wire, int digits, string price) =>
        WireNumbers.Price(Wire(wire), digits).ToString().ShouldBe(price);

    [Fact]
    public void Every_price_of_a_symbol_survives_the_wire()
    {
        Prop.ForAll(Gen.Choose(1, 2_000_000_000).Zip(Gen.Choose(0, 6)).ToArbitrary(), drawn =>
        {
            var (points, digits) = drawn;
            var price = points / (decimal)Math.Pow(10, digits);
            return WireNumbers.Price(Through(price), digits).Value == price && WireNumbers.Filled(Through(price), digits).Value == price;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_volume_survives_the_wire()
    {
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), steps => WireNumbers.Lots(Through(steps * 0.01m), 0.01m).Value == steps * 0.01m).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Zero_is_no_stop() => WireNumbers.Level(0m, 5).ShouldBeNull();

    [Fact]
    public void The_mean_price_of_several_fills_keeps_its_digits() => WireNumbers.Filled(1.100053333333333m, 5).ShouldBe(new Price(1.10005333333333m));

    [Fact]
    public void A_volume_that_is_no_whole_number_of_steps_is_told_as_it_is() => WireNumbers.Lots(0.015m, 0.01m).ShouldBe(new Lots(0.015m));

    [Theory]
    [InlineData("USD", "-1.30")]
    [InlineData("KWD", "-1.299")]
    [InlineData("BTC", "-1.2990001")]
    public void Money_has_the_decimals_of_its_currency(string currency, string amount) =>
        WireNumbers.Money(-1.2990001m, WireNumbers.DecimalsOf(currency)).Amount.ShouldBe(decimal.Parse(amount, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("webtrader max risk", 7, 1234, "webtrader max risk ~7.ya")]
    [InlineData("webtrader holding time", 1_800_000_000, 99_999, "webtrader holding time ~255r")]
    [InlineData("thirty-one characters are taken", 1, 1, "thirty-one characters are taken")]
    public void A_comment_is_marked_where_there_is_room(string comment, long epoch, long holding, string marked)
    {
        OwnComment.Marked(comment, new FencingToken(epoch, holding)).ShouldBe(marked);
        OwnComment.Unmarked(marked).ShouldBe(comment);
    }

    [Fact]
    public void No_comment_is_longer_than_a_broker_keeps_or_holds_what_the_wire_does_not_take()
    {
        Prop.ForAll<string?>(drawn =>
        {
            var marked = OwnComment.Marked(drawn ?? "", new FencingToken(long.MaxValue, long.MaxValue));
            return marked.Length <= OwnComment.Longest && marked.All(letter => letter is >= ' ' and <= '~' and not ';');
        }).QuickCheckThrowOnFailure();
    }

    private static decimal Wire(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>As a terminal prints it: as a binary number, with all its digits.</summary>
    private static decimal Through(decimal value) => decimal.Parse(((double)value).ToString("G17", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
