using System.Text.Json.Nodes;
using Shouldly;
using WebTrader.TestKit.Host;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Terminal;

/// <summary>What the server and the expert make of the lines and the JSON that they are sent.</summary>
public sealed class TerminalLineTests
{
    private const string NoPayload = "{\"ErrorMessage\" : \"Failed to get payload\",\"ErrorCode\" : -1}";

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("0")]
    [InlineData("0;;")]
    [InlineData("0;E;1")]
    [InlineData("0;E;x;67;")]
    [InlineData("0;E;2147483648;67;")]
    [InlineData("0;99999999999;1;67;")]
    [InlineData("9;E;1;67;")]
    [InlineData("1;E;1;{}")]
    [InlineData("6;1")]
    [InlineData("0;4711;1;67;")]
    public async Task A_line_that_is_none_is_passed_over_and_the_next_one_is_answered(string line)
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        await client.SendAsync(line.Replace("E", $"{bench.Expert}", StringComparison.Ordinal));
        await client.SendAsync($"0;{bench.Expert};-3;67;");

        (await client.NextAsync()).ShouldBe($"1;{bench.Expert};-3;{{\"ErrorCode\" : \"0\",\"Value\" : false}}");
    }

    [Fact]
    public async Task Neither_a_missing_last_semicolon_nor_many_of_them_matter()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        await client.SendAsync($"0;{bench.Expert};1;67");
        await client.SendAsync($"0;;{bench.Expert};;;2;67;;");

        (await client.NextAsync())!.ShouldStartWith($"1;{bench.Expert};1;");
        (await client.NextAsync())!.ShouldStartWith($"1;{bench.Expert};2;");
    }

    [Fact]
    public async Task A_payload_ends_at_the_next_semicolon()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        (await client.AskAsync(68, "{\"PrintMsg\":\"a;b\"}")).ShouldBe(NoPayload);
    }

    [Theory]
    [InlineData(1000, "{\"ErrorCode\" : \"0\",\"Value\" : true}")]
    [InlineData(1001, NoPayload)]
    public async Task A_payload_is_cut_after_a_thousand_characters(int length, string answer)
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();
        const string Around = "{\"PrintMsg\":\"\"}";

        (await client.AskAsync(68, Around.Insert(Around.Length - 2, new string('ä', length - Around.Length)))).ShouldBe(answer);
    }

    [Theory]
    [InlineData("{\"PrintMsg\":\"\\u0041\"}")]
    [InlineData("{\"PrintMsg\":\"a\",\"x\":[]}")]
    [InlineData("[1]")]
    [InlineData("17")]
    [InlineData("{\"PrintMsg\":\"a\"")]
    [InlineData("")]
    public async Task JSON_that_the_expert_cannot_read_is_a_payload_that_it_failed_to_get(string payload)
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        (await client.AskAsync(68, payload)).ShouldBe(NoPayload);
    }

    [Theory]
    [InlineData("{\"PrintMsg\":\"\\\" \\\\ \\/ \\b \\f \\n \\r \\t\"}")]
    [InlineData(" { \"x\" : {} , \"y\" : [ 1 , [ true ] ] , \"PrintMsg\" : \"\" } ")]
    public async Task JSON_that_the_expert_can_read_is_read(string payload)
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        (await client.FlagAsync(68, payload)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_command_without_parameters_never_looks_at_its_payload()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        (await client.AskAsync(6, "{{{ no JSON")).ShouldBe("{\"ErrorCode\" : \"0\",\"Value\" : 0}");
    }

    [Theory]
    [InlineData(-1, 29)]
    [InlineData(-5, 25)]
    [InlineData(-12, 288)]
    public async Task A_negative_whole_number_is_misread(int sent, long read)
    {
        await using var bench = await TerminalBench.OpenAsync(broker: options => options with { FirstTicket = read });
        await bench.OpenAsync();
        var client = await bench.ConnectAsync();

        (await client.FlagAsync(69, $"{{\"Ticket\":{sent}}}")).ShouldBeTrue();
        (await client.FlagAsync(69, $"{{\"Ticket\":{sent}.0}}")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(69, "{}", "Undefinded mandatory parameter Ticket")]
    [InlineData(69, "{\"ticket\":1}", "Undefinded mandatory parameter Ticket")]
    [InlineData(54, "{\"Symbol\":\"EURUSD\"}", "Undefinded mandatory parameter PropId")]
    [InlineData(301, "{}", "Undefinded mandatory parameter TradeRequest")]
    [InlineData(301, "{\"TradeRequest\":{\"Action\":1}}", "Failed to parse parameter TradeRequest")]
    [InlineData(302, "{\"TradeRequest\":{\"Action\":1}}", "Failed to parse parameter TradeRequest")]
    [InlineData(137, "{}", "Unknown command type")]
    [InlineData(390, "", "Unknown command type")]
    [InlineData(-1, "", "Unknown command type")]
    [InlineData(66, "", "BacktestingReady can be used only for backtesting")]
    public async Task What_is_missing_or_unknown_is_an_error_of_the_expert(int command, string payload, string message)
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        (await client.AskAsync(command, payload)).ShouldBe($"{{\"ErrorMessage\" : \"{message}\",\"ErrorCode\" : -1}}");
    }

    [Fact]
    public async Task A_check_goes_on_with_a_request_that_is_half_there()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        (await client.ValueAsync(303, "{\"TradeRequest\":{\"Action\":1}}"))["Result"]!["Retcode"]!.GetValue<int>().ShouldBe(10013);
    }

    [Theory]
    [InlineData(69, "{\"Ticket\":\"1\"}")]
    [InlineData(69, "{\"Ticket\":null}")]
    [InlineData(57, "{\"Symbol\":null}")]
    [InlineData(50, "{\"Selected\":1}")]
    [InlineData(301, "{\"TradeRequest\":\"x\"}")]
    public async Task A_value_of_another_type_stops_the_expert_which_stays_listed_and_answers_nothing_any_more(int command, string payload)
    {
        await using var bench = await TerminalBench.OpenAsync(options => options with { Charts = ["EURUSD", "USDJPY"] });
        var client = await bench.ConnectAsync();
        await client.BeginAsync(command, payload);
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).DeadExperts == 1, "the expert is dead");

        await client.BeginAsync(67);
        await client.SendAsync("6;0");

        (await client.NextAsync()).ShouldBe($"3;{bench.Experts[0]},{bench.Experts[1]}");
        (await client.AskAsync(67, expert: bench.Experts[1])).ShouldContain("false");
    }

    [Fact]
    public async Task Answers_have_their_spaces_zeros_exponents_and_an_order_of_keys_of_their_own()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        (await client.AskAsync(32, "{\"PropertyId\":37}")).ShouldBe("{\"ErrorCode\" : \"0\",\"Value\" : 10000.0}");
        (await client.AskAsync(32, "{\"PropertyId\":41}")).ShouldBe("{\"ErrorCode\" : \"0\",\"Value\" : 0}");
        (await client.AskAsync(54, "{\"Symbol\":\"EURUSD\",\"PropId\":16}")).ShouldBe("{\"ErrorCode\" : \"0\",\"Value\" : 1e-05}");
        (await client.AskAsync(143)).ShouldBe("{\"ErrorCode\" : \"0\"}");
        var tick = await client.AskAsync(57, "{\"Symbol\":\"EURUSD\"}");
        tick.ShouldNotContain("{\"Time\" : ");
        tick.ShouldContain("\"Last\" : 0");
        JsonNode.Parse(tick)!["Value"]!["Result"]!.AsObject().Select(field => field.Key).Order().ShouldBe(["Ask", "Bid", "Flags", "Last", "Time", "Volume", "VolumeReal"]);
    }

    [Fact]
    public async Task Texts_are_not_escaped_unless_that_is_switched_on()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await using var proper = await TerminalBench.OpenAsync(options => options with { EscapeTexts = true });
        var (client, careful) = (await bench.ConnectAsync(), await proper.ConnectAsync());

        (await client.AskAsync(153, "{\"PropertyId\":2}")).ShouldBe(@"{""ErrorCode"" : ""0"",""Value"" : ""C:\Program Files\MetaTrader 5""}");
        (await careful.TextAsync(153, "{\"PropertyId\":2}")).ShouldBe(@"C:\Program Files\MetaTrader 5");
    }

    [Fact]
    public async Task Numbers_without_a_sign_are_printed_as_if_they_had_one()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.OpenAsync();
        var client = await bench.ConnectAndGreetAsync();

        await client.FlagAsync(6068, "{\"Ticket\":100001,\"Volume\":0.01,\"Deviation\":18446744073709551615}");

        JsonNode told;
        do told = await client.EventAsync(1);
        while (told["Trans"]!["Type"]!.GetValue<int>() != 10);
        told["Request"]!["Deviation"]!.GetValue<long>().ShouldBe(-1);
    }
}
