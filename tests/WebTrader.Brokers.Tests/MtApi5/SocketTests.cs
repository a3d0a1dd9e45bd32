using Shouldly;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.TestKit.Host;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5;

public sealed class SocketTests
{
    [Fact]
    public async Task Sixty_four_reads_at_once_each_get_their_own_answer()
    {
        await using var desk = await SocketDesk.ConnectedAsync();

        var answers = await desk.CallManyAsync(64, Mt5Request.PositionsTotal);

        // The server gives back the number of the call; the account check has used 0 and 1.
        answers.Select(answer => ((Mt5Answer.Value)answer).Is.AsInt64!.Value).ShouldBe(Enumerable.Range(2, 64).Select(id => (long)id));
    }

    [Fact]
    public async Task A_message_in_many_frames_is_put_together()
    {
        await using var desk = await SocketDesk.ConnectedAsync();

        var answer = await desk.CallAsync(Mt5Request.Terminal(Mt5TerminalText.Path));

        ((Mt5Answer.Value)answer).Is.AsText!.Length.ShouldBe(300_000);
    }

    [Fact]
    public async Task A_message_beyond_the_limit_ends_the_line_and_the_next_one_stands()
    {
        await using var desk = await SocketDesk.ConnectedAsync(options => options with { MostBytes = 100_000 });

        var answer = await desk.CallAsync(Mt5Request.Terminal(Mt5TerminalText.Path));

        answer.ShouldBeOfType<Mt5Answer.Unanswered>().Reason.ShouldBe("a message is larger than 100000 bytes");
        await desk.UntilAsync(ready: true);
        (await desk.CallAsync(Mt5Request.PositionsTotal)).ShouldBeOfType<Mt5Answer.Value>();
    }

    [Fact]
    public async Task When_the_port_is_back_so_is_the_line()
    {
        await using var desk = await SocketDesk.ConnectedAsync();
        await desk.Terminal.ShutAsync();
        await desk.UntilAsync(ready: false);
        (await desk.CallAsync(Mt5Request.PositionsTotal)).ShouldBe(new Mt5Answer.NotSent("no connection to the terminal"));

        desk.Terminal.Open();

        await desk.UntilAsync(ready: true);
        (await desk.CallAsync(Mt5Request.PositionsTotal)).ShouldBeOfType<Mt5Answer.Value>();
    }

    [Fact]
    public async Task A_line_that_died_without_a_word_is_found()
    {
        await using var desk = await SocketDesk.ConnectedAsync(options => options with { PingDeadline = TimeSpan.FromMilliseconds(250) });

        desk.Terminal.IsFrozen = true;

        await desk.UntilAsync(ready: false);
        desk.LastDown.ShouldStartWith("the line is lost");
        desk.Terminal.IsFrozen = false;
        await desk.UntilAsync(ready: true);
    }

    [Fact]
    public async Task Closing_leaves_no_line_behind_at_the_terminal()
    {
        await using var desk = await SocketDesk.ConnectedAsync();

        await desk.CloseAsync();

        await Eventually.TrueAsync(() => Task.FromResult(desk.Terminal.Lines == 0), "the terminal has no line left");
        desk.Terminal.Goodbyes.ShouldBe(1);
    }

    [Fact]
    public async Task A_listener_that_throws_is_told_to_its_scheduler_and_the_line_goes_on()
    {
        await using var desk = await SocketDesk.ConnectedAsync();

        await desk.Terminal.SayAsync("2;7;2;{\"Symbol\" : \"BOOM\"}");
        await desk.Terminal.SayAsync("2;7;2;{\"Symbol\" : \"EURUSD\"}");

        await Eventually.TrueAsync(() => Task.FromResult(desk.Events == 2), "both events have come");
        desk.Faults.ShouldHaveSingleItem().Message.ShouldBe("the listener is broken");
        (await desk.CallAsync(Mt5Request.PositionsTotal)).ShouldBeOfType<Mt5Answer.Value>();
    }
}
