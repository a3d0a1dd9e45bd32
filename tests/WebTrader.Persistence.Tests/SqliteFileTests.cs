using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Tests.Benches;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests;

/// <summary>What only happens to a file: it is missing, damaged, deleted, or another one is put in its place.</summary>
public sealed class SqliteFileTests : IAsyncDisposable
{
    private readonly SqliteBench bench = new();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task A_missing_database_is_made_with_its_folder()
    {
        bench.Start().Journal.Append(Closed(Trade()));
        await bench.FlushAsync();
        File.Exists(bench.Path).ShouldBeTrue();
        bench.Ask("PRAGMA journal_mode").ShouldBe("wal");
        bench.Ask("SELECT typeof(Lots) || typeof(CloseTime) FROM Trades").ShouldBe("textinteger");
    }

    [Fact]
    public async Task An_empty_file_becomes_a_database()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(bench.Path)!);
        await File.WriteAllBytesAsync(bench.Path, [], JournalBench.Cancellation);
        bench.Start().Journal.Append(Session(1));
        await bench.FlushAsync();
        bench.Ask("SELECT LastEpoch FROM Accounts").ShouldBe(1L);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_untouched_and_named()
    {
        var bytes = Enumerable.Range(0, 5000).Select(number => (byte)(number * 7)).ToArray();
        Directory.CreateDirectory(Path.GetDirectoryName(bench.Path)!);
        await File.WriteAllBytesAsync(bench.Path, bytes, JournalBench.Cancellation);
        bench.Start().Journal.Append(Closed(Trade()));
        var reason = await bench.UnusableReasonAsync();
        reason.ShouldContain(bench.Path);
        reason.ShouldContain("move it away");
        (await File.ReadAllBytesAsync(bench.Path, JournalBench.Cancellation)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_damaged_database_is_found_at_the_opening_and_left_untouched()
    {
        await Damage();
        var bytes = await File.ReadAllBytesAsync(bench.Path, JournalBench.Cancellation);
        bench.Start().Journal.Append(Closed(Trade(5000)));
        (await bench.UnusableReasonAsync()).ShouldContain("damaged");
        (await File.ReadAllBytesAsync(bench.Path, JournalBench.Cancellation)).ShouldBe(bytes);
    }

    [Fact]
    public async Task When_the_damaged_file_is_moved_away_a_new_one_takes_what_waited()
    {
        await Damage();
        bench.Start().Journal.Append(Closed(Trade(5000)));
        await bench.UnusableReasonAsync();
        File.Move(bench.Path, bench.Path + ".damaged");
        await bench.FlushAsync();
        (await bench.TradesAsync(Demo)).ShouldHaveSingleItem().Position.ShouldBe(new PositionId(5000));
    }

    [Fact]
    public async Task Every_reading_of_a_damaged_database_fails_with_the_reason_and_is_never_an_empty_list()
    {
        await Damage();
        bench.Start();
        var damaged = await bench.UnusableReasonAsync();
        (await bench.Journal.RecallAsync(Demo, JournalBench.Cancellation)).Failure.ShouldBe(damaged);
        (await bench.Queries.TradesAsync(new TradeFilter(), new PageRequest(), JournalBench.Cancellation)).Failure.ShouldBe(damaged);
        (await bench.Queries.TradeAsync(Demo, new Ticket(1), JournalBench.Cancellation)).Failure.ShouldBe(damaged);
        (await bench.Queries.JournalAsync(new JournalFilter(), new PageRequest(), JournalBench.Cancellation)).Failure.ShouldBe(damaged);
        (await bench.Queries.StopMovesAsync(Demo, new Ticket(1), JournalBench.Cancellation)).Failure.ShouldBe(damaged);
    }

    [Fact]
    public async Task A_database_that_is_deleted_is_made_again_for_what_comes_after()
    {
        bench.Start();
        await Record(1);
        Delete();
        await Record(2);
        File.Exists(bench.Path).ShouldBeTrue();
        (await bench.TradesAsync(Demo)).ShouldHaveSingleItem().ShouldBe(Trade(2));
    }

    [Fact]
    public async Task A_database_put_in_its_place_is_written_to()
    {
        bench.Start();
        await Record(1);
        await bench.Journal.DisposeAsync();
        File.Copy(bench.Path, bench.Path + ".backup");
        bench.Start();
        await Record(2);
        Delete();
        File.Move(bench.Path + ".backup", bench.Path);
        await Record(3);
        (await bench.TradesAsync(Demo)).Select(trade => trade.Position.Value).Order().ShouldBe([1, 3]);
    }

    [Fact]
    public async Task A_reading_fails_with_the_reason_when_the_database_is_gone()
    {
        bench.Start();
        await Record(1);
        Delete();
        var trades = await bench.Queries.TradesAsync(new TradeFilter(), new PageRequest(), JournalBench.Cancellation);
        trades.Failure.ShouldNotBeNull().ShouldContain(bench.Path);
    }

    [Fact]
    public async Task Another_database_file_begins_its_own_chain()
    {
        bench.Start();
        await Record(Session(1), Session(2));
        Delete();
        await Record(Session(3));
        Walk(1).ShouldBe(bench.Journal.Head);
    }

    [Fact]
    public async Task Before_its_tables_are_changed_a_database_is_copied_and_the_last_three_copies_are_kept()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(bench.Path)!);
        bench.Ask("CREATE TABLE __EFMigrationsHistory (MigrationId TEXT NOT NULL PRIMARY KEY, ProductVersion TEXT NOT NULL)");
        bench.Ask("CREATE TABLE Notes (Note TEXT)");
        bench.Ask("INSERT INTO Notes VALUES ('from before')");
        foreach (var older in (string[])["20230101000000_A", "20240101000000_B", "20250101000000_C"]) await File.WriteAllTextAsync($"{bench.Path}.before-{older}", "", JournalBench.Cancellation);
        bench.Start();
        await Record(1);

        var copies = Directory.GetFiles(Path.GetDirectoryName(bench.Path)!, "*.before-*").Order().Select(copy => copy[(bench.Path.Length + ".before-".Length)..]).ToList();
        copies.Count.ShouldBe(3);
        copies[..2].ShouldBe(["20240101000000_B", "20250101000000_C"]);
        copies[2].ShouldEndWith("_Journal");
        using var copy = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={bench.Path}.before-{copies[2]};Mode=ReadOnly;Pooling=False");
        copy.Open();
        using var command = copy.CreateCommand();
        command.CommandText = "SELECT (SELECT Note FROM Notes) || (SELECT count(*) FROM sqlite_master WHERE name = 'Journal')";
        command.ExecuteScalar().ShouldBe("from before0");
    }

    [Fact]
    public async Task A_new_database_and_one_of_this_layout_are_not_copied()
    {
        bench.Start();
        await Record(1);
        await bench.RestartAsync();
        await Record(2);
        Directory.GetFiles(Path.GetDirectoryName(bench.Path)!, "*.before-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task When_its_tables_cannot_be_changed_the_copy_is_named_and_made_once()
    {
        bench.Start();
        await Record(1);
        await bench.Journal.DisposeAsync();
        bench.Ask("DELETE FROM __EFMigrationsHistory");
        bench.Start().Journal.Append(Session(2));
        var reason = await bench.UnusableReasonAsync();
        var copy = Directory.GetFiles(Path.GetDirectoryName(bench.Path)!, "*.before-*").ShouldHaveSingleItem();
        reason.ShouldContain($"a copy is {copy}");
        var made = File.GetLastWriteTimeUtc(copy);
        await Task.Delay(300, JournalBench.Cancellation);
        File.GetLastWriteTimeUtc(copy).ShouldBe(made, "attempts after the first one change nothing, and copy nothing");
    }

    [Fact]
    public async Task A_character_that_shows_nothing_is_told_apart()
    {
        bench.Start();
        await Record(Session(1), Session(2));
        bench.Ask("UPDATE Journal SET Text = Text || char(0) WHERE Sequence = 2");
        using var source = bench.OpenSource();
        var walk = new ChainWalk(source);
        walk.Sound().Count().ShouldBe(1);
        walk.Break.ShouldNotBeNull().What.ShouldBe(BreakKind.Changed);
    }

    private Task Record(int id) => Record(Closed(Trade(id)));

    private async Task Record(params JournalEntry[] entries)
    {
        foreach (var entry in entries) bench.Journal.Append(entry);
        await bench.FlushAsync();
    }

    private ChainHead Walk(int entries)
    {
        using var source = bench.OpenSource();
        var walk = new ChainWalk(source);
        walk.Sound().Count().ShouldBe(entries);
        walk.Break.ShouldBeNull();
        return walk.Head;
    }

    /// <summary>A whole database whose middle is overwritten.</summary>
    private async Task Damage()
    {
        bench.Start();
        for (var id = 1; id <= 300; id++) bench.Journal.Append(Closed(Trade(id)));
        await bench.FlushAsync();
        await bench.Journal.DisposeAsync();
        await using var raw = File.OpenWrite(bench.Path);
        raw.Position = 3 * 4096;
        await raw.WriteAsync(new byte[(int)raw.Length - (4 * 4096)].Select(_ => (byte)0xA5).ToArray(), JournalBench.Cancellation);
    }

    private void Delete()
    {
        File.Delete(bench.Path);
        File.Delete(bench.Path + "-wal");
        File.Delete(bench.Path + "-shm");
    }
}
