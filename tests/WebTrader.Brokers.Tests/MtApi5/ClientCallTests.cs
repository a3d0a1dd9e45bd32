using System.Runtime.CompilerServices;
using Shouldly;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5;

public sealed class ClientCallTests
{
    private static readonly Mt5Request Stop = Mt5Request.Send(new Mt5TradeRequest(Mt5TradeAction.Stops, Symbol: "EURUSD", StopLoss: 1.08m, Position: 5));

    private const string Done = """{"RetVal" : true,"Result" : {"Deal" : 0,"Price" : 0,"Ask" : 0,"Retcode" : 10009,"Volume" : 0,"Comment" : "ok","Order" : 0,"Request_id" : 3,"Bid" : 0}}""";

    [Fact]
    public void A_burst_leaves_in_one_go_and_is_answered_in_its_order()
    {
        using var desk = WireDesk.Connected();
        var burst = desk.Burst(Mt5Request.PositionGetTicket(0), Mt5Request.Position(Mt5PositionDouble.Volume), Mt5Request.Position(Mt5PositionInteger.Ticket));
        var other = desk.Call(Mt5Request.PositionGetTicket(1));

        desk.Commands.ShouldBe(["0;7;2;4;{\"Index\":0}", "0;7;3;9;{\"PropertyId\":3}", "0;7;4;10;{\"PropertyId\":17}", "0;7;5;4;{\"Index\":1}"]);
        desk.Answer(2, "52100000002");
        desk.Answer(3, "0.02");
        desk.Answer(4, "52100000002");

        burst.Result.Select(answer => ((Mt5Answer.Value)answer).Is.AsDecimal).ShouldBe([52100000002m, 0.02m, 52100000002m]);
        other.IsDone.ShouldBeFalse();
    }

    [Fact]
    public void A_burst_goes_whole_or_not_at_all()
    {
        using var desk = WireDesk.Connected(options => options with { MostReads = 2 });
        var burst = desk.Burst(Mt5Request.GetQuote, Mt5Request.GetQuote, Mt5Request.GetQuote);

        burst.Result.ShouldAllBe(answer => answer is Mt5Answer.NotSent);
        desk.Commands.ShouldBeEmpty();
    }

    [Fact]
    public void Trades_have_room_when_reads_have_used_up_theirs()
    {
        using var desk = WireDesk.Connected(options => options with { MostReads = 1 });
        desk.Call(Mt5Request.PositionsTotal);

        var read = desk.Call(Mt5Request.OrdersTotal);
        var trade = desk.Call(Stop);

        read.Result.ShouldBe(new Mt5Answer.NotSent("busy: 1 reads are outstanding, allowed are 1"));
        trade.IsDone.ShouldBeFalse();
        desk.Commands.Count().ShouldBe(2);
    }

    [Fact]
    public void A_trade_that_is_not_answered_in_time_is_unknown_and_its_late_answer_still_finds_it()
    {
        using var desk = WireDesk.Connected();
        var trade = desk.Call(Stop);
        var id = desk.LastId;

        desk.Pass(2_999);
        trade.IsDone.ShouldBeFalse();
        desk.Pass(1);
        trade.Result.ShouldBeOfType<Mt5Answer.Unanswered>().Why.ShouldBe(Mt5Silence.Overdue);

        desk.Pass(50_000);
        desk.Answer(id, Done);
        var late = desk.Late.ShouldHaveSingleItem();
        late.Call.Request.ShouldBe(Stop);
        late.Answer.ShouldBeOfType<Mt5Answer.Value>().Is.AsTradeOutcome!.Result!.Retcode.ShouldBe(10009u);
    }

    [Fact]
    public void A_trade_is_given_up_after_a_minute_and_that_is_told_once()
    {
        using var desk = WireDesk.Connected();
        desk.Call(Stop);
        var id = desk.LastId;

        desk.Pass(59_990);
        desk.Late.ShouldBeEmpty();
        desk.Pass(20);
        desk.Late.ShouldHaveSingleItem().Answer.ShouldBeOfType<Mt5Answer.Unanswered>().Why.ShouldBe(Mt5Silence.Forgotten);

        desk.Answer(id, Done);
        desk.Pass(60_000);
        desk.Late.Count.ShouldBe(1);
        desk.Client.Figures.Outstanding.ShouldBe(0, "what was sent to wake the expert is forgotten too");
    }

    [Fact]
    public void A_read_is_waited_for_shorter_than_a_trade()
    {
        using var desk = WireDesk.Connected();
        var read = desk.Call(Mt5Request.PositionsTotal);

        desk.Pass(2_000);

        read.Result.ShouldBeOfType<Mt5Answer.Unanswered>().Reason.ShouldBe("no answer to PositionsTotal within 00:00:02");
    }

    [Fact]
    public void An_answer_that_was_overtaken_will_not_come_any_more()
    {
        using var desk = WireDesk.Connected();
        var trade = desk.Call(Stop);
        var read = desk.Call(Mt5Request.PositionsTotal);

        desk.Answer(desk.LastId, "3");

        trade.Result.ShouldBeOfType<Mt5Answer.Unanswered>().Why.ShouldBe(Mt5Silence.Overtaken);
        ((Mt5Answer.Value)read.Result).Is.AsInt64.ShouldBe(3);
    }

    [Fact]
    public void An_overdue_trade_that_is_overtaken_is_told_as_accounted_for()
    {
        using var desk = WireDesk.Connected();
        desk.Call(Stop);
        desk.Pass(3_000);
        desk.Call(Mt5Request.PositionsTotal);

        desk.Answer(desk.LastId, "3");

        desk.Late.ShouldHaveSingleItem().Answer.ShouldBeOfType<Mt5Answer.Unanswered>().Why.ShouldBe(Mt5Silence.Overtaken);
    }

    [Fact]
    public void An_answer_of_another_expert_with_the_same_number_is_nobody_s()
    {
        using var desk = WireDesk.Connected();
        var read = desk.Call(Mt5Request.PositionsTotal);

        desk.Answer(desk.LastId, "3", expert: 8);

        read.IsDone.ShouldBeFalse();
        desk.Client.Figures.Ignored.ShouldBe(1);
    }

    [Fact]
    public void A_trade_whose_answer_cannot_be_read_is_unknown_not_failed()
    {
        using var desk = WireDesk.Connected();
        var trade = desk.Call(Stop);

        desk.Say($"1;7;{desk.LastId};{{\"ErrorCode\" : \"0\",\"Val");

        trade.Result.ShouldBeOfType<Mt5Answer.Unanswered>().Why.ShouldBe(Mt5Silence.Unreadable);
    }

    [Fact]
    public void What_has_not_left_is_not_sent_after_its_deadline_and_says_so()
    {
        using var desk = WireDesk.Connected();
        desk.Jam();
        var first = desk.Call(Stop);
        var second = desk.Call(Stop);
        desk.Pass(3_100);
        desk.Unjam();

        first.Result.ShouldBeOfType<Mt5Answer.Unanswered>("it was handed to the socket").Why.ShouldBe(Mt5Silence.Overdue);
        second.Result.ShouldBe(new Mt5Answer.NotSent("its deadline was over before it could be sent"));
        desk.Commands.Count().ShouldBe(1, "the second one stayed here");
    }

    [Fact]
    public void Giving_up_does_not_call_back_what_has_left()
    {
        using var desk = WireDesk.Connected();
        using var cancel = new CancellationTokenSource();
        var trade = desk.Call(Stop, until: cancel);

        cancel.Cancel();
        desk.Run();

        trade.Result.ShouldBeOfType<Mt5Answer.Unanswered>().Why.ShouldBe(Mt5Silence.GivenUp);
        desk.Answer(desk.LastId, Done);
        desk.Late.ShouldHaveSingleItem().Answer.ShouldBeOfType<Mt5Answer.Value>();
        desk.Call(Stop, until: cancel).Result.ShouldBe(new Mt5Answer.NotSent("given up before it was sent"));
    }

    [Fact]
    public void Numbers_begin_again_after_the_largest_and_pass_over_those_still_outstanding()
    {
        using var desk = WireDesk.Connected(options => options with { FirstId = int.MaxValue - 3 });
        desk.Call(Mt5Request.PositionsTotal);
        desk.Call(Mt5Request.PositionsTotal);
        desk.Call(Mt5Request.PositionsTotal);

        desk.Commands.Select(WireDesk.IdOf).ShouldBe([int.MaxValue - 1, int.MaxValue, 0]);
        var ids = new Mt5CallIds(int.MaxValue);
        ids.Next(id => id is int.MaxValue or 0 or 1).ShouldBe(2);
    }

    [Fact]
    public void Calls_from_elsewhere_are_refused()
    {
        using var desk = WireDesk.Connected();

        Should.Throw<InvalidOperationException>(desk.CallFromElsewhere);
        Should.Throw<InvalidOperationException>(() => desk.Client.Connect(desk));
    }

    [Fact]
    public void What_a_silent_expert_was_asked_long_ago_is_kept_nowhere()
    {
        using var desk = WireDesk.Connected();
        var asked = new List<WeakReference>();
        for (var minute = 0; minute < 24 * 60; minute++)
        {
            asked.Add(AskForSomethingOfItsOwn(desk, minute));
            desk.Pass(60_000);
            desk.Late.Clear();
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        desk.Client.Figures.Sent.ShouldBeGreaterThan(24 * 60);
        desk.Client.Figures.Outstanding.ShouldBeLessThan(20);
        asked.Count(request => request.IsAlive).ShouldBeLessThan(20, "a day of questions without an answer");
    }

    // In a method of its own, so that no local of the test keeps it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference AskForSomethingOfItsOwn(WireDesk desk, int number)
    {
        var request = Mt5Request.PositionSelectByTicket((ulong)number + 1);
        _ = desk.Call(request);
        return new WeakReference(request.Payload);
    }
}
