using System.Net.WebSockets;
using Shouldly;
using WebTrader.Brokers.MtApi5.Terminal.Faults;
using WebTrader.TestKit.Host;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Terminal;

/// <summary>Each known defect, switched on while the terminal runs.</summary>
public sealed class TerminalFaultTests
{
    [Fact]
    public async Task A_lost_wake_up_leaves_a_command_in_line_until_the_next_one_comes()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAndGreetAsync();
        await bench.Terminal.SetAsync("lost-wake-up", "1");

        var lost = await client.BeginAsync(6);
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).Commands.Count == 2, "it is in line");
        (await bench.Terminal.FiguresAsync()).Answers.ShouldBe(1);
        var kick = await client.BeginAsync(67);

        (await client.NextAsync())!.ShouldStartWith($"1;{bench.Expert};{lost};");
        (await client.NextAsync())!.ShouldStartWith($"1;{bench.Expert};{kick};");
    }

    [Fact]
    public async Task An_expert_that_dies_without_notice_stays_listed()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAndGreetAsync();
        await bench.Terminal.SetAsync("dead-expert", "1");

        await client.BeginAsync(6);
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).DeadExperts == 1, "it is dead");
        await bench.OpenAsync();
        await client.SendAsync("6;0");

        (await client.NextAsync()).ShouldBe($"3;{bench.Expert}");
        await client.StaysSilentAsync();
    }

    [Fact]
    public async Task A_failed_order_answers_garbage_and_only_a_failed_one()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.Terminal.SetAsync("garbage", "always");
        var client = await bench.ConnectAsync();

        var failed = await client.ValueAsync(301, TradeLine.Buy(0.001m).ToString());
        var done = await client.ValueAsync(301, TradeLine.Buy(0.01m).ToString());

        failed["RetVal"]!.GetValue<bool>().ShouldBeFalse();
        failed["Result"]!["Deal"]!.GetValue<long>().ShouldBe(-324288327408680875);
        done["Result"]!["Retcode"]!.GetValue<int>().ShouldBe(10009);
    }

    [Fact]
    public async Task A_half_open_connection_is_upgraded_and_never_answered()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.Terminal.SetAsync("half-open", "1");
        var (silent, good) = (await bench.ConnectAsync(), await bench.ConnectAsync());

        await silent.SendAsync("6;0");
        await silent.BeginAsync(67);
        await bench.OpenAsync();

        (await good.AskAsync(67)).ShouldContain("false");
        await silent.StaysSilentAsync();
    }

    [Fact]
    public async Task A_mute_port_does_not_even_answer_the_upgrade()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.Terminal.SetAsync("mute", "1");
        using var raw = await RawSocket.DialAsync(bench.Terminal.EndPoint);

        await raw.WriteAsync(RawSocket.UpgradeRequest("/ws"));
        await bench.ConnectAndGreetAsync();

        raw.HasData.ShouldBeFalse();
    }

    [Fact]
    public async Task A_dripping_message_comes_in_small_pieces_and_whole_in_the_end()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.Terminal.SetAsync("drip", "10ms@1");
        using var raw = await RawSocket.UpgradeAsync(bench.Terminal.EndPoint);
        await raw.TextAsync($"0;{bench.Expert};1;57;{{\"Symbol\":\"EURUSD\"}}");
        var first = new byte[64];
        (await raw.ReadAsync(first)).ShouldBe(8);

        var pieces = 1;
        var buffer = new byte[64];
        for (var next = raw.ReadAsync(buffer); pieces < 20; next = raw.ReadAsync(buffer))
        {
            while (!next.IsCompleted)
            {
                bench.Clock.Advance(TimeSpan.FromMilliseconds(10));
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            (await next).ShouldBeInRange(1, 64);
            pieces++;
            if (buffer.AsSpan().IndexOf("}}}"u8) >= 0) break;
        }

        pieces.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task After_a_reconnect_the_terminal_is_on_another_account()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();
        (await client.WholeAsync(33, "{\"PropertyId\":0}")).ShouldBe(12_345_678);
        await bench.Terminal.SetAsync("wrong-account", "555");

        var again = await bench.ConnectAsync();
        (await again.WholeAsync(33, "{\"PropertyId\":0}")).ShouldBe(555);
        (await again.TextAsync(34, "{\"PropertyId\":3}")).ShouldBe("Other-Live");
        await bench.Terminal.ReinitialiseAsync(bench.Expert);

        (await again.WholeAsync(33, "{\"PropertyId\":0}")).ShouldBe(12_345_678);
    }

    [Fact]
    public async Task A_lost_answer_is_of_a_trade_that_was_done()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAndGreetAsync();
        await bench.Terminal.SetAsync("lost-answer", "1");

        await client.BeginAsync(301, TradeLine.Buy(0.01m).ToString());
        (await client.AskAsync(6)).ShouldContain("\"Value\" : 1");

        (await client.EventAsync(1))["Trans"]!["Type"]!.GetValue<int>().ShouldBe(0);
        (await bench.Terminal.FiguresAsync()).Answers.ShouldBe(2);
    }

    [Fact]
    public async Task A_connection_is_cut_and_its_command_is_carried_out()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAndGreetAsync();
        await bench.Terminal.SetAsync("cut", "1");

        await client.BeginAsync(301, TradeLine.Buy(0.01m).ToString());

        await Should.ThrowAsync<WebSocketException>(async () => await client.NextAsync());
        (await bench.PositionsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task An_order_is_filled_in_part()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.Terminal.SetAsync("partial-fill", "40@1");
        var client = await bench.ConnectAsync();

        var part = await client.ValueAsync(301, TradeLine.Buy(0.10m).ToString());

        (part["Result"]!["Retcode"]!.GetValue<int>(), part["Result"]!["Volume"]!.GetValue<decimal>()).ShouldBe((10010, 0.04m));
    }

    [Fact]
    public async Task A_slow_broker_holds_up_the_expert_and_acts_in_the_middle()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.Terminal.SetAsync("trade-latency", "2s");
        var client = await bench.ConnectAndGreetAsync();
        var trade = await client.BeginAsync(301, TradeLine.Buy(0.01m).ToString());
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).Commands.Count == 2, "it is under way");

        (await bench.PositionsAsync()).ShouldBe(0);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(async () => await bench.PositionsAsync() == 1, "the broker has acted");
        (await bench.Terminal.FiguresAsync()).Answers.ShouldBe(1);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));

        (await client.AnswerAsync(trade)).ShouldContain("10009");
    }

    [Fact]
    public async Task One_command_alone_is_slow()
    {
        await using var bench = await TerminalBench.OpenAsync(options => options with { Charts = ["EURUSD", "USDJPY"] });
        await bench.Terminal.SetAsync("latency.6", "2s");
        var client = await bench.ConnectAsync();
        var slow = await client.BeginAsync(6);
        await client.AskAsync(67, expert: bench.Experts[1]);

        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await bench.Terminal.FiguresAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(1));

        (await client.AnswerAsync(slow)).ShouldContain("0");
    }

    [Theory]
    [InlineData("requote", "1", 10004)]
    [InlineData("reject", "10006", 10006)]
    [InlineData("pretend-done", "1", 10009)]
    [InlineData("disconnect", "5s", 10031)]
    public async Task The_broker_refuses_or_says_done_and_nothing_has_happened(string fault, string value, int retcode)
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.Terminal.SetAsync(fault, value);
        var client = await bench.ConnectAsync();

        (await client.ValueAsync(301, TradeLine.Buy(0.01m).ToString()))["Result"]!["Retcode"]!.GetValue<int>().ShouldBe(retcode);
        (await bench.PositionsAsync()).ShouldBe(0);
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        (await client.ValueAsync(301, TradeLine.Buy(0.01m).ToString()))["Result"]!["Retcode"]!.GetValue<int>().ShouldBe(10009);
    }

    [Fact]
    public async Task A_request_is_lost_or_has_its_effect_late_and_neither_is_answered()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.Terminal.SetAsync("lost-request", "1");
        await bench.Terminal.SetAsync("act-late", "4s@1");
        var client = await bench.ConnectAsync();

        await client.BeginAsync(301, TradeLine.Buy(0.01m).ToString());
        await client.BeginAsync(301, TradeLine.Buy(0.02m).ToString());
        (await client.WholeAsync(6)).ShouldBe(0);
        bench.Clock.Advance(TimeSpan.FromSeconds(4));

        await Eventually.TrueAsync(async () => await bench.PositionsAsync() == 1, "the late one has had its effect");
        (await bench.Terminal.AskAsync(broker => broker.Positions[0].Lots.Value)).ShouldBe(0.02m);
        (await bench.Terminal.FiguresAsync()).Answers.ShouldBe(1);
    }

    [Fact]
    public async Task A_hung_broker_acts_when_its_time_is_over()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.Terminal.SetAsync("hang", "7s");
        var client = await bench.ConnectAndGreetAsync();
        var trade = await client.BeginAsync(301, TradeLine.Buy(0.01m).ToString());
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).Commands.Count == 2, "it is under way");

        (await bench.PositionsAsync()).ShouldBe(0);
        bench.Clock.Advance(TimeSpan.FromSeconds(7));

        (await client.AnswerAsync(trade)).ShouldContain("10009");
    }

    [Fact]
    public async Task A_killed_terminal_leaves_without_a_close_frame()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAndGreetAsync();

        await bench.Terminal.DropConnectionsAsync();

        await Should.ThrowAsync<WebSocketException>(async () => await client.NextAsync());
    }

    [Theory]
    [InlineData("nonsense", "1", "There is no fault nonsense; allowed are block, ")]
    [InlineData("block", "soon", "The fault block is \"soon\", allowed is a duration")]
    [InlineData("garbage", "often", "The fault garbage is \"often\", allowed is a number of times")]
    [InlineData("garbage", "5000/1000", "The fault garbage is \"5000/1000\"")]
    [InlineData("partial-fill", "100", "The fault partial-fill is \"100\", allowed is a whole number from 1 to 99")]
    [InlineData("latency.x", "1s", "The fault latency.COMMAND is \"x\", allowed is a whole number from 1 to 9999")]
    [InlineData("ticks", "1", "The fault ticks is \"1\", allowed is on or off")]
    public async Task A_fault_that_does_not_fit_says_what_is_allowed(string name, string value, string message)
    {
        await using var bench = await TerminalBench.OpenAsync();

        (await Should.ThrowAsync<ArgumentException>(async () => await bench.Terminal.SetAsync(name, value))).Message.ShouldStartWith(message);
    }

    [Fact]
    public void Every_fault_is_told_in_words() =>
        FaultCatalogue.All.ShouldAllBe(fault => fault.Says.Length > 10 && fault.Takes.Length > 0);

    [Fact]
    public async Task A_chance_strikes_about_as_often_as_it_says()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.Terminal.SetAsync("lost-wake-up", "300/1000");
        var client = await bench.ConnectAsync();

        for (var count = 0; count < 200; count++) await client.BeginAsync(67);
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).Commands.Values.Sum() == 200, "all are in line");

        var struck = 0L;
        await bench.Terminal.ChangeAsync((faults, _) => struck = faults.LostWakeUp.Struck);
        struck.ShouldBeInRange(20, 120);
    }
}
