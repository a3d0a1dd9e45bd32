using Shouldly;
using WebTrader.Core.Safety;
using Xunit;

namespace WebTrader.Core.Tests.Safety;

public sealed class ArmingTests
{
    [Theory]
    [InlineData("EURUSD 77", "all", true)]
    [InlineData("", "EURUSD", true)]
    [InlineData("EURUSD", "EURUSD XAUUSD 77", true)]
    [InlineData("all", "all", true)]
    [InlineData("all", "EURUSD 77", false)]
    [InlineData("EURUSD 77", "EURUSD", false)]
    [InlineData("XAUUSD", "EURUSD", false)]
    public void What_covers_no_position_that_the_other_leaves_out_is_within_it(string less, string more, bool isWithin) => Read(less).IsWithin(Read(more)).ShouldBe(isWithin);

    private static Arming Read(string text)
    {
        if (text == "all") return Arming.Everything;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Arming(false, [.. words.Where(word => !char.IsAsciiDigit(word[0]))], [.. words.Where(word => char.IsAsciiDigit(word[0])).Select(word => long.Parse(word, System.Globalization.CultureInfo.InvariantCulture))]);
    }
}
