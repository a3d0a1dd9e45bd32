using Microsoft.EntityFrameworkCore;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Databases;
using WebTrader.Persistence.Store;
using WebTrader.Persistence.Tables;

namespace WebTrader.Persistence.Recording;

/// <summary>What was taken out of the journal at once.</summary>
/// <param name="Entries">How many; 0 where none was old enough.</param>
/// <param name="Export">The file that they are in now; null where none was taken out, or they are kept nowhere.</param>
public sealed record RetentionReport(long Entries, string? Export);

/// <summary>
/// Takes out what is older than is kept: quotes, and the beginning of the journal, which leaves a signed checkpoint. What goes is in an export first, if it is wanted, and the export was read back. Killed in between, the next one
/// goes on with the export that is there.
/// </summary>
/// <param name="exports">The folder of the exports; null exports nothing.</param>
internal sealed class Retention(JournalStore store, DatabaseAddress database, string? exports)
{
    /// <summary>In one go, so that a clock set far ahead for a moment does not cost the whole journal.</summary>
    public const int MostAtOnce = 20_000;

    /// <summary>All or nothing of the journal; its last entry always stays.</summary>
    /// <param name="db">Of the store, for writing.</param>
    /// <param name="now">Wall time, UTC.</param>
    /// <param name="tell">Hears of each step before it is taken.</param>
    /// <exception cref="IOException">The key or the export cannot be used, or what would go is not sound: nothing was taken out.</exception>
    public RetentionReport Prune(WebTraderDbContext db, DateTimeOffset oldest, DateTimeOffset now, Action<string> tell)
    {
        db.Quotes.Where(row => row.Minute < oldest).ExecuteDelete();
        if (Range(db, oldest) is not var (first, until)) return new RetentionReport(0, null);
        var export = exports is null ? null : JournalExport.Keep(database, exports, first, ref until, tell);
        tell("the journal: taking out");
        using var transaction = store.Begin(db, []);
        var last = db.Journal.Where(row => row.Sequence == until).Select(row => new ChainHead(row.Sequence, row.Hash)).FirstOrDefault();
        if (last is null) return new RetentionReport(0, null);
        var signed = CheckpointKey.Sign(database.KeyFolder, last, now);
        db.Checkpoints.ExecuteDelete();
        db.Checkpoints.Add(CheckpointRow.Of(signed));
        db.SaveChanges();
        var taken = db.Journal.Where(row => row.Sequence <= until).ExecuteDelete();
        tell("the journal: keeping what is left");
        transaction.Commit();
        return new RetentionReport(taken, export);
    }

    private static (long First, long Until)? Range(WebTraderDbContext db, DateTimeOffset oldest)
    {
        if (db.Journal.Min(row => (long?)row.Sequence) is not { } first) return null;
        var kept = db.Journal.OrderBy(row => row.Sequence).Where(row => row.At >= oldest).Select(row => (long?)row.Sequence).FirstOrDefault() ?? db.Journal.Max(row => row.Sequence);
        var until = Math.Min(kept - 1, first + MostAtOnce - 1);
        return until < first ? null : (first, until);
    }
}
