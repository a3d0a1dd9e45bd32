using Shouldly;
using WebTrader.Engine.Tickets;

namespace WebTrader.Engine.Tests.Tickets.Schedules;

/// <summary>Short programs of two or three tasks at one ticket, and what must hold of every schedule of them.</summary>
internal sealed class LockProgram(LockUnderTest locks, StepClock clock) : IDisposable
{
    private readonly CancellationTokenSource given = new();
    private readonly TaskCompletionSource told = new();
    private long inFlight;
    private long newest;

    /// <summary>By name; each call makes a new one.</summary>
    public static IReadOnlyDictionary<string, Func<LockUnderTest, StepClock, Program>> All { get; } = new Dictionary<string, Func<LockUnderTest, StepClock, Program>>
    {
        ["two writers"] = (locks, clock) => new LockProgram(locks, clock).Of(p => p.Writes("one"), p => p.Writes("two")),
        ["a writer and an emergency"] = (locks, clock) => new LockProgram(locks, clock).Of(p => p.Writes("writer"), p => p.Writes("emergency", LockPriority.Emergency)),
        ["a hung writer and an emergency"] = (locks, clock) => new LockProgram(locks, clock).Of(p => p.WritesLate("hung"), p => p.Writes("emergency", LockPriority.Emergency)),
        ["a wait that is cancelled"] = (locks, clock) => new LockProgram(locks, clock).Of(p => p.Holds("holder"), p => p.WaitsUnlessCancelled("waiter"), p => p.Cancels()),
        ["a ticket that closes while it is held and awaited"] = (locks, clock) => new LockProgram(locks, clock).Opened().Of(p => p.Writes("one"), p => p.Writes("two"), p => p.Closes()),
        ["a wait that runs out of time"] = (locks, clock) => new LockProgram(locks, clock).Of(p => p.Holds("holder"), p => p.Holds("waiter"), p => p.Passes()),
        ["a wait that only time can end"] = (locks, clock) => new LockProgram(locks, clock).Of(p => p.HoldsUntilTheOtherIsTold(), p => p.WaitsToBeTold(), p => p.PassesOnceTimersAreSet()),
        ["a holder, an emergency and another writer"] = (locks, clock) => new LockProgram(locks, clock).Of(p => p.Holds("holder"), p => p.Writes("emergency", LockPriority.Emergency), p => p.Writes("another")),
        ["an emergency among two"] = (locks, clock) => new LockProgram(locks, clock).Of(p => p.Holds("one"), p => p.Holds("two"), p => p.Holds("emergency", LockPriority.Emergency)),
    };

    /// <summary>Five at once: two writers, an emergency, one that is cancelled, and time.</summary>
    public static Program Crowd(Func<StepClock, LockUnderTest> around)
    {
        var clock = new StepClock();
        var crowd = new LockProgram(around(clock), clock);
        return crowd.Opened().Of(
            p => { p.Writes("one"); p.Writes("one again"); },
            p => { p.Writes("two"); p.Closes(); },
            p => { p.Writes("emergency", LockPriority.Emergency); p.Writes("another", LockPriority.Emergency); },
            p => { p.WaitsUnlessCancelled("waiter"); p.Cancels(); },
            p => p.Passes());
    }

    private Program Of(params Action<LockProgram>[] tasks) => new(
        [.. tasks.Select(task => new Action<Func<Task, bool>>(wait =>
        {
            awaits = wait;
            task(this);
        }))], AtTheEnd);

    private LockProgram Opened()
    {
        locks.Opens();
        return this;
    }

    private void AtTheEnd()
    {
        Interlocked.Read(ref inFlight).ShouldBe(0);
        var free = locks.TryAcquire("whoever comes next", LockPriority.Protection);
        free.IsObtained.ShouldBeTrue("the ticket is free when nobody holds it");
        free.Held.Dispose();
        locks.Closes();
        locks.IsEmpty.ShouldBeTrue("nothing is left behind");
        Dispose();
    }

    public void Dispose() => given.Dispose();

    [ThreadStatic]
    private static Func<Task, bool>? awaits;

    private HeldTicket? Takes(string by, LockPriority priority, CancellationToken cancellation = default)
    {
        var wait = locks.Acquire(by, priority, cancellation);
        if (!awaits!(wait)) return null;
        var outcome = locks.Kept(wait.GetAwaiter().GetResult(), cancellation);
        return outcome.IsObtained ? outcome.Held : null;
    }

    private void Holds(string by, LockPriority priority = LockPriority.Protection)
    {
        if (Takes(by, priority) is not { } held) return;
        locks.Releases(held);
    }

    private void Writes(string by, LockPriority priority = LockPriority.Protection)
    {
        if (Takes(by, priority) is not { } held) return;
        if (locks.Departs(held)) Sends(held);
        locks.Releases(held);
    }

    /// <summary>Is inside a call for so long that an emergency may take the ticket from it.</summary>
    private void WritesLate(string by)
    {
        if (Takes(by, LockPriority.Protection) is not { } held) return;
        if (locks.Departs(held))
        {
            // The call itself is over for the broker; only the holder has not come back.
            Sends(held, returns: false);
            clock.Pass(TimeSpan.FromSeconds(3));
            held.Return();
        }

        locks.Releases(held);
    }

    private void Sends(HeldTicket held, bool returns = true)
    {
        (++inFlight).ShouldBe(1, "one writer at the door at a time");
        held.Token.Holding.ShouldBeGreaterThan(newest, "never a lower token after a higher one");
        newest = held.Token.Holding;
        TicketLocks.Point();
        inFlight--;
        if (returns) held.Return();
    }

    private void WaitsUnlessCancelled(string by)
    {
        if (Takes(by, LockPriority.Protection, given.Token) is { } held) locks.Releases(held);
    }

    private void HoldsUntilTheOtherIsTold()
    {
        clock.IsSlowToHandOver = true;
        if (Takes("stays", LockPriority.Protection) is not { } held) return;
        awaits!(told.Task);
        locks.Releases(held);
    }

    private void WaitsToBeTold()
    {
        Holds("waits");
        told.TrySetResult();
    }

    private void PassesOnceTimersAreSet()
    {
        awaits!(Task.WhenAny(clock.IsSet, told.Task));
        Passes();
    }

    private void Cancels() => given.Cancel();

    private void Closes() => locks.Closes();

    private void Passes()
    {
        clock.Pass(TimeSpan.FromSeconds(1));
        TicketLocks.Point();
        clock.Pass(TimeSpan.FromSeconds(1.5));
    }
}
