using Shouldly;
using WebTrader.Core.Ports;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Tests.Benches;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Contracts;

/// <summary>What a run could not store any more, and the next one finds in a file.</summary>
public abstract class LeftoverContract : IAsyncDisposable
{
    private readonly JournalBench bench;

    protected LeftoverContract(JournalBench bench)
    {
        this.bench = bench;
        bench.Settings = bench.Settings with { WaitingFolder = Directory.CreateDirectory(Path.Combine(bench.Folder, "waiting")).FullName, BatchSize = 7 };
    }

    private string[] Files => Directory.GetFiles(bench.Settings.WaitingFolder!);

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_a_run_has_left_is_stored_by_the_next_one_in_order_and_before_anything_of_its_own()
    {
        await LeaveAsync(20);
        bench.Start();
        bench.Journal.Append(Alarm(99));
        await bench.FlushAsync();

        (await TextsAsync()).ShouldBe([.. Enumerable.Range(0, 20).Select(number => $"Amber alarm: number {number}"), "Amber alarm: number 99"]);
        (await bench.TradesAsync(Demo)).Count.ShouldBe(2, "a trade that was left is a trade");
        using (var source = bench.OpenSource()) new ChainWalk(source).Sound().Count().ShouldBe(23);
        await bench.Journal.DisposeAsync();
        Files.ShouldBeEmpty("nothing waits any more");
    }

    [Fact]
    public async Task What_is_remembered_of_an_account_waits_for_what_was_left()
    {
        await LeaveAsync(1, Closed(Trade(7)));
        bench.Start();
        (await bench.Journal.RecallAsync(Demo, JournalBench.Cancellation)).Value.LastClosed.ShouldNotBeNull();
        (await bench.TradesAsync(Demo)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_was_stored_before_the_file_was_taken_away_is_not_stored_twice()
    {
        await LeaveAsync(20);
        var file = Files.ShouldHaveSingleItem();
        var left = await File.ReadAllBytesAsync(file, JournalBench.Cancellation);
        bench.Start();
        await bench.FlushAsync();
        await bench.Journal.DisposeAsync();

        await File.WriteAllBytesAsync(file, left, JournalBench.Cancellation);
        bench.Start();
        bench.Journal.Append(Alarm(99));
        await bench.FlushAsync();
        (await TextsAsync()).Count.ShouldBe(21);
        (await bench.TradesAsync(Demo)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_line_that_was_cut_short_costs_no_other()
    {
        await LeaveAsync(5);
        var file = Files.ShouldHaveSingleItem();
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file, JournalBench.Cancellation))[..^20], JournalBench.Cancellation);
        bench.Start();
        await bench.FlushAsync();
        (await TextsAsync()).Count.ShouldBe(5);
        (await bench.TradesAsync(Demo)).Count.ShouldBe(1, "of what stood in it nothing is known");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_put_aside_and_the_journal_goes_on()
    {
        await LeaveAsync(5);
        var file = Files.ShouldHaveSingleItem();
        using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            bench.Start();
            bench.Journal.Append(Alarm(99));
            await bench.FlushAsync();
        }

        (await TextsAsync()).Count.ShouldBe(1);
        File.Exists(file + ".unread").ShouldBeTrue("it is kept for people");
    }

    [Fact]
    public async Task Without_a_folder_to_write_to_it_waits_in_memory_as_before()
    {
        bench.Settings = bench.Settings with { WaitingFolder = Path.Combine(bench.Folder, "nowhere") };
        bench.Start();
        for (var number = 0; number < 5; number++) bench.Journal.Append(Alarm(number));
        await bench.FlushAsync();
        (await TextsAsync()).Count.ShouldBe(5);
    }

    /// <summary>A run that begins well, and ends while another process holds the database.</summary>
    private async Task LeaveAsync(int alarms, params Core.Journal.JournalEntry[] more)
    {
        bench.Start();
        bench.Journal.Append(Closed(Trade(1)));
        await bench.FlushAsync();
        using var other = bench.HoldExclusively();
        foreach (var entry in more) bench.Journal.Append(entry);
        for (var number = 0; number < alarms; number++) bench.Journal.Append(Alarm(number));
        bench.Journal.Append(Closed(Trade(2)));
        await bench.UntilAsync(JournalState.MemoryOnly);
        await bench.Journal.DisposeAsync();
    }

    private async Task<List<string>> TextsAsync() => [.. (await bench.FactsAsync(Demo)).Where(fact => fact.Kind == "alarmRaised").Select(fact => fact.Text)];
}
