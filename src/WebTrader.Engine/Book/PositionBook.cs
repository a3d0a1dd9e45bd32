using WebTrader.Core.Positions;
using WebTrader.Core.Ports;
using WebTrader.Core.Stops;
using WebTrader.Engine.Intake;

namespace WebTrader.Engine.Book;

/// <summary>
/// What the broker last reported, and nothing else. It takes only reports that began later than what it has, so that a slow old
/// answer never overrules a newer one, and a position ends only after two readings that did not show it. Nobody edits it on the side.
/// </summary>
public sealed class PositionBook(QuoteIntake intake, IBookListener listener)
{
    /// <summary>Readings without the position, begun after it was last seen, before it counts as gone.</summary>
    public const int ReadingsUntilGone = 2;

    private readonly Dictionary<Ticket, TrackedPosition> open = [];
    private readonly Dictionary<PositionId, StopProgress> remembered = [];
    private readonly Dictionary<Ticket, ReadingMark> gone = [];
    private ReadingMark happened = new(long.MinValue, long.MinValue);

    public IReadOnlyCollection<TrackedPosition> Open => open.Values;

    /// <summary>When the newest complete reading began; null before the first.</summary>
    public ReadingMark? LastReading { get; private set; }

    public TrackedPosition? Find(Ticket ticket) => open.GetValueOrDefault(ticket);

    /// <summary>Something about positions has happened: what was read before may be out of date.</summary>
    /// <param name="at">On the monotone scale.</param>
    public void Happened(long at) => happened = new ReadingMark(LastReading?.Order ?? 0, at);

    /// <summary>Whether something has happened since the position was read.</summary>
    public bool MayBeOutOfDate(TrackedPosition tracked) =>
        tracked.Seen.Timestamp < happened.Timestamp || (tracked.Seen.Timestamp == happened.Timestamp && tracked.Seen.Order <= happened.Order);

    /// <summary>Adds what earlier runs remembered; positions already in the book take over what they lack.</summary>
    public void Remember(IEnumerable<RememberedPosition> positions)
    {
        foreach (var known in positions) remembered.TryAdd(known.Position.Id, known.Progress);
        foreach (var tracked in open.Values)
        {
            if (!remembered.TryGetValue(tracked.Position.Id, out var earlier) || earlier.Side != tracked.Position.Side) continue;
            tracked.Progress = tracked.Progress is { } since ? Joined(earlier, since) : earlier;
            tracked.ProgressIsNew = true;
        }
    }

    /// <summary>Forgets a position whose end is recorded.</summary>
    public void Forget(PositionId position) => remembered.Remove(position);

    /// <summary>Whether a position is open, whatever its ticket is now.</summary>
    public bool Has(PositionId position) => Find(position) is not null;

    /// <summary>The open position with an identifier, whatever its ticket is now.</summary>
    public TrackedPosition? Find(PositionId position) => open.Values.FirstOrDefault(tracked => tracked.Position.Id == position);

    /// <summary>Takes a reading of all open positions.</summary>
    public void Take(IReadOnlyList<Position> positions, ReadingMark began)
    {
        foreach (var position in positions) Take(position, began);
        if (!(LastReading?.Order >= began.Order)) LastReading = began;

        List<TrackedPosition>? missing = null;
        foreach (var tracked in open.Values)
        {
            if (tracked.Seen.Order < began.Order) (missing ??= []).Add(tracked);
        }

        foreach (var tracked in missing ?? []) Miss(tracked, began);
        ForgetLongGone(began);
    }

    /// <summary>Takes a reading of one ticket; null when the broker did not have it.</summary>
    public void Take(Ticket ticket, Position? position, ReadingMark began)
    {
        if (position is not null) Take(position, began);
        else if (open.TryGetValue(ticket, out var tracked) && tracked.Seen.Order < began.Order) Miss(tracked, began);
    }

    /// <summary>Takes a position out because a reading of its deals showed that it is closed.</summary>
    public void Close(TrackedPosition tracked, ReadingMark began)
    {
        if (open.Remove(tracked.Position.Ticket)) Gone(tracked, began);
    }

    private void Take(Position position, ReadingMark began)
    {
        if (!open.TryGetValue(position.Ticket, out var tracked))
        {
            // A reading that began before the position was found closed would bring it back to life.
            if (gone.TryGetValue(position.Ticket, out var ended) && began.Order <= ended.Order) return;
            tracked = new TrackedPosition(position, began, intake.Of(position.Symbol), remembered.GetValueOrDefault(position.Id));
            open.Add(position.Ticket, tracked);
            listener.OnSeen(tracked);
            return;
        }

        if (began.Order <= tracked.Seen.Order) return;
        var before = tracked.Position;
        if (position.Symbol != before.Symbol && !tracked.Correct(intake.Of(position.Symbol), remembered.GetValueOrDefault(position.Id))) position = position with { Symbol = before.Symbol };
        tracked.Report(position, began);
        listener.OnReported(tracked, before);
    }

    private void Miss(TrackedPosition tracked, ReadingMark began)
    {
        tracked.Missing++;
        if (tracked.Missing < ReadingsUntilGone)
        {
            listener.OnMissing(tracked);
            return;
        }

        open.Remove(tracked.Position.Ticket);
        Gone(tracked, began);
    }

    private void Gone(TrackedPosition tracked, ReadingMark began)
    {
        // Two wrong readings are not impossible: should it come back, it goes on where it was.
        tracked.Progress = tracked.WithPeak();
        if (tracked.Progress is { } progress) remembered[tracked.Position.Id] = progress;
        gone[tracked.Position.Ticket] = began;
        listener.OnGone(tracked);
    }

    /// <summary>An earlier run's memory with what this run has learnt without it: the place of the hard stop is the earlier one, our last stop the later.</summary>
    private static StopProgress Joined(StopProgress earlier, StopProgress since)
    {
        var joined = since.PeakTicks is { } peak ? earlier.WithPeak(peak) : earlier;
        if (since.MostLots is { } most) joined = joined.WithLots(most);
        if (joined.HardStop is null) joined = joined with { HardStop = since.HardStop };
        return since.OwnStop is null ? joined : joined with { OwnStop = since.OwnStop, OwnRule = since.OwnRule };
    }

    /// <summary>A reading that began a thousand readings ago does not come in any more.</summary>
    private void ForgetLongGone(ReadingMark began)
    {
        if (gone.Count < 1_000) return;
        foreach (var (ticket, ended) in gone)
        {
            if (ended.Order + 1_000 < began.Order) gone.Remove(ticket);
        }
    }
}

/// <summary>Told of what changes in the book.</summary>
public interface IBookListener
{
    /// <summary>A position was seen for the first time.</summary>
    void OnSeen(TrackedPosition tracked);

    /// <summary>A newer report of a known position came in.</summary>
    void OnReported(TrackedPosition tracked, Position before);

    /// <summary>A reading did not show it; one more and it is gone.</summary>
    void OnMissing(TrackedPosition tracked);

    /// <summary>It is not open any more.</summary>
    void OnGone(TrackedPosition tracked);
}
