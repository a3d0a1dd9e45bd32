using System.Collections.Concurrent;
using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Engine.Tickets;
using Xunit;

namespace WebTrader.Engine.Tests.Tickets;

/// <summary>Real threads, as fast as they can.</summary>
public sealed class TicketLockStressTests
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("WEBTRADER_FULL") == "true";

    [Fact]
    public async Task Millions_of_holdings_by_many_at_once_never_meet_and_nobody_is_forgotten()
    {
        var rounds = IsFull ? 2_000_000 : 60_000;
        const int Callers = 8;
        const int Tickets = 5;
        var locks = new TicketLocks(1, TimeProvider.System, new LockOptions { Wait = TimeSpan.FromSeconds(60), ProfitWait = TimeSpan.FromSeconds(60), RevokeAfter = TimeSpan.FromMinutes(5) });
        var (inside, newest, met, denied) = (new int[Tickets], new long[Tickets], 0, 0L);
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(number => Task.Run(async () =>
        {
            var caller = new LockCaller(LockCallerKind.StopWriter, $"caller {number}");
            var random = new Random(number);
            for (var round = 0; round < rounds; round++)
            {
                var slot = random.Next(Tickets);
                var wish = new LockRequest(new Ticket(slot), caller, "stress", random.Next(4) == 0 ? LockPriority.Protection : LockPriority.Profit);
                var outcome = random.Next(3) == 0 ? locks.TryAcquire(wish) : await Patiently(locks, wish, random);
                if (!outcome.IsObtained)
                {
                    Interlocked.Increment(ref denied);
                    continue;
                }

                if (outcome.Held.Depart(TimeSpan.FromMinutes(1)) is not null || Interlocked.Increment(ref inside[slot]) != 1 || outcome.Held.Token.Holding <= newest[slot]) Interlocked.Increment(ref met);
                newest[slot] = outcome.Held.Token.Holding;
                Interlocked.Decrement(ref inside[slot]);
                if (!outcome.Held.Return()) Interlocked.Increment(ref met);
                outcome.Held.Dispose();
            }
        })));

        var took = TimeProvider.System.GetElapsedTime(began);
        TestContext.Current.TestOutputHelper!.WriteLine($"{(long)rounds * Callers:#,0} wishes by {Callers} callers for {Tickets} tickets in {took.TotalSeconds:0.0} s, {denied:#,0} not obtained or cancelled.");
        met.ShouldBe(0);
        locks.EntryCount.ShouldBe(0);
        locks.View().ShouldBeEmpty();
        locks.Summary().Acquisitions.ShouldBe(((long)rounds * Callers) - denied);
    }

    [Fact]
    public async Task A_history_of_pauses_hangs_cancellations_and_revocations_keeps_exclusion_and_order()
    {
        var clock = TimeProvider.System;
        var options = new EngineOptions
        {
            Locks = new LockOptions { StaleAfter = TimeSpan.FromMilliseconds(10), RevokeAfter = TimeSpan.FromMilliseconds(20), Wait = TimeSpan.FromMilliseconds(50), ProfitWait = TimeSpan.FromMilliseconds(50) },
            StopLoss = new StopLossOptions { GivenUpAfter = TimeSpan.FromMilliseconds(60) },
        };
        var locks = new TicketLocks(1, clock, options.Locks);
        var watchdog = new LockWatchdog(locks, options);
        var broker = new LateBroker();
        using var over = new CancellationTokenSource();
        var watching = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                watchdog.Look();
                await Task.Delay(2);
            }
        }, TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() => Writes(locks, broker, number, IsFull ? 2_000 : 150))));
        await over.CancelAsync();
        await watching;
        await Task.Delay(100, TestContext.Current.CancellationToken);

        var history = broker.History();
        TestContext.Current.TestOutputHelper!.WriteLine($"{history.Count} writes, {locks.Summary().Revocations} revocations, {locks.Summary().RefusedWrites} late writers refused at the door, {locks.Summary().Flagged} stale holdings.");
        LateBroker.ProblemOf(history).ShouldBeNull();
        locks.Summary().Revocations.ShouldBeGreaterThan(0);
        locks.Summary().RefusedWrites.ShouldBeGreaterThan(0);
        locks.EntryCount.ShouldBe(0);
    }

    [Fact]
    public void A_history_in_which_an_old_writer_came_after_a_newer_one_is_rejected()
    {
        LateBroker.ProblemOf([new(1, 5), new(1, 6), new(2, 7)]).ShouldBeNull();
        LateBroker.ProblemOf([new(1, 5), new(1, 7), new(1, 6)]).ShouldBe("ticket 1: token 6 was sent after token 7");
    }

    private static async Task Writes(TicketLocks locks, LateBroker broker, int number, int rounds)
    {
        var caller = new LockCaller(number == 0 ? LockCallerKind.EmergencyStop : LockCallerKind.StopWriter, $"writer {number}");
        var random = new Random(number);
        for (var round = 0; round < rounds; round++)
        {
            var ticket = new Ticket(random.Next(3));
            var outcome = await Patiently(locks, new LockRequest(ticket, caller, "history", number == 0 ? LockPriority.Emergency : LockPriority.Protection), random);
            if (!outcome.IsObtained) continue;
            // Longer than the limit now and then: another holds the ticket when it wakes up.
            if (random.Next(10) == 0) await Task.Delay(random.Next(40));
            if (outcome.Held.Depart(TimeSpan.FromMilliseconds(30)) is null)
            {
                broker.Send(ticket, outcome.Held.Token.Holding);
                if (random.Next(20) == 0) await Task.Delay(random.Next(90));
                outcome.Held.Return();
            }

            outcome.Held.Dispose();
        }
    }

    private static async Task<LockOutcome> Patiently(TicketLocks locks, LockRequest wish, Random random)
    {
        if (random.Next(8) != 0) return await locks.AcquireAsync(wish, CancellationToken.None);
        using var impatient = new CancellationTokenSource();
        var wait = locks.AcquireAsync(wish, impatient.Token);
        await impatient.CancelAsync();
        try
        {
            return await wait;
        }
        catch (OperationCanceledException)
        {
            return new LockOutcome(default, new LockRefusal(wish.Ticket, default, 1, null));
        }
    }

    /// <summary>Writes down what passed the door, in the order in which it passed.</summary>
    private sealed class LateBroker
    {
        private readonly ConcurrentQueue<(long Ticket, long Token)> sent = new();

        public void Send(Ticket ticket, long token) => sent.Enqueue((ticket.Value, token));

        public List<(long Ticket, long Token)> History() => [.. sent];

        public static string? ProblemOf(IReadOnlyList<(long Ticket, long Token)> history)
        {
            var newest = new Dictionary<long, long>();
            foreach (var (ticket, token) in history)
            {
                if (newest.TryGetValue(ticket, out var before) && token <= before) return $"ticket {ticket}: token {token} was sent after token {before}";
                newest[ticket] = token;
            }

            return null;
        }
    }
}
