using System.Text;
using Shouldly;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5;

public sealed class ReaderTests
{
    [Theory]
    [InlineData("""{"ErrorCode" : "0","Value" : 5}""")]
    [InlineData("""{"Value" : 5,"ErrorCode" : 0}""")]
    [InlineData("""{"Extra" : [1,{"ErrorCode" : 9}],"Value" : 5.0,"ErrorCode" : "0"}""")]
    public void The_code_may_be_text_or_number_and_the_order_does_not_matter(string json) => Value(json).AsInt64.ShouldBe(5);

    [Fact]
    public void A_command_that_gives_nothing_back_has_no_value() => Value("""{"ErrorCode" : "0"}""").Kind.ShouldBe(Mt5ValueKind.None);

    [Theory]
    [InlineData("""{"ErrorMessage" : "MarketBookGet failed","ErrorCode" : 4903}""", 4903, "MarketBookGet failed")]
    [InlineData("""{"ErrorCode" : "-1","ErrorMessage" : "Unknown command type"}""", -1, "Unknown command type")]
    [InlineData("""{"ErrorCode" : -1,"ErrorMessage" : "Bad symbol "X" given"}""", -1, "Bad symbol \"X\" given")]
    public void An_error_is_a_refusal(string json, int code, string message) => Read(json).ShouldBe(new Mt5Answer.Refused(code, message));

    [Theory]
    [InlineData("1.0849900000000001", "1.0849900000000001")]
    [InlineData("1e-05", "0.00001")]
    [InlineData("1E-06", "0.000001")]
    [InlineData("1e+05", "100000")]
    [InlineData("1.5e3", "1500")]
    [InlineData("0", "0")]
    [InlineData("-0.25", "-0.25")]
    [InlineData("12345678901234567890.12345678", "12345678901234567890.12345678")]
    public void An_amount_is_exact_also_with_an_exponent(string written, string exact) =>
        Value($"{{\"ErrorCode\" : \"0\",\"Value\" : {written}}}").AsDecimal.ShouldBe(decimal.Parse(exact, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("nan")]
    [InlineData("-nan(ind)")]
    [InlineData("inf")]
    [InlineData("-inf")]
    [InlineData("1.#QNAN")]
    [InlineData("1e400")]
    [InlineData("null")]
    public void A_number_that_is_none_is_unknown_and_never_zero(string written)
    {
        var value = Value($"{{\"Value\" : {written},\"ErrorCode\" : \"0\"}}");

        value.Kind.ShouldBe(Mt5ValueKind.Unknown);
        value.AsDecimal.ShouldBeNull();
        value.AsInt64.ShouldBeNull();
    }

    [Theory]
    [InlineData("-1", ulong.MaxValue)]
    [InlineData("-324288327408680875", 18122455746300870741UL)]
    [InlineData("18446744073709551615", ulong.MaxValue)]
    [InlineData("52100000002", 52100000002UL)]
    public void A_ticket_that_was_printed_signed_is_read_unsigned(string written, ulong ticket) =>
        Value($"{{\"ErrorCode\" : \"0\",\"Value\" : {written}}}").AsUInt64.ShouldBe(ticket);

    [Theory]
    [InlineData("""{"ErrorCode" : "0","Value" : "C:\Program Files\MetaTrader 5"}""", @"C:\Program Files\MetaTrader 5")]
    [InlineData("""{"Value" : "C:\Program Files\MetaTrader 5","ErrorCode" : "0"}""", @"C:\Program Files\MetaTrader 5")]
    [InlineData("""{"ErrorCode" : "0","Value" : "The "Best" Broker, Ltd."}""", "The \"Best\" Broker, Ltd.")]
    [InlineData("""{"Value":"The "Best" Broker","ErrorCode":0}""", "The \"Best\" Broker")]
    [InlineData("""{"ErrorCode" : "0","Value" : " spaced "quoted" "}""", " spaced \"quoted\" ")]
    [InlineData("""{"ErrorCode" : "0","Value" : "plain"}""", "plain")]
    [InlineData("{\"ErrorCode\" : \"0\",\"Value\" : \"line\nbreak\"}", "line\nbreak")]
    public void A_text_that_the_expert_did_not_escape_is_read_whole(string json, string text) => Value(json).AsText.ShouldBe(text);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{"Value" : 5}""")]
    [InlineData("""{"ErrorCode" : "0","Value" : 5} """ + "x")]
    [InlineData("""{"ErrorCode" : "0","ErrorCode" : 7,"Value" : 5}""")]
    [InlineData("""{"ErrorCode" : "0","Value" : 5,"Value" : 6}""")]
    [InlineData("""{"ErrorCode" : null,"Value" : 5}""")]
    [InlineData("""{"ErrorCode" : "none","Value" : 5}""")]
    public void What_is_no_envelope_is_not_read(string json) => Mt5AnswerReader.Read(Encoding.UTF8.GetBytes(json)).ShouldBeNull();

    [Fact]
    public void An_escape_that_makes_no_letter_is_taken_as_it_stands_there() => Value("""{"ErrorCode" : "0","Value" : "\ud800"}""").AsText.ShouldBe("\\ud800");

    [Fact]
    public void After_a_failed_trade_nothing_of_the_result_is_believed()
    {
        const string garbage = """{"ErrorCode" : "0","Value" : {"Result" : {"Deal" : -324288327408680875,"Retcode" : 10009,"Price" : nan},"RetVal" : false}}""";

        Value(garbage).AsTradeOutcome.ShouldBe(new Mt5TradeOutcome(false, null));
    }

    [Theory]
    [InlineData("""{"RetVal" : true,"Result" : {"Deal" : 1,"Retcode" : 10009}}""")]
    [InlineData("""{"RetVal" : true}""")]
    [InlineData("""{"RetVal" : "true","Result" : {}}""")]
    [InlineData("""true""")]
    public void A_trade_result_that_is_not_whole_is_not_read(string value) =>
        Value($"{{\"ErrorCode\" : \"0\",\"Value\" : {value}}}").AsTradeOutcome.ShouldBeNull();

    [Fact]
    public void A_tick_of_an_older_terminal_has_no_flags()
    {
        var value = Value("""{"ErrorCode" : "0","Value" : {"RetVal" : true,"Result" : {"Bid" : 1.08498,"Time" : 1795335891,"Ask" : 1.0851000000000002,"Last" : 0,"Volume" : 0,"VolumeReal" : 0}}}""");

        value.AsTick.ShouldBe(new Mt5Tick(1795335891, 1.08498m, 1.0851000000000002m, 0, 0, 0, Mt5TickFlags.None));
    }

    [Fact]
    public void An_unknown_symbol_has_no_tick() =>
        Value("""{"ErrorCode" : "0","Value" : {"RetVal" : false,"Result" : {"Ask" : 0,"Flags" : 0,"Last" : 0,"VolumeReal" : 0,"Volume" : 0,"Time" : 0,"Bid" : 0}}}""").AsTick.ShouldBeNull();

    [Fact]
    public void A_transaction_that_cannot_be_read_still_says_that_something_happened()
    {
        var reported = Mt5EventReader.Read(7, Mt5EventType.TradeTransaction, """{"Trans" : {"Symbol" : "a"b"}}"""u8);

        reported.ShouldBe(new Mt5Event.Traded(7, null));
        Mt5EventReader.Read(7, Mt5EventType.Tick, """{"Tick" : nan}"""u8).ShouldBeNull("a quote that cannot be read is no quote");
    }

    private static Mt5Answer Read(string json) => Mt5AnswerReader.Read(Encoding.UTF8.GetBytes(json)).ShouldNotBeNull();

    private static Mt5Value Value(string json) => Read(json).ShouldBeOfType<Mt5Answer.Value>().Is;
}
