using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Engine.Book;
using WebTrader.Engine.Running;

namespace WebTrader.Engine.Emergency;

/// <summary>What was read of the broker in one go.</summary>
internal readonly record struct BrokerReading(Reading<IReadOnlyList<Position>> Positions, Reading<IReadOnlyList<WaitingOrder>> Orders)
{
    /// <summary>Why it is not whole; null when it is.</summary>
    public string? Problem => !Positions.Succeeded ? $"The positions cannot be read: {Positions.Failure}" : !Orders.Succeeded ? $"The pending orders cannot be read: {Orders.Failure}" : null;

    /// <summary>When the earlier of both began, on the monotone scale.</summary>
    public long Began => Math.Min(Positions.Began.Timestamp, Orders.Began.Timestamp);
}

/// <summary>One emergency stop on one account: what it has to do, and what readings have shown of it. On the session's scheduler.</summary>
internal sealed class EmergencyRun(EmergencyStop stop, TimeProvider clock)
{
    /// <summary>Of readings in a row that show nothing left; one alone may be wrong.</summary>
    private const int ProofsNeeded = 2;

    private const int EndedLinesKept = 1_000;
    private const int RoundsKept = 20;

    private readonly Dictionary<Ticket, EmergencyLine> lines = [];
    private readonly HashSet<int> slots = [];
    private readonly List<EmergencyReadingView> readings = [];
    private readonly List<EmergencyRoundView> earlier = [];
    private readonly long began = clock.GetTimestamp();
    private long since = clock.GetTimestamp();
    private long touched = long.MinValue;
    private int proofs;
    private bool isBegun;

    public EmergencyStop Stop { get; private set; } = stop;

    public bool Closes => Stop.Action == EmergencyAction.Flatten;

    public bool Tightens => Stop is { Action: EmergencyAction.Tighten, DoneAt: null } && !IsProved;

    /// <summary>Whether something has to be read, done or watched for it.</summary>
    public bool IsActive => Closes || Tightens;

    public bool IsProved { get; private set; }

    /// <summary>Whether one more reading is wanted at once.</summary>
    public bool WantsProof => proofs is > 0 and < ProofsNeeded;

    public string? Note { get; private set; }

    public TimeSpan? Took { get; private set; }

    public DateTimeOffset? ProvedAt { get; private set; } = stop.DoneAt;

    /// <summary>When this account took it up; UTC. Spans count from here.</summary>
    public DateTimeOffset BeganAt { get; } = clock.GetUtcNow();

    /// <summary>The first, and one more each time something had to be done again; the present one last. Of many the first and the latest.</summary>
    public IReadOnlyList<EmergencyRoundView> Rounds => [.. earlier, Round()];

    public IEnumerable<EmergencyLine> Lines => lines.Values;

    /// <summary>How many it is about.</summary>
    public int Count => lines.Count;

    /// <summary>It holds no more: what waits for a ticket or a call is not sent.</summary>
    public bool IsReleased { get; set; }

    /// <summary>Told already what is left.</summary>
    public bool IsLeftTold { get; set; }

    public EmergencyState State => Stop.Action is EmergencyAction.HaltEntries or EmergencyAction.Freeze ? EmergencyState.InForce
        : IsProved || Stop.DoneAt is not null ? EmergencyState.Proved
        : Note is null && (!isBegun || lines.Values.All(line => line.IsDone) || lines.Values.Any(line => !line.IsDone && (line.Tries == 0 || line.IsUnderWay))) ? EmergencyState.Running
        : EmergencyState.Left;

    /// <summary>From the beginning of this run to a moment on the monotone scale.</summary>
    public TimeSpan SpanTo(long moment) => clock.GetElapsedTime(began, moment);

    /// <summary>A line's turn has come.</summary>
    public void Begins(EmergencyLine line) => line.Begins(clock.GetTimestamp());

    /// <summary>A line's call leaves for the broker, in the lowest slot that is free.</summary>
    public void Leaves(EmergencyLine line)
    {
        var slot = 1;
        while (!slots.Add(slot)) slot++;
        line.Leaves(clock.GetTimestamp(), slot);
        if (Closes) Touch();
    }

    /// <summary>Nobody waits for a line's call any more, however it ended; nothing where it has not left, or the second time.</summary>
    public void Answered(EmergencyLine line)
    {
        if (line.Answered(clock.GetTimestamp()) is not { } slot) return;
        slots.Remove(slot);
        if (Closes) Touch();
    }

    /// <summary>A line's effect has been read back by whoever caused it.</summary>
    public void Confirm(EmergencyLine line, string reason) => line.Confirm(reason, clock.GetTimestamp());

    /// <summary>Holds a reading against what was to be done.</summary>
    /// <param name="mayArrive">Why something of our own may still arrive that would be covered; null when nothing can.</param>
    /// <returns>Whether it has become proved with this reading.</returns>
    public bool See(in BrokerReading reading, PositionBook book, string? mayArrive)
    {
        Note = reading.Problem ?? mayArrive;
        var seen = false;
        if (reading.Positions.TryGet(out var positions)) seen |= SeePositions(positions, reading.Positions.Began.Timestamp);
        else KeepFromBook(book);
        if (Closes && reading.Orders.TryGet(out var orders)) seen |= SeeOrders(orders, reading.Orders.Began.Timestamp);
        isBegun |= reading.Positions.Succeeded;
        return Closes ? Prove(reading, seen) : Tightened();
    }

    /// <summary>Something of ours has had its effect, or may have: what was read before proves nothing.</summary>
    private void Touch() => touched = clock.GetTimestamp();

    private bool SeePositions(IReadOnlyList<Position> positions, long began)
    {
        // Tightening is done once, to what is open when it begins.
        var adds = Closes || !isBegun;
        var covered = positions.Where(Stop.Scope.Covers).ToDictionary(position => position.Ticket);
        foreach (var position in covered.Values)
        {
            if (adds) Show(position.Ticket, isOrder: false, position.Symbol, position.Lots, began);
        }

        ConfirmMissing(isOrder: false, covered.ContainsKey, began);
        return covered.Count > 0;
    }

    private bool SeeOrders(IReadOnlyList<WaitingOrder> orders, long began)
    {
        var covered = orders.Where(Stop.Scope.Covers).ToDictionary(order => order.Ticket);
        foreach (var order in covered.Values) Show(order.Ticket, isOrder: true, order.Symbol, order.Lots, began);
        ConfirmMissing(isOrder: true, covered.ContainsKey, began);
        return covered.Count > 0;
    }

    /// <summary>A reading that fails keeps nobody from closing what is known.</summary>
    private void KeepFromBook(PositionBook book)
    {
        if (!Closes) return;
        foreach (var tracked in book.Open)
        {
            if (Stop.Scope.Covers(tracked.Position) && !lines.ContainsKey(tracked.Position.Ticket)) Show(tracked.Position.Ticket, isOrder: false, tracked.Symbol.Name, tracked.Position.Lots, long.MinValue);
        }
    }

    private void Show(Ticket ticket, bool isOrder, string symbol, Lots lots, long began)
    {
        // Where the broker does not net, what fills has the ticket of its order.
        if (!lines.TryGetValue(ticket, out var line) || line.IsOrder != isOrder) lines[ticket] = line = new EmergencyLine(ticket, isOrder, symbol, lots);
        line.Lots = lots;
        if (Closes) line.Shows(began);
    }

    private void ConfirmMissing(bool isOrder, Func<Ticket, bool> isThere, long began)
    {
        foreach (var line in lines.Values)
        {
            if (line.IsOrder == isOrder && !line.IsDone && began >= touched && !isThere(line.Ticket)) Confirm(line, isOrder ? "Not pending any more" : "Not open any more");
        }
    }

    private bool Prove(in BrokerReading reading, bool seen)
    {
        if (Note is not null || seen || reading.Began < touched)
        {
            proofs = 0;
            if (seen && IsProved) BeginAgain();
            if (!IsProved) readings.Clear();
            return false;
        }

        if (IsProved) return false;
        readings.Add(new EmergencyReadingView(SpanTo(reading.Began), SpanTo(clock.GetTimestamp())));
        return ++proofs >= ProofsNeeded && Done();
    }

    /// <summary>Something is there again: it is not flat any more.</summary>
    private void BeginAgain()
    {
        if (earlier.Count == RoundsKept) earlier.RemoveAt(1);
        earlier.Add(Round());
        since = clock.GetTimestamp();
        (IsProved, Took, ProvedAt, IsLeftTold) = (false, null, null, false);
        foreach (var ended in lines.Values.Where(line => line.IsDone && !line.IsUnderWay).Take(Math.Max(0, lines.Count - EndedLinesKept)).ToList()) lines.Remove(ended.Ticket);
    }

    private EmergencyRoundView Round() => new(SpanTo(since), Took, [.. readings]);

    private bool Tightened() => isBegun && !IsProved && lines.Values.All(line => line.IsDone) && Done();

    private bool Done()
    {
        Took = clock.GetElapsedTime(since);
        ProvedAt = clock.GetUtcNow();
        IsProved = true;
        if (!Closes) Stop = Stop with { DoneAt = ProvedAt };
        return true;
    }
}
