using Shouldly;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Tests.Benches;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.PostgreSql;

/// <summary>Who may write: one process for each account, whatever happens to it.</summary>
public sealed class PostgreSqlHoldingTests : IAsyncDisposable
{
    private readonly PostgreSqlBench bench = new();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private static async Task<string> HeldReason(EfJournal second)
    {
        await JournalBench.UntilAsync(() => second.Health.State == JournalState.MemoryOnly, () => second.Health.ToString());
        return second.Health.Reason.ShouldNotBeNull();
    }

    private void Walk(int entries)
    {
        using var source = bench.OpenSource();
        var walk = new ChainWalk(source);
        walk.Sound().Count().ShouldBe(entries);
        walk.Break.ShouldBeNull();
    }

    [Fact]
    public async Task A_second_process_does_not_write_the_journal_of_the_same_account_and_is_told_who_does()
    {
        bench.Start().Journal.Append(Session(1));
        await bench.FlushAsync();
        await using var second = bench.StartAnother();
        second.Append(Session(2));
        (await HeldReason(second)).ShouldBe($"The journal of account demo in the {bench.Name} is being written by WebTrader on {Environment.MachineName}, process {Environment.ProcessId}. End that one first; it is tried again until it is free.");
        bench.Ask("SELECT count(*) FROM \"Journal\"").ShouldBe(1L);
        (await second.Queries.TradesAsync(new TradeFilter(Demo), new PageRequest(), JournalBench.Cancellation)).Succeeded.ShouldBeTrue("what is stored can be read");

        bench.Journal.Append(Session(1));
        await bench.FlushAsync();
        bench.Journal.Health.State.ShouldBe(JournalState.Ok, "the first goes on");
    }

    [Fact]
    public async Task When_the_first_process_ends_the_second_takes_over_and_loses_nothing()
    {
        bench.Start().Journal.Append(Session(1));
        await bench.FlushAsync();
        await using var second = bench.StartAnother();
        second.Append(Session(2));
        await HeldReason(second);
        await bench.Journal.DisposeAsync();
        (await second.FlushAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue();
        second.Health.State.ShouldBe(JournalState.Ok);
        Walk(2);
    }

    [Fact]
    public async Task Who_lost_the_connection_has_lost_the_account_and_writes_nothing_more_over_the_other()
    {
        bench.Settings = bench.Settings with { LongestRetry = TimeSpan.FromMilliseconds(20) };
        bench.Start().Journal.Append(Session(1));
        await bench.FlushAsync();
        await using var second = bench.StartAnother();
        second.Append(Session(2));
        await HeldReason(second);
        bench.EndConnections();
        (await second.FlushAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue();
        bench.Journal.Append(Session(3));
        (await bench.UnusableReasonAsync()).ShouldNotBeNull();
        bench.Ask("SELECT count(*) FROM \"Journal\"").ShouldBe(2L);
        await second.DisposeAsync();
        await bench.FlushAsync();
        Walk(3);
    }

    [Fact]
    public async Task Two_journals_in_two_schemas_of_one_database_do_not_meet()
    {
        bench.Ask("CREATE SCHEMA other");
        await using var other = new PostgreSqlBench(bench.Connection + ";Search Path=other");
        bench.Start().Journal.Append(Session(1));
        other.Start().Journal.Append(Session(2));
        await bench.FlushAsync();
        await other.FlushAsync();
        (await bench.Journal.RecallAsync(Demo, JournalBench.Cancellation)).Value.LastEpoch.ShouldBe(1);
        (await other.Journal.RecallAsync(Demo, JournalBench.Cancellation)).Value.LastEpoch.ShouldBe(2);
    }

    [Fact]
    public async Task Whatever_breaks_the_connection_in_the_middle_of_batches_each_fact_is_there_once_and_in_order()
    {
        bench.Settings = bench.Settings with { BatchSize = 20, LongestRetry = TimeSpan.FromMilliseconds(20) };
        bench.Start();
        for (var number = 0; number < 600; number++)
        {
            bench.Journal.Append(Alarm(number));
            if (number % 60 == 59) bench.EndConnections();
        }

        await bench.FlushAsync();
        (await bench.FactsAsync(Demo)).Select(fact => fact.Text).ShouldBe(Enumerable.Range(0, 600).Select(number => $"Amber alarm: number {number}"));
        Walk(600);
    }
}
