using Shouldly;
using WebTrader.Core.Ports;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Tests.Benches;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Contracts;

/// <summary>The database is lost while the journal runs.</summary>
public abstract class LosingContract(JournalBench bench) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task Record(int id)
    {
        bench.Journal.Append(Closed(Trade(id)));
        await bench.FlushAsync();
    }

    [Fact]
    public async Task What_is_appended_while_another_process_holds_the_database_is_written_afterwards_in_order()
    {
        bench.Start();
        await Record(1);
        using (bench.HoldExclusively())
        {
            for (var number = 0; number < 1500; number++) bench.Journal.Append(Alarm(number));
            await bench.UntilAsync(JournalState.MemoryOnly);
            bench.Journal.Health.Waiting.ShouldBe(1500);
            bench.Journal.Health.Dropped.ShouldBe(0);
        }

        await bench.FlushAsync();
        await bench.UntilAsync(JournalState.Ok);
        (await bench.FactsAsync(Demo)).Skip(1).Select(fact => fact.Text).ShouldBe(Enumerable.Range(0, 1500).Select(number => $"Amber alarm: number {number}"));
    }

    [Fact]
    public async Task What_is_appended_while_the_database_is_away_is_written_afterwards_in_order_and_the_chain_is_whole()
    {
        bench.Start();
        await Record(1);
        using (bench.TakeAway())
        {
            for (var number = 0; number < 1500; number++) bench.Journal.Append(Alarm(number));
            await bench.UntilAsync(JournalState.MemoryOnly);
            bench.Journal.Health.Waiting.ShouldBe(1500);
            bench.Journal.Health.Reason.ShouldNotBeNull().ShouldContain(bench.Name);
        }

        await bench.FlushAsync();
        await bench.UntilAsync(JournalState.Ok);
        (await bench.FactsAsync(Demo)).Skip(1).Select(fact => fact.Text).ShouldBe(Enumerable.Range(0, 1500).Select(number => $"Amber alarm: number {number}"));
        using var source = bench.OpenSource();
        var walk = new ChainWalk(source);
        walk.Sound().Count().ShouldBe(1501);
        walk.Head.ShouldBe(bench.Journal.Head);
    }

    [Fact]
    public async Task What_is_stored_can_be_read_while_another_process_holds_the_database()
    {
        bench.Start();
        await Record(1);
        using var other = bench.HoldExclusively();
        bench.Journal.Append(Closed(Trade(2)));
        await bench.UntilAsync(JournalState.MemoryOnly);
        (await bench.TradesAsync(Demo)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_not_written_twice()
    {
        using var disk = bench.Troubled();
        bench.Settings = bench.Settings with { BatchSize = 7 };
        bench.Start(disk);
        await Record(1);
        disk.LoseNextAnswer();
        for (var number = 0; number < 50; number++) bench.Journal.Append(Alarm(number));
        bench.Journal.Keep(Demo, Position(9), Progress(5));
        await bench.FlushAsync();
        (await bench.FactsAsync(Demo)).Skip(1).Select(fact => fact.Text).ShouldBe(Enumerable.Range(0, 50).Select(number => $"Amber alarm: number {number}"));
        (await bench.Journal.RecallAsync(Demo, JournalBench.Cancellation)).Value.Open.Count.ShouldBe(1);
        using var source = bench.OpenSource();
        new ChainWalk(source).Sound().Count().ShouldBe(51);
    }

    [Fact]
    public async Task A_full_disk_keeps_entries_in_memory_until_there_is_room()
    {
        using var disk = bench.Troubled();
        bench.Start(disk);
        await Record(1);
        disk.FillDisk();
        for (var id = 2; id <= 400; id++) bench.Journal.Append(Closed(Trade(id)));
        await bench.UntilAsync(JournalState.MemoryOnly);
        bench.Journal.Health.Reason.ShouldNotBeNull().ShouldContain("the disk is full");
        disk.Heal();
        await bench.FlushAsync();
        await bench.UntilAsync(JournalState.Ok);
        (await bench.TradesAsync(Demo)).Count.ShouldBe(400);
        (await bench.FactsAsync(Demo)).Count.ShouldBe(400);
    }

    [Fact]
    public async Task A_read_only_database_keeps_entries_in_memory_until_it_may_be_written()
    {
        using var disk = bench.Troubled();
        bench.Start(disk);
        await Record(1);
        disk.MakeReadOnly();
        bench.Journal.Append(Closed(Trade(2)));
        await JournalBench.UntilAsync(() => bench.Journal.Health is { State: JournalState.MemoryOnly, Reason: { } reason } && reason.Contains("read-only", StringComparison.Ordinal), () => bench.Journal.Health.ToString());
        disk.Heal();
        await bench.FlushAsync();
        (await bench.TradesAsync(Demo)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_store_that_fails_in_a_way_nobody_foresaw_does_not_end_the_writer()
    {
        using var disk = bench.Troubled();
        disk.Unforeseen = new InvalidTimeZoneException("the moon is full");
        bench.Start(disk);
        await bench.UntilAsync(JournalState.MemoryOnly);
        bench.Journal.Health.Reason.ShouldNotBeNull().ShouldContain("the moon is full");
        disk.Unforeseen = null;
        await Record(1);
        await bench.UntilAsync(JournalState.Ok);
    }
}
