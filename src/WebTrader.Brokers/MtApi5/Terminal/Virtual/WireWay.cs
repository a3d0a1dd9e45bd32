namespace WebTrader.Brokers.MtApi5.Terminal.Virtual;

/// <summary>One direction of a line without a network: what leaves arrives so much later, in order, on the scheduler, never within the call that sent it.</summary>
internal sealed class WireWay
{
    private readonly TimeProvider clock;
    private readonly SynchronizationContext context;
    private readonly Queue<(long Due, Action Arrive)> underWay = new();
    private readonly ITimer timer;
    private long last;
    private bool isAwaited;

    public WireWay(TimeProvider clock, SynchronizationContext context)
    {
        this.clock = clock;
        this.context = context;
        timer = clock.CreateTimer(_ => context.Post(_ => Deliver(), null), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <param name="after">How long it takes; zero or more. Nothing overtakes what left before.</param>
    public void Send(TimeSpan after, Action arrive)
    {
        last = Math.Max(last, clock.GetTimestamp() + (long)(after.TotalSeconds * clock.TimestampFrequency));
        underWay.Enqueue((last, arrive));
        Await();
    }

    private void Await()
    {
        if (isAwaited || !underWay.TryPeek(out var next)) return;
        isAwaited = true;
        var left = next.Due - clock.GetTimestamp();
        if (left <= 0) context.Post(_ => Deliver(), null);
        else timer.Change(TimeSpan.FromTicks(Math.Max(1, left * TimeSpan.TicksPerSecond / clock.TimestampFrequency)), Timeout.InfiniteTimeSpan);
    }

    private void Deliver()
    {
        isAwaited = false;
        var now = clock.GetTimestamp();
        try
        {
            while (underWay.TryPeek(out var next) && next.Due <= now) underWay.Dequeue().Arrive();
        }
        finally
        {
            Await();
        }
    }
}
