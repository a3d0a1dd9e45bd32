using System.Globalization;

namespace WebTrader.Persistence.Chain;

/// <summary>Finds out what was done to the first entry that does not fit, from what stands around it and elsewhere in the journal.</summary>
/// <param name="head">The last sound entry.</param>
/// <param name="before">The same with all its columns; null at the beginning.</param>
/// <param name="row">What stands where the next entry should.</param>
internal sealed class ChainDiagnosis(JournalSource source, ChainHead head, StoredRow? before, StoredRow row)
{
    /// <summary>So many entries taken out or put in are recognised where those after them were numbered anew.</summary>
    private const int MostShifted = 1_000;

    private readonly long expected = head.Sequence + 1;

    public ChainBreak Tell()
    {
        var others = Others().ToList();
        return row.Sequence == expected ? InItsPlace(others) : OutOfPlace(others);
    }

    private ChainBreak OutOfPlace(List<StoredRow> others)
    {
        if (row.Sequence < expected || others.Exists(other => other.Sequence == expected)) return new ChainBreak(expected, null, null, BreakKind.Moved, Text($"it was moved: entry {row.Sequence} stands in its place"));
        var missing = row.Sequence - expected;
        var until = row.Time is { } at ? Text($", the next is {row.Sequence} of {StoredRow.Say(at)}") : Text($", the next is {row.Sequence}");
        var more = missing > 1 ? Text($" with {missing - 1} more after it") : "";
        return new ChainBreak(expected, null, null, BreakKind.Missing, $"it is missing{more}; {ChainBreak.After(before)}{until}");
    }

    private ChainBreak InItsPlace(List<StoredRow> others)
    {
        var next = others.Find(other => other.Sequence == expected + 1);
        if (next is not null && JournalChain.Next(JournalChain.Next(head.Hash, row), next) == next.Hash) return ChainBreak.Of(row, BreakKind.Changed, "its hash was changed after it was written, its data was not");
        if (PlaceOf(others) is { } place) return ChainBreak.Of(row, BreakKind.Moved, Text($"another entry stands in its place: this one was written as {place}"));
        if (next is not null && Shift(next) is { } shift)
        {
            return shift > 0
                ? ChainBreak.Of(row, BreakKind.Missing, Text($"the entry written as {expected} is missing{(shift > 1 ? Text($" with {shift - 1} more after it") : "")}, and those after it were numbered anew"))
                : ChainBreak.Of(row, BreakKind.Moved, "it was put in, and those after it were numbered anew");
        }

        return next is null || JournalChain.Next(row.Hash ?? "", next) == next.Hash
            ? ChainBreak.Of(row, BreakKind.Changed, "its data was changed after it was written")
            : ChainBreak.Of(row, BreakKind.Changed, "its data or its hash was changed after it was written, or it is another entry");
    }

    /// <summary>How many were taken out (above zero) or put in (below) before the next one was numbered; null when neither.</summary>
    private int? Shift(StoredRow next)
    {
        for (var by = 1; by <= MostShifted; by++)
        {
            if (JournalChain.Next(row.Hash ?? "", next with { Sequence = next.Sequence + by }) == next.Hash) return by;
        }

        return JournalChain.Next(head.Hash, next with { Sequence = expected }) == next.Hash ? -1 : null;
    }

    /// <summary>Where this row was written, if it is one of the journal; with its own hash, or with that of the place where it stands now.</summary>
    private long? PlaceOf(List<StoredRow> others)
    {
        string? previous = source.Checkpoint?.Hash ?? JournalChain.Genesis;
        foreach (var other in others)
        {
            if (other.Sequence == expected + 1) previous = row.Hash;
            if (Fits(other.Sequence, previous, other.Hash) || Fits(other.Sequence, previous, row.Hash)) return other.Sequence;
            // Beside an entry that was moved, what stood before it has moved too.
            if (Fits(other.Sequence, other.Hash, row.Hash)) return other.Sequence;
            if (Fits(expected + 1, other.Hash, row.Hash)) return expected + 1;
            if (Fits(expected - 1, other.Hash, row.Hash)) return expected - 1;
            previous = other.Hash;
        }

        return null;
    }

    private bool Fits(long sequence, string? previous, string? hash) => previous is not null && JournalChain.Next(previous, row with { Sequence = sequence }) == hash;

    /// <summary>All others, without what they hold where they are not near.</summary>
    private IEnumerable<StoredRow> Others()
    {
        using var rows = source.Rows().GetEnumerator();
        while (TryNext(rows))
        {
            var other = rows.Current;
            if (ReferenceEquals(other, row) || (other.Sequence == row.Sequence && other.Hash == row.Hash)) continue;
            yield return other.Sequence == expected + 1 ? other : new StoredRow(other.Sequence, null, null, null, null, null, null, other.Hash);
        }
    }

    private static bool TryNext(IEnumerator<StoredRow> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (DamagedJournalException)
        {
            return false;
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
