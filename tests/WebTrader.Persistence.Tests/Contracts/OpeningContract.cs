using Shouldly;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Persistence.Tests.Benches;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Contracts;

public abstract class OpeningContract(JournalBench bench) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Missing_tables_are_made()
    {
        bench.Start().Journal.Append(Closed(Trade()));
        await bench.FlushAsync();
        bench.Ask("SELECT count(*) FROM \"Trades\"").ShouldBe(1L);
    }

    [Fact]
    public async Task Two_processes_may_make_the_same_database_at_once()
    {
        await using var second = bench.StartAnother();
        bench.Start().Journal.Append(Closed(Trade(1)));
        second.Append(Closed(Trade(2, Other)));
        await bench.FlushAsync();
        (await second.FlushAsync(TimeSpan.FromMinutes(2))).ShouldBeTrue();
        (await bench.TradesAsync(Demo)).Count.ShouldBe(1);
        (await bench.TradesAsync(Other)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_database_held_by_another_process_is_said_so_and_caught_up_later()
    {
        await (await StartAndStop()).DisposeAsync();
        using (bench.HoldExclusively())
        {
            bench.Start().Journal.Append(Closed(Trade()));
            (await bench.UnusableReasonAsync()).ShouldContain("locked by another process");
            bench.Journal.Health.Waiting.ShouldBe(1);
        }

        await bench.FlushAsync();
        await bench.UntilAsync(JournalState.Ok);
        (await bench.TradesAsync(Demo)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_new_database_held_from_the_start_is_waited_for()
    {
        using (bench.HoldExclusively())
        {
            bench.Start().Journal.Append(Closed(Trade()));
            (await bench.UnusableReasonAsync()).ShouldContain(bench.Name);
        }

        await bench.FlushAsync();
        (await bench.TradesAsync(Demo)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_lock_that_ends_before_anything_was_appended_leaves_the_journal_well()
    {
        using (bench.HoldExclusively())
        {
            bench.Start();
            await bench.UntilAsync(JournalState.MemoryOnly);
        }

        await bench.UntilAsync(JournalState.Ok);
    }

    [Fact]
    public async Task A_database_of_a_newer_build_is_left_alone_and_said_so()
    {
        await (await StartAndStop()).DisposeAsync();
        bench.Ask("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Future', '99.0.0')");
        bench.Start().Journal.Append(Closed(Trade()));
        (await bench.UnusableReasonAsync()).ShouldContain("newer build");
        bench.Ask("SELECT count(*) FROM \"Trades\"").ShouldBe(0L);
        (await bench.Queries.TradesAsync(new TradeFilter(), new PageRequest(), JournalBench.Cancellation))
            .Failure.ShouldNotBeNull().ShouldContain("newer build");
    }

    [Fact]
    public async Task Tables_that_cannot_be_changed_as_they_should_stay_as_they_are_and_the_journal_in_memory()
    {
        await (await StartAndStop()).DisposeAsync();
        bench.Ask("DELETE FROM \"__EFMigrationsHistory\"");
        bench.Start().Journal.Append(Closed(Trade()));
        var reason = await bench.UnusableReasonAsync();
        reason.ShouldStartWith("The tables of the ");
        reason.ShouldContain(bench.Name);
        reason.ShouldContain("and are as they were");
        bench.Journal.Health.Waiting.ShouldBe(1);
        bench.Ask("SELECT count(*) FROM \"Trades\"").ShouldBe(0L);
        bench.Ask("SELECT count(*) FROM \"Journal\"").ShouldBe(1L);
    }

    [Fact]
    public async Task Starting_and_appending_do_not_wait_for_a_locked_database()
    {
        bench.Settings = bench.Settings with { LockWait = TimeSpan.FromSeconds(60) };
        using var other = bench.HoldExclusively();
        var began = TimeProvider.System.GetTimestamp();
        bench.Start();
        for (var number = 0; number < 1000; number++) bench.Journal.Append(Alarm(number));
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(30));
        bench.Journal.Health.Waiting.ShouldBe(1000);
        other.Dispose();
        await bench.FlushAsync();
    }

    [Fact]
    public async Task A_recall_gives_up_after_a_short_time_and_says_why()
    {
        bench.Settings = bench.Settings with { ReadWait = TimeSpan.FromMilliseconds(500) };
        using var other = bench.HoldExclusively();
        bench.Start();
        await bench.UntilAsync(JournalState.MemoryOnly);
        var memory = await bench.Journal.RecallAsync(Demo, JournalBench.Cancellation);
        memory.Failure.ShouldNotBeNull().ShouldContain("locked by another process");
    }

    [Fact]
    public async Task A_recall_fails_rather_than_leave_out_what_waits()
    {
        bench.Start().Journal.Append(Session(1));
        await bench.FlushAsync();
        await bench.Journal.DisposeAsync();
        bench.Settings = bench.Settings with { ReadWait = TimeSpan.FromMilliseconds(500) };
        bench.Start();
        await bench.Journal.RecallAsync(Demo, JournalBench.Cancellation);
        using var other = bench.HoldExclusively();
        bench.Journal.Append(Session(2));
        (await bench.Journal.RecallAsync(Demo, JournalBench.Cancellation)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public void Settings_that_do_not_fit_stop_the_start_and_are_named()
    {
        bench.Settings = bench.Settings with { QueueLimit = 5, LongestRetry = TimeSpan.Zero };
        var message = Should.Throw<ArgumentException>(() => bench.Start()).Message;
        message.ShouldContain("QueueLimit is 5, allowed is 100 to 10000000");
        message.ShouldContain("LongestRetry");
    }

    private async Task<EfJournal> StartAndStop()
    {
        bench.Start().Journal.Append(Session(1));
        await bench.FlushAsync();
        return bench.Journal;
    }
}
