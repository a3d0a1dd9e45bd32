using WebTrader.Engine.Running;

namespace WebTrader.Engine.Tickets;

/// <summary>Counts and times of the ticket locks of one account. Changed and read inside the registry's gate only.</summary>
/// <param name="account">What the meter calls the account; null keeps the times from it.</param>
public sealed class LockMetrics(string? account = null)
{
    private readonly DurationHistogram waits = new();
    private readonly DurationHistogram holds = new();
    private readonly long[] missedByHolder = new long[Enum.GetValues<LockCallerKind>().Length];
    private long acquisitions;
    private long contended;
    private long missed;

    internal long Refused { get; set; }
    internal long Revocations { get; set; }
    internal long RevokedInFlight { get; set; }
    internal long Flagged { get; set; }

    internal void Acquired(TimeSpan waited)
    {
        acquisitions++;
        if (waited > TimeSpan.Zero) contended++;
        waits.Add(waited);
        EngineMeter.LockWait.Record(waited, account);
    }

    internal void Held(TimeSpan held)
    {
        holds.Add(held);
        EngineMeter.LockHold.Record(held, account);
    }

    /// <param name="holder">Null when the holder had just left.</param>
    internal void Missed(LockCallerKind? holder)
    {
        missed++;
        if (holder is { } kind) missedByHolder[(int)kind]++;
    }

    internal LockFigures Figures(int entries, int waiting) => new(acquisitions, contended, missed,
        Enum.GetValues<LockCallerKind>().ToDictionary(kind => kind, kind => missedByHolder[(int)kind]), Refused, Revocations, RevokedInFlight, Flagged, entries, waiting, waits.Snapshot(), holds.Snapshot());
}

/// <summary>The ticket locks of one account at one moment, counted since the session started.</summary>
/// <param name="Contended">Acquisitions that had to wait.</param>
/// <param name="NotObtained">Wishes that ended without the ticket.</param>
/// <param name="NotObtainedByHolder">The same by who had the ticket; wishes that found it released at the last moment are in none.</param>
/// <param name="RefusedWrites">Writes refused at the door because their holding was over.</param>
/// <param name="RevokedInFlight">Revocations of a holder whose call was at the broker.</param>
/// <param name="Flagged">Holdings that became stale.</param>
/// <param name="Entries">Tickets that the registry knows of.</param>
/// <param name="Waiting">Waiters at all tickets.</param>
public sealed record LockFigures(long Acquisitions, long Contended, long NotObtained, IReadOnlyDictionary<LockCallerKind, long> NotObtainedByHolder, long RefusedWrites,
    long Revocations, long RevokedInFlight, long Flagged, int Entries, int Waiting, DurationSnapshot Waits, DurationSnapshot Holds);
