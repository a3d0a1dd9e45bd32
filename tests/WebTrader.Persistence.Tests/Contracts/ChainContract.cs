using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Tests.Benches;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Contracts;

/// <summary>The chain as the writer makes it.</summary>
public abstract class ChainContract(JournalBench bench) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task Record(params JournalEntry[] entries)
    {
        foreach (var entry in entries) bench.Journal.Append(entry);
        await bench.FlushAsync();
    }

    private ChainHead Walk(int entries)
    {
        using var source = bench.OpenSource();
        var walk = new ChainWalk(source);
        walk.Sound().Select(row => row.Sequence).ShouldBe(Enumerable.Range(1, entries).Select(number => (long)number));
        walk.Break.ShouldBeNull();
        return walk.Head;
    }

    [Fact]
    public async Task Entries_are_numbered_without_gaps_and_chained_across_batches_accounts_and_restarts()
    {
        bench.Settings = bench.Settings with { BatchSize = 7 };
        bench.Start();
        await Record([.. Enumerable.Range(0, 50).Select(Alarm), Session(1, Other), Seen(Position(2))]);
        await bench.RestartAsync();
        await Record(Session(2), Session(2, Other), Intent(1), Settled(Intent(1)), Closed(Trade()));
        Walk(57).ShouldBe(bench.Journal.Head);
    }

    [Fact]
    public async Task The_head_is_known_again_after_a_restart_before_anything_is_written()
    {
        bench.Start();
        await Record(Session(1), Session(2));
        var head = bench.Journal.Head;
        await bench.RestartAsync();
        await bench.UntilAsync(JournalState.Ok);
        (await bench.Journal.RecallAsync(Demo, JournalBench.Cancellation)).Succeeded.ShouldBeTrue();
        bench.Journal.Head.ShouldBe(head);
        head.ShouldNotBeNull().ToString().ShouldStartWith("2:");
    }

    [Fact]
    public async Task What_was_rolled_back_leaves_no_trace_in_the_chain()
    {
        using var disk = bench.Troubled();
        bench.Start(disk);
        await Record(Session(1));
        disk.FillDisk();
        for (var id = 2; id <= 400; id++) bench.Journal.Append(Closed(Trade(id)));
        await bench.UntilAsync(JournalState.MemoryOnly);
        bench.Journal.Head.ShouldNotBeNull().Sequence.ShouldBe(1);
        disk.Heal();
        await bench.FlushAsync();
        Walk(400).ShouldBe(bench.Journal.Head);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_written_leaves_no_gap()
    {
        bench.Settings = bench.Settings with { BatchWait = TimeSpan.FromMilliseconds(300) };
        bench.Start();
        await Record(Closed(Trade(1)), Closed(Trade(2) with { Symbol = null! }), Closed(Trade(3)));
        Walk(2).ShouldBe(bench.Journal.Head);
    }

    [Fact]
    public async Task Two_writers_of_one_database_make_one_chain()
    {
        bench.Settings = bench.Settings with { BatchSize = 3, LockWait = TimeSpan.FromSeconds(5) };
        await using var second = bench.StartAnother();
        bench.Start();
        for (var number = 0; number < 100; number++)
        {
            bench.Journal.Append(Alarm(number));
            second.Append(Session(number, Other));
        }

        await bench.FlushAsync();
        (await second.FlushAsync(TimeSpan.FromMinutes(2))).ShouldBeTrue();
        Walk(200);
    }

    [Fact]
    public async Task Whatever_characters_an_entry_holds_it_is_read_as_it_was_written()
    {
        bench.Start();
        await Record([.. ((string[])["\0 in the middle", "", "a half \ud83d", "€ 日本 \u0001 \r\n \u2028", "\"'\\"]).Select(reason => new SessionStopped(Demo, Noon.AddTicks(7), reason))]);
        Walk(5);
        bench.Ask("UPDATE \"Journal\" SET \"Text\" = \"Text\" || ' ' WHERE \"Sequence\" = 2");
        using var source = bench.OpenSource();
        var walk = new ChainWalk(source);
        walk.Sound().Count().ShouldBe(1);
        walk.Break.ShouldNotBeNull().ToString().ShouldBe("entry 2 (sessionStopped, 2026-03-02 12:00:00.000Z): its data was changed after it was written");
    }

    [Fact]
    public async Task A_journal_is_checked_while_it_is_written()
    {
        bench.Start();
        await Record(Session(1));
        using var source = bench.OpenSource();
        var walk = new ChainWalk(source);
        using var rows = walk.Sound().GetEnumerator();
        rows.MoveNext().ShouldBeTrue();
        await Record(Session(2));
        rows.MoveNext().ShouldBeFalse("it is what stood there when it was opened");
        walk.Break.ShouldBeNull();
        Walk(2);
    }
}
