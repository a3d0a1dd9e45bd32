using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using WebTrader.Persistence.Chain;
using WebTrader.TestKit.Core;
using WebTrader.TestKit.Files;
using Xunit;

namespace WebTrader.Persistence.Tests.Chain;

/// <summary>What somebody could do to a journal afterwards.</summary>
public sealed class TamperingTests
{
    private static readonly Gen<List<StoredRow>> Journals =
        from count in Gen.Choose(2, 30)
        from texts in Gen.Elements("", "a", "ab", "€", "stop from 1.08450 to 1.08660").ArrayOf(count)
        from tickets in Gen.Elements<string?>(null, "1001", "12").ArrayOf(count)
        select Chained([.. texts.Zip(tickets, (text, ticket) => Row(text, ticket))]);

    private static StoredRow Row(string text, string? ticket) =>
        new(0, Bytes("demo"), Bytes("1772452800000"), ticket is null ? null : Bytes(ticket), Bytes("stopIntended"), Bytes(text), Bytes($$"""{"reason":"{{text}}"}"""), "");

    private static List<StoredRow> Chained(List<StoredRow> rows)
    {
        var head = ChainHead.Genesis;
        for (var index = 0; index < rows.Count; index++)
        {
            var row = rows[index] with { Sequence = index + 1, Data = [.. rows[index].Data!, (byte)('A' + index)] };
            rows[index] = row with { Hash = JournalChain.Next(head.Hash, row) };
            head = new ChainHead(index + 1, rows[index].Hash!);
        }

        return rows;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static ChainBreak? Check(List<StoredRow> rows)
    {
        var walk = new ChainWalk(new InMemory(rows));
        var sound = walk.Sound().Count();
        if (walk.Break is null) sound.ShouldBe(rows.Count);
        return walk.Break;
    }

    [Fact]
    public void A_journal_that_nobody_touched_is_sound() => Checking.ForAll(Journals, journal => Check(journal).ShouldBeNull(), 100);

    [Fact]
    public void One_changed_byte_of_any_column_is_found_and_its_entry_named()
    {
        var cases = from journal in Journals from at in Gen.Choose(0, journal.Count - 1) from column in Gen.Choose(0, 6) from pick in Gen.Choose(0, 10_000) from bit in Gen.Choose(0, 7) select (journal, at, column, pick, bit);
        Checking.ForAll(cases, each =>
        {
            var (journal, at, column, pick, bit) = each;
            byte[]? Flip(byte[]? bytes)
            {
                if (bytes is not { Length: > 0 }) return [(byte)pick];
                var changed = (byte[])bytes.Clone();
                changed[pick % changed.Length] ^= (byte)(1 << bit);
                return changed;
            }

            var row = journal[at];
            journal[at] = column switch
            {
                0 => row with { Account = Flip(row.Account) },
                1 => row with { At = Flip(row.At) },
                2 => row with { Ticket = Flip(row.Ticket) },
                3 => row with { Kind = Flip(row.Kind) },
                4 => row with { Text = Flip(row.Text) },
                5 => row with { Data = Flip(row.Data) },
                _ => row with { Hash = Encoding.Latin1.GetString(Flip(Encoding.Latin1.GetBytes(row.Hash!))!) },
            };
            var found = Check(journal).ShouldNotBeNull();
            (found.Sequence, found.What).ShouldBe((at + 1, BreakKind.Changed));
        });
    }

    [Fact]
    public void A_row_that_is_taken_out_is_named_also_where_the_others_are_numbered_anew()
    {
        var cases = from journal in Journals from at in Gen.Choose(0, journal.Count - 2) from isRenumbered in Gen.Elements(true, false) select (journal, at, isRenumbered);
        Checking.ForAll(cases, each =>
        {
            var (journal, at, isRenumbered) = each;
            journal.RemoveAt(at);
            if (isRenumbered) Renumber(journal);
            var found = Check(journal).ShouldNotBeNull();
            found.Sequence.ShouldBe(at + 1);
            // With nothing after it but one row, nothing tells a row that was moved up from one that was changed.
            if (!isRenumbered || at < journal.Count - 1) found.What.ShouldBe(BreakKind.Missing, found.ToString());
        }, 1000);
    }

    [Fact]
    public void Two_rows_that_changed_places_are_named_as_moved()
    {
        var cases = from journal in Journals from first in Gen.Choose(0, journal.Count - 2) from second in Gen.Choose(first + 1, journal.Count - 1) from takesHash in Gen.Elements(true, false) select (journal, first, second, takesHash);
        Checking.ForAll(cases, each =>
        {
            var (journal, first, second, takesHash) = each;
            var (one, other) = (journal[first], journal[second]);
            journal[first] = other with { Sequence = one.Sequence, Hash = takesHash ? other.Hash : one.Hash };
            journal[second] = one with { Sequence = other.Sequence, Hash = takesHash ? one.Hash : other.Hash };
            var found = Check(journal).ShouldNotBeNull();
            (found.Sequence, found.What).ShouldBe((first + 1, BreakKind.Moved), found.ToString());
        }, 1000);
    }

    [Fact]
    public void A_row_that_is_moved_elsewhere_is_found_at_the_first_place_that_changed()
    {
        var cases = from journal in Journals from source in Gen.Choose(0, journal.Count - 1) from target in Gen.Choose(0, journal.Count - 1) where source != target select (journal, source, target);
        Checking.ForAll(cases, each =>
        {
            var (journal, source, target) = each;
            var moved = journal[source];
            journal.RemoveAt(source);
            journal.Insert(target, moved);
            Renumber(journal);
            var found = Check(journal).ShouldNotBeNull();
            (found.Sequence, found.What).ShouldBe((Math.Min(source, target) + 1, BreakKind.Moved), found.ToString());
        }, 1000);
    }

    [Fact]
    public void A_row_that_is_put_in_is_named()
    {
        var cases = from journal in Journals from at in Gen.Choose(0, journal.Count - 1) select (journal, at);
        Checking.ForAll(cases, each =>
        {
            var (journal, at) = each;
            journal.Insert(at, Row("forged", "7") with { Hash = journal[at].Hash });
            Renumber(journal);
            Check(journal).ShouldNotBeNull().Sequence.ShouldBe(at + 1);
        }, 1000);
    }

    [Fact]
    public void Any_changed_byte_of_an_export_is_found_at_its_line()
    {
        using var folder = new TempFolder();
        var path = folder.Of("export.jsonl");
        using (var writer = new StreamWriter(path)) ExportSource.Write(new InMemory(Chained([.. Enumerable.Range(0, 5).Select(number => Row($"number {number} €", "12"))])), writer);
        var sound = File.ReadAllBytes(path);
        Walk(path).Break.ShouldBeNull();

        for (var at = ExportLine.Header.Length + 1; at < sound.Length - 1; at++)
        {
            var changed = (byte[])sound.Clone();
            changed[at] ^= 2;
            File.WriteAllBytes(path, changed);
            var line = sound.AsSpan(0, at).Count((byte)'\n');
            Walk(path).Break.ShouldNotBeNull($"byte {at}").Sequence.ShouldBe(line, $"byte {at}");
        }
    }

    [Fact]
    public void An_export_that_lost_a_line_or_has_two_in_another_order_names_the_entry()
    {
        using var folder = new TempFolder();
        var lines = Chained([.. Enumerable.Range(0, 5).Select(number => Row($"number {number}", null))]).Select(ExportLine.Write).ToList();
        Walk(folder.Of("lost", Text([lines[0], lines[1], lines[3], lines[4]]))).Break.ShouldNotBeNull().ToString().ShouldBe(
            "entry 3: it is missing; the last sound entry is 2 of 2026-03-02 12:00:00.000Z, the next is 4 of 2026-03-02 12:00:00.000Z");
        Walk(folder.Of("moved", Text([lines[0], lines[2], lines[1], lines[3], lines[4]]))).Break.ShouldNotBeNull().ToString().ShouldBe("entry 2: it was moved: entry 3 stands in its place");
        Walk(folder.Of("twice", Text([lines[0], lines[0], lines[1]]))).Break.ShouldNotBeNull().What.ShouldBe(BreakKind.Moved);

        static string Text(IEnumerable<string> lines) => string.Join("\n", lines.Prepend(ExportLine.Header)) + "\n";
    }

    private static ChainWalk Walk(string path)
    {
        using var source = JournalSource.Open(path);
        var walk = new ChainWalk(source);
        walk.Sound().Count().ShouldBeLessThan(6);
        return walk;
    }

    private static void Renumber(List<StoredRow> rows)
    {
        for (var index = 0; index < rows.Count; index++) rows[index] = rows[index] with { Sequence = index + 1 };
    }

    private sealed class InMemory(IReadOnlyList<StoredRow> rows) : JournalSource
    {
        public override string Name => "memory";

        public override IEnumerable<StoredRow> Rows() => rows;

        public override void Dispose()
        {
        }
    }
}
