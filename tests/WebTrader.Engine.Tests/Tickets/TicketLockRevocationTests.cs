using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Tickets;
using Xunit;
using static WebTrader.Engine.Tests.Tickets.LockRoom;

namespace WebTrader.Engine.Tests.Tickets;

/// <summary>The emergency lane, stale holdings and revocation: rows 7 and 8 in the README.</summary>
public sealed class TicketLockRevocationTests : IDisposable
{
    private static readonly TimeSpan ThreeSeconds = TimeSpan.FromSeconds(3);

    private readonly LockRoom room = new();

    [Fact]
    public void Row_7_An_emergency_takes_the_ticket_at_once_from_a_holder_that_is_not_at_the_broker()
    {
        using var holder = room.Takes("holder");
        var before = room.Waits("came before");
        using var emergency = room.Takes("emergency", LockPriority.Emergency);

        emergency.Token.ShouldBeGreaterThan(holder.Token);
        holder.IsCurrent.ShouldBeFalse();
        holder.Depart(ThreeSeconds).ShouldBe("token 3.1 is not the holding of ticket 7 any more");
        holder.Dispose();
        emergency.IsCurrent.ShouldBeTrue("the release of whoever was revoked does nothing");
        before.IsCompleted.ShouldBeFalse();
        room.Locks.Summary().Revocations.ShouldBe(1);
        room.Locks.Summary().RefusedWrites.ShouldBe(1);
    }

    [Fact]
    public void Row_7_A_call_at_the_broker_is_not_taken_from_its_holder_before_its_deadline()
    {
        var holder = room.Takes("holder");
        holder.Depart(ThreeSeconds);
        var emergency = room.Waits("emergency", LockPriority.Emergency);
        room.Passes(2.4);
        emergency.IsCompleted.ShouldBeFalse();
        holder.Return().ShouldBeFalse("an emergency has waited for this, and does not wait for what comes after the call");
        room.Settles();
        Held(emergency).IsCurrent.ShouldBeTrue();
    }

    [Fact]
    public void Row_7_Past_its_deadline_a_call_loses_the_ticket_to_an_emergency()
    {
        var holder = room.Takes("holder");
        holder.Depart(ThreeSeconds);
        room.Passes(3);
        using var emergency = room.Takes("emergency", LockPriority.Emergency);
        holder.Return().ShouldBeFalse();
        room.Locks.Summary().RevokedInFlight.ShouldBe(1);
    }

    [Fact]
    public void Row_7_An_emergency_that_already_waits_gets_the_ticket_when_the_call_passes_its_deadline()
    {
        var watchdog = new LockWatchdog(room.Locks, new EngineOptions());
        var holder = room.Takes("holder");
        holder.Depart(TimeSpan.FromSeconds(1));
        var emergency = room.Waits("emergency", LockPriority.Emergency);
        room.Passes(0.999);
        watchdog.Look();
        emergency.IsCompleted.ShouldBeFalse("before the deadline the call is its holder's");
        room.Passes(0.001);
        watchdog.Look();

        Held(emergency).IsCurrent.ShouldBeTrue();
        holder.Return().ShouldBeFalse();
    }

    [Fact]
    public void Row_7_An_emergency_never_revokes_another_emergency_before_its_deadline()
    {
        using var first = room.Takes("first", LockPriority.Emergency);
        room.IsDenied("second", LockPriority.Emergency).ShouldBeTrue();
        room.Passes(2);
        using var third = room.Takes("third", LockPriority.Emergency);
        first.IsCurrent.ShouldBeFalse("2.0 s without a call are past its deadline");
    }

    [Fact]
    public void Row_7_Whoever_has_been_overtaken_for_a_second_goes_next()
    {
        using var slow = new LockRoom(new LockOptions { ProfitWait = TimeSpan.FromSeconds(30) });
        var holder = slow.Takes("holder");
        var patient = slow.Waits("patient", LockPriority.Profit);
        var emergency = slow.Takes("emergency 1", LockPriority.Emergency);
        slow.Passes(0.999);
        slow.Releases(emergency);
        slow.Holder.ShouldBe("patient", "nobody else waits");
        slow.Releases(Held(patient));

        var again = slow.Takes("holder again");
        var overtaken = slow.Waits("overtaken", LockPriority.Profit);
        var second = slow.Takes("emergency 2", LockPriority.Emergency);
        second.Depart(TimeSpan.FromSeconds(60));
        var third = slow.Waits("emergency 3", LockPriority.Emergency);
        slow.Passes(1);
        second.Return();
        slow.Releases(second);

        slow.Holder.ShouldBe("overtaken");
        third.IsCompleted.ShouldBeFalse("it goes after the one it would have overtaken again");
        Held(overtaken).Dispose();
        Held(third).IsCurrent.ShouldBeTrue();
        again.IsCurrent.ShouldBeFalse();
        holder.IsCurrent.ShouldBeFalse();
    }

    [Fact]
    public void Row_7_An_emergency_does_not_push_past_whoever_has_been_overtaken_for_a_second()
    {
        using var slow = new LockRoom(new LockOptions { ProfitWait = TimeSpan.FromSeconds(30) });
        slow.Takes("holder");
        var overtaken = slow.Waits("overtaken", LockPriority.Profit);
        slow.Takes("emergency 1", LockPriority.Emergency);
        slow.Passes(2);
        slow.IsDenied("emergency 2", LockPriority.Emergency).ShouldBeTrue();
        slow.Holder.ShouldBe("overtaken");
        Held(overtaken).IsCurrent.ShouldBeTrue();
    }

    [Fact]
    public void Row_8_Tokens_only_grow_and_a_later_run_has_larger_ones_still()
    {
        var tokens = new List<FencingToken>();
        for (var i = 0; i < 10; i++)
        {
            using var held = room.Takes("test", ticket: new Ticket(i % 3));
            tokens.Add(held.Token);
        }

        tokens.ShouldBe(tokens.Order());
        tokens.Distinct().Count().ShouldBe(10);
        var later = new TicketLocks(4, room.Time, new LockOptions()).TryAcquire(Wish("later")).Held;
        later.Token.ShouldBeGreaterThan(tokens[^1]);
    }

    [Fact]
    public void Row_8_A_ticket_that_nobody_holds_lets_nobody_through_its_door()
    {
        var held = room.Takes("holder");
        held.Dispose();
        held.Depart(ThreeSeconds).ShouldNotBeNull();
        default(HeldTicket).Depart(ThreeSeconds).ShouldNotBeNull();
        default(HeldTicket).IsCurrent.ShouldBeFalse();
    }

    [Fact]
    public void Row_8_A_holding_is_flagged_after_300_ms_outside_a_call_and_past_the_deadline_inside_one()
    {
        var held = room.Takes("holder");
        room.Passes(0.299);
        room.Locks.FlagStale().ShouldBeEmpty();
        room.Passes(0.001);
        room.Locks.FlagStale().Single().Holder.ShouldBe("holder");
        room.Locks.FlagStale().ShouldBeEmpty("told once");
        held.Depart(ThreeSeconds);
        room.Passes(2.999);
        room.Locks.FlagStale().ShouldBeEmpty();
        room.Passes(0.001);
        room.Locks.FlagStale().Single().InBrokerCall.ShouldBeTrue();
        room.Locks.Summary().Flagged.ShouldBe(2);
    }

    [Fact]
    public void Row_8_The_watchdog_revokes_what_is_provably_late_and_nothing_else()
    {
        var watchdog = new LockWatchdog(room.Locks, new EngineOptions());
        var outside = room.Takes("outside a call");
        var inside = room.Takes("inside a call", ticket: new Ticket(8));
        inside.Depart(ThreeSeconds);
        room.Passes(1.999);
        watchdog.Look();
        outside.IsCurrent.ShouldBeTrue();
        room.Passes(0.001);
        watchdog.Look();
        outside.IsCurrent.ShouldBeFalse();
        room.Passes(57.9);
        watchdog.Look();
        inside.IsCurrent.ShouldBeTrue("it is past its deadline, but only an emergency takes it before 60 s");
        room.Passes(0.1);
        watchdog.Look();
        inside.IsCurrent.ShouldBeFalse();
    }

    [Fact]
    public void Row_8_Releasing_twice_does_not_release_the_next_holder()
    {
        var first = room.Takes("first");
        first.Dispose();
        using var second = room.Takes("second");
        first.Dispose();
        second.IsCurrent.ShouldBeTrue();
        room.IsDenied("third").ShouldBeTrue();
    }

    public void Dispose() => room.Dispose();
}
