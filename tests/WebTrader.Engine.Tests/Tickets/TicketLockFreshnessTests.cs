using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Book;
using WebTrader.Engine.Intake;
using WebTrader.Engine.Tickets;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Tickets;

/// <summary>What is written under a ticket lock is written from what is true then, and what is told of it is true too.</summary>
public sealed class TicketLockFreshnessTests
{
    private static TradingDesk Desk(double readMs = 0, EngineOptions? engine = null)
    {
        var gateway = new SimulatedGatewayOptions { ReadLatency = TimeSpan.FromMilliseconds(readMs), TradesInFlight = 2 };
        var desk = new TradingDesk(new DeskSettings { Gateway = gateway, Engine = engine ?? new EngineOptions() }).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    [Fact]
    public void Row_9_A_stop_that_was_tightened_by_hand_a_moment_ago_is_not_loosened()
    {
        using var desk = Desk(readMs: 50);
        var ticket = desk.OpensByHand();
        desk.Quote(1.10050m);
        desk.PassesSeconds(1);
        desk.StopOf(ticket).ShouldBe(1.10032m);
        desk.SetsByHand(ticket, stop: 1.10048m);
        desk.Quote(1.10061m);
        desk.PassesSeconds(1);
        desk.StopOf(ticket).ShouldBe(1.10048m, "the rules want 1.10042");
    }

    [Fact]
    public void Row_9_A_take_profit_that_was_set_by_hand_a_moment_ago_is_not_lost_with_a_stop_move()
    {
        using var desk = Desk(readMs: 50);
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(1);
        desk.SetsByHand(ticket, stop: desk.StopOf(ticket), takeProfit: 1.10500m);
        desk.Quote(1.10050m);
        desk.PassesSeconds(1);
        desk.StopOf(ticket).ShouldBe(1.10032m);
        desk.AtBroker(ticket).TakeProfit!.Value.Value.ShouldBe(1.10500m);
    }

    [Fact]
    public void Row_7_A_loss_that_comes_to_max_risk_is_closed_at_once_whatever_was_refused_before()
    {
        using var desk = Desk();
        desk.For(TimeSpan.FromMinutes(1), GatewayCall.SetStop, new Fault.Reject(TradeRetcode.Locked));
        var ticket = desk.OpensByHand(stop: 1.09000m);
        desk.PassesSeconds(20);
        desk.Quote(1.09800m);
        desk.Settles();
        desk.IsOpen(ticket).ShouldBeFalse("its stop is beyond max risk, and could not be moved");
    }

    [Fact]
    public void Row_7_A_close_at_max_risk_waits_for_no_reading()
    {
        using var desk = Desk(readMs: 1);
        desk.For(TimeSpan.FromMinutes(1), GatewayCall.SetStop, new Fault.Reject(TradeRetcode.Locked));
        var ticket = desk.OpensByHand(stop: 1.09000m);
        desk.PassesSeconds(20);
        desk.For(TimeSpan.FromSeconds(20), GatewayCall.ReadPosition, new Fault.Hang(TimeSpan.FromSeconds(4)));
        desk.For(TimeSpan.FromSeconds(20), GatewayCall.ReadPositions, new Fault.Hang(TimeSpan.FromSeconds(4)));
        desk.OpensByHand(side: Side.Short, stop: 1.10100m);
        desk.Quote(1.09800m);
        desk.PassesMilliseconds(10);
        desk.IsOpen(ticket).ShouldBeFalse();
    }

    [Fact]
    public void Row_7_A_stop_looser_than_the_hard_stop_is_put_back_although_nothing_can_be_read()
    {
        using var desk = Desk(readMs: 1);
        desk.For(TimeSpan.FromSeconds(10), GatewayCall.SetStop, new Fault.Reject(TradeRetcode.Locked));
        var ticket = desk.OpensByHand(stop: 1.09000m);
        desk.PassesSeconds(9);
        desk.For(TimeSpan.FromSeconds(20), GatewayCall.ReadPosition, new Fault.FailRead("no"));
        desk.For(TimeSpan.FromSeconds(20), GatewayCall.ReadPositions, new Fault.FailRead("no"));
        desk.OpensByHand(side: Side.Short, stop: 1.10100m);
        desk.PassesSeconds(4);
        desk.StopOf(ticket).ShouldBe(1.09802m);
    }

    [Fact]
    public void Row_6_A_wait_that_was_made_of_many_attempts_is_told_as_long_as_it_was()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        var other = desk.Session.Locks.TryAcquire(new LockRequest(ticket, LockRoom.Caller("somebody"), "a test")).Held;
        desk.Quote(1.10050m);
        desk.PassesMilliseconds(500);
        other.Dispose();
        desk.PassesMilliseconds(150);
        desk.StopOf(ticket).ShouldBe(1.10032m);
        var locks = desk.Session.View.Locks();
        locks.Wait.MaxMs!.Value.ShouldBeInRange(490m, 660m);
        locks.Contended.ShouldBe(1);
    }

    [Fact]
    public void Row_8_What_may_still_arrive_is_not_shown_as_protected_while_its_reading_hangs_either()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(1);
        desk.NextCall(GatewayCall.SetStop, new Fault.LoseRequest());
        desk.NextCall(GatewayCall.ReadPosition, new Fault.Hang(TimeSpan.FromSeconds(4)));
        desk.Quote(1.10050m);
        desk.PassesSeconds(3.2);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Ambiguous);
    }

    [Fact]
    public void Row_7_An_emergency_is_not_turned_away_because_the_line_is_full_or_because_nobody_waits_here()
    {
        using var room = new LockRoom(new LockOptions { WaitersAtMost = 1, Attempts = 1 });
        var holder = room.Takes("holder");
        holder.Depart(TimeSpan.FromSeconds(3)).ShouldBeNull();
        var emergency = room.Waits("emergency", LockPriority.Emergency);
        emergency.IsCompleted.ShouldBeFalse();
        holder.Return();
        room.Settles();
        LockRoom.Held(emergency).IsCurrent.ShouldBeTrue();
    }

    [Fact]
    public void Row_10_The_age_of_what_waits_is_that_of_its_oldest_quote()
    {
        var intake = new QuoteIntake();
        foreach (var at in new[] { 100L, 200, 300 }) intake.Take(new Quote("EURUSD", new Price(1.1m), new Price(1.1m), TradingDesk.Noon, at)).ShouldBeTrue();
        intake.Of("EURUSD").DirtySince.ShouldBe(100);
    }

    [Fact]
    public void Row_10_A_worker_that_may_sleep_for_ten_seconds_is_not_taken_for_one_that_hangs()
    {
        using var desk = Desk(engine: new EngineOptions { StopLoss = new StopLossOptions { MaxCycle = TimeSpan.FromSeconds(10) } });
        desk.OpensByHand();
        desk.PassesSeconds(120);
        desk.Session.WorkerRole.Restarts.ShouldBe(0);
        desk.Session.Watchdog.Standing.ShouldBeEmpty();
    }

    [Fact]
    public void Row_1_A_session_that_is_left_behind_writes_nothing_any_more()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(1);
        var calls = desk.Wire.TradeCalls;
        desk.Session.Abandon();
        desk.Quote(1.10050m);
        desk.PassesSeconds(10);
        desk.Wire.TradeCalls.ShouldBe(calls);
        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.LastOutcome(ticket).Reason.ShouldContain("is over");
    }

    [Fact]
    public void What_happened_at_the_lock_of_a_position_can_still_be_seen_when_it_is_closed()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.ClosesByHand(ticket);
        desk.PassesSeconds(1);
        desk.Session.View.TicketLock(ticket)!.Events.ShouldContain(happened => happened.Kind == LockEventKind.Departed);
    }

    [Fact]
    public void Row_8_A_position_that_two_wrong_readings_left_out_comes_back_with_what_may_still_arrive()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(1);
        desk.NextCall(GatewayCall.SetStop, new Fault.LoseRequest());
        desk.Quote(1.10050m);
        desk.PassesSeconds(4);
        desk.Gateway.OnPositions = reading => ValueTask.FromResult(Reading<IReadOnlyList<Position>>.Of([], reading.Began));
        desk.PassesSeconds(6);
        desk.Session.Book.Open.ShouldBeEmpty();
        desk.Gateway.OnPositions = null;
        desk.PassesSeconds(6);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Ambiguous);
    }

    [Fact]
    public void Row_3_A_position_that_we_have_closed_ourselves_leaves_the_worker()
    {
        using var desk = Desk();
        desk.For(TimeSpan.FromMinutes(1), GatewayCall.SetStop, new Fault.Reject(TradeRetcode.Locked));
        var ticket = desk.OpensByHand();
        desk.Quote(1.09790m);
        desk.PassesSeconds(10);
        desk.IsOpen(ticket).ShouldBeFalse();
        var judged = desk.Session.Worker.Delays.Snapshot().Count;
        desk.Idles(TimeSpan.FromSeconds(10));
        desk.Session.Worker.Delays.Snapshot().Count.ShouldBe(judged, "no quote concerns anybody");
    }
}
