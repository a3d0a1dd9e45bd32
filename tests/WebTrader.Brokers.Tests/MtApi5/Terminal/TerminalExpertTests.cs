using System.Net.WebSockets;
using Shouldly;
using WebTrader.TestKit.Host;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Terminal;

public sealed class TerminalExpertTests
{
    [Fact]
    public async Task A_client_that_is_ready_is_told_all_experts_and_the_others_are_told_nothing()
    {
        await using var bench = await TerminalBench.OpenAsync(options => options with { Charts = ["EURUSD", "USDJPY"] });
        var (asker, other) = (await bench.ConnectAndGreetAsync(), await bench.ConnectAndGreetAsync());

        await asker.SendAsync("6;0");

        (await asker.NextAsync()).ShouldBe($"3;{bench.Experts[0]},{bench.Experts[1]}");
        await other.StaysSilentAsync();
    }

    [Fact]
    public async Task Comings_and_goings_are_told_to_everybody_even_before_they_are_ready()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).Connections == 1, "the client is connected");

        var added = await bench.Terminal.AttachAsync("USDJPY", -7);
        await bench.Terminal.DetachAsync(bench.Expert);

        (await client.NextAsync()).ShouldBe($"4;{added}");
        (await client.NextAsync()).ShouldBe($"5;{bench.Expert}");
        (await client.AskAsync(67, expert: -7)).ShouldBe("{\"ErrorCode\" : \"0\",\"Value\" : false}");
    }

    [Fact]
    public async Task One_second_after_the_last_expert_everybody_is_closed_with_1000_and_the_port_is_shut()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAndGreetAsync();

        await bench.Terminal.DetachAsync(bench.Expert);
        (await client.NextAsync()).ShouldBe($"5;{bench.Expert}");
        bench.Clock.Advance(TimeSpan.FromMilliseconds(999));
        await client.SendAsync("6;0");
        (await client.NextAsync()).ShouldBe("3;");
        bench.Clock.Advance(TimeSpan.FromMilliseconds(1));

        (await client.NextAsync()).ShouldBeNull();
        client.Socket.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
        await Should.ThrowAsync<WebSocketException>(async () => await bench.ConnectAsync());
    }

    [Fact]
    public async Task An_expert_that_comes_back_within_the_second_keeps_everything_alive()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAndGreetAsync();

        await bench.Terminal.DetachAsync(bench.Expert);
        bench.Clock.Advance(TimeSpan.FromMilliseconds(900));
        await bench.Terminal.AttachAsync("EURUSD", bench.Expert);
        bench.Clock.Advance(TimeSpan.FromSeconds(5));

        (await client.AskAsync(67)).ShouldContain("false");
    }

    [Fact]
    public async Task A_later_expert_opens_the_same_port_again()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.Terminal.DetachAsync(bench.Expert);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<WebSocketException>(async () => await bench.ConnectAsync());

        var port = bench.Terminal.EndPoint.Port;
        var back = await bench.Terminal.AttachAsync("EURUSD");

        bench.Terminal.EndPoint.Port.ShouldBe(port);
        var client = await bench.ConnectAsync();
        (await client.AskAsync(67, expert: back)).ShouldContain("false");
    }

    [Fact]
    public async Task An_expert_that_begins_anew_says_so_and_has_forgotten_everything()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.OpenAsync();
        var client = await bench.ConnectAsync();
        await client.WholeAsync(4, "{\"Index\":0}");
        await client.FlagAsync(69, "{\"Ticket\":4711}");
        (await client.WholeAsync(132)).ShouldBe(4753);
        await client.WholeAsync(4, "{\"Index\":0}");

        await bench.Terminal.ReinitialiseAsync(bench.Expert);

        (await client.NextAsync()).ShouldBe($"5;{bench.Expert}");
        (await client.NextAsync()).ShouldBe($"4;{bench.Expert}");
        (await client.WholeAsync(132)).ShouldBe(0);
        (await client.WholeAsync(10, "{\"PropertyId\":17}")).ShouldBe(0);
    }

    [Fact]
    public async Task Handle_zero_is_some_expert_and_the_answer_has_its_real_handle()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        await client.SendAsync("0;0;5;67;");

        (await client.NextAsync())!.ShouldStartWith($"1;{bench.Expert};5;");
    }

    [Fact]
    public async Task Commands_are_answered_in_the_order_in_which_they_came_over_all_clients()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.Terminal.SetAsync("block", "3s@1");
        var (first, second) = (await bench.ConnectAsync(), await bench.ConnectAsync());
        var blocked = await first.BeginAsync(6);
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).Commands.Count == 1, "the first is in line");
        await second.SendAsync($"0;{bench.Expert};{blocked};12;");
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).Commands.Count == 2, "the second is in line");
        (await bench.Terminal.FiguresAsync()).Answers.ShouldBe(0);

        bench.Clock.Advance(TimeSpan.FromSeconds(3));

        // Both used the same id: each is told its own.
        (await first.AnswerAsync(blocked)).ShouldContain("\"Value\" : 0");
        (await second.AnswerAsync(blocked)).ShouldContain("\"Value\" : 0");
    }

    [Fact]
    public async Task Ten_commands_in_one_burst_are_answered_in_their_order()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        for (var count = 0; count < 10; count++) await client.BeginAsync(67);

        for (var id = 1; id <= 10; id++) (await client.NextAsync())!.ShouldStartWith($"1;{bench.Expert};{id};");
    }

    [Fact]
    public async Task One_expert_that_is_blocked_does_not_hold_up_another()
    {
        await using var bench = await TerminalBench.OpenAsync(options => options with { Charts = ["EURUSD", "USDJPY"] });
        await bench.Terminal.SetAsync("block", "3s@1");
        var client = await bench.ConnectAsync();

        var blocked = await client.BeginAsync(6);
        (await client.AskAsync(67, expert: bench.Experts[1])).ShouldContain("false");

        bench.Clock.Advance(TimeSpan.FromSeconds(3));
        (await client.AnswerAsync(blocked)).ShouldContain("0");
    }

    [Fact]
    public async Task What_is_selected_belongs_to_the_expert_and_not_to_the_client()
    {
        await using var bench = await TerminalBench.OpenAsync(options => options with { Charts = ["EURUSD", "USDJPY"] });
        var ticket = await bench.OpenAsync();
        var (first, second) = (await bench.ConnectAsync(), await bench.ConnectAsync());

        await first.WholeAsync(4, "{\"Index\":0}");

        (await second.WholeAsync(10, "{\"PropertyId\":17}")).ShouldBe(ticket);
        (await second.WholeAsync(10, "{\"PropertyId\":17}", bench.Experts[1])).ShouldBe(0);
    }

    [Fact]
    public async Task The_command_of_a_client_that_has_gone_is_carried_out()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.Terminal.SetAsync("block", "3s@1");
        var client = await bench.ConnectAsync();
        await client.BeginAsync(301, TradeLine.Sell(0.01m).ToString());
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).Commands.Count == 1, "the order is in line");
        client.Socket.Abort();
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).Connections == 0, "the client is gone");

        bench.Clock.Advance(TimeSpan.FromSeconds(3));

        await Eventually.TrueAsync(async () => await bench.PositionsAsync() == 1, "the order is carried out");
        (await bench.Terminal.FiguresAsync()).AnswersToNobody.ShouldBe(1);
    }

    [Fact]
    public async Task The_queued_commands_of_an_expert_that_leaves_are_never_answered()
    {
        await using var bench = await TerminalBench.OpenAsync(options => options with { Charts = ["EURUSD", "USDJPY"] });
        await bench.Terminal.SetAsync("block", "3s@1");
        var client = await bench.ConnectAsync();
        await client.BeginAsync(6);
        await client.BeginAsync(12);
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).Commands.Count == 2, "both are in line");

        await bench.Terminal.DetachAsync(bench.Expert);
        bench.Clock.Advance(TimeSpan.FromSeconds(3));
        await client.AskAsync(67, expert: bench.Experts[1]);

        (await client.NextAsync()).ShouldBe($"5;{bench.Expert}");
        (await bench.Terminal.FiguresAsync()).Answers.ShouldBe(1);
    }

    [Fact]
    public async Task Quotes_are_told_of_the_charts_own_symbol_when_they_are_switched_on_and_the_expert_is_not_busy()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAndGreetAsync();
        await bench.QuoteAsync(1.10001m, 1.10011m);
        await bench.Terminal.SetAsync("ticks", "on");
        await bench.QuoteAsync(151m, 151.01m, "USDJPY");
        await bench.QuoteAsync(1.10002m, 1.10012m);
        await bench.Terminal.SetAsync("block", "1s@1");
        var blocked = await client.BeginAsync(67);
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).Commands.Values.Sum() == 2, "it is blocked");

        await bench.QuoteAsync(1.10003m, 1.10013m);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await client.AnswerAsync(blocked);
        await bench.QuoteAsync(1.10004m, 1.10014m);

        var first = await client.EventAsync(3);
        first["Tick"]!["Bid"]!.GetValue<decimal>().ShouldBe(1.10002m);
        first["Instrument"]!.GetValue<string>().ShouldBe("EURUSD");
        first["Tick"]!["Time"]!.GetValue<long>().ShouldBe(TerminalBench.Noon.ToUnixTimeSeconds() + 7200);
        (await client.EventAsync(3))["Tick"]!["Bid"]!.GetValue<decimal>().ShouldBe(1.10004m);
        (await bench.Terminal.FiguresAsync()).TicksMissed.ShouldBe(1);
    }
}
