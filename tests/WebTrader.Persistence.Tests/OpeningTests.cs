using Shouldly;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests;

public sealed class OpeningTests : IAsyncDisposable
{
    private readonly JournalFile file = new();

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private async Task<string> UnusableReason()
    {
        await file.UntilAsync(JournalState.MemoryOnly);
        return file.Journal.Health.Reason.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_missing_database_is_made_with_its_folder()
    {
        file.Start().Journal.Append(Closed(Trade()));
        await file.FlushAsync();
        File.Exists(file.Path).ShouldBeTrue();
        file.Ask("PRAGMA journal_mode").ShouldBe("wal");
        file.Ask("SELECT count(*) FROM Trades").ShouldBe(1L);
    }

    [Fact]
    public async Task An_empty_file_becomes_a_database()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        await File.WriteAllBytesAsync(file.Path, [], JournalFile.Cancellation);
        file.Start().Journal.Append(Session(1));
        await file.FlushAsync();
        file.Ask("SELECT LastEpoch FROM Accounts").ShouldBe(1L);
    }

    [Fact]
    public async Task Two_processes_may_make_the_same_database_at_once()
    {
        await using var second = EfJournal.Start(file.Settings, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<EfJournal>.Instance);
        file.Start().Journal.Append(Closed(Trade(1)));
        second.Append(Closed(Trade(2)));
        await file.FlushAsync();
        (await second.FlushAsync(TimeSpan.FromMinutes(2))).ShouldBeTrue();
        (await file.TradesAsync(Demo)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_database_held_by_another_process_is_said_so_and_caught_up_later()
    {
        await (await StartAndStop()).DisposeAsync();
        using (file.LockExclusively())
        {
            file.Start().Journal.Append(Closed(Trade()));
            (await UnusableReason()).ShouldContain("locked by another process");
            file.Journal.Health.Waiting.ShouldBe(1);
        }

        await file.FlushAsync();
        await file.UntilAsync(JournalState.Ok);
        (await file.TradesAsync(Demo)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_new_database_held_from_the_start_is_waited_for()
    {
        using (file.LockExclusively())
        {
            file.Start().Journal.Append(Closed(Trade()));
            (await UnusableReason()).ShouldContain(file.Path);
        }

        await file.FlushAsync();
        (await file.TradesAsync(Demo)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_lock_that_ends_before_anything_was_appended_leaves_the_journal_well()
    {
        using (file.LockExclusively())
        {
            file.Start();
            await file.UntilAsync(JournalState.MemoryOnly);
        }

        await file.UntilAsync(JournalState.Ok);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_untouched_and_named()
    {
        var bytes = Enumerable.Range(0, 5000).Select(number => (byte)(number * 7)).ToArray();
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        await File.WriteAllBytesAsync(file.Path, bytes, JournalFile.Cancellation);
        file.Start().Journal.Append(Closed(Trade()));
        var reason = await UnusableReason();
        reason.ShouldContain(file.Path);
        reason.ShouldContain("move it away");
        (await File.ReadAllBytesAsync(file.Path, JournalFile.Cancellation)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_damaged_database_is_found_at_the_opening_and_left_untouched()
    {
        await Damage();
        var bytes = await File.ReadAllBytesAsync(file.Path, JournalFile.Cancellation);
        file.Start().Journal.Append(Closed(Trade(5000)));
        (await UnusableReason()).ShouldContain("damaged");
        (await File.ReadAllBytesAsync(file.Path, JournalFile.Cancellation)).ShouldBe(bytes);
    }

    [Fact]
    public async Task When_the_damaged_file_is_moved_away_a_new_one_takes_what_waited()
    {
        await Damage();
        file.Start().Journal.Append(Closed(Trade(5000)));
        await UnusableReason();
        File.Move(file.Path, file.Path + ".damaged");
        await file.FlushAsync();
        (await file.TradesAsync(Demo)).ShouldHaveSingleItem().Position.ShouldBe(new PositionId(5000));
    }

    [Fact]
    public async Task A_database_of_a_newer_build_is_left_alone_and_said_so()
    {
        await (await StartAndStop()).DisposeAsync();
        file.Ask("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Future', '99.0.0')");
        file.Start().Journal.Append(Closed(Trade()));
        (await UnusableReason()).ShouldContain("newer build");
        file.Ask("SELECT count(*) FROM Trades").ShouldBe(0L);
        (await file.Queries.TradesAsync(null, null, new PageRequest(), JournalFile.Cancellation))
            .Failure.ShouldNotBeNull().ShouldContain("newer build");
    }

    [Fact]
    public async Task Starting_and_appending_do_not_wait_for_a_locked_database()
    {
        file.Settings = file.Settings with { LockWait = TimeSpan.FromSeconds(60) };
        using var other = file.LockExclusively();
        var began = TimeProvider.System.GetTimestamp();
        file.Start();
        for (var number = 0; number < 1000; number++) file.Journal.Append(Alarm(number));
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(30));
        file.Journal.Health.Waiting.ShouldBe(1000);
        await other.DisposeAsync();
        await file.FlushAsync();
    }

    [Fact]
    public async Task A_recall_gives_up_after_a_short_time_and_says_why()
    {
        file.Settings = file.Settings with { ReadWait = TimeSpan.FromMilliseconds(500) };
        using var other = file.LockExclusively();
        file.Start();
        await file.UntilAsync(JournalState.MemoryOnly);
        var memory = await file.Journal.RecallAsync(Demo, JournalFile.Cancellation);
        memory.Failure.ShouldNotBeNull().ShouldContain("locked by another process");
    }

    [Fact]
    public async Task Every_reading_of_a_damaged_database_fails_with_the_reason_and_is_never_an_empty_list()
    {
        await Damage();
        file.Start();
        var damaged = await UnusableReason();
        (await file.Journal.RecallAsync(Demo, JournalFile.Cancellation)).Failure.ShouldBe(damaged);
        (await file.Queries.TradesAsync(null, null, new PageRequest(), JournalFile.Cancellation)).Failure.ShouldBe(damaged);
        (await file.Queries.TradeAsync(Demo, new Ticket(1), JournalFile.Cancellation)).Failure.ShouldBe(damaged);
        (await file.Queries.JournalAsync(new JournalFilter(), new PageRequest(), JournalFile.Cancellation)).Failure.ShouldBe(damaged);
        (await file.Queries.StopMovesAsync(Demo, new Ticket(1), JournalFile.Cancellation)).Failure.ShouldBe(damaged);
    }

    [Fact]
    public async Task A_recall_fails_rather_than_leave_out_what_waits()
    {
        file.Start().Journal.Append(Session(1));
        await file.FlushAsync();
        await file.Journal.DisposeAsync();
        file.Settings = file.Settings with { ReadWait = TimeSpan.FromMilliseconds(500) };
        file.Start();
        await file.Journal.RecallAsync(Demo, JournalFile.Cancellation);
        using var other = file.LockExclusively();
        file.Journal.Append(Session(2));
        (await file.Journal.RecallAsync(Demo, JournalFile.Cancellation)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public void Settings_that_do_not_fit_stop_the_start_and_are_named()
    {
        file.Settings = file.Settings with { QueueLimit = 5, LongestRetry = TimeSpan.Zero };
        var message = Should.Throw<ArgumentException>(() => file.Start()).Message;
        message.ShouldContain("QueueLimit is 5, allowed is 100 to 10000000");
        message.ShouldContain("LongestRetry");
    }

    private async Task<EfJournal> StartAndStop()
    {
        file.Start().Journal.Append(Session(1));
        await file.FlushAsync();
        return file.Journal;
    }

    /// <summary>A whole database whose middle is overwritten.</summary>
    private async Task Damage()
    {
        file.Start();
        for (var id = 1; id <= 300; id++) file.Journal.Append(Closed(Trade(id)));
        await file.FlushAsync();
        await file.Journal.DisposeAsync();
        await using var raw = File.OpenWrite(file.Path);
        raw.Position = 3 * 4096;
        await raw.WriteAsync(new byte[(int)raw.Length - (4 * 4096)].Select(_ => (byte)0xA5).ToArray(), JournalFile.Cancellation);
    }
}
