using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Tickets;
using Xunit;
using static WebTrader.Engine.Tests.Tickets.LockRoom;

namespace WebTrader.Engine.Tests.Tickets;

/// <summary>One lock per ticket: who gets it, when, and what the others are told. The numbers are those of the ten rows in the README.</summary>
public sealed class TicketLockTests : IDisposable
{
    private static readonly TimeSpan ThreeSeconds = TimeSpan.FromSeconds(3);

    private readonly LockRoom room = new();

    [Fact]
    public void Row_3_A_free_ticket_is_had_at_once_and_one_of_another_ticket_does_not_matter()
    {
        using var seven = room.Takes("first");
        using var eight = room.Takes("second", ticket: new Ticket(8));
        room.IsDenied("third").ShouldBeTrue();
        seven.Waited.ShouldBe(TimeSpan.Zero);
        room.Locks.View().Count.ShouldBe(2);
    }

    [Fact]
    public void Row_3_A_million_tickets_leave_nothing_behind()
    {
        var caller = Caller("one after the other");
        for (var number = 0; number < 1_000_000; number++)
        {
            var ticket = new Ticket(number);
            room.Locks.Keep(ticket);
            room.Locks.TryAcquire(new LockRequest(ticket, caller, "a test")).Held.Dispose();
            room.Locks.Forget(ticket);
        }

        room.Locks.View().ShouldBeEmpty();
        room.Locks.EntryCount.ShouldBe(0);
        room.Locks.Summary().Acquisitions.ShouldBe(1_000_000);
    }

    [Fact]
    public void Row_3_A_ticket_that_closes_while_it_is_held_and_awaited_keeps_its_lock_until_everybody_has_left()
    {
        room.Locks.Keep(Seven);
        var holder = room.Takes("holder");
        var wait = room.Waits("waiter");
        room.Locks.Forget(Seven);
        room.IsDenied("a newcomer").ShouldBeTrue("there is still the one lock, and it is held");
        room.Releases(holder);
        room.Holder.ShouldBe("waiter");
        room.Locks.EntryCount.ShouldBe(1);
        room.Releases(Held(wait));
        room.Locks.EntryCount.ShouldBe(0);
    }

    [Fact]
    public void Row_4_Who_asks_again_for_what_it_holds_is_told_at_once_and_never_waits_for_itself()
    {
        var caller = Caller("the stop writer");
        using var held = room.Locks.TryAcquire(new LockRequest(Seven, caller, "a stop")).Held;
        Should.Throw<InvalidOperationException>(() => room.Waits(new LockRequest(Seven, caller, "again"))).Message
            .ShouldBe("the stop writer already holds ticket 7 and asks for it again: it would wait for itself. Pass the held ticket on instead.");
        Should.Throw<InvalidOperationException>(() => room.Locks.TryAcquire(new LockRequest(Seven, caller, "again")));
        held.IsCurrent.ShouldBeTrue("what it holds it still holds");
        room.Locks.View().Single().Waiting.ShouldBe(0);
    }

    [Fact]
    public void Row_5_A_caller_tries_three_times_at_one_place_in_the_line_and_then_says_who_held_it_doing_what_since_when()
    {
        using var holder = room.Takes("the stop writer");
        holder.Depart(TimeSpan.FromSeconds(60)).ShouldBeNull();
        room.Passes(0.25);
        var wait = room.Waits("an operator");
        room.Passes(2.499);
        wait.IsCompleted.ShouldBeFalse("not at once, then for 1.0 s, then for 1.5 s");
        room.Passes(0.001);
        var refusal = Refusal(wait);
        refusal.ToString().ShouldBe("Waited 2.500 s for ticket 7 in 3 attempts: held by the stop writer (a test) for 2.750 s, token 3.1, at the broker");
        room.Locks.Summary().NotObtained.ShouldBe(1);
        room.Locks.Summary().NotObtainedByHolder[LockCallerKind.ManualStop].ShouldBe(1);
        room.Locks.View().Single().Waiting.ShouldBe(0);
    }

    [Fact]
    public void Row_5_Profit_locking_waits_twice_as_long_and_a_second_attempt_keeps_its_place()
    {
        using var holder = room.Takes("holder");
        holder.Depart(TimeSpan.FromSeconds(60));
        var profit = room.Waits("profit", LockPriority.Profit);
        room.Passes(2.5);
        var later = room.Waits("later profit", LockPriority.Profit);
        room.Passes(0.5);
        holder.Return();
        room.Releases(holder);

        room.Holder.ShouldBe("profit", "its second attempt stands where its first stood");
        Held(profit).Waited.ShouldBe(ThreeSeconds);
        later.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void Row_5_The_patience_is_a_setting()
    {
        using var quick = new LockRoom(new LockOptions { Wait = TimeSpan.FromMilliseconds(100), Attempts = 4, Growth = 2 });
        using var holder = quick.Takes("holder");
        var wait = quick.Waits("waiter");
        quick.Passes(0.699);
        wait.IsCompleted.ShouldBeFalse("0.1 s, 0.2 s and 0.4 s");
        quick.Passes(0.001);
        Refusal(wait).Attempts.ShouldBe(4);
    }

    [Fact]
    public void Row_6_A_lock_that_is_not_obtained_is_an_outcome_and_a_line_has_an_end()
    {
        using var small = new LockRoom(new LockOptions { WaitersAtMost = 2 });
        using var holder = small.Takes("holder");
        _ = small.Waits("first");
        _ = small.Waits("second");
        Refusal(small.Waits("third")).ToString().ShouldBe("Waited 0.000 s for ticket 7 in 1 attempt: 2 others wait already");
    }

    [Fact]
    public void A_cancelled_wait_leaves_no_trace()
    {
        using var given = new CancellationTokenSource();
        var holder = room.Takes("holder");
        var cancelled = room.WaitsUnless("gives up", given.Token);
        var patient = room.Waits("patient");
        given.Cancel();

        cancelled.IsCanceled.ShouldBeTrue();
        room.Locks.View().Single().Waiting.ShouldBe(1);
        room.Locks.Summary().NotObtained.ShouldBe(0);
        room.Releases(holder);
        Held(patient).IsCurrent.ShouldBeTrue();
        room.Holder.ShouldBe("patient");
    }

    [Fact]
    public void Who_is_cancelled_in_the_moment_it_is_served_holds_the_ticket_and_can_pass_it_on()
    {
        using var given = new CancellationTokenSource();
        var holder = room.Takes("holder");
        var served = room.WaitsUnless("served", given.Token);
        var next = room.Waits("next");
        room.Releases(holder);
        given.Cancel();

        room.Releases(Held(served));
        Held(next).IsCurrent.ShouldBeTrue();
    }

    [Fact]
    public void Who_came_first_is_served_first_within_a_priority_and_the_more_urgent_before()
    {
        var holder = room.Takes("holder");
        holder.Depart(TimeSpan.FromSeconds(60));
        var waits = new List<Task<LockOutcome>>
        {
            room.Waits("reading", LockPriority.Reading), room.Waits("profit 1", LockPriority.Profit), room.Waits("protection 1"), room.Waits("profit 2", LockPriority.Profit),
            room.Waits("emergency", LockPriority.Emergency), room.Waits("protection 2"),
        };
        room.Passes(0.3);
        holder.Return();
        room.Releases(holder);
        var order = new List<string>();
        while (room.Holder is { } name)
        {
            order.Add(name);
            waits.Count(wait => wait.IsCompleted).ShouldBe(order.Count, "one at a time");
            room.Releases(Held(waits.Single(wait => wait.IsCompletedSuccessfully && Held(wait).IsCurrent)));
        }

        order.ShouldBe(["emergency", "protection 1", "protection 2", "profit 1", "profit 2", "reading"]);
    }

    [Fact]
    public void Row_9_Nobody_holds_two_tickets_at_once()
    {
        var caller = Caller("greedy");
        using var held = room.Locks.TryAcquire(new LockRequest(Seven, caller, "one")).Held;
        Should.Throw<InvalidOperationException>(() => room.Locks.TryAcquire(new LockRequest(new Ticket(8), caller, "two"))).Message
            .ShouldBe("greedy holds ticket 7 and asks for ticket 8: nobody holds two tickets at once.");
    }

    [Fact]
    public async Task Row_9_A_close_by_takes_the_lower_number_first_and_both_or_none()
    {
        var caller = Caller("close-by");
        var (eight, seven) = await room.Locks.AcquirePairAsync(new LockRequest(new Ticket(8), caller, "one"), new LockRequest(Seven, caller, "other"), TestContext.Current.CancellationToken);
        eight.Held.Ticket.ShouldBe(new Ticket(8));
        seven.Held.Token.ShouldBeLessThan(eight.Held.Token);
        room.Locks.View().Count.ShouldBe(2);
        eight.Held.Dispose();
        seven.Held.Dispose();

        using var other = room.Takes("other", ticket: new Ticket(8));
        var wait = room.Locks.AcquirePairAsync(new LockRequest(Seven, caller, "one"), new LockRequest(new Ticket(8), caller, "other"), TestContext.Current.CancellationToken).AsTask();
        room.Passes(2.5);
        (await wait).First.IsObtained.ShouldBeFalse();
        room.Locks.View().Single().Holder.ShouldBe("other", "the first of the two is given back");
    }

    [Fact]
    public void What_happened_at_a_ticket_is_kept_in_order_and_bounded()
    {
        room.Locks.Keep(Seven);
        for (var round = 0; round < 100; round++)
        {
            using var held = room.Takes("holder");
            held.Depart(ThreeSeconds);
            room.Passes(0.04);
            held.Return();
        }

        var timeline = room.Locks.TimelineOf(Seven)!;
        var figures = timeline.Figures;
        figures.Acquisitions.ShouldBe(100);
        figures.Holds.Percentile(50)!.Value.TotalMilliseconds.ShouldBeInRange(30, 50);
        figures.Holds.Max.ShouldBe(TimeSpan.FromMilliseconds(40));
        timeline.Events.Count.ShouldBe(64);
        timeline.Events.TakeLast(4).Select(happened => happened.Kind).ShouldBe([LockEventKind.Acquired, LockEventKind.Departed, LockEventKind.Returned, LockEventKind.Released]);
        timeline.Events[^1].At.ShouldBe(room.Time.GetUtcNow());
    }

    public void Dispose() => room.Dispose();
}
