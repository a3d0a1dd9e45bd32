using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Engine.Running;
using WebTrader.Engine.Tickets;
using WebTrader.TestKit.Engine;

namespace WebTrader.Engine.Tests.Tickets;

/// <summary>A registry of ticket locks, a clock that moves when told, and callers by name.</summary>
internal sealed class LockRoom : IDisposable
{
    private readonly SessionScheduler scheduler = new();

    public LockRoom(LockOptions? options = null)
    {
        Time = new VirtualTime(scheduler, TradingDesk.Noon);
        Locks = new TicketLocks(3, Time, options ?? new LockOptions());
    }

    public static Ticket Seven { get; } = new(7);

    public VirtualTime Time { get; }

    public TicketLocks Locks { get; }

    public static LockCaller Caller(string name, LockCallerKind kind = LockCallerKind.ManualStop) => new(kind, name);

    public static LockRequest Wish(string by, LockPriority priority = LockPriority.Protection, Ticket? ticket = null, LockCallerKind kind = LockCallerKind.ManualStop) =>
        new(ticket ?? Seven, Caller(by, kind), "a test", priority);

    /// <summary>Takes a ticket that is free.</summary>
    public HeldTicket Takes(string by, LockPriority priority = LockPriority.Protection, Ticket? ticket = null)
    {
        var outcome = Locks.TryAcquire(Wish(by, priority, ticket));
        outcome.IsObtained.ShouldBeTrue(outcome.Refusal?.ToString());
        return outcome.Held;
    }

    public bool IsDenied(string by, LockPriority priority = LockPriority.Protection, Ticket? ticket = null) => !Locks.TryAcquire(Wish(by, priority, ticket)).IsObtained;

    /// <summary>Stands in the line.</summary>
    public Task<LockOutcome> Waits(string by, LockPriority priority = LockPriority.Protection) => Waits(Wish(by, priority));

    public Task<LockOutcome> Waits(LockRequest wish) => Locks.AcquireAsync(wish, CancellationToken.None).AsTask();

    public Task<LockOutcome> WaitsUnless(string by, CancellationToken cancelled) => Locks.AcquireAsync(Wish(by), cancelled).AsTask();

    public void Passes(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public void Releases(HeldTicket held)
    {
        held.Dispose();
        Settles();
    }

    /// <summary>Whoever was served hears of it.</summary>
    public void Settles() => scheduler.RunUntilIdle();

    /// <summary>The holding of a wait that has ended well.</summary>
    public static HeldTicket Held(Task<LockOutcome> wait)
    {
        wait.IsCompletedSuccessfully.ShouldBeTrue("it still waits");
        wait.Result.IsObtained.ShouldBeTrue(wait.Result.Refusal?.ToString());
        return wait.Result.Held;
    }

    /// <summary>Why a wait has ended without the ticket.</summary>
    public static LockRefusal Refusal(Task<LockOutcome> wait)
    {
        wait.IsCompletedSuccessfully.ShouldBeTrue("it still waits");
        return wait.Result.Refusal.ShouldNotBeNull();
    }

    /// <summary>Who holds ticket 7 just now.</summary>
    public string? Holder => Locks.View().SingleOrDefault(view => view.Ticket == Seven)?.Holder;

    public void Dispose() => scheduler.Dispose();
}
