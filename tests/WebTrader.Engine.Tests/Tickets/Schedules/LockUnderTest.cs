using WebTrader.Core.Positions;
using WebTrader.Engine.Tickets;

namespace WebTrader.Engine.Tests.Tickets.Schedules;

/// <summary>The real ticket lock as the programs use it; its heirs each plant one fault around it.</summary>
internal class LockUnderTest(StepClock clock)
{
    protected TicketLocks Locks { get; set; } = new(1, clock, new LockOptions());

    public virtual Task<LockOutcome> Acquire(string by, LockPriority priority, CancellationToken cancellation) =>
        Locks.AcquireAsync(new LockRequest(LockRoom.Seven, LockRoom.Caller(by), "a test", priority), cancellation).AsTask();

    public virtual LockOutcome TryAcquire(string by, LockPriority priority) => Locks.TryAcquire(new LockRequest(LockRoom.Seven, LockRoom.Caller(by), "a test", priority));

    public virtual LockOutcome Kept(LockOutcome outcome, CancellationToken cancellation) => outcome;

    public virtual bool Departs(HeldTicket held) => held.Depart(TimeSpan.FromSeconds(3)) is null;

    public virtual void Releases(HeldTicket held) => held.Dispose();

    public virtual void Closes() => Locks.Forget(LockRoom.Seven);

    public void Opens() => Locks.Keep(LockRoom.Seven);

    /// <summary>Whether anything is left of the ticket.</summary>
    public bool IsEmpty => Locks.EntryCount == 0;

    /// <summary>The release of a holder that was revoked gives the ticket away under its new holder.</summary>
    public sealed class RevokedReleaseGivesAPermit(StepClock clock) : LockUnderTest(clock)
    {
        private HeldTicket newest;

        public override bool Departs(HeldTicket held)
        {
            newest = held;
            return base.Departs(held);
        }

        public override LockOutcome Kept(LockOutcome outcome, CancellationToken cancellation)
        {
            if (outcome.IsObtained) newest = outcome.Held;
            return outcome;
        }

        public override void Releases(HeldTicket held)
        {
            if (held.IsCurrent) held.Dispose();
            else newest.Dispose();
        }
    }

    /// <summary>The door does not look at the token.</summary>
    public sealed class TokenNotChecked(StepClock clock) : LockUnderTest(clock)
    {
        public override bool Departs(HeldTicket held)
        {
            base.Departs(held);
            return true;
        }
    }

    /// <summary>A ticket that is thought closed gets another lock while somebody holds or awaits the old one.</summary>
    public sealed class LockReplaced(StepClock clock) : LockUnderTest(clock)
    {
        private readonly StepClock time = clock;

        public override void Closes() => Locks = new TicketLocks(1, time, new LockOptions());
    }

    /// <summary>Who is cancelled in the moment it is served drops the ticket on the floor.</summary>
    public sealed class LostWakeUp(StepClock clock) : LockUnderTest(clock)
    {
        public override LockOutcome Kept(LockOutcome outcome, CancellationToken cancellation) =>
            cancellation.IsCancellationRequested && outcome.IsObtained ? new LockOutcome(default, new LockRefusal(LockRoom.Seven, default, 1, null)) : outcome;
    }
}
