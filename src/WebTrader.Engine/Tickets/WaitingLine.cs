namespace WebTrader.Engine.Tickets;

/// <summary>
/// Who waits for one ticket: by priority, first come first served within one, except that whoever has been overtaken for too long goes next.
/// Adding, removing and finding the next do not grow with the number of waiters. Not thread-safe.
/// </summary>
internal sealed class WaitingLine
{
    private static readonly int Priorities = Enum.GetValues<LockPriority>().Length;

    private readonly Lane[] lanes = new Lane[Priorities];
    private long sequence;

    public int Count { get; private set; }

    /// <summary>Whether somebody waits in the emergency lane.</summary>
    public bool HasEmergency => lanes[(int)LockPriority.Emergency].First is not null;

    public void Add(LockWaiter waiter)
    {
        waiter.Sequence = ++sequence;
        ref var lane = ref lanes[(int)waiter.Priority];
        waiter.Before = lane.Last;
        if (lane.Last is null) lane.First = waiter;
        else lane.Last.After = waiter;
        lane.Last = waiter;
        Count++;
    }

    public void Remove(LockWaiter waiter)
    {
        ref var lane = ref lanes[(int)waiter.Priority];
        if (waiter.Before is null) lane.First = waiter.After;
        else waiter.Before.After = waiter.After;
        if (waiter.After is null) lane.Last = waiter.Before;
        else waiter.After.Before = waiter.Before;
        waiter.Before = waiter.After = null;
        Count--;
    }

    /// <summary>Who goes next; null when nobody waits. Stays in the line.</summary>
    /// <param name="now">On the monotone scale.</param>
    /// <param name="overtakenAtMost">In the same unit.</param>
    public LockWaiter? Next(long now, long overtakenAtMost)
    {
        LockWaiter? first = null;
        LockWaiter? patient = null;
        foreach (ref readonly var lane in lanes.AsSpan())
        {
            if (lane.First is not { } head) continue;
            first ??= head;
            if (head.OvertakenSince is { } since && now - since >= overtakenAtMost && (patient is null || since < patient.OvertakenSince)) patient = head;
        }

        return patient ?? first;
    }

    /// <summary>Somebody of this priority got the ticket at this moment: those of lower priority who came earlier have been overtaken.</summary>
    /// <param name="cameAs">The sequence number of who got it; null when it did not stand in the line.</param>
    public void Passed(LockPriority priority, long? cameAs, long now)
    {
        for (var lower = (int)priority + 1; lower < Priorities; lower++)
        {
            for (var waiter = lanes[lower].First; waiter is not null && (cameAs is null || waiter.Sequence < cameAs); waiter = waiter.After) waiter.OvertakenSince ??= now;
        }
    }

    private struct Lane
    {
        public LockWaiter? First;
        public LockWaiter? Last;
    }
}
