using Microsoft.EntityFrameworkCore;
using Shouldly;
using WebTrader.Persistence.Backups;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Control;
using WebTrader.Persistence.Databases;
using WebTrader.Persistence.Tests.Benches;
using WebTrader.TestKit.Jobs;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Contracts;

/// <summary>A copy of the database is whole or not there, and what is restored from it is what was copied.</summary>
public abstract class BackupContract(JournalBench bench, Func<JournalBench> another) : IAsyncDisposable
{
    private string Copy => Path.Combine(bench.Folder, "backups", "copy" + DatabaseCopy.EndingOf(bench.Settings.Database));

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task FillAsync()
    {
        bench.Start();
        bench.Journal.Append(Session(1));
        bench.Journal.Append(Seen(Position(2)));
        bench.Journal.Append(Closed(Trade(1)));
        bench.Journal.Append(Settled(Intent(1)));
        await bench.FlushAsync();
        await using var db = bench.Settings.Database.OpenControl(TimeSpan.FromSeconds(2), TimeProvider.System).Context();
        db.Users.Add(new UserRow { UserName = "Anna \u2400 \"quoted\"\n", NormalizedUserName = "ANNA", Role = Role.Admin, TwoFactorEnabled = true, CreatedAt = Noon });
        db.JobSwitches.Add(new JobSwitchRow { Job = "backup", IsPaused = false, Why = "x", By = "anna", At = Noon });
        await db.SaveChangesAsync(JournalBench.Cancellation);
        var version = new Persistence.Settings.SettingsVersion { Version = 1, At = Noon, By = "anna", Why = "first", Document = "{}", Seed = "{}" };
        await bench.Settings.Database.OpenSettings(TimeSpan.FromSeconds(2)).AddAsync(version.Sealed());
    }

    private ChainHead Take(Steps? steps = null) => DatabaseCopy.Take(bench.Settings.Database, Copy, (steps ?? new Steps()).Tell);

    [Fact]
    public async Task What_is_restored_is_what_was_copied_to_the_last_row()
    {
        await FillAsync();
        var head = Take();
        head.ShouldBe(bench.Journal.Head);

        await using var other = another();
        DatabaseCopy.Restore(Copy, other.Settings.Database, _ => { }).ShouldBe(head);
        using (var source = other.OpenSource())
        {
            var walk = new ChainWalk(source);
            walk.Sound().Count().ShouldBe(4);
            walk.Break.ShouldBeNull();
        }

        foreach (var table in (string[])["Journal", "Trades", "StopMoves", "OpenPositions", "Accounts", "Users", "JobSwitches", "SettingsVersions"])
            other.Ask($"SELECT count(*) FROM \"{table}\"").ShouldBe(bench.Ask($"SELECT count(*) FROM \"{table}\""), table);
        await using var db = other.Settings.Database.OpenControl(TimeSpan.FromSeconds(2), TimeProvider.System).Context();
        (await db.Users.SingleAsync(JournalBench.Cancellation)).ShouldSatisfyAllConditions(user => user.UserName.ShouldBe("Anna \u2400 \"quoted\"\n"), user => user.TwoFactorEnabled.ShouldBeTrue(), user => user.CreatedAt.ShouldBe(Noon));
        (await other.Settings.Database.OpenSettings(TimeSpan.FromSeconds(2)).NewestAsync(JournalBench.Cancellation)).ShouldNotBeNull().IsWhole.ShouldBeTrue();
        other.Start().Journal.Append(Closed(Trade(9)));
        await other.FlushAsync();
        (await other.TradesAsync(Demo)).Count.ShouldBe(2, "the journal goes on there");
    }

    [Fact]
    public async Task A_copy_that_is_made_again_is_the_newer_one_and_nothing_unfinished_is_left()
    {
        await FillAsync();
        Take();
        bench.Journal.Append(Session(2));
        await bench.FlushAsync();
        Take().ShouldBe(bench.Journal.Head);
        Directory.GetFiles(Path.GetDirectoryName(Copy)!).ShouldBe([Copy]);
    }

    [Fact]
    public async Task Killed_before_any_step_the_copy_from_before_is_untouched_and_the_next_one_is_whole()
    {
        await FillAsync();
        Take();
        var before = await File.ReadAllBytesAsync(Copy, JournalBench.Cancellation);
        var steps = new Steps();
        Take(steps);
        // Killed before its name is given, the first one stays.
        var naming = steps.Told.ToList().FindIndex(step => step.EndsWith("naming", StringComparison.Ordinal));
        steps.Told.Count.ShouldBeGreaterThanOrEqualTo(5);
        await File.WriteAllBytesAsync(Copy, before, JournalBench.Cancellation);
        bench.Journal.Append(Session(2));
        await bench.FlushAsync();
        for (var last = 0; last < steps.Told.Count; last++)
        {
            Should.Throw<KilledException>(() => Take(new Steps(last)));
            if (last <= naming) (await File.ReadAllBytesAsync(Copy, JournalBench.Cancellation)).ShouldBe(before, steps.Told[last]);
            await using var other = another();
            DatabaseCopy.Restore(Copy, other.Settings.Database, _ => { }).Sequence.ShouldBe(last <= naming ? 4 : 5);
        }

        Take().ShouldBe(bench.Journal.Head);
        Directory.GetFiles(Path.GetDirectoryName(Copy)!).ShouldBe([Copy]);
    }

    [Fact]
    public async Task Restoring_that_is_killed_leaves_nothing_and_can_be_done_again()
    {
        await FillAsync();
        var head = Take();
        await using var other = another();
        var steps = new Steps();
        await using (var trial = another()) DatabaseCopy.Restore(Copy, trial.Settings.Database, steps.Tell);
        for (var last = 0; last < steps.Told.Count; last++)
        {
            if (steps.Told[last].EndsWith("done", StringComparison.Ordinal)) break;
            Should.Throw<KilledException>(() => DatabaseCopy.Restore(Copy, other.Settings.Database, new Steps(last).Tell));
        }

        DatabaseCopy.Restore(Copy, other.Settings.Database, _ => { }).ShouldBe(head);
    }

    [Fact]
    public async Task A_place_that_is_taken_and_a_copy_that_is_damaged_are_refused()
    {
        await FillAsync();
        Take();
        Should.Throw<IOException>(() => DatabaseCopy.Restore(Copy, bench.Settings.Database, _ => { })).Message.ShouldContain(bench.Name);

        await using var other = another();
        var bytes = await File.ReadAllBytesAsync(Copy, JournalBench.Cancellation);
        await File.WriteAllBytesAsync(Copy, bytes[..(bytes.Length * 2 / 3)], JournalBench.Cancellation);
        Should.Throw<IOException>(() => DatabaseCopy.Restore(Copy, other.Settings.Database, _ => { }));
        Should.Throw<IOException>(() => DatabaseCopy.Restore(Copy + "x", other.Settings.Database, _ => { })).Message.ShouldContain("There is no file");
        await File.WriteAllTextAsync(Copy, "something else altogether", JournalBench.Cancellation);
        Should.Throw<IOException>(() => DatabaseCopy.Restore(Copy, other.Settings.Database, _ => { }));
    }

    [Fact]
    public async Task A_journal_that_was_tampered_with_makes_no_copy()
    {
        await FillAsync();
        Take();
        var before = await File.ReadAllBytesAsync(Copy, JournalBench.Cancellation);
        bench.Ask("UPDATE \"Journal\" SET \"Text\" = 'another' WHERE \"Sequence\" = 2");
        Should.Throw<IOException>(() => Take()).Message.ShouldContain("is not sound at entry 2");
        (await File.ReadAllBytesAsync(Copy, JournalBench.Cancellation)).ShouldBe(before);
    }
}
