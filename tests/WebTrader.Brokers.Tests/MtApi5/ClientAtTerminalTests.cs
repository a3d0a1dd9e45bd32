using Shouldly;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5;

/// <summary>The client against the simulated terminal and its faults, over a real socket.</summary>
public sealed class ClientAtTerminalTests
{
    [Fact]
    public async Task A_stop_that_is_set_over_the_wire_stands_at_the_broker_and_is_read_back()
    {
        await using var desk = await ClientAtTerminal.ReadyAsync();
        var ticket = await desk.OpenPositionAsync();

        var outcome = (await desk.ValueAsync(Stop(ticket))).AsTradeOutcome;

        outcome!.Result!.Retcode.ShouldBe(10009u);
        (await desk.StopOfAsync(ticket)).ShouldBe(1.09500m);
        var read = await desk.ValuesAsync(Mt5Request.PositionGetTicket(0), Mt5Request.Position(Mt5PositionDouble.StopLoss), Mt5Request.Position(Mt5PositionText.Symbol),
            Mt5Request.Position(Mt5PositionInteger.Ticket));
        (read[0].AsInt64, read[1].AsDecimal, read[2].AsText, read[3].AsInt64).ShouldBe((ticket, 1.095m, "EURUSD", ticket));
        await ClientAtTerminal.UntilAsync(() => desk.Events.OfType<Mt5Event.Traded>().Any(), "the terminal tells of the trade");
    }

    [Fact]
    public async Task A_trade_at_a_blocked_expert_is_unknown_and_is_done_later_all_the_same()
    {
        await using var desk = await ClientAtTerminal.ReadyAsync(options => options with { TradeDeadline = TimeSpan.FromMilliseconds(300) });
        var ticket = await desk.OpenPositionAsync();
        await desk.Terminal.ChangeAsync((faults, _) =>
        {
            faults.BlockFor = TimeSpan.FromSeconds(3);
            faults.Block.Next();
        });

        var answer = await desk.CallAsync(Stop(ticket));

        answer.ShouldBeOfType<Mt5Answer.Unanswered>().Why.ShouldBe(Mt5Silence.Overdue);
        (await desk.StopOfAsync(ticket)).ShouldBeNull("a time-out says nothing about what is done");
        await ClientAtTerminal.UntilAsync(() => desk.Late.Count == 1, "the late answer has come");
        desk.Late[0].Answer.ShouldBeOfType<Mt5Answer.Value>().Is.AsTradeOutcome!.Result!.Retcode.ShouldBe(10009u);
        (await desk.StopOfAsync(ticket)).ShouldBe(1.09500m);
    }

    [Fact]
    public async Task Lost_wake_ups_delay_commands_and_lose_none()
    {
        await using var desk = await ClientAtTerminal.ReadyAsync(options => options with { KickAfter = TimeSpan.FromMilliseconds(50), ReadDeadline = TimeSpan.FromSeconds(30) });
        await desk.Terminal.ChangeAsync((faults, _) => faults.LostWakeUp.Chance(500));

        for (var at = 0; at < 30; at++) (await desk.ValueAsync(Mt5Request.PositionsTotal)).AsInt64.ShouldBe(0);

        desk.Figures.Kicks.ShouldBeGreaterThan(0);
        desk.Figures.Overdue.ShouldBe(0);
    }

    [Fact]
    public async Task A_trade_whose_answer_is_lost_is_told_as_soon_as_a_later_one_is_answered()
    {
        await using var desk = await ClientAtTerminal.ReadyAsync(options => options with { TradeDeadline = TimeSpan.FromSeconds(60) });
        var ticket = await desk.OpenPositionAsync();
        await desk.Terminal.ChangeAsync((faults, _) => faults.LostAnswer.Next());

        var answer = await desk.CallAsync(Stop(ticket));

        answer.ShouldBeOfType<Mt5Answer.Unanswered>("the kick was answered, so this one will not be").Why.ShouldBe(Mt5Silence.Overtaken);
        (await desk.StopOfAsync(ticket)).ShouldBe(1.09500m, "it was done");
    }

    [Fact]
    public async Task An_expert_that_begins_again_on_another_account_is_used_no_more()
    {
        await using var desk = await ClientAtTerminal.ReadyAsync();
        var ticket = await desk.OpenPositionAsync();
        var expert = desk.Expert;
        await desk.Terminal.ChangeAsync((faults, _) => faults.WrongAccount.Always());

        await desk.Terminal.ReinitialiseAsync(expert);

        await desk.UntilAsync(Mt5ExpertState.WrongAccount);
        (await desk.CallAsync(expert, Stop(ticket))).ShouldBeOfType<Mt5Answer.NotSent>().Reason.ShouldContain("account 99999999");
        (await desk.StopOfAsync(ticket)).ShouldBeNull();
    }

    [Fact]
    public async Task A_failed_trade_is_read_as_failed_whatever_its_result_says()
    {
        await using var desk = await ClientAtTerminal.ReadyAsync();
        var ticket = await desk.OpenPositionAsync();
        await desk.Terminal.ChangeAsync((faults, _) => faults.Garbage.Next());
        await desk.Terminal.AskAsync(broker => broker.AutoTrading = false);

        var outcome = (await desk.ValueAsync(Stop(ticket))).AsTradeOutcome;

        outcome.ShouldBe(new Mt5TradeOutcome(false, null));
    }

    [Fact]
    public async Task A_line_that_is_cut_off_is_taken_up_again_with_the_account_checked_anew()
    {
        await using var desk = await ClientAtTerminal.ReadyAsync();
        await desk.Terminal.ChangeAsync((faults, _) => faults.WrongAccount.Always());

        await desk.Terminal.DropConnectionsAsync();

        await desk.UntilAsync(Mt5ExpertState.WrongAccount);
        desk.Downs.ShouldNotBeEmpty();
        desk.Figures.Connections.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Lines_that_nobody_answers_are_left_for_one_that_works()
    {
        await using var desk = await ClientAtTerminal.OpenAsync(options => options with { ConnectDeadline = TimeSpan.FromMilliseconds(500) });
        await desk.Terminal.ChangeAsync((faults, _) =>
        {
            faults.Mute.Next();
            faults.HalfOpen.Next(2);
        });

        await desk.ConnectAsync();

        await desk.UntilAsync(Mt5ExpertState.Ready);
        desk.Downs.Count.ShouldBe(1, "it is told once, not for each try");
    }

    [Fact]
    public async Task When_the_last_expert_leaves_the_port_closes_and_one_that_comes_back_is_found()
    {
        await using var desk = await ClientAtTerminal.ReadyAsync();

        await desk.Terminal.DetachAsync(desk.Expert);
        await ClientAtTerminal.UntilAsync(() => desk.Downs.Count > 0, "the port is closed");
        await desk.Terminal.AttachAsync("EURUSD");

        await desk.UntilAsync(Mt5ExpertState.Ready);
    }

    [Fact]
    public async Task What_drips_in_and_what_the_terminal_does_not_escape_is_read()
    {
        await using var desk = await ClientAtTerminal.ReadyAsync();
        await desk.Terminal.ChangeAsync((faults, _) =>
        {
            faults.DripPause = TimeSpan.FromMilliseconds(1);
            faults.Drip.Next();
        });

        (await desk.ValueAsync(Mt5Request.Terminal(Mt5TerminalText.Path))).AsText.ShouldBe(@"C:\Program Files\MetaTrader 5");
    }

    private static Mt5Request Stop(long ticket) => Mt5Request.Send(new Mt5TradeRequest(Mt5TradeAction.Stops, Symbol: "EURUSD", StopLoss: 1.09500m, Position: (ulong)ticket));
}
