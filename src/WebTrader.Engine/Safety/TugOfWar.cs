using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Engine.Alarms;
using WebTrader.Engine.Book;

namespace WebTrader.Engine.Safety;

/// <summary>
/// Notices when another program keeps moving a stop that we have set. Two programs that trail one position undo each other's work and spend the broker's patience: from then on only the hard
/// stop is kept, and an alarm says so, until the others have left it alone for a while. On the session's scheduler.
/// </summary>
public sealed class TugOfWar(TimeProvider clock, AlarmBoard alarms)
{
    /// <summary>So many moves against us within <see cref="Within"/>.</summary>
    public const int Moves = 3;

    public static readonly TimeSpan Within = TimeSpan.FromMinutes(1);

    /// <summary>After so long without another move the rules go on.</summary>
    public static readonly TimeSpan Peace = TimeSpan.FromMinutes(10);

    private readonly Dictionary<TrackedPosition, Queue<long>> fights = [];

    /// <summary>Called for a position that the rules may look at again.</summary>
    public Action<TrackedPosition> OnPeace { get; set; } = static _ => { };

    /// <summary>Somebody else has loosened or removed a stop. Counts only what was ours.</summary>
    /// <param name="before">Where it stood.</param>
    public void Note(TrackedPosition tracked, Price? before)
    {
        var isOurs = before is not null && before == tracked.Progress?.OwnStop;
        if (!isOurs && !tracked.IsContested) return;
        if (!fights.TryGetValue(tracked, out var moves)) fights.Add(tracked, moves = []);
        moves.Enqueue(clock.GetTimestamp());
        if (moves.Count > Moves) moves.Dequeue();
        if (tracked.IsContested || moves.Count < Moves || clock.GetElapsedTime(moves.Peek()) > Within) return;
        tracked.IsContested = true;
        tracked.Tell(clock.GetUtcNow(), "Another program keeps moving the stop: only the hard stop is kept");
        alarms.Raise(IdOf(tracked), AlarmSeverity.Red, $"Another program keeps moving the stop of ticket {tracked.Position.Ticket} against ours: only the hard stop is kept. Stop one of the two");
    }

    /// <summary>Ends what has been left alone for long enough; asked now and then.</summary>
    public void Look()
    {
        if (fights.Count == 0) return;
        foreach (var (tracked, moves) in fights)
        {
            if (clock.GetElapsedTime(moves.Last()) <= Peace) continue;
            Forget(tracked);
            OnPeace(tracked);
            return;
        }
    }

    /// <summary>It is not open any more, or at peace.</summary>
    public void Forget(TrackedPosition tracked)
    {
        if (!fights.Remove(tracked) || !tracked.IsContested) return;
        tracked.IsContested = false;
        alarms.Clear(IdOf(tracked));
    }

    private static string IdOf(TrackedPosition tracked) => $"tug-of-war-{tracked.Position.Ticket}";
}
