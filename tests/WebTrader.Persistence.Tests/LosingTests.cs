using Shouldly;
using WebTrader.Core.Ports;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests;

/// <summary>The database is lost while the journal runs.</summary>
public sealed class LosingTests : IAsyncDisposable
{
    private readonly JournalFile file = new();

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private async Task Record(int id)
    {
        file.Journal.Append(Closed(Trade(id)));
        await file.FlushAsync();
    }

    [Fact]
    public async Task A_database_that_is_deleted_is_made_again_for_what_comes_after()
    {
        file.Start();
        await Record(1);
        Delete();
        await Record(2);
        File.Exists(file.Path).ShouldBeTrue();
        (await file.TradesAsync(Demo)).ShouldHaveSingleItem().ShouldBe(Trade(2));
    }

    [Fact]
    public async Task A_database_put_in_its_place_is_written_to()
    {
        file.Start();
        await Record(1);
        await file.Journal.DisposeAsync();
        File.Copy(file.Path, file.Path + ".backup");
        file.Start();
        await Record(2);
        Delete();
        File.Move(file.Path + ".backup", file.Path);
        await Record(3);
        (await file.TradesAsync(Demo)).Select(trade => trade.Position.Value).Order().ShouldBe([1, 3]);
    }

    [Fact]
    public async Task What_is_appended_while_another_process_holds_the_database_is_written_afterwards_in_order()
    {
        file.Start();
        await Record(1);
        using (file.LockExclusively())
        {
            for (var number = 0; number < 1500; number++) file.Journal.Append(Alarm(number));
            await file.UntilAsync(JournalState.MemoryOnly);
            file.Journal.Health.Waiting.ShouldBe(1500);
            file.Journal.Health.Dropped.ShouldBe(0);
        }

        await file.FlushAsync();
        await file.UntilAsync(JournalState.Ok);
        (await file.FactsAsync(Demo)).Skip(1).Select(fact => fact.Text).ShouldBe(Enumerable.Range(0, 1500).Select(number => $"Amber alarm: number {number}"));
    }

    [Fact]
    public async Task What_is_stored_can_be_read_while_another_process_holds_the_database()
    {
        file.Start();
        await Record(1);
        using var other = file.LockExclusively();
        file.Journal.Append(Closed(Trade(2)));
        await file.UntilAsync(JournalState.MemoryOnly);
        (await file.TradesAsync(Demo)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_full_disk_keeps_entries_in_memory_until_there_is_room()
    {
        using var disk = new TroubledStore(file);
        file.Start(disk);
        await Record(1);
        disk.Trouble = "PRAGMA max_page_count=1";
        for (var id = 2; id <= 400; id++) file.Journal.Append(Closed(Trade(id)));
        await file.UntilAsync(JournalState.MemoryOnly);
        file.Journal.Health.Reason.ShouldNotBeNull().ShouldContain("the disk is full");
        disk.Trouble = null;
        await file.FlushAsync();
        await file.UntilAsync(JournalState.Ok);
        (await file.TradesAsync(Demo)).Count.ShouldBe(400);
        (await file.FactsAsync(Demo)).Count.ShouldBe(400);
    }

    [Fact]
    public async Task A_read_only_database_keeps_entries_in_memory_until_it_may_be_written()
    {
        using var disk = new TroubledStore(file);
        file.Start(disk);
        await Record(1);
        disk.Trouble = "PRAGMA query_only=1";
        file.Journal.Append(Closed(Trade(2)));
        await file.UntilAsync(JournalState.MemoryOnly);
        file.Journal.Health.Reason.ShouldNotBeNull().ShouldContain("read-only");
        disk.Trouble = null;
        await file.FlushAsync();
        (await file.TradesAsync(Demo)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_store_that_fails_in_a_way_nobody_foresaw_does_not_end_the_writer()
    {
        using var disk = new TroubledStore(file) { Unforeseen = new InvalidTimeZoneException("the moon is full") };
        file.Start(disk);
        await file.UntilAsync(JournalState.MemoryOnly);
        file.Journal.Health.Reason.ShouldNotBeNull().ShouldContain("the moon is full");
        disk.Unforeseen = null;
        await Record(1);
        await file.UntilAsync(JournalState.Ok);
    }

    [Fact]
    public async Task A_reading_fails_with_the_reason_when_the_database_is_gone()
    {
        file.Start();
        await Record(1);
        Delete();
        var trades = await file.Queries.TradesAsync(null, null, new PageRequest(), JournalFile.Cancellation);
        trades.Failure.ShouldNotBeNull().ShouldContain(file.Path);
    }

    private void Delete()
    {
        File.Delete(file.Path);
        File.Delete(file.Path + "-wal");
        File.Delete(file.Path + "-shm");
    }
}
