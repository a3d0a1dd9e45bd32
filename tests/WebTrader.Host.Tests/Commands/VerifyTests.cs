using System.Globalization;
using Shouldly;
using static WebTrader.Host.Tests.Commands.RecordedWorld;

namespace WebTrader.Host.Tests.Commands;

public sealed class VerifyTests(RecordedWorld world) : IClassFixture<RecordedWorld>
{
    [Fact]
    public void A_journal_of_a_full_run_is_sound_as_a_database_as_a_folder_and_as_an_export()
    {
        var export = Path.Combine(world.Folder, "sound.jsonl");
        var (code, said) = Verify(world.Database, export: export);

        code.ShouldBe(0, said);
        said.ShouldContain("the chain is whole, and every stop is explained");
        said.ShouldContain($"head                    {world.Last}");
        foreach (var counted in (string[])["stops decided again", "  sent once more"]) Figure(said, counted).ShouldBeGreaterThan(0, said);
        Verify(world.Folder).ShouldBe((code, said));
        Verify(export).ShouldBe((code, said.Replace(world.Database, export, StringComparison.Ordinal)));
        Verify(export, export: export).ShouldBe((3, $"The file '{export}' already exists.{Environment.NewLine}"), "nothing is written over");
    }

    [Fact]
    public void One_changed_character_breaks_the_chain_and_the_entry_is_named()
    {
        var at = world.FirstOf("stopIntended", after: 100);
        var copy = world.Tampered($"UPDATE Journal SET Data = replace(Data, '\"side\":\"long\"', '\"side\":\"lonG\"') || ' ' WHERE Sequence = {at}");
        ShouldBreak(Verify(copy), $"entry {at} (stopIntended, 2026-01-06 12:", "its data was changed after it was written");
    }

    [Theory]
    [InlineData("Text = Text || '.'")]
    [InlineData("At = At + 1")]
    [InlineData("Ticket = coalesce(Ticket, 0) + 1")]
    [InlineData("Kind = upper(Kind)")]
    [InlineData("Account = 'other'")]
    public void Every_column_counts(string change) =>
        ShouldBreak(Verify(world.Tampered($"UPDATE Journal SET {change} WHERE Sequence = 57")), "entry 57 (", "its data was changed after it was written");

    [Fact]
    public void A_row_that_is_taken_out_is_named()
    {
        ShouldBreak(Verify(world.Tampered("DELETE FROM Journal WHERE Sequence = 41")), "entry 41: it is missing; the last sound entry is 40 of 2026-01-06 12:", "the next is 42");
        ShouldBreak(Verify(world.Tampered("DELETE FROM Journal WHERE Sequence < 6")), "entry 1: it is missing with 4 more after it; nothing stands before it, the next is 6");
        var closed = world.Tampered("DELETE FROM Journal WHERE Sequence = 41; UPDATE Journal SET Sequence = -(Sequence - 1) WHERE Sequence > 41; UPDATE Journal SET Sequence = -Sequence WHERE Sequence < 0");
        ShouldBreak(Verify(closed), "entry 41 (", "the entry written as 41 is missing, and those after it were numbered anew");
    }

    [Fact]
    public void Rows_that_changed_places_are_named()
    {
        var copy = world.Tampered("UPDATE Journal SET Sequence = -1 WHERE Sequence = 33; UPDATE Journal SET Sequence = 33 WHERE Sequence = 77; UPDATE Journal SET Sequence = 77 WHERE Sequence = -1");
        ShouldBreak(Verify(copy), "entry 33 (", "another entry stands in its place: this one was written as 77");
    }

    [Fact]
    public void A_forged_stop_is_found_although_its_chain_was_made_again()
    {
        var at = world.FirstOf("stopIntended", after: 200);
        var copy = world.Tampered($"UPDATE Journal SET Data = json_set(Data, '$.write.stop', '1.00001') WHERE Sequence = {at}");
        ChainAgain(copy);
        var (code, said) = Verify(copy);
        code.ShouldBe(2, said);
        said.ShouldContain($"NOT EXPLAINED           entry {at} (stopIntended, 2026-01-06 12:");
        said.ShouldContain("recorded is a stop at 1.00001 (");
        said.ShouldContain("; the rules set ");

        // Whoever published a head knows in any case.
        ShouldBreak(Verify(copy, world.Last.ToString()), $"the published head {world.Last} is not in the journal, which ends at {world.Last.Sequence}:", "written anew");
    }

    [Fact]
    public void A_stop_without_what_it_was_decided_from_is_not_explained()
    {
        var at = world.FirstOf("stopIntended");
        var copy = world.Tampered($"UPDATE Journal SET Data = json_remove(Data, '$.inputs') WHERE Sequence = {at}");
        ChainAgain(copy);
        var (code, said) = Verify(copy);
        code.ShouldBe(2, said);
        said.ShouldContain("is recorded without what it was decided from");
    }

    [Fact]
    public void A_tail_that_is_taken_away_shows_by_a_published_head()
    {
        var copy = world.Tampered($"DELETE FROM Journal WHERE Sequence > {world.Last.Sequence - 3}");
        Verify(copy).ExitCode.ShouldBe(0, "nothing in what is left tells");
        Verify(copy, world.Middle.ToString()).ExitCode.ShouldBe(0, "it was published before");
        ShouldBreak(Verify(copy, world.Last.ToString()), $"the published head {world.Last} is not in the journal", $"entries {world.Last.Sequence - 2} to {world.Last.Sequence} were taken from its end");
        ShouldBreak(Verify(copy, world.Last.Hash), $"the published head {world.Last.Hash} is not in the journal");
        Verify(world.Database, world.Last.Hash[..16].ToUpperInvariant()).ExitCode.ShouldBe(0);
        Verify(world.Database, world.Middle.Hash).ExitCode.ShouldBe(0);
        Verify(world.Database, "0:" + new string('0', 64)).ExitCode.ShouldBe(0, "the head of an empty journal");
    }

    [Fact]
    public void A_damaged_database_is_broken_where_it_can_be_read_no_further()
    {
        var copy = world.Tampered("UPDATE Journal SET Text = Text WHERE Sequence = 1");
        using (var raw = File.OpenWrite(copy))
        {
            raw.Position = raw.Length / 2;
            raw.Write(Enumerable.Repeat((byte)0xA5, 64 * 1024).ToArray());
        }

        var (code, said) = Verify(copy);
        code.ShouldBe(1, said);
        said.ShouldContain("BROKEN");
    }

    [Fact]
    public void What_cannot_be_read_is_told_apart_from_what_is_broken()
    {
        ShouldBeUnusable(Verify(Path.Combine(world.Folder, "nothing.db")), "There is no file");
        ShouldBeUnusable(Verify(Directory.CreateDirectory(Path.Combine(world.Folder, "empty")).FullName), "holds no journal: there is no webtrader.db in it");
        var text = Path.Combine(world.Folder, "text");
        File.WriteAllText(text, "something else");
        ShouldBeUnusable(Verify(text), "is neither a WebTrader database nor an export of its journal");
        File.WriteAllText(text, "");
        ShouldBeUnusable(Verify(text), "is neither a WebTrader database nor an export of its journal");
        ShouldBeUnusable(Verify(world.Tampered("DROP TABLE Journal; UPDATE Trades SET Magic = Magic")), "holds no chained journal");
        ShouldBeUnusable(Verify(world.Database, head: "12:xyz"), "--head is 12:xyz, allowed is SEQUENCE:HASH or HASH");
    }

    [Fact]
    public async Task The_program_itself_exits_with_0_1_or_3()
    {
        (await HostProcess.RunAsync("verify", world.Database)).ExitCode.ShouldBe(0);
        (await HostProcess.RunAsync("verify", world.Database, "--head", $"{world.Last.Sequence + 1}:{world.Last.Hash}")).ExitCode.ShouldBe(1);
        (await HostProcess.RunAsync("verify", world.Database, "--nonsense")).ExitCode.ShouldBe(3, "2 would mean a stop that is not explained");
    }

    private static void ShouldBreak((int ExitCode, string Said) verified, params string[] says)
    {
        verified.ExitCode.ShouldBe(1, verified.Said);
        foreach (var part in says) verified.Said.ShouldContain(part);
        verified.Said.ShouldContain("BROKEN                  " + says[0]);
        verified.Said.ShouldNotContain("the chain is whole");
    }

    private static void ShouldBeUnusable((int ExitCode, string Said) verified, string says)
    {
        verified.ExitCode.ShouldBe(3, verified.Said);
        verified.Said.ShouldContain(says);
    }

    private static long Figure(string said, string name) =>
        long.Parse(said.Split('\n').Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..], NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
}
