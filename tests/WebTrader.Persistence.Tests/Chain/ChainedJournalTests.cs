using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Persistence.Chain;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Chain;

/// <summary>The chain as the writer makes it.</summary>
public sealed class ChainedJournalTests : IAsyncDisposable
{
    private readonly JournalFile file = new();

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private async Task Record(params JournalEntry[] entries)
    {
        foreach (var entry in entries) file.Journal.Append(entry);
        await file.FlushAsync();
    }

    private ChainHead Walk(int entries)
    {
        using var source = JournalSource.Open(file.Path);
        var walk = new ChainWalk(source);
        walk.Sound().Select(row => row.Sequence).ShouldBe(Enumerable.Range(1, entries).Select(number => (long)number));
        walk.Break.ShouldBeNull();
        return walk.Head;
    }

    [Fact]
    public async Task Entries_are_numbered_without_gaps_and_chained_across_batches_accounts_and_restarts()
    {
        file.Settings = file.Settings with { BatchSize = 7 };
        file.Start();
        await Record([.. Enumerable.Range(0, 50).Select(Alarm), Session(1, Other), Seen(Position(2))]);
        await file.RestartAsync();
        await Record(Session(2), Session(2, Other), Intent(1), Settled(Intent(1)), Closed(Trade()));
        Walk(57).ShouldBe(file.Journal.Head);
    }

    [Fact]
    public async Task The_head_is_known_again_after_a_restart_before_anything_is_written()
    {
        file.Start();
        await Record(Session(1), Session(2));
        var head = file.Journal.Head;
        await file.RestartAsync();
        await file.UntilAsync(JournalState.Ok);
        (await file.Journal.RecallAsync(Demo, JournalFile.Cancellation)).Succeeded.ShouldBeTrue();
        file.Journal.Head.ShouldBe(head);
        head.ShouldNotBeNull().ToString().ShouldStartWith("2:");
    }

    [Fact]
    public async Task What_was_rolled_back_leaves_no_trace_in_the_chain()
    {
        using var disk = new TroubledStore(file);
        file.Start(disk);
        await Record(Session(1));
        disk.Trouble = "PRAGMA max_page_count=1";
        for (var id = 2; id <= 400; id++) file.Journal.Append(Closed(Trade(id)));
        await file.UntilAsync(JournalState.MemoryOnly);
        file.Journal.Head.ShouldNotBeNull().Sequence.ShouldBe(1);
        disk.Trouble = null;
        await file.FlushAsync();
        Walk(400).ShouldBe(file.Journal.Head);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_written_leaves_no_gap()
    {
        file.Settings = file.Settings with { BatchWait = TimeSpan.FromMilliseconds(300) };
        file.Start();
        await Record(Closed(Trade(1)), Closed(Trade(2) with { Symbol = null! }), Closed(Trade(3)));
        Walk(2).ShouldBe(file.Journal.Head);
    }

    [Fact]
    public async Task Two_writers_of_one_database_make_one_chain()
    {
        file.Settings = file.Settings with { BatchSize = 3, LockWait = TimeSpan.FromSeconds(5) };
        await using var second = EfJournal.Start(file.Settings, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<EfJournal>.Instance);
        file.Start();
        for (var number = 0; number < 100; number++)
        {
            file.Journal.Append(Alarm(number));
            second.Append(Session(number, Other));
        }

        await file.FlushAsync();
        (await second.FlushAsync(TimeSpan.FromMinutes(2))).ShouldBeTrue();
        Walk(200);
    }

    [Fact]
    public async Task Another_database_file_begins_its_own_chain()
    {
        file.Start();
        await Record(Session(1), Session(2));
        foreach (var end in (string[])["", "-wal", "-shm"]) File.Delete(file.Path + end);
        await Record(Session(3));
        Walk(1).ShouldBe(file.Journal.Head);
    }

    [Fact]
    public async Task Whatever_characters_an_entry_holds_it_is_read_as_it_was_written()
    {
        file.Start();
        await Record([.. ((string[])["\0 in the middle", "", "a half \ud83d", "€ 日本 \u0001 \r\n \u2028", "\"'\\"]).Select(reason => new SessionStopped(Demo, Noon.AddTicks(7), reason))]);
        Walk(5);
        file.Ask("UPDATE Journal SET Text = Text || char(0) WHERE Sequence = 2");
        using var source = JournalSource.Open(file.Path);
        var walk = new ChainWalk(source);
        walk.Sound().Count().ShouldBe(1);
        walk.Break.ShouldNotBeNull().ToString().ShouldBe("entry 2 (sessionStopped, 2026-03-02 12:00:00.000Z): its data was changed after it was written");
    }

    [Fact]
    public async Task A_journal_is_checked_while_it_is_written()
    {
        file.Start();
        await Record(Session(1));
        using var source = JournalSource.Open(file.Path);
        var walk = new ChainWalk(source);
        using var rows = walk.Sound().GetEnumerator();
        rows.MoveNext().ShouldBeTrue();
        await Record(Session(2));
        rows.MoveNext().ShouldBeFalse("it is what stood there when it was opened");
        walk.Break.ShouldBeNull();
        Walk(2);
    }
}
