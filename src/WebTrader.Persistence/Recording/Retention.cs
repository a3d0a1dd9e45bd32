using Microsoft.EntityFrameworkCore;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Store;
using WebTrader.Persistence.Tables;

namespace WebTrader.Persistence.Recording;

/// <summary>Takes out what is older than is kept: quotes, and the beginning of the journal, which leaves a signed checkpoint.</summary>
internal static class Retention
{
    /// <summary>In one go, so that a clock set far ahead for a moment does not cost the whole journal.</summary>
    public const int MostAtOnce = 20_000;

    /// <summary>All or nothing of the journal; its last entry always stays.</summary>
    /// <param name="db">Of the store, for writing.</param>
    /// <param name="folder">Where the key is.</param>
    /// <param name="now">Wall time, UTC.</param>
    public static void PruneJournal(JournalStore store, WebTraderDbContext db, string folder, DateTimeOffset oldest, DateTimeOffset now)
    {
        using var transaction = store.Begin(db, []);
        var first = db.Journal.Min(row => (long?)row.Sequence);
        if (first is null) return;
        var kept = db.Journal.OrderBy(row => row.Sequence).Where(row => row.At >= oldest).Select(row => (long?)row.Sequence).FirstOrDefault() ?? db.Journal.Max(row => row.Sequence);
        var until = Math.Min(kept - 1, first.Value + MostAtOnce - 1);
        var last = db.Journal.Where(row => row.Sequence == until).Select(row => new ChainHead(row.Sequence, row.Hash)).FirstOrDefault();
        if (last is null) return;

        var signed = CheckpointKey.Sign(folder, last, now);
        db.Checkpoints.ExecuteDelete();
        db.Checkpoints.Add(CheckpointRow.Of(signed));
        db.SaveChanges();
        db.Journal.Where(row => row.Sequence <= until).ExecuteDelete();
        transaction.Commit();
    }
}
