using Shouldly;
using WebTrader.Host.Evaluating;
using static WebTrader.Host.Tests.Evaluating.Asking;

namespace WebTrader.Host.Tests.Evaluating;

public class BadQuestionTests
{
    private static readonly string Good = Item(EurUsd, Position("long", "0.01", "1.10000"), Quote("1.10000", "1.10001"), ""","settings":{"maxRisk":2},"progress":{"peakProfit":null}""");

    [Theory]
    [InlineData("\"lots\":0.01", "\"lots\":0", "position.lots is 0, allowed is above 0, at most 100000")]
    [InlineData("\"lots\":0.01", "\"lots\":\"one\"", "position.lots is \"one\", allowed is above 0, at most 100000")]
    [InlineData("\"lots\":0.01", "\"lots\":null", "position.lots is missing, allowed is above 0, at most 100000")]
    [InlineData("\"lots\":0.01", "\"lots\":0.01,\"lots\":0.02", "position.lots is given twice, allowed is once")]
    [InlineData("\"lots\":0.01", "\"lots\":0.01,\"volume\":1", "position.volume is not a field, allowed is heldSeconds, side, lots, openPrice, stopLoss, takeProfit")]
    [InlineData("\"lots\":0.01", "\"lots\":true", "position.lots is true, allowed is above 0, at most 100000")]
    [InlineData("\"side\":\"long\"", "\"side\":\"up\"", "position.side is \"up\", allowed is long or short (buy and sell mean the same)")]
    [InlineData("\"side\":\"long\",", "", "position.side is missing, allowed is long or short (buy and sell mean the same)")]
    [InlineData("\"stopLoss\":null", "\"stopLoss\":0", "position.stopLoss is 0, allowed is above 0, at most 1000000000, or null for none")]
    [InlineData("\"digits\":5", "\"digits\":9", "symbol.digits is 9, allowed is a whole number from 0 to 8")]
    [InlineData("\"digits\":5", "\"digits\":4.5", "symbol.digits is 4.5, allowed is a whole number from 0 to 8")]
    [InlineData("\"tickSize\":0.00001", "\"tickSize\":0", "symbol.tickSize is 0, allowed is 0.00000001 to 1000000")]
    [InlineData("\"tickValueLoss\":1", "\"tickValueLoss\":-1", "symbol.tickValueLoss is -1, allowed is above 0, at most 1000000")]
    [InlineData("\"stopsLevel\":0", "\"stopsLevel\":-3", "symbol.stopsLevel is -3, allowed is a whole number of points from 0 to 1000000")]
    [InlineData("\"freezeLevel\":0,", "", "symbol.freezeLevel is missing, allowed is a whole number of points from 0 to 1000000")]
    [InlineData("\"ask\":1.10001", "\"ask\":1.09999", "quote.ask is 1.09999, allowed is quote.bid (1.10000) or more")]
    [InlineData("\"bid\":1.10000", "\"bid\":\"NaN\"", "quote.bid is \"NaN\", allowed is above 0, at most 1000000000")]
    [InlineData("\"bid\":1.10000", "\"bid\":1.00000000000000000000000000001", "quote.bid is 1.00000000000000000000000000001, allowed is above 0, at most 1000000000")]
    [InlineData("\"maxRisk\":2", "\"maxRisk\":0.05", "settings.trailingStep is 0.10, allowed is at most settings.maxRisk (0.05)")]
    [InlineData("\"maxRisk\":2", "\"maxRisk\":\"a lot\"", "settings.maxRisk is \"a lot\", allowed is an amount in account money, as in 0.10, between -1000000000 and 1000000000, or as in 1% of the balance, or 200 points")]
    [InlineData("\"maxRisk\":2", "\"maxRisk\":\"101%\",\"maxRiskOtherwise\":2", "settings.maxRisk is 101 %, allowed is above 0, at most 100 %")]
    [InlineData("\"maxRisk\":2", "\"maxRisk\":\"1%\"", "settings.maxRiskOtherwise is missing, and settings.maxRisk is 1 %: it needs the amount that holds while the balance is not known or not above zero, as in 2.00")]
    [InlineData("\"maxRisk\":2", "\"MaxRisk\":2", "settings.MaxRisk is not a field, allowed is maxRisk, maxRiskOtherwise, trigger, sweetSpotFrom, sweetSpotTo, trailingStep, distanceTrailing, ladder, breakEven, atrTrailing, profitLevels, maxHoldingSeconds, minimumMove, tickValueDrift")]
    [InlineData("\"maxRisk\":2", "\"ladder\":{\"arm\":0.1,\"floor\":0.2,\"step\":0.1}", "settings.ladder.arm is 0.1, allowed is above Floor (0.2)")]
    [InlineData("\"maxRisk\":2", "\"breakEven\":{\"from\":0.1}", "settings.breakEven.plus is missing, allowed is an amount in account money, as in 0.10, between -1000000000 and 1000000000")]
    [InlineData("\"maxRisk\":2", "\"distanceTrailing\":{\"from\":10,\"distance\":5,\"steps\":1}", "settings.distanceTrailing.steps is not a field, allowed is from, distance, step")]
    [InlineData("\"maxRisk\":2", "\"tickValueDrift\":0.6", "settings.tickValueDrift is 0.6, allowed is 0 to 0.5")]
    [InlineData("\"peakProfit\":null", "\"peakProfit\":[]", "progress.peakProfit is a list, allowed is an amount in account money, as in 0.10, between -1000000000 and 1000000000, or null")]
    [InlineData("{\"maxRisk\":2}", "7", "settings is 7, allowed is an object")]
    [InlineData("\"name\":\"EURUSD\"", "\"name\":\"\"", "symbol.name is \"\", allowed is 1 to 64 characters")]
    [InlineData("\"name\":\"EURUSD\"", "\"name\":\"\\ud800\"", "a text holds half of a character, allowed is valid Unicode")]
    public void What_does_not_fit_is_told_by_field_value_and_range(string good, string bad, string says)
    {
        Ask(Good).Problems.ShouldBeEmpty();
        Good.ShouldContain(good);

        var evaluated = Ask(Good.Replace(good, bad, StringComparison.Ordinal));

        evaluated.Problems.ShouldBe([says]);
        evaluated.Answer.ShouldBeNull();
    }

    [Theory]
    [InlineData("7", "the item is 7, allowed is an object")]
    [InlineData("[]", "the item is a list, allowed is an object")]
    [InlineData("null", "the item is null, allowed is an object")]
    public void What_is_no_object_is_told(string item, string says) => Ask(item).Problems.ShouldBe([says]);

    [Fact]
    public void Every_fault_is_told_at_once() => Ask("""{"symbol":{},"quote":{"bid":0}}""").Problems.Count.ShouldBe(8 + 1 + 2);

    [Fact]
    public void A_long_text_is_not_repeated_in_full() =>
        Ask(Good.Replace("\"long\"", $"\"{new string('x', 5000)}\"", StringComparison.Ordinal)).Problems.Single().Length.ShouldBeLessThan(150);

    [Fact]
    public void Numbers_too_far_apart_are_refused_and_not_computed_wrongly()
    {
        var symbol = EurUsd.Replace("\"tickSize\":0.00001", "\"tickSize\":1000000", StringComparison.Ordinal).Replace("\"tickValueLoss\":1,", "\"tickValueLoss\":1e-20,", StringComparison.Ordinal);
        Ask(Item(symbol, Position("long", "0.00000001", "1"), Quote("1", "1"))).Problems.Single().ShouldStartWith("the numbers are too far apart");
    }

    [Theory]
    [InlineData("1.23456789012345678901234567", "1.23456789012345678901234567")]
    [InlineData("1e-5", "0.00001")]
    [InlineData("12.5E2", "1250")]
    [InlineData("0.1000000000000000055511151231", "0.1000000000000000055511151231")]
    [InlineData("1.000000000000000000000000000000000000", "1")]
    public void A_number_is_taken_digit_for_digit(string text, string exact) =>
        ExactNumber.Parse(text).ShouldBe(decimal.Parse(exact, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("0.10000000000000000555111512312")]
    [InlineData("1e-40")]
    [InlineData("1e999999999999")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("1,5")]
    [InlineData(" 1")]
    [InlineData("")]
    [InlineData("Infinity")]
    public void What_cannot_be_held_exactly_is_no_number(string text) => ExactNumber.Parse(text).ShouldBeNull();
}
