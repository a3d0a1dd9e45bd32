using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Trading;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Trading;

/// <summary>What people and scripts ask for goes through the same ticket locks as the rules' own writes. Row 9 of the ticket lock's requirement.</summary>
public sealed class TicketLockTradingTests
{
    private const string Operator = "the operator";

    private static TradingDesk Desk(DeskSettings? settings = null)
    {
        var desk = new TradingDesk(settings).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    private static T Asks<T>(TradingDesk desk, Func<Task<T>> ask)
    {
        T? result = default;
        var asking = desk.Begins(async () => result = await ask());
        for (var i = 0; i < 200 && !asking.IsCompleted; i++) desk.PassesMilliseconds(50);
        asking.IsCompletedSuccessfully.ShouldBeTrue(asking.Exception?.ToString());
        return result!;
    }

    private static WriteResult SetsStop(TradingDesk desk, Ticket ticket, decimal stop) =>
        Asks(desk, () => desk.Session.Executor.SetStopAsync(ticket, new Price(stop), Operator, TestContext.Current.CancellationToken));

    private static WriteResult SetsTakeProfit(TradingDesk desk, Ticket ticket, decimal? target) =>
        Asks(desk, () => desk.Session.Executor.SetTakeProfitAsync(ticket, target is { } at ? new Price(at) : null, Operator, TestContext.Current.CancellationToken));

    private static WriteResult Closes(TradingDesk desk, Ticket ticket, decimal? lots = null) =>
        Asks(desk, () => desk.Session.Executor.CloseAsync(ticket, lots is { } part ? new Lots(part) : null, Operator, TestContext.Current.CancellationToken));

    [Fact]
    public void A_tighter_stop_is_set_and_kept_and_its_end_is_told_as_the_operators()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Quote(1.10050m);
        SetsStop(desk, ticket, 1.10040m).Outcome.ShouldBe(WriteOutcome.Accepted);
        desk.StopOf(ticket).ShouldBe(1.10040m);
        desk.Row(ticket).Rule.ShouldBe(RuleName.Operator);
        desk.Quote(1.10040m);
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.OperatorStop);
    }

    [Fact]
    public void A_looser_stop_is_denied_and_nothing_is_sent()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        var calls = desk.Wire.TradeCalls;
        var denied = SetsStop(desk, ticket, 1.09700m);
        denied.Outcome.ShouldBe(WriteOutcome.Denied);
        denied.Reason.ShouldBe("A stop at 1.09700 is looser than the one that stands at 1.09802");
        SetsStop(desk, ticket, 1.098021m).Reason.ShouldContain("not on the tick grid of EURUSD, 0.00001");
        SetsStop(desk, ticket, 1.09802m).Outcome.ShouldBe(WriteOutcome.Unchanged);
        desk.Wire.TradeCalls.ShouldBe(calls);
    }

    [Fact]
    public void A_take_profit_and_a_stop_that_move_at_the_same_moment_are_both_kept()
    {
        using var desk = Desk(DeskSettings.Slow(100, inFlight: 4));
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(1);
        desk.Quote(1.10050m);
        var result = SetsTakeProfit(desk, ticket, 1.10500m);
        desk.PassesSeconds(1);

        result.Outcome.ShouldBe(WriteOutcome.Accepted);
        desk.StopOf(ticket).ShouldBe(1.10032m, "the trailing stop");
        desk.AtBroker(ticket).TakeProfit.ShouldBe(new Price(1.10500m));
        desk.Journal.All<TakeProfitSettled>().Single().Result.Outcome.ShouldBe(WriteOutcome.Accepted);
        desk.Journal.All<ChangedByOthers>().ShouldBeEmpty();

        desk.Quote(1.10120m);
        desk.PassesSeconds(1);
        desk.AtBroker(ticket).TakeProfit.ShouldBe(new Price(1.10500m), "a later move of the stop takes it along");
        SetsTakeProfit(desk, ticket, null).Outcome.ShouldBe(WriteOutcome.Accepted);
        desk.AtBroker(ticket).TakeProfit.ShouldBeNull();
    }

    [Fact]
    public void A_take_profit_changed_by_hand_in_the_terminal_survives_our_next_stop()
    {
        using var desk = Desk(DeskSettings.Slow(100));
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(1);
        desk.SetsByHand(ticket, 1.09802m, 1.10600m);
        desk.Quote(1.10050m);
        desk.PassesSeconds(1);
        desk.AtBroker(ticket).TakeProfit.ShouldBe(new Price(1.10600m));
        desk.StopOf(ticket).ShouldBe(1.10032m);
    }

    [Fact]
    public void A_position_is_closed_in_part_and_whole_and_recorded_as_the_operators()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(lots: 0.05m);
        Closes(desk, ticket, 0.05m).Reason.ShouldBe("lots is 0.05, allowed is 0.01 or more in steps of 0.01, leaving 0.01 or more of 0.05");
        Closes(desk, ticket, 0.015m).Outcome.ShouldBe(WriteOutcome.Denied);
        Closes(desk, ticket, 0.02m).Reason.ShouldBe("Closed in part, 0.03 left");
        desk.AtBroker(ticket).Lots.ShouldBe(new Lots(0.03m));
        Closes(desk, ticket).Outcome.ShouldBe(WriteOutcome.Accepted);
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.Operator);
        Closes(desk, ticket).Reason.ShouldBe($"There is no open position with ticket {ticket}");
    }

    [Fact]
    public void What_may_still_arrive_keeps_the_operator_waiting_too()
    {
        using var desk = Desk(new DeskSettings { Gateway = new SimulatedGatewayOptions { TradesInFlight = 4 } });
        var ticket = desk.OpensByHand();
        desk.NextCall(GatewayCall.SetStop, new Fault.ActLate(TimeSpan.FromSeconds(20)));
        desk.Quote(1.10050m);
        SetsStop(desk, ticket, 1.10045m).Reason.ShouldBe("Nobody knows yet what became of an earlier write; nothing was sent");
        Closes(desk, ticket).Outcome.ShouldBe(WriteOutcome.Accepted, "a close can do no harm");
    }

    [Fact]
    public void A_close_asked_for_while_a_position_without_a_stop_takes_the_only_call_is_sent_after_it()
    {
        var reach = new SimulatedGatewayOptions { TradeLatency = TimeSpan.FromMilliseconds(300), ReadLatency = TimeSpan.FromMilliseconds(100) };
        using var desk = Desk(new DeskSettings { Gateway = reach });
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(2);
        var exposed = desk.OpensByHand();
        desk.PassesMilliseconds(50);
        WriteResult? closed = null;
        desk.Begins(async () => closed = await desk.Session.Executor.CloseAsync(ticket, null, Operator, TestContext.Current.CancellationToken));
        desk.Idles(TimeSpan.FromSeconds(2));
        desk.StopOf(exposed).ShouldNotBeNull();
        closed!.Outcome.ShouldBe(WriteOutcome.Accepted, closed.Reason);
    }

    [Fact]
    public void A_broker_that_takes_no_call_is_told_and_the_ticket_is_given_back()
    {
        using var desk = Desk();
        var other = desk.OpensByHand();
        var ticket = desk.OpensByHand();
        desk.Faults.Add(new FaultCase(new Fault.Hang(TimeSpan.FromSeconds(30))) { Ticket = other });
        desk.SetsByHand(other, null);
        SetsTakeProfit(desk, ticket, 1.10500m).Reason.ShouldBe("The broker takes no call at the moment: waited 1.000 s");
        desk.Session.Locks.View().ShouldAllBe(held => held.Ticket == other);
    }

    [Fact]
    public void A_position_opened_through_us_is_under_protection_before_the_caller_hears_done()
    {
        using var desk = Desk(DeskSettings.Slow(40));
        var order = new OpeningOrder("EURUSD", Side.Long, new Lots(0.01m), new Price(1.09900m), null, 7, Operator);
        var opened = Asks(desk, async () =>
        {
            var result = await desk.Session.Opener.OpenAsync(order);
            desk.Session.Book.Find(result.Ticket!.Value).ShouldNotBeNull("the worker has it");
            return result;
        });

        opened.Result.Reason.ShouldBe("Opened, and under protection");
        desk.StopOf(opened.Ticket!.Value).ShouldBe(1.09900m, "the stop was inside the order");
        desk.Journal.All<OpenSettled>().Single().Opened.ShouldBe(opened.Ticket);
    }

    [Fact]
    public void An_opening_whose_answer_is_lost_is_found_by_its_comment_and_not_sent_again()
    {
        using var desk = Desk();
        desk.NextCall(GatewayCall.Open, new Fault.LoseAnswer());
        var opened = Asks(desk, () => desk.Session.Opener.OpenAsync(new OpeningOrder("EURUSD", Side.Short, new Lots(0.01m), null, null, 0, Operator)));
        opened.Result.Reason.ShouldBe("Unknown at first, then found open");
        desk.Broker.Positions.ShouldHaveSingleItem().Ticket.ShouldBe(opened.Ticket!.Value);
        desk.StopOf(opened.Ticket.Value).ShouldNotBeNull();
    }

    [Fact]
    public void An_opening_whose_answer_is_lost_and_whose_stop_is_hit_at_once_is_found_in_the_history()
    {
        using var desk = Desk();
        desk.NextCall(GatewayCall.Open, new Fault.LoseAnswer());
        // The way to the position list is slower than the market.
        desk.Broker.Traded += CloseAtOnce;
        var opened = Asks(desk, () => desk.Session.Opener.OpenAsync(new OpeningOrder("EURUSD", Side.Short, new Lots(0.01m), null, null, 7, Operator)));

        opened.Result.Outcome.ShouldBe(WriteOutcome.Accepted);
        opened.Result.Reason.ShouldBe("Opened, and closed again before it was seen");
        desk.Broker.Positions.ShouldBeEmpty();
        desk.Broker.Deals.Select(deal => deal.Position.Value).Distinct().ShouldBe([opened.Ticket!.Value.Value]);
        desk.Journal.All<OpenIntended>().ShouldHaveSingleItem("nothing is sent twice");

        void CloseAtOnce()
        {
            if (desk.Broker.Positions is [{ Magic: 7 } position]) desk.Broker.Close(position.Ticket);
        }
    }

    [Fact]
    public void An_opening_that_never_reached_the_broker_stays_unknown()
    {
        using var desk = Desk();
        desk.NextCall(GatewayCall.Open, new Fault.LoseRequest());
        var opened = Asks(desk, () => desk.Session.Opener.OpenAsync(new OpeningOrder("EURUSD", Side.Short, new Lots(0.01m), null, null, 7, Operator)));
        opened.Result.Outcome.ShouldBe(WriteOutcome.Unknown);
        opened.Ticket.ShouldBeNull();
        desk.Broker.Positions.ShouldBeEmpty();
    }

    [Fact]
    public void The_late_answer_of_an_opening_is_recorded_and_opens_nothing_twice()
    {
        using var desk = Desk(new DeskSettings { Gateway = new SimulatedGatewayOptions { AnswerDeadline = TimeSpan.FromSeconds(60) } });
        desk.NextCall(GatewayCall.Open, new Fault.Hang(TimeSpan.FromSeconds(20)));
        Asks(desk, () => desk.Session.Opener.OpenAsync(new OpeningOrder("EURUSD", Side.Short, new Lots(0.01m), null, null, 0, Operator)));
        desk.Idles(TimeSpan.FromSeconds(30));
        desk.Journal.All<OpenIntended>().ShouldHaveSingleItem();
        var late = desk.Journal.All<OpenSettled>().Last();
        late.Result.Reason.ShouldStartWith("The broker answered after 20.0 s, when nobody waited any more: ");
        desk.Broker.Positions.ShouldHaveSingleItem().Ticket.ShouldBe(late.Opened!.Value);
    }

    [Fact]
    public void An_opening_that_the_broker_refuses_opens_nothing_and_says_why()
    {
        using var desk = Desk();
        desk.NextCall(GatewayCall.Open, new Fault.Reject(TradeRetcode.NoMoney));
        var refused = Asks(desk, () => desk.Session.Opener.OpenAsync(new OpeningOrder("EURUSD", Side.Long, new Lots(0.01m), null, null, 0, Operator)));
        refused.Result.Outcome.ShouldBe(WriteOutcome.Rejected);
        refused.Result.Reason.ShouldBe("The broker refused: there is not enough money");
        refused.Ticket.ShouldBeNull();
        desk.Broker.Positions.ShouldBeEmpty();
    }
}
