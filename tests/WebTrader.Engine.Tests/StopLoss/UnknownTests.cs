using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Book;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.StopLoss;

/// <summary>What happens when nobody knows what came of a write.</summary>
public class UnknownTests
{
    private static TradingDesk Desk(int inFlight = 1, double answerDeadline = 60)
    {
        var gateway = new SimulatedGatewayOptions { TradesInFlight = inFlight, AnswerDeadline = TimeSpan.FromSeconds(answerDeadline) };
        var desk = new TradingDesk(new DeskSettings { Gateway = gateway }).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    private static Ticket Trailing(TradingDesk desk, Fault fault)
    {
        var ticket = desk.OpensByHand();
        desk.NextCall(GatewayCall.SetStop, fault);
        desk.Gateway.Stops.Clear();
        desk.Quote(1.10050m);
        return ticket;
    }

    [Fact]
    public void A_lost_answer_with_effect_is_settled_by_reading_back_without_a_second_write()
    {
        using var desk = Desk();
        var ticket = Trailing(desk, new Fault.LoseAnswer());
        desk.PassesSeconds(2.9);
        desk.Settled(ticket).Count.ShouldBe(1, "only the hard stop");
        desk.Idles(TimeSpan.FromSeconds(10));

        desk.LastOutcome(ticket).Outcome.ShouldBe(WriteOutcome.Accepted);
        desk.LastOutcome(ticket).Reason.ShouldBe("Unknown at first, then read back");
        desk.Gateway.Stops.Count.ShouldBe(1);
        desk.Row(ticket).Rule.ShouldBe(RuleName.StepTrailing);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Protected);
    }

    [Fact]
    public void A_lost_request_without_effect_is_not_repeated_before_it_is_settled()
    {
        using var desk = Desk();
        var ticket = Trailing(desk, new Fault.LoseRequest());
        desk.Idles(TimeSpan.FromSeconds(10));

        desk.LastOutcome(ticket).Outcome.ShouldBe(WriteOutcome.Unknown);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Ambiguous);
        desk.Gateway.Stops.Count.ShouldBe(1);
        desk.StopOf(ticket).ShouldBe(1.09802m, "the older stop is in force");

        desk.Idles(TimeSpan.FromSeconds(60));
        desk.StopOf(ticket).ShouldBe(1.10032m, "after the limit nothing can come of it any more");
        desk.Row(ticket).State.ShouldBe(ProtectionState.Protected);
    }

    [Fact]
    public void A_later_answer_of_a_broker_that_takes_one_call_at_a_time_settles_it()
    {
        using var desk = Desk();
        var ticket = Trailing(desk, new Fault.LoseRequest());
        desk.Idles(TimeSpan.FromSeconds(5));
        desk.OpensByHand(side: Side.Short);
        desk.Idles(TimeSpan.FromSeconds(2));
        desk.StopOf(ticket).ShouldBe(1.10032m);
    }

    [Fact]
    public void A_naked_position_does_not_wait_for_a_lost_request()
    {
        using var desk = Desk();
        desk.NextCall(GatewayCall.SetStop, new Fault.LoseRequest());
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(3.5);
        desk.StopOf(ticket).ShouldBe(1.09802m);
    }

    [Fact]
    public void A_call_that_hangs_is_ambiguous_after_3_seconds_while_it_is_still_under_way()
    {
        using var desk = Desk(answerDeadline: 60);
        var ticket = Trailing(desk, new Fault.Hang(TimeSpan.FromSeconds(20)));
        desk.Idles(TimeSpan.FromSeconds(2.9));
        desk.Row(ticket).State.ShouldNotBe(ProtectionState.Ambiguous);
        desk.Idles(TimeSpan.FromSeconds(0.2));
        desk.Row(ticket).State.ShouldBe(ProtectionState.Ambiguous);
        desk.Idles(TimeSpan.FromSeconds(18));

        desk.StopOf(ticket).ShouldBe(1.10032m);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Protected);
        desk.Gateway.Stops.Count.ShouldBe(1);
    }

    [Fact]
    public void A_hanging_call_does_not_hold_up_other_tickets_where_the_broker_takes_several()
    {
        using var desk = Desk(inFlight: 2, answerDeadline: 60);
        Trailing(desk, new Fault.Hang(TimeSpan.FromSeconds(20)));
        var other = desk.OpensByHand();
        desk.StopOf(other).ShouldBe(1.09852m);
    }

    [Fact]
    public void A_late_effect_is_recognised_as_ours()
    {
        using var desk = Desk(inFlight: 2);
        var ticket = Trailing(desk, new Fault.ActLate(TimeSpan.FromSeconds(2)));
        desk.Row(ticket).State.ShouldBe(ProtectionState.Ambiguous);
        desk.Idles(TimeSpan.FromSeconds(4));

        desk.StopOf(ticket).ShouldBe(1.10032m);
        desk.Row(ticket).Rule.ShouldBe(RuleName.StepTrailing);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Protected);
        desk.Journal.All<ChangedByOthers>().ShouldBeEmpty();
        desk.Quote(1.10032m);
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.TrailingStop);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_late_effect_never_leaves_a_looser_stop(int inFlight)
    {
        using var desk = Desk(inFlight);
        var ticket = Trailing(desk, new Fault.ActLate(TimeSpan.FromSeconds(20)));
        desk.Walks(1.10109m);
        desk.OpensByHand(side: Side.Short);
        desk.Idles(TimeSpan.FromSeconds(13));
        desk.Gateway.Stops.Count(write => write.Ticket == ticket).ShouldBe(1, "while the first may still arrive, no tighter one is sent");
        desk.Row(ticket).State.ShouldBe(ProtectionState.Ambiguous);

        desk.Idles(TimeSpan.FromSeconds(3));

        desk.StopOf(ticket).ShouldBe(1.10092m, "the first has arrived, and the tighter one has followed it");
        desk.Gateway.Stops.Where(write => write.Ticket == ticket).Select(write => write.Stop.Value).ShouldBe([1.10032m, 1.10092m]);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Protected);
    }

    [Fact]
    public void A_naked_position_is_sent_the_same_stop_again_and_a_tighter_one_only_when_both_are_accounted_for()
    {
        using var desk = Desk(inFlight: 3);
        desk.NextCall(GatewayCall.SetStop, new Fault.ActLate(TimeSpan.FromSeconds(10)));
        var ticket = desk.OpensByHand();
        desk.Idles(TimeSpan.FromSeconds(0.5));
        desk.StopOf(ticket).ShouldBe(1.09802m, "it did not wait");
        desk.Row(ticket).State.ShouldBe(ProtectionState.Ambiguous, "the first one is still on its way");
        desk.Quote(1.10050m);
        desk.Idles(TimeSpan.FromSeconds(30));
        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.Idles(TimeSpan.FromSeconds(35));
        desk.StopOf(ticket).ShouldBe(1.10032m);
        desk.Gateway.Stops.Select(write => write.Stop.Value).ShouldBe([1.09802m, 1.09802m, 1.10032m]);
    }

    [Fact]
    public void Of_two_equal_stops_in_the_air_the_arrival_of_one_says_nothing_of_the_other()
    {
        using var desk = Desk(inFlight: 3);
        desk.NextCall(GatewayCall.SetStop, new Fault.Hang(TimeSpan.FromSeconds(8)));
        var ticket = desk.OpensByHand();
        desk.NextCall(GatewayCall.SetStop, new Fault.ActLate(TimeSpan.FromSeconds(20)));
        desk.For(TimeSpan.FromSeconds(8), GatewayCall.SetStop, new Fault.Reject(TradeRetcode.Locked));
        desk.PassesSeconds(9);
        desk.StopOf(ticket).ShouldBe(1.09802m, "the first has arrived");
        desk.Walks(1.10109m);
        desk.Idles(TimeSpan.FromSeconds(20));
        desk.StopOf(ticket).ShouldBe(1.09802m, "the second could still have come until now");
        desk.Row(ticket).State.ShouldBe(ProtectionState.Ambiguous);
        desk.Idles(TimeSpan.FromSeconds(60));
        desk.StopOf(ticket).ShouldBe(1.10092m);
    }

    [Fact]
    public void A_naked_position_does_not_wait_for_a_stop_that_the_price_has_left_behind()
    {
        using var desk = Desk(inFlight: 3);
        var ticket = Trailing(desk, new Fault.ActLate(TimeSpan.FromSeconds(30)));
        desk.Idles(TimeSpan.FromSeconds(5));
        desk.Quote(1.10020m);
        desk.SetsByHand(ticket, stop: null);
        desk.Settles();
        desk.StopOf(ticket).ShouldBe(1.10012m, "1.10032 is beyond the price");
        desk.Row(ticket).State.ShouldBe(ProtectionState.Ambiguous, "it may still arrive, and can only be tighter");
        desk.Quote(1.10050m);
        desk.Idles(TimeSpan.FromSeconds(30));
        desk.StopOf(ticket).ShouldBe(1.10032m);
        desk.Row(ticket).Rule.ShouldBe(RuleName.StepTrailing);
    }

    [Fact]
    public void A_naked_position_whose_close_was_lost_gets_its_stop_when_the_price_comes_back()
    {
        using var desk = Desk(inFlight: 3);
        desk.NextCall(GatewayCall.Close, new Fault.LoseRequest());
        desk.For(TimeSpan.FromSeconds(2), GatewayCall.SetStop, new Fault.Reject(TradeRetcode.Locked));
        var ticket = desk.OpensByHand();
        desk.Quote(1.09790m);
        desk.PassesMilliseconds(300);
        desk.Gateway.Closes.Count.ShouldBe(1);
        desk.Quote(1.10000m);
        desk.Idles(TimeSpan.FromSeconds(6));
        desk.IsOpen(ticket).ShouldBeTrue();
        desk.StopOf(ticket).ShouldBe(1.09802m);
    }

    [Fact]
    public void A_naked_position_gets_its_stop_although_nothing_can_be_read_back()
    {
        using var desk = Desk(inFlight: 3);
        desk.NextCall(GatewayCall.SetStop, new Fault.LoseRequest());
        desk.For(TimeSpan.FromSeconds(20), GatewayCall.ReadPosition, new Fault.FailRead("the terminal does not answer"));
        var ticket = desk.OpensByHand();
        desk.Idles(TimeSpan.FromSeconds(6));
        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.Gateway.Stops.Count.ShouldBeLessThanOrEqualTo(4, "and it does not become a storm");
        desk.Idles(TimeSpan.FromSeconds(60));
        desk.Row(ticket).State.ShouldBe(ProtectionState.Protected);
    }

    [Fact]
    public void However_many_attempts_were_lost_a_naked_position_is_tried_again_in_seconds()
    {
        using var desk = Desk(inFlight: 9);
        desk.NextCall(GatewayCall.SetStop, new Fault.LoseRequest(), times: 5);
        var ticket = desk.OpensByHand();
        desk.Idles(TimeSpan.FromSeconds(25));
        desk.StopOf(ticket).ShouldBe(1.09802m);
    }

    [Fact]
    public void A_late_answer_is_recorded_and_settles_what_it_answers()
    {
        using var desk = Desk(inFlight: 2);
        var ticket = Trailing(desk, new Fault.Hang(TimeSpan.FromSeconds(10)));
        desk.Idles(TimeSpan.FromSeconds(9));
        desk.Row(ticket).State.ShouldBe(ProtectionState.Ambiguous);
        desk.LastOutcome(ticket).Reason.ShouldBe("The broker did not answer: no answer within 3.0 s");
        desk.Session.View.Locks().Unsettled.Single().Holder.ShouldBe("the stop writer");

        desk.Idles(TimeSpan.FromSeconds(2));

        var late = desk.Journal.All<LateAnswer>().ShouldHaveSingleItem();
        late.Said.ShouldBe("10009 done");
        late.Ticket.ShouldBe(ticket);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Protected);
        desk.StopOf(ticket).ShouldBe(1.10032m);
        desk.Gateway.Stops.Count.ShouldBe(1);
    }

    [Fact]
    public void After_a_crash_a_stop_that_may_still_arrive_is_waited_for()
    {
        using var desk = Desk(inFlight: 2);
        var ticket = Trailing(desk, new Fault.ActLate(TimeSpan.FromSeconds(20)));
        desk.Crashes();
        desk.Starts();
        desk.Walks(1.10109m);
        desk.Idles(TimeSpan.FromSeconds(10));
        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Ambiguous);
        desk.Idles(TimeSpan.FromSeconds(8));
        desk.StopOf(ticket).ShouldBe(1.10092m, "the old one has arrived, and the tighter one has followed");
    }

    [Fact]
    public void After_a_crash_a_stop_that_may_still_arrive_is_waited_for_even_where_another_call_has_set_it_meanwhile()
    {
        using var desk = Desk(inFlight: 3);
        desk.NextCall(GatewayCall.SetStop, new Fault.ActLate(TimeSpan.FromSeconds(20)));
        var ticket = desk.OpensByHand();
        desk.Idles(TimeSpan.FromSeconds(1));
        desk.StopOf(ticket).ShouldBe(1.09802m, "the second attempt has set it, the first is still on its way");
        desk.Crashes();
        desk.Starts();
        desk.Walks(1.10109m);
        desk.Idles(TimeSpan.FromSeconds(25));
        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.Idles(TimeSpan.FromSeconds(40));
        desk.StopOf(ticket).ShouldBe(1.10092m);
    }

    [Fact]
    public void The_position_is_closed_while_the_outcome_is_unknown_and_nothing_more_is_sent()
    {
        using var desk = Desk();
        var ticket = Trailing(desk, new Fault.LoseRequest());
        desk.Idles(TimeSpan.FromSeconds(3.5));
        desk.ClosesByHand(ticket);
        desk.Idles(TimeSpan.FromSeconds(5));

        desk.Gateway.Stops.Count.ShouldBe(1);
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.ManualDesktop);
        desk.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void A_lost_close_is_tried_again_and_recorded_once()
    {
        using var desk = Desk();
        var wide = SymbolSpecs.EurUsd.Spec with { StopsLevel = 400 };
        desk.Broker.ChangeSymbol(TradingDesk.EurUsd, symbol => symbol with { Spec = wide });
        var ticket = desk.OpensByHand();
        desk.StopOf(ticket).ShouldBe(1.09600m);
        desk.NextCall(GatewayCall.Close, new Fault.LoseRequest());
        desk.Quote(1.09802m);
        desk.Idles(TimeSpan.FromSeconds(6));

        desk.IsOpen(ticket).ShouldBeFalse();
        desk.Gateway.Closes.Count.ShouldBe(2);
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.MaxRisk);
        desk.Session.Book.Open.ShouldBeEmpty();
    }

    [Fact]
    public void A_lost_answer_to_a_close_closes_once()
    {
        using var desk = Desk();
        desk.Broker.ChangeSymbol(TradingDesk.EurUsd, symbol => symbol with { Spec = symbol.Spec with { StopsLevel = 400 } });
        var ticket = desk.OpensByHand();
        desk.NextCall(GatewayCall.Close, new Fault.LoseAnswer());
        desk.Quote(1.09802m);
        desk.Idles(TimeSpan.FromSeconds(6));

        desk.Gateway.Closes.Count.ShouldBe(1);
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.MaxRisk);
    }

    [Fact]
    public void A_gateway_that_throws_leaves_an_unknown_outcome_and_not_a_hole_in_the_journal()
    {
        using var desk = Desk();
        desk.Gateway.OnSetStop = _ =>
        {
            desk.Gateway.OnSetStop = null;
            throw new IOException("the pipe is broken");
        };
        var ticket = desk.OpensByHand();
        desk.LastOutcome(ticket).Reason.ShouldContain("the pipe is broken");
        desk.LastOutcome(ticket).Outcome.ShouldBe(WriteOutcome.Unknown);
        desk.PassesSeconds(1);
        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.Journal.All<StopIntended>().Count().ShouldBe(desk.Journal.All<StopSettled>().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void After_a_storm_of_every_fault_each_position_has_its_stop_and_each_trade_its_record(ulong seed)
    {
        using var desk = new TradingDesk(DeskSettings.Slow(60, inFlight: (int)seed)).Starts();
        desk.Quote(1.10000m);
        foreach (var fault in new Fault[]
                 {
                     new Fault.Reject(TradeRetcode.Requote), new Fault.Hang(TimeSpan.FromSeconds(5)), new Fault.LoseAnswer(), new Fault.LoseRequest(),
                     new Fault.ActLate(TimeSpan.FromSeconds(2)), new Fault.PretendDone(), new Fault.FailRead("no"), new Fault.Disconnect(TimeSpan.FromSeconds(2)),
                 })
        {
            desk.Faults.Add(new FaultCase(fault) { PerMille = 30, Until = desk.Now + TimeSpan.FromMinutes(5) });
        }

        var random = new SplitMix(seed);
        var bid = 1.10000m;
        for (var until = desk.Now + TimeSpan.FromMinutes(5); desk.Now < until; desk.PassesMilliseconds(200))
        {
            if (random.Below(40) == 0) desk.OpensByHand(random.Below(2) == 0 ? Side.Long : Side.Short);
            desk.Quote(bid += 0.00001m * (random.Below(31) - 15));
        }

        desk.Idles(TimeSpan.FromMinutes(2));

        desk.Faults.Struck.ShouldBeGreaterThan(20);
        desk.Alarms.ShouldBeEmpty();
        desk.Broker.Positions.ShouldAllBe(position => position.StopLoss != null);
        desk.Session.Book.Open.Count.ShouldBe(desk.Broker.Positions.Count);
        var ended = desk.Broker.Deals.Where(deal => deal.Entry == DealEntry.Out).Select(deal => deal.Position).Order(Comparer<PositionId>.Create((a, b) => a.Value.CompareTo(b.Value)));
        desk.Journal.All<PositionClosed>().Select(closed => closed.Trade.Position).Order(Comparer<PositionId>.Create((a, b) => a.Value.CompareTo(b.Value))).ShouldBe(ended);
        desk.Journal.All<PositionClosed>().ShouldAllBe(closed => closed.Trade.Reason != CloseReason.ForeignStop && closed.Trade.Reason != CloseReason.Unknown);
    }
}
