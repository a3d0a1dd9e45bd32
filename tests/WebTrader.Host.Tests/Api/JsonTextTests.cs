using System.Text.Json;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Host.Api;

namespace WebTrader.Host.Tests.Api;

public sealed class JsonTextTests
{
    private static readonly JsonSerializerOptions Options = Build();

    [Theory]
    [InlineData("2", "2.00")]
    [InlineData("-2.00", "-2.00")]
    [InlineData("0.1", "0.10")]
    [InlineData("-0.00", "0.00")]
    [InlineData("0", "0.00")]
    [InlineData("1.56698359", "1.56698359")]
    public void Money_has_at_least_two_decimals_and_no_plus(string amount, string written) =>
        JsonText.Say(new Money(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture))).ShouldBe(written);

    [Fact]
    public void A_price_keeps_the_digits_it_has() => JsonSerializer.Serialize(new Price(1.08650m), Options).ShouldBe("\"1.08650\"");

    [Fact]
    public void A_ticket_that_a_browser_would_round_is_text() => JsonSerializer.Serialize(new Ticket(9_007_199_254_740_993), Options).ShouldBe("\"9007199254740993\"");

    [Fact]
    public void Unknown_money_is_null() => JsonSerializer.Serialize<Money?>(null, Options).ShouldBe("null");

    [Fact]
    public void Times_are_in_UTC_with_milliseconds() =>
        JsonSerializer.Serialize(new DateTimeOffset(2026, 11, 20, 17, 5, 31, 250, TimeSpan.FromHours(3)), Options).ShouldBe("\"2026-11-20T14:05:31.250Z\"");

    [Fact]
    public void Words_of_a_closed_set_are_in_camel_case() => JsonSerializer.Serialize(CloseReason.TrailingStop, Options).ShouldBe("\"trailingStop\"");

    private static JsonSerializerOptions Build()
    {
        var options = new JsonSerializerOptions();
        JsonText.Apply(options);
        return options;
    }
}
