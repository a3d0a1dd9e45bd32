using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WebTrader.Core.Positions;
using WebTrader.Persistence.Backlog;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Store;

namespace WebTrader.Persistence.Recording;

/// <summary>
/// What a killed run has appended and not stored any more is stored by the next one, before anything of its own. A run may be killed between a commit and the removal of what it carried: what is
/// there already, by account, kind, time and data, is not written twice.
/// </summary>
internal static class Leftovers
{
    /// <returns>How far the journal goes afterwards, and how many facts were written.</returns>
    /// <exception cref="Exception">The store failed; what is missing is found again the next time.</exception>
    public static (ChainHead Head, int Written) Record(JournalStore store, IReadOnlyList<WaitingFact> left, ChainHead head, int most, ILogger logger)
    {
        List<WaitingFact> missing;
        using (var db = store.ForReading()) missing = Missing(db, left, head);
        foreach (var part in missing.Chunk(most)) head = Record(store, part, logger);
        return (head, missing.Count);
    }

    private static ChainHead Record(JournalStore store, IReadOnlyList<WaitingFact> facts, ILogger logger)
    {
        using var db = store.ForWriting();
        using var transaction = store.Begin(db, facts.Select(fact => new AccountId(fact.Account)).Distinct());
        db.Database.AutoSavepointsEnabled = false;
        var last = db.Journal.OrderByDescending(row => row.Sequence).Select(row => new ChainHead(row.Sequence, row.Hash)).FirstOrDefault() ?? ChainHead.Genesis;
        foreach (var fact in facts)
        {
            try
            {
                last = EntryRecorder.Record(db, fact, last);
            }
            catch (InvalidDataException broken)
            {
                logger.LogError(broken, "A fact of account {Account} that an earlier run has left cannot be read and is skipped: {Kind}", fact.Account, fact.Kind);
            }
        }

        transaction.Commit();
        store.Confirm();
        return last;
    }

    private static List<WaitingFact> Missing(WebTraderDbContext db, IReadOnlyList<WaitingFact> left, ChainHead head)
    {
        var after = left.Min(fact => fact.After);
        // Another database in its place goes less far, and its numbers say nothing.
        if (after > head.Sequence) after = 0;
        var since = DateTimeOffset.FromUnixTimeMilliseconds(left.Min(fact => fact.At));
        var stored = db.Journal.Where(row => row.Sequence > after && row.At >= since).Select(row => new { row.Account, row.At, row.Kind, row.Data }).AsEnumerable()
            .CountBy(row => (row.Account.Value, row.At.ToUnixTimeMilliseconds(), row.Kind, row.Data)).ToDictionary();
        return [.. left.Where(fact =>
        {
            var key = (fact.Account, fact.At, fact.Kind, db.Storable(fact.Data));
            if (stored.GetValueOrDefault(key) is not (> 0 and var times)) return true;
            stored[key] = times - 1;
            return false;
        })];
    }
}
