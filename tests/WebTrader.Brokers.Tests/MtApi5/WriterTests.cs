using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using WebTrader.Brokers.MtApi5.Protocol;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5;

public sealed class WriterTests
{
    [Theory]
    [InlineData("a;b", "a semicolon")]
    [InlineData("two\nlines", "control characters")]
    [InlineData("tab\there", "control characters")]
    [InlineData("rocket \U0001F680", "beyond the basic plane")]
    [InlineData("no\u00A0break", "U+00A0")]
    [InlineData("line\u2028separator", "U+2028")]
    [InlineData("delete\u007F", "control characters")]
    public void A_text_that_the_expert_would_misread_is_refused(string text, string why)
    {
        var refused = Should.Throw<Mt5PayloadException>(() => new Mt5PayloadWriter().Add("Comment", text));

        refused.Field.ShouldBe("Comment");
        refused.Message.ShouldStartWith("Comment is \"");
        refused.Allowed.ShouldContain(why);
    }

    [Fact]
    public void Half_a_letter_is_refused() => Should.Throw<Mt5PayloadException>(() => new Mt5PayloadWriter().Add("Comment", "half \uD800"));

    [Fact]
    public void Letters_of_all_languages_and_escaped_marks_go_through()
    {
        var payload = new Mt5PayloadWriter().Add("Comment", "Grüße, 外汇 \"x\" C:\\temp <&'+>").ToPayload();

        payload.ToString().ShouldBe("{\"Comment\":\"Grüße, 外汇 \\\"x\\\" C:\\\\temp <&'+>\"}");
    }

    [Fact]
    public void A_negative_whole_number_is_refused_because_the_expert_reads_another_one()
    {
        var refused = Should.Throw<Mt5PayloadException>(() => Mt5Request.PositionGetTicket(-1));

        refused.Message.ShouldStartWith("Index is -1, allowed is zero or more");
    }

    [Fact]
    public void Nulls_are_refused_and_left_out_fields_are_left_out()
    {
        Should.Throw<Mt5PayloadException>(() => new Mt5PayloadWriter().Add("Symbol", null!)).Allowed.ShouldBe("a text (the expert stops at null)");

        var trade = Mt5Request.Send(new Mt5TradeRequest(Mt5TradeAction.Stops, Position: 5)).Payload.ToString();
        trade.ShouldNotContain("Symbol");
        trade.ShouldNotContain("null");
    }

    [Fact]
    public void What_the_server_would_cut_off_is_refused()
    {
        var fits = new string('x', Mt5Payload.MostUnits - "{\"A\":\"\"}".Length);

        new Mt5PayloadWriter().Add("A", fits).ToPayload().Utf8.Length.ShouldBe(1000);
        Should.Throw<Mt5PayloadException>(() => new Mt5PayloadWriter().Add("A", fits + "ü").ToPayload()).Value.ShouldBe("1001 UTF-16 units long");
    }

    [Theory]
    [InlineData("0", "0.0")]
    [InlineData("100", "100.0")]
    [InlineData("1.08500", "1.085")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("-1.50", "-1.5")]
    [InlineData("1.0849900000000001", "1.0849900000000001")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335.0")]
    public void Amounts_are_written_in_plain_notation(string amount, string written)
    {
        var value = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);

        new Mt5PayloadWriter().Add("A", value).ToPayload().ToString().ShouldBe($"{{\"A\":{written}}}");
    }

    [Fact]
    public void Whatever_text_is_taken_has_nothing_in_it_that_the_wire_would_break()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            string json;
            try
            {
                json = new Mt5PayloadWriter().Add("A", text.Get).ToPayload().ToString();
            }
            catch (Mt5PayloadException)
            {
                return true;
            }

            return !json.Contains(';', StringComparison.Ordinal) && !json.Contains("\\u", StringComparison.Ordinal) && !json.Any(char.IsControl) && json.Length <= 1000
                && System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("A").GetString() == text.Get;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Objects_that_were_begun_must_be_ended()
    {
        Should.Throw<InvalidOperationException>(() => new Mt5PayloadWriter().Begin("A").ToPayload());
        Should.Throw<InvalidOperationException>(() => new Mt5PayloadWriter().End());
        var done = new Mt5PayloadWriter();
        done.ToPayload();
        Should.Throw<InvalidOperationException>(() => done.Add("A", 1));
    }
}
