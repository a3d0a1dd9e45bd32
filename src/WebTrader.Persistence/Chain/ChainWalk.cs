namespace WebTrader.Persistence.Chain;

/// <summary>Goes along a journal from its first entry to its last and stops at the first one that does not fit. Not thread-safe.</summary>
public sealed class ChainWalk(JournalSource source)
{
    /// <summary>The last sound entry so far.</summary>
    public ChainHead Head { get; private set; } = source.Checkpoint?.Head ?? ChainHead.Genesis;

    /// <summary>The first bad entry; null as long as all are sound.</summary>
    public ChainBreak? Break { get; private set; }

    /// <summary>Each entry that is what it was when it was written. Ends at the last one, or before the first bad one: then <see cref="Break"/> tells.</summary>
    public IEnumerable<StoredRow> Sound()
    {
        if (source.Checkpoint is { } checkpoint && !checkpoint.IsSigned())
        {
            Break = new ChainBreak(checkpoint.Sequence + 1, null, null, BreakKind.Changed, "the checkpoint before it, where the journal begins, is not the one that was signed");
            yield break;
        }

        if (source is { Checkpoint: { } begins, KeyName: { } known } && begins.KeyName != known)
        {
            Break = new ChainBreak(begins.Sequence + 1, null, null, BreakKind.Changed, $"the checkpoint before it, where the journal begins, is signed by the key {begins.KeyName}, and that of this journal is {known}");
            yield break;
        }

        using var rows = source.Rows().GetEnumerator();
        StoredRow? before = null;
        while (TryNext(rows, before, out var row))
        {
            if (row.Sequence != Head.Sequence + 1 || JournalChain.Next(Head.Hash, row) != row.Hash)
            {
                Break = new ChainDiagnosis(source, Head, before, row).Tell();
                yield break;
            }

            Head = new ChainHead(row.Sequence, row.Hash);
            before = row;
            yield return row;
        }
    }

    private bool TryNext(IEnumerator<StoredRow> rows, StoredRow? before, out StoredRow row)
    {
        try
        {
            var isThere = rows.MoveNext();
            row = isThere ? rows.Current : null!;
            return isThere;
        }
        catch (DamagedJournalException damage)
        {
            Break = new ChainBreak(Head.Sequence + 1, null, null, BreakKind.Unreadable, $"it cannot be read, {damage.Message}; {ChainBreak.After(before)}");
            row = null!;
            return false;
        }
    }
}
