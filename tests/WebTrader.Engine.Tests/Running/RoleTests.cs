using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Engine.Alarms;
using WebTrader.Engine.Running;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Running;

/// <summary>Worker and monitor: stopping, failing, and a clock that jumps.</summary>
public class RoleTests
{
    private static TradingDesk Desk(DeskSettings? settings = null)
    {
        var desk = new TradingDesk(settings).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    [Fact]
    public void An_idle_session_stops_at_once()
    {
        using var desk = Desk();
        desk.OpensByHand();
        desk.Stops().ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(1));
        desk.Journal.All<SessionStopped>().ShouldHaveSingleItem().Reason.ShouldBe("a test says so");
    }

    [Fact]
    public void A_write_under_way_is_waited_for()
    {
        using var desk = Desk(DeskSettings.Slow(800));
        var ticket = desk.OpensByHand();
        desk.Stops().TotalSeconds.ShouldBeInRange(0.79, 0.81);
        desk.StopOf(ticket).ShouldNotBeNull();
        desk.Settled(ticket).Count.ShouldBe(1);
    }

    [Fact]
    public void A_write_that_hangs_holds_up_stopping_for_2_seconds()
    {
        using var desk = Desk(new DeskSettings { Gateway = new SimulatedGatewayOptions { AnswerDeadline = TimeSpan.FromMinutes(1) } });
        desk.NextCall(GatewayCall.SetStop, new Fault.Hang(TimeSpan.FromSeconds(30)));
        desk.OpensByHand();
        desk.Stops().TotalSeconds.ShouldBeInRange(1.99, 2.01);
        desk.Journal.All<SessionStopped>().Single().Reason.ShouldEndWith("not everything under way has ended");
    }

    [Fact]
    public void A_reading_that_hangs_is_given_up_when_stopping_and_is_no_alarm()
    {
        using var desk = Desk();
        desk.NextCall(GatewayCall.ReadPositions, new Fault.Hang(TimeSpan.FromSeconds(30)));
        desk.PassesSeconds(6);
        desk.Stops().TotalSeconds.ShouldBeLessThanOrEqualTo(0.01);
        desk.Journal.All<AlarmRaised>().ShouldBeEmpty();
    }

    [Fact]
    public void A_reading_that_cannot_be_given_up_holds_up_stopping_for_5_seconds_at_most()
    {
        using var desk = Desk();
        desk.Gateway.OnPositions = _ => new ValueTask<Reading<IReadOnlyList<Position>>>(new TaskCompletionSource<Reading<IReadOnlyList<Position>>>().Task);
        desk.PassesSeconds(6);
        desk.Stops().TotalSeconds.ShouldBeLessThanOrEqualTo(5.01);
        desk.Journal.All<AlarmRaised>().ShouldBeEmpty();
    }

    [Fact]
    public void A_monitor_that_fails_begins_again_with_growing_waits_and_an_alarm_until_it_runs_well()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        var failing = 0;
        desk.Gateway.OnPositions = _ => ++failing <= 4 ? throw new InvalidOperationException("a bug") : ValueTask.FromResult(Reading<IReadOnlyList<Position>>.Failed("later", default));
        desk.PassesSeconds(5);
        desk.Session.MonitorRole.State.ShouldBe(RoleState.Restarting);
        desk.Session.Alarms.Standing.ShouldHaveSingleItem().Text.ShouldBe("The position monitor failed and begins again in 0.1 s: a bug");

        desk.PassesMilliseconds(101 + 200 + 400);
        failing.ShouldBe(4);
        desk.Gateway.OnPositions = null;
        desk.PassesSeconds(2);
        desk.Session.MonitorRole.State.ShouldBe(RoleState.Running);
        desk.Session.MonitorRole.Restarts.ShouldBe(4);
        desk.Session.Book.Find(ticket).ShouldNotBeNull("the book knows what it knew");
        desk.Alarms.ShouldBe(["role-position monitor"]);

        var readings = desk.Gateway.PositionReadings;
        desk.PassesSeconds(10);
        desk.Alarms.ShouldBeEmpty();
        (desk.Gateway.PositionReadings - readings).ShouldBeInRange(2, 3, "one loop, not two");
    }

    [Fact]
    public void A_worker_that_fails_begins_again_and_protects()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Clock.FailNextWallReading();
        desk.PassesMilliseconds(101);
        desk.Session.WorkerRole.Restarts.ShouldBe(1);
        desk.PassesSeconds(1);
        desk.Quote(1.10050m);
        desk.StopOf(ticket).ShouldBe(1.10032m);
        var cycles = desk.Session.Worker.Cycles;
        desk.PassesSeconds(10);
        (desk.Session.Worker.Cycles - cycles).ShouldBeInRange(98, 102, "one loop, not two");
    }

    [Fact]
    public async Task The_waits_of_a_role_that_always_fails_grow_to_5_seconds_and_stay_there()
    {
        using var scheduler = new SessionScheduler();
        var time = new VirtualTime(scheduler, TradingDesk.Noon);
        var alarms = new AlarmBoard(new AccountId("a"), time, new RecordingJournal().NewLine());
        List<double> at = [];
        using var role = new RoleRunner("test", Fail, TimeSpan.Zero, time, alarms);
        _ = scheduler.StartAsync(() =>
        {
            role.Start();
            return Task.CompletedTask;
        });
        time.Advance(TimeSpan.FromSeconds(40));

        at.Zip(at.Skip(1), (first, second) => Math.Round(second - first, 1)).Take(9).ShouldBe([0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0, 5.0]);
        var failed = at.Count;
        Should.Throw<InvalidOperationException>(role.Start).Message.ShouldBe("The test runs already.");
        at.Count.ShouldBe(failed);
        var stopped = scheduler.StartAsync(role.StopAsync);
        scheduler.RunUntilIdle();
        await stopped;
        role.State.ShouldBe(RoleState.Stopped);

        // It takes a little longer each time than nothing at all, as everything does.
        async Task Fail(CancellationToken cancellation)
        {
            at.Add((time.GetUtcNow() - TradingDesk.Noon).TotalSeconds);
            await Task.Delay(TimeSpan.FromMilliseconds(1), time, cancellation);
            throw new InvalidOperationException("always");
        }
    }

    [Fact]
    public void A_role_that_ends_by_itself_is_begun_again_and_does_not_spin()
    {
        using var scheduler = new SessionScheduler();
        var time = new VirtualTime(scheduler, TradingDesk.Noon);
        var alarms = new AlarmBoard(new AccountId("a"), time, new RecordingJournal().NewLine());
        var begun = 0;
        using var role = new RoleRunner("test", _ => Task.FromResult(++begun), TimeSpan.Zero, time, alarms);
        _ = scheduler.StartAsync(() =>
        {
            role.Start();
            return Task.CompletedTask;
        });
        time.Advance(TimeSpan.FromSeconds(1));
        begun.ShouldBeInRange(3, 5);
        alarms.Standing.Single().Text.ShouldContain("it ended by itself");
    }

    [Fact]
    public void A_fault_in_one_session_does_not_touch_another()
    {
        using var first = Desk();
        using var second = new TradingDesk(new DeskSettings { Account = "other" }, beside: first).Starts();
        second.Quote(1.10000m);
        first.Gateway.OnPositions = _ => throw new InvalidOperationException("a bug");
        first.LosesConnection(TimeSpan.FromSeconds(30));
        first.Journal.Throws = _ => true;
        first.OpensByHand();
        var ticket = second.OpensByHand();
        second.Walks(1.10109m);

        second.StopOf(ticket).ShouldBe(1.10092m);
        second.Session.Alarms.Raised.ShouldBe(0);
        second.Session.MonitorRole.Restarts.ShouldBe(0);
        first.Session.MonitorRole.Restarts.ShouldBeGreaterThan(2);
        second.Now.ShouldBe(first.Now);
    }

    [Fact]
    public void A_journal_that_throws_costs_no_position_its_stop()
    {
        using var desk = Desk();
        desk.Journal.Throws = _ => true;
        var ticket = desk.OpensByHand();
        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.Session.Journal.State.ShouldBe(JournalState.MemoryOnly);
        desk.Session.Journal.Dropped.ShouldBeGreaterThan(2);
        desk.Session.Journal.Reason.ShouldBe("The journal refused an entry: the journal is broken");
        desk.Session.WorkerRole.Restarts.ShouldBe(0);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void When_the_wall_clock_jumps_quotes_are_stale_everything_is_read_and_the_journal_says_so(int seconds)
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(stop: 1.09900m);
        desk.PassesSeconds(1);
        var readings = desk.Gateway.PositionReadings;
        desk.Clock.WallSetBy = TimeSpan.FromSeconds(seconds);
        desk.PassesMilliseconds(101);

        desk.Journal.All<ClockJumped>().ShouldHaveSingleItem().By.ShouldBe(TimeSpan.FromSeconds(seconds));
        desk.Gateway.PositionReadings.ShouldBe(readings + 1);
        desk.Session.Evaluator.DistrustBefore.ShouldBe(desk.Clock.GetTimestamp() - TimeSpan.FromMilliseconds(1).Ticks);

        var naked = desk.OpensByHand();
        desk.StopOf(naked).ShouldBe(1.09802m, "what has no stop is served all the same");
        desk.SetsByHand(ticket, 1.09000m);
        desk.StopOf(ticket).ShouldBe(1.09802m, "the hard stop needs no quote");
        desk.Row(ticket).Reason.ShouldBe("Stale: the clock jumped after the last quote");
        desk.Quote(1.10050m);
        desk.StopOf(ticket).ShouldBe(1.10032m, "the next quote counts again");
    }

    [Fact]
    public void A_clock_that_is_corrected_by_a_second_is_no_jump()
    {
        using var desk = Desk();
        desk.Clock.WallSetBy = TimeSpan.FromSeconds(1);
        desk.PassesSeconds(1);
        desk.Journal.All<ClockJumped>().ShouldBeEmpty();
    }
}
