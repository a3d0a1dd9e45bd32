using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Engine.Running;
using WebTrader.Engine.Safety;
using WebTrader.Engine.StopLoss;
using WebTrader.Engine.Tickets;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Safety;

/// <summary>Who watches the session from outside. Row 10 of the ticket lock's requirement.</summary>
public sealed class TicketLockWatchdogTests
{
    [Fact]
    public async Task A_session_whose_thread_hangs_is_found_by_a_thread_that_does_not()
    {
        var clock = TimeProvider.System;
        using var scheduler = new SessionScheduler();
        scheduler.StartThread("a session");
        var broker = new SimulatedBroker(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn }, clock);
        var account = new BrokerAccount(new AccountId("hung"), "Hung", "Simulated", false, "100", "Simulator", "USD");
        var gateway = new SimulatedGateway(broker, account, new SimulatedGatewayOptions(), clock);
        var journal = new RecordingJournal().NewLine();
        AccountSession session = null!;
        await scheduler.StartAsync(async () =>
        {
            session = await AccountSession.ComposeAsync(gateway, clock, journal, new EngineOptions(), scheduler);
            await session.StartAsync(CancellationToken.None);
        });
        using var hang = new ManualResetEventSlim();
        try
        {
            var began = clock.GetTimestamp();
            scheduler.Post(_ => hang.Wait(TimeSpan.FromMinutes(1)), null);
            await UntilAsync(() => session.Watchdog.Standing.Count > 0);
            TestContext.Current.TestOutputHelper!.WriteLine($"A hanging session was found after {clock.GetElapsedTime(began).TotalMilliseconds:0} ms.");
            session.Watchdog.Standing.Single().Text.ShouldStartWith("The session's thread has been at one thing for more than a second");
            session.WorkerRole.Restarts.ShouldBe(0, "a second worker beside a hanging one would be a second writer");
        }
        finally
        {
            hang.Set();
        }

        await UntilAsync(() => session.Watchdog.Standing.Count == 0);
        await scheduler.StartAsync(async () =>
        {
            session.WorkerRole.Restarts.ShouldBe(0, "it was not the worker's fault");
            await session.StopAsync("a test says so");
            await session.DisposeAsync();
        });
    }

    [Fact]
    public void A_worker_that_does_not_turn_although_its_thread_goes_on_is_begun_again()
    {
        using var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        var session = desk.Session;
        using var worker = new StopLossWorker(session.Account.Id, session.Options, desk.Clock, new RecordingJournal().NewLine(), session.Alarms, session.Intake, session.Book, session.Evaluator, session.Queue, session.Slots, session.Meter);
        var runs = 0;
        using var role = new RoleRunner("worker", async cancellation =>
        {
            // It turns for a moment, and then waits for something that never comes.
            runs++;
            using var moment = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var turning = worker.RunAsync(moment.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(300), desk.Clock, cancellation);
            if (runs == 1) moment.Cancel();
            await turning;
            await Task.Delay(Timeout.InfiniteTimeSpan, desk.Clock, cancellation);
        }, TimeSpan.FromSeconds(2), desk.Clock, session.Alarms);
        using var watchdog = new SessionWatchdog(session.Account.Id, desk.Clock, new RecordingJournal().NewLine(), desk.Scheduler, worker, role, new LockWatchdog(session.Locks, session.Options));
        desk.Begins(() =>
        {
            role.Start();
            watchdog.Start();
            return Task.CompletedTask;
        });
        desk.PassesSeconds(1);
        role.Restarts.ShouldBe(0);
        desk.PassesSeconds(1);

        role.Restarts.ShouldBe(1, "found within 2 s");
        desk.PassesSeconds(20);
        role.Restarts.ShouldBe(1, "a healthy one is left alone");
        watchdog.Standing.ShouldBeEmpty();
        runs.ShouldBe(2);
    }

    [Fact]
    public void A_watchdog_that_fails_says_so_and_goes_on_and_brings_nothing_down()
    {
        using var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        desk.Session.Locks.OnRevoked = _ => throw new InvalidOperationException("a bug");
        desk.Session.Locks.TryAcquire(new LockRequest(ticket, new LockCaller(LockCallerKind.ManualStop), "a test")).IsObtained.ShouldBeTrue();
        desk.PassesSeconds(2.5);

        desk.Session.Watchdog.Looks.ShouldBeGreaterThan(24);
        desk.Journal.All<AlarmRaised>().Single().Alarm.Text.ShouldStartWith("The watchdog could not look: a bug.");
        desk.Session.Watchdog.Standing.ShouldBeEmpty("its next look went well");
        desk.Session.WorkerRole.Restarts.ShouldBe(0);
        desk.Quote(1.10050m);
        desk.StopOf(ticket).ShouldBe(1.10032m);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var look = 0; look < 600 && !isSo(); look++) await Task.Delay(50, TestContext.Current.CancellationToken);
        isSo().ShouldBeTrue("it has not come true in half a minute");
    }
}
