using Shouldly;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5;

public sealed class ClientConnectionTests
{
    [Fact]
    public void An_expert_is_used_only_after_it_has_told_its_account()
    {
        using var desk = new WireDesk();
        desk.Terminal.Answers = null;
        desk.Connect();
        desk.Say("3;7");

        var early = desk.Call(Mt5Request.PositionsTotal);

        desk.Terminal.Heard.ShouldBe(["6;0", "0;7;0;33;{\"PropertyId\":0}", "0;7;1;34;{\"PropertyId\":3}"]);
        early.Result.ShouldBeOfType<Mt5Answer.NotSent>().Reason.ShouldContain("may not be used");
        desk.Told.ShouldBe(["connected", "experts: 7 Checking"]);

        desk.Answer(0, "12345678");
        desk.Answer(1, "\"Broker-Demo\"");
        desk.Told[^1].ShouldBe("experts: 7 Ready");
        desk.Client.Experts[0].Login.ShouldBe(12345678);
    }

    [Fact]
    public void Nothing_is_sent_to_an_expert_on_the_wrong_account_until_it_is_on_the_right_one()
    {
        using var desk = new WireDesk { SaysLogin = 999 };
        desk.Connect();
        desk.Say("3;7");

        var call = desk.Call(Mt5Request.Send(new Mt5TradeRequest(Mt5TradeAction.Stops, Position: 5)));

        call.Result.ShouldBeOfType<Mt5Answer.NotSent>().Reason.ShouldContain("account 999, asked for was 12345678");
        desk.Client.Experts[0].State.ShouldBe(Mt5ExpertState.WrongAccount);
        desk.Commands.ShouldBeEmpty();

        desk.SaysLogin = WireDesk.Login;
        desk.Pass(6000);
        desk.Client.Experts[0].State.ShouldBe(Mt5ExpertState.Ready);
    }

    [Fact]
    public void A_terminal_that_is_signed_in_nowhere_is_not_used_even_when_any_account_would_do()
    {
        using var desk = new WireDesk(options => options with { Login = null, Server = null }) { SaysLogin = 0 };
        desk.Connect();
        desk.Say("3;7");

        desk.Client.Experts[0].State.ShouldBe(Mt5ExpertState.WrongAccount);
    }

    [Fact]
    public void The_same_login_on_another_server_is_another_account()
    {
        using var desk = new WireDesk(options => options with { Server = "Broker-Live" });
        desk.Connect();
        desk.Say("3;7");

        desk.Client.Experts[0].ShouldBe(new Mt5Expert(7, Mt5ExpertState.WrongAccount, WireDesk.Login, "Broker-Demo", "it is on server Broker-Demo, asked for was Broker-Live"));
    }

    [Fact]
    public void An_expert_that_begins_again_is_asked_again_and_what_it_had_is_accounted_for()
    {
        using var desk = WireDesk.Connected();
        var trade = desk.Call(Mt5Request.Send(new Mt5TradeRequest(Mt5TradeAction.Stops, Position: 5)));
        desk.SaysLogin = 999;

        desk.Say("4;7");

        trade.Result.ShouldBeOfType<Mt5Answer.Unanswered>().Why.ShouldBe(Mt5Silence.ExpertGone);
        desk.Client.Experts[0].State.ShouldBe(Mt5ExpertState.WrongAccount);
        desk.Told.ShouldBe(["experts: 7 Checking", "experts: 7 WrongAccount"]);
    }

    [Fact]
    public void Every_expert_is_checked_for_itself()
    {
        using var desk = WireDesk.Connected();
        desk.SaysLogin = 999;

        desk.Say("4;-8");

        desk.Told[^1].ShouldBe("experts: 7 Ready, -8 WrongAccount");
        desk.Say("5;7");
        desk.Told[^1].ShouldBe("experts: -8 WrongAccount");
        desk.Call(Mt5Request.PositionsTotal).Result.ShouldBeOfType<Mt5Answer.NotSent>().Reason.ShouldBe("there is no expert 7");
    }

    [Fact]
    public void More_experts_than_a_terminal_can_have_are_not_listened_to()
    {
        using var desk = WireDesk.Connected();

        desk.Say("3;" + string.Join(',', Enumerable.Range(1, 257)));
        for (var expert = 1000; expert < 1300; expert++) desk.Terminal.Say($"4;{expert}");
        desk.Run();

        desk.Client.Experts.Count.ShouldBe(256);
        desk.Client.Figures.Ignored.ShouldBe(46);
    }

    [Fact]
    public void Events_come_in_order_and_only_from_experts_on_the_right_account()
    {
        using var desk = WireDesk.Connected();
        desk.Terminal.Say("2;7;2;{\"Symbol\" : \"EURUSD\"}");
        desk.Terminal.Say("2;8;2;{\"Symbol\" : \"ELSEWHERE\"}");
        desk.Terminal.Say("2;7;2;{\"Symbol\" : \"XAUUSD.m\"}");
        desk.Say("2;7;77;{}");

        desk.Events.ShouldBe([new Mt5Event.Book(7, "EURUSD"), new Mt5Event.Book(7, "XAUUSD.m"), new Mt5Event.Other(7, (Mt5EventType)77)]);
    }

    [Fact]
    public void A_lost_line_leaves_trades_unknown_and_is_taken_up_again_by_itself()
    {
        using var desk = WireDesk.Connected();
        var trade = desk.Call(Mt5Request.Send(new Mt5TradeRequest(Mt5TradeAction.Stops, Position: 5)));
        var read = desk.Call(Mt5Request.PositionsTotal);

        desk.Terminal.Lose();
        desk.Run();

        trade.Result.ShouldBeOfType<Mt5Answer.Unanswered>().Why.ShouldBe(Mt5Silence.ConnectionLost);
        read.Result.ShouldBeOfType<Mt5Answer.Unanswered>().Why.ShouldBe(Mt5Silence.ConnectionLost);
        desk.Told.ShouldBe(["experts: ", "disconnected: the line is lost"]);
        desk.Call(Mt5Request.PositionsTotal).Result.ShouldBe(new Mt5Answer.NotSent("no connection to the terminal"));

        desk.Pass(1000);
        desk.Say("3;7");
        desk.Told[2..].ShouldBe(["connected", "experts: 7 Checking", "experts: 7 Ready"]);
        desk.Client.Figures.Connections.ShouldBe(2);
    }

    [Fact]
    public void While_nobody_opens_it_knocks_more_and_more_rarely_and_is_told_once()
    {
        using var desk = new WireDesk();
        desk.Terminal.IsOpen = false;
        desk.Connect();

        desk.Pass(60_000);

        desk.Told.ShouldBe(["experts: ", "disconnected: nobody listens"]);
        desk.Terminal.Knocks.ShouldBeInRange(80, 180);
        desk.Terminal.IsOpen = true;
        desk.Pass(750);
        desk.Terminal.HasLine.ShouldBeTrue("the longest pause is over");
    }

    [Fact]
    public void A_terminal_that_never_tells_its_experts_is_left_and_tried_again()
    {
        using var desk = new WireDesk();
        desk.Connect();

        desk.Pass(1_900);

        desk.Terminal.Knocks.ShouldBe(2);
        desk.Told.ShouldBe(["experts: ", "disconnected: the terminal did not tell its experts within 00:00:01"]);
    }

    [Fact]
    public void A_terminal_that_is_slow_to_answer_is_given_more_time_with_each_try()
    {
        using var desk = new WireDesk();
        desk.Connect();
        desk.Pass(1_000 + 750);

        desk.Terminal.Knocks.ShouldBe(2);
        desk.Pass(1_000);
        desk.Say("3;7");

        desk.Client.IsConnected.ShouldBeTrue("the second try may take two seconds");
    }

    [Fact]
    public void When_the_terminal_says_goodbye_it_is_answered_and_the_port_is_tried_until_it_opens()
    {
        using var desk = WireDesk.Connected();
        desk.Terminal.IsOpen = false;
        desk.Terminal.Close();
        desk.Pass(10_000);
        desk.Terminal.IsOpen = true;
        desk.Pass(800);
        desk.Say("3;7");

        desk.Told.ShouldBe(["experts: ", "disconnected: the terminal closed the line", "connected", "experts: 7 Checking", "experts: 7 Ready"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Closing_says_goodbye_and_ends_also_when_it_is_not_answered(bool answered)
    {
        using var desk = WireDesk.Connected();
        desk.Terminal.AnswersGoodbye = answered;
        var read = desk.Call(Mt5Request.PositionsTotal);

        var closed = desk.Close();
        if (!answered) closed.IsDone.ShouldBeFalse();
        desk.Pass(1_100);

        closed.IsDone.ShouldBeTrue();
        read.Result.ShouldBeOfType<Mt5Answer.Unanswered>();
        desk.Terminal.HasLine.ShouldBeFalse();
        desk.Told.ShouldBeEmpty("after closing nothing more is told");
        desk.Call(Mt5Request.PositionsTotal).Result.ShouldBeOfType<Mt5Answer.NotSent>();
        desk.Pass(10_000);
        desk.Terminal.Knocks.ShouldBe(1);
    }

    [Fact]
    public void Settings_that_do_not_fit_are_named_with_their_value_and_what_is_allowed()
    {
        var wrong = new Mt5ClientOptions { ReadDeadline = TimeSpan.Zero, ForgetAfter = TimeSpan.FromSeconds(1), Login = -4, MostReads = 0 };

        var errors = wrong.Errors();

        errors.Count.ShouldBe(4);
        errors.ShouldContain("Login is -4, allowed is above zero, or none.");
        errors.ShouldContain("ReadDeadline is 00:00:00, allowed is above zero up to one hour.");
        new Mt5ClientOptions().Errors().ShouldBeEmpty();
    }
}
