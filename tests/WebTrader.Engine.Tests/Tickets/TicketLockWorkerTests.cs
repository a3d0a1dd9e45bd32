using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Book;
using WebTrader.Engine.Running;
using WebTrader.Engine.Tickets;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Tickets;

/// <summary>The ticket locks with everything around them: a worker, a monitor, a watchdog and a broker that misbehaves.</summary>
public sealed class TicketLockWorkerTests
{
    private static TradingDesk Desk(DeskSettings? settings = null)
    {
        var desk = new TradingDesk(settings).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    private static HeldTicket Takes(TradingDesk desk, Ticket ticket, string by, LockPriority priority = LockPriority.Protection) =>
        desk.Session.Locks.TryAcquire(new LockRequest(ticket, LockRoom.Caller(by), "a test", priority)).Held;

    [Fact]
    public void Row_1_A_worker_that_crashes_begins_again_with_growing_pauses_and_there_is_never_a_second_one()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Session.Worker.OnClockJump = () => throw new InvalidOperationException("a bug");
        for (var crash = 1; crash <= 3; crash++)
        {
            desk.Clock.WallSetBy += TimeSpan.FromMinutes(1);
            desk.PassesSeconds(0.2);
            desk.Session.WorkerRole.Restarts.ShouldBe(crash);
            desk.PassesSeconds(1);
            desk.Session.WorkerRole.State.ShouldBe(RoleState.Running);
        }

        Should.Throw<InvalidOperationException>(() => desk.Session.WorkerRole.Start()).Message.ShouldContain("runs already");
        Should.Throw<InvalidOperationException>(() => desk.Session.Worker.RunAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult()).Message.ShouldContain("a second one must not begin");
        desk.Walks(1.10050m);
        desk.StopOf(ticket).ShouldBe(1.10032m);
    }

    [Fact]
    public void Row_1_The_watchdog_has_a_worker_begin_again_only_after_its_old_loop_has_ended()
    {
        using var desk = Desk();
        desk.OpensByHand();
        var restarts = desk.Session.WorkerRole.Restarts;
        desk.Session.WorkerRole.Restart("a test says so");
        desk.PassesMilliseconds(1);
        desk.Session.WorkerRole.State.ShouldBe(RoleState.Restarting);
        desk.PassesSeconds(1);
        desk.Session.WorkerRole.State.ShouldBe(RoleState.Running);
        desk.Session.WorkerRole.Restarts.ShouldBe(restarts + 1);
        desk.Journal.All<AlarmRaised>().Single().Alarm.Text.ShouldContain("a test says so");
    }

    [Fact]
    public void Row_2_The_monitor_reads_every_5_seconds_and_at_once_on_a_trade_event_and_never_writes()
    {
        using var desk = Desk();
        desk.PassesSeconds(1);
        var readings = desk.Gateway.PositionReadings;
        desk.PassesSeconds(10);
        (desk.Gateway.PositionReadings - readings).ShouldBe(2);
        readings = desk.Gateway.PositionReadings;
        desk.OpensByHand();
        desk.Gateway.PositionReadings.ShouldBeGreaterThan(readings);
        desk.Stops().ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Row_6_A_ticket_that_somebody_else_holds_is_tried_again_and_the_journal_says_who_held_it()
    {
        var patient = new DeskSettings { Engine = new EngineOptions { Locks = new LockOptions { RevokeAfter = TimeSpan.FromMinutes(1) } } };
        using var desk = Desk(patient);
        var ticket = desk.OpensByHand();
        var held = Takes(desk, ticket, "an operator");
        desk.Quote(1.10050m);
        desk.PassesSeconds(4.5);
        desk.StopOf(ticket).ShouldBe(1.09802m);
        var denied = desk.Journal.All<LockDenied>().ToList();
        denied.Count.ShouldBe(2, "one for each time a caller would wait for more profit, not for each attempt");
        denied[0].Reason.ShouldStartWith($"Waited 2.0");
        denied[0].Reason.ShouldContain("held by an operator (a test) for 2.0");
        desk.Session.View.Locks().NotObtainedByHolder[LockCallerKind.ManualStop].ShouldBe(2);
        held.Dispose();
        desk.PassesMilliseconds(200);
        desk.StopOf(ticket).ShouldBe(1.10032m);
    }

    [Fact]
    public void Row_7_A_position_without_a_stop_is_protected_at_once_whoever_holds_its_ticket()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        var slow = Takes(desk, ticket, "somebody slow");
        desk.SetsByHand(ticket, null);
        desk.StopOf(ticket).ShouldBe(1.09802m);
        slow.IsCurrent.ShouldBeFalse();
        desk.Journal.All<HoldingReleased>().ShouldAllBe(released => released.Holder != "somebody slow");
        desk.Journal.All<HoldingRevoked>().ShouldHaveSingleItem().Holder.ShouldBe("somebody slow");
    }

    [Fact]
    public void Row_7_Where_the_holder_is_at_the_broker_an_exposed_position_waits_before_everybody_else_and_delays_no_other()
    {
        using var desk = Desk(DeskSettings.Slow(40, inFlight: 2));
        var ticket = desk.OpensByHand();
        var other = desk.OpensByHand();
        desk.PassesSeconds(1);
        var holder = Takes(desk, ticket, "a close");
        holder.Depart(TimeSpan.FromSeconds(3));
        var waiting = desk.Session.Locks.AcquireAsync(new LockRequest(ticket, LockRoom.Caller("an operator"), "a test"), TestContext.Current.CancellationToken).AsTask();
        desk.SetsByHand(ticket, null);
        desk.SetsByHand(other, null);
        desk.PassesMilliseconds(100);
        desk.StopOf(other).ShouldBe(1.09802m, "it has nothing to do with the other ticket");
        desk.StopOf(ticket).ShouldBeNull();

        desk.PassesMilliseconds(400);
        holder.Return();
        holder.Dispose();
        desk.PassesMilliseconds(20);
        desk.Session.View.Locks().Held.Single().Holder.ShouldBe("the stop writer", "it came last and goes first");
        waiting.IsCompleted.ShouldBeFalse();
        desk.PassesMilliseconds(30);
        desk.StopOf(ticket).ShouldBe(1.09802m);
    }

    [Fact]
    public void Row_8_A_late_holder_finds_the_door_closed()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        var late = Takes(desk, ticket, "late");
        desk.PassesSeconds(2.2);
        late.IsCurrent.ShouldBeFalse("the watchdog has revoked it");
        var calls = desk.Wire.TradeCalls;
        TradeAnswer? answer = null;
        desk.Begins(async () => answer = (await desk.Session.Gateway.SetStopAsync(late, new StopWrite(late.Token, ticket, new PositionId(ticket.Value), "EURUSD", new Price(1.09900m), null), MessagePurpose.Protection)).Answer);

        answer.ShouldBeOfType<TradeAnswer.NotSent>().Reason.ShouldBe($"token {late.Token} is not the holding of ticket {ticket} any more");
        desk.Session.View.Locks().RefusedWrites.ShouldBe(1);
        desk.Wire.TradeCalls.ShouldBe(calls);
        desk.StopOf(ticket).ShouldBe(1.09802m);
    }

    [Fact]
    public void Row_8_A_holding_is_no_right_to_another_ticket()
    {
        using var desk = Desk();
        var mine = desk.OpensByHand();
        var other = desk.OpensByHand();
        using var held = Takes(desk, mine, "mine");
        TradeAnswer? answer = null;
        desk.Begins(async () => answer = (await desk.Session.Gateway.CloseAsync(held, new CloseWrite(held.Token, other, new PositionId(other.Value), "EURUSD", Side.Long, new Lots(0.01m), ""))).Answer);
        answer.ShouldBeOfType<TradeAnswer.NotSent>();
        desk.IsOpen(other).ShouldBeTrue();
    }

    [Fact]
    public void Row_8_What_may_still_arrive_is_never_shown_as_protected_and_a_position_without_a_stop_may_be_closed_meanwhile()
    {
        using var desk = Desk(new DeskSettings { Gateway = new SimulatedGatewayOptions { TradesInFlight = 4 } });
        desk.For(TimeSpan.FromMinutes(5), GatewayCall.SetStop, new Fault.LoseRequest());
        var ticket = desk.OpensByHand();
        desk.Idles(TimeSpan.FromSeconds(5));
        desk.Row(ticket).State.ShouldBe(ProtectionState.Ambiguous);
        desk.Quote(1.09800m);
        desk.Idles(TimeSpan.FromSeconds(2));
        desk.IsOpen(ticket).ShouldBeFalse();
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.MaxRisk);
    }

    [Fact]
    public void Row_10_With_a_call_hung_for_a_minute_the_other_199_positions_are_judged_at_once_and_the_hung_one_is_shown_with_its_holder()
    {
        using var desk = Desk(DeskSettings.Slow(1, inFlight: 8) with { Engine = DeskSettings.Talkative });
        var tickets = Enumerable.Range(0, 200).Select(_ => desk.OpensByHand()).ToList();
        desk.PassesSeconds(2);
        var hung = tickets[100];
        desk.Faults.Add(new FaultCase(new Fault.Hang(TimeSpan.FromSeconds(60))) { Ticket = hung, Call = GatewayCall.SetStop, Times = 1 });
        desk.Quote(1.10050m);
        var worst = TimeSpan.Zero;
        for (var step = 0; step < 590; step++)
        {
            desk.PassesMilliseconds(50);
            var oldest = desk.Session.View.Positions().Where(row => row.Ticket != hung).Max(row => row.EvaluationAgeMs);
            worst = TimeSpan.FromMilliseconds(Math.Max(worst.TotalMilliseconds, oldest));
            desk.Quote(1.10050m + (0.00001m * (step % 3)));
            desk.PassesMilliseconds(50);
        }

        worst.ShouldBeLessThan(TimeSpan.FromMilliseconds(250));
        desk.Row(hung).State.ShouldBe(ProtectionState.Ambiguous);
        var shown = desk.Session.View.Locks().Unsettled.ShouldHaveSingleItem();
        shown.Ticket.ShouldBe(hung);
        shown.Holder.ShouldBe("the stop writer");
        shown.SentMs.ShouldBeGreaterThan(55_000);
        tickets.Where(ticket => ticket != hung).ShouldAllBe(ticket => desk.StopOf(ticket) > 1.1m);
    }

    [Fact]
    public void Row_10_An_idle_account_and_a_quiet_market_raise_nothing_and_restart_nobody()
    {
        using var desk = Desk();
        desk.OpensByHand();
        desk.PassesSeconds(3600);
        desk.Alarms.ShouldBeEmpty();
        desk.Session.Watchdog.Standing.ShouldBeEmpty();
        desk.Session.WorkerRole.Restarts.ShouldBe(0);
        var worker = desk.Session.View.Health().Worker;
        worker.EvaluationAgeMs.ShouldBe(0, "nothing waits to be judged");
        worker.Unseen.ShouldBe(1, "its last quote is an hour old");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Killed_in_mid_call_and_started_again_50_times_there_is_one_writer_each_time_and_no_stop_is_ever_loosened(int inFlight)
    {
        using var desk = Desk(DeskSettings.Slow(60, inFlight));
        var random = new SplitMix((ulong)inFlight);
        var tickets = Enumerable.Range(0, 12).Select(_ => desk.OpensByHand()).ToList();
        var confirmed = new Dictionary<Ticket, decimal>();
        var bid = 1.10000m;
        var newest = default(FencingToken);
        for (var life = 0; life < 50; life++)
        {
            var gateway = desk.Gateway;
            desk.Faults.Add(new FaultCase(new Fault.ActLate(TimeSpan.FromMilliseconds(500 + random.Below(4_000)))) { Call = GatewayCall.SetStop, PerMille = 150 });
            for (var step = 0; step < 20 + random.Below(30); step++)
            {
                bid += 0.00001m * (random.Below(31) - 13);
                desk.Quote(bid);
                desk.PassesMilliseconds(20 + random.Below(60));
                Check();
            }

            desk.Crashes();
            gateway.Stops.Select(write => write.Token.Epoch).Distinct().Count().ShouldBeLessThanOrEqualTo(1);
            foreach (var write in gateway.Stops)
            {
                write.Token.ShouldBeGreaterThan(newest, "every write carries a larger token than all before it, of this life or another");
                newest = write.Token;
            }

            desk.Starts();
        }

        desk.Idles(TimeSpan.FromMinutes(2));
        Check();
        desk.Session.Locks.View().ShouldBeEmpty("no ticket is locked for ever");
        desk.Broker.Positions.ShouldAllBe(position => position.StopLoss != null);

        void Check()
        {
            foreach (var position in desk.Broker.Positions)
            {
                if (position.StopLoss is not { } stop) continue;
                if (confirmed.TryGetValue(position.Ticket, out var before)) stop.Value.ShouldBeGreaterThanOrEqualTo(before, $"ticket {position.Ticket} in life {desk.Session.Epoch}");
                confirmed[position.Ticket] = stop.Value;
            }
        }
    }
}
