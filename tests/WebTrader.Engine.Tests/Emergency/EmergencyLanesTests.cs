using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Core.Writing;
using WebTrader.Engine.Emergency;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Emergency;

/// <summary>The proof of an emergency stop has its times: of each try when it was asked, sent and answered, and when a reading had shown it done.</summary>
public sealed class EmergencyLanesTests
{
    private const int Latency = 80;
    private static readonly EmergencyStop All = new("e-1", EmergencyAction.Flatten, EmergencyScope.Everything, "anna", "", TradingDesk.Noon);

    private static TradingDesk Desk(int positions, int inFlight)
    {
        var reach = new SimulatedGatewayOptions { TradeLatency = TimeSpan.FromMilliseconds(Latency), ReadLatency = TimeSpan.FromMilliseconds(Latency), TradesInFlight = inFlight };
        var desk = new TradingDesk(new DeskSettings { Gateway = reach, Engine = DeskSettings.Talkative }).Starts();
        desk.Quote(1.10000m);
        for (var i = 0; i < positions; i++) desk.OpensByHand(stop: 1.09900m);
        desk.Idles(TimeSpan.FromSeconds(3));
        return desk;
    }

    private static EmergencyView View(TradingDesk desk) => desk.Session.Emergency.Views.ShouldHaveSingleItem();

    private static void Presses(TradingDesk desk, EmergencyStop stop) => desk.Begins(() =>
    {
        desk.Session.Emergency.Order(stop);
        return Task.CompletedTask;
    });

    private static EmergencyView Ends(TradingDesk desk)
    {
        for (var passed = 0; View(desk).State != EmergencyState.Proved && passed < 30_000; passed += 5) desk.PassesMilliseconds(5);
        View(desk).State.ShouldBe(EmergencyState.Proved, string.Join("; ", View(desk).Left));
        return View(desk);
    }

    private static string Say(EmergencyAttemptView attempt) =>
        $"slot {attempt.Slot}: asked {attempt.Asked.TotalMilliseconds}, sent {attempt.Sent?.TotalMilliseconds}, answered {attempt.Answered?.TotalMilliseconds}: {attempt.Outcome} {attempt.Retcode}";

    [Fact]
    public void Each_close_says_when_it_was_asked_sent_answered_and_seen_gone()
    {
        using var desk = Desk(positions: 3, inFlight: 1);
        Presses(desk, All);
        var view = Ends(desk);
        view.Lines.SelectMany(line => line.Attempts).OrderBy(attempt => attempt.Asked).Select(Say).ShouldBe(
        [
            "slot 1: asked 80, sent 80, answered 160: Accepted Done",
            "slot 1: asked 160, sent 160, answered 240: Accepted Done",
            "slot 1: asked 240, sent 240, answered 320: Accepted Done",
        ]);
        view.Rounds.ShouldHaveSingleItem().Readings.Select(reading => (reading.Began.TotalMilliseconds, reading.Ended.TotalMilliseconds)).ShouldBe([(320d, 400d), (400d, 480d)]);
        view.Lines.ShouldAllBe(line => line.SeenDone == TimeSpan.FromMilliseconds(400));
        view.Rounds[0].Since.ShouldBe(TimeSpan.Zero);
        view.Took.ShouldBe(TimeSpan.FromMilliseconds(480));
    }

    [Fact]
    public void While_it_runs_what_is_out_has_no_answer_yet_and_what_waits_has_no_try()
    {
        using var desk = Desk(positions: 3, inFlight: 2);
        Presses(desk, All);
        desk.PassesMilliseconds(100);
        var lines = View(desk).Lines;
        lines.Count(line => line.Attempts.Count == 0).ShouldBe(1);
        lines.SelectMany(line => line.Attempts).Select(Say).Order().ShouldBe(["slot 1: asked 80, sent 80, answered :  ", "slot 2: asked 80, sent 80, answered :  "]);
        lines.ShouldAllBe(line => line.SeenDone == null);
        View(desk).Rounds.ShouldHaveSingleItem().Readings.ShouldBeEmpty();
    }

    [Fact]
    public void A_refused_close_stays_on_record_beside_the_one_that_was_taken()
    {
        using var desk = Desk(positions: 1, inFlight: 1);
        desk.NextCall(GatewayCall.Close, new Fault.Reject(TradeRetcode.Requote));
        Presses(desk, All);
        var attempts = Ends(desk).Lines.ShouldHaveSingleItem().Attempts;
        attempts.Select(attempt => (attempt.Outcome, attempt.Retcode)).ShouldBe([(WriteOutcome.Rejected, TradeRetcode.Requote), (WriteOutcome.Accepted, TradeRetcode.Done)]);
        attempts[1].Asked.ShouldBeGreaterThanOrEqualTo(attempts[0].Answered!.Value);
    }

    [Fact]
    public void A_close_that_gets_no_answer_is_told_as_unknown_and_the_rest_of_its_time_is_not_its_slot()
    {
        using var desk = Desk(positions: 2, inFlight: 2);
        var hung = desk.Broker.Positions[0].Ticket;
        desk.Faults.Add(new FaultCase(new Fault.Hang(TimeSpan.FromSeconds(20))) { Ticket = hung, Call = GatewayCall.Close, Until = desk.Now + TimeSpan.FromSeconds(1) });
        Presses(desk, All);
        var line = Ends(desk).Lines.Single(line => line.Ticket == hung);
        line.Attempts[0].Outcome.ShouldBe(WriteOutcome.Unknown);
        line.Attempts[0].Retcode.ShouldBeNull();
        (line.Attempts[0].Answered!.Value - line.Attempts[0].Sent!.Value).ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Calls_at_once_stand_in_slots_of_their_own_and_the_broker_is_never_left_with_a_free_one()
    {
        using var desk = Desk(positions: 60, inFlight: 8);
        Presses(desk, All);
        var attempts = Ends(desk).Lines.SelectMany(line => line.Attempts).ToList();
        attempts.Count.ShouldBe(60);
        attempts.Select(attempt => attempt.Slot!.Value).Distinct().Order().ShouldBe(Enumerable.Range(1, 8));
        foreach (var slot in attempts.GroupBy(attempt => attempt.Slot!.Value))
        {
            var inOrder = slot.OrderBy(attempt => attempt.Sent).ToList();
            inOrder.Zip(inOrder.Skip(1)).ShouldAllBe(pair => pair.First.Answered <= pair.Second.Sent);
        }
    }

    [Fact]
    public void What_is_opened_after_the_proof_begins_another_round_and_the_first_proof_stays_on_record()
    {
        using var desk = Desk(positions: 1, inFlight: 1);
        Presses(desk, All);
        Ends(desk);
        desk.PassesSeconds(5);
        var first = View(desk).Rounds.ShouldHaveSingleItem();
        first.Readings.Count.ShouldBe(2, "what is watched afterwards changes nothing of the proof");
        desk.OpensByHand();
        desk.PassesMilliseconds(200);
        View(desk).Rounds[^1].Readings.ShouldBeEmpty();
        var again = Ends(desk);
        again.Rounds.Count.ShouldBe(2);
        again.Rounds[0].ShouldSatisfyAllConditions(round => round.Took.ShouldBe(first.Took), round => round.Readings.ShouldBe(first.Readings));
        var last = again.Rounds[1];
        last.Since.ShouldBeGreaterThan(TimeSpan.FromSeconds(5));
        last.Took.ShouldBe(again.Took);
        last.Readings.Count.ShouldBe(2);
        last.Readings.ShouldAllBe(reading => reading.Began >= last.Since);
        again.Lines[^1].Attempts.ShouldHaveSingleItem().Asked.ShouldBeGreaterThanOrEqualTo(last.Since);
    }

    [Fact]
    public void Of_many_rounds_the_first_and_the_latest_are_kept()
    {
        using var desk = Desk(positions: 1, inFlight: 1);
        Presses(desk, All);
        var first = Ends(desk).Rounds[0];
        for (var again = 0; again < 30; again++)
        {
            desk.OpensByHand();
            desk.PassesMilliseconds(2_500);
        }

        var rounds = Ends(desk).Rounds;
        rounds.Count.ShouldBe(21);
        rounds[0].Took.ShouldBe(first.Took);
        rounds[^1].Since.ShouldBeGreaterThan(TimeSpan.FromSeconds(70));
        rounds.Zip(rounds.Skip(1)).ShouldAllBe(pair => pair.First.Since < pair.Second.Since);
    }

    [Fact]
    public void Of_a_close_that_is_refused_for_hours_the_latest_tries_are_kept()
    {
        using var desk = Desk(positions: 1, inFlight: 1);
        desk.For(TimeSpan.FromHours(1), GatewayCall.Close, new Fault.Reject(TradeRetcode.TradeDisabled));
        Presses(desk, All);
        desk.PassesSeconds(600);
        var line = View(desk).Lines.ShouldHaveSingleItem();
        line.Tries.ShouldBeGreaterThan(12);
        line.Attempts.Count.ShouldBe(12);
        line.Attempts[^1].Asked.ShouldBeGreaterThan(TimeSpan.FromSeconds(500));
    }

    [Fact]
    public void A_tightened_stop_says_when_it_was_sent_and_seen_at_its_place()
    {
        using var desk = Desk(positions: 3, inFlight: 2);
        Presses(desk, All with { Action = EmergencyAction.Tighten });
        var view = Ends(desk);
        view.Lines.ShouldAllBe(line => line.Attempts.Count == 1 && line.Attempts[0].Sent >= line.Attempts[0].Asked && line.Attempts[0].Answered <= line.SeenDone);
        view.Rounds.ShouldHaveSingleItem().Readings.ShouldBeEmpty("each is read back by itself");
    }
}
