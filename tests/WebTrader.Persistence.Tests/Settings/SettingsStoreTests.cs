using Microsoft.EntityFrameworkCore;
using Shouldly;
using WebTrader.Persistence.Settings;
using WebTrader.Persistence.Tests.Benches;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Settings;

/// <summary>The versions of the settings beside a journal in one database.</summary>
public sealed class SettingsStoreTests : IAsyncDisposable
{
    private readonly SqliteBench file = new();

    public async ValueTask DisposeAsync() => await file.DisposeAsync();

    private EfSettingsStore Store => EfSettingsStore.InSqlite(file.Path, TimeSpan.FromMilliseconds(50));

    private async Task<EfSettingsStore> OpenAsync()
    {
        file.Start().Journal.Append(Alarm(1));
        await file.FlushAsync();
        return Store;
    }

    private static SettingsVersion Version(long number, string document = "{}") =>
        new SettingsVersion { Version = number, At = Noon.AddTicks(123), By = "an operator", Why = "because", Document = document, Seed = "s" }.Sealed();

    [Fact]
    public async Task Where_nothing_was_kept_there_is_none()
    {
        var store = await OpenAsync();
        (await store.NewestAsync(JournalBench.Cancellation)).ShouldBeNull();
        (await store.FindAsync(1, JournalBench.Cancellation)).ShouldBeNull();
        (await store.HistoryAsync(new PageRequest(), JournalBench.Cancellation)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_added_is_there_to_the_letter_and_whole_for_every_later_reader()
    {
        var store = await OpenAsync();
        await store.AddAsync(Version(1));
        await store.AddAsync(Version(2, """{"Stops":{"MaxRisk":2.00}}"""));

        var newest = (await Store.NewestAsync(JournalBench.Cancellation)).ShouldNotBeNull();
        newest.ShouldBe(Version(2, """{"Stops":{"MaxRisk":2.00}}"""));
        newest.IsWhole.ShouldBeTrue();
        (await Store.FindAsync(1, JournalBench.Cancellation)).ShouldBe(Version(1));
        (await Store.HistoryAsync(new PageRequest(), JournalBench.Cancellation)).Items.Select(row => row.Version).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task A_version_comes_once_and_never_after_a_newer_one()
    {
        var store = await OpenAsync();
        await store.AddAsync(Version(2));
        await store.AddAsync(Version(2));

        (await Should.ThrowAsync<SettingsConflictException>(() => store.AddAsync(Version(2, "[]")))).Newest.ShouldBe(2);
        await Should.ThrowAsync<SettingsConflictException>(() => store.AddAsync(Version(1)));
        (await store.HistoryAsync(new PageRequest(), JournalBench.Cancellation)).Items.ShouldBe([Version(2)]);
    }

    [Fact]
    public async Task Of_two_who_add_the_same_number_at_once_one_wins()
    {
        await OpenAsync();
        var store = EfSettingsStore.InSqlite(file.Path, TimeSpan.FromSeconds(20));
        var adding = Enumerable.Range(1, 8).Select(async who =>
        {
            try
            {
                await store.AddAsync(Version(1, $"[{who}]"));
                return true;
            }
            catch (SettingsConflictException)
            {
                return false;
            }
        });
        (await Task.WhenAll(adding)).Count(won => won).ShouldBe(1);
        (await store.HistoryAsync(new PageRequest(), JournalBench.Cancellation)).Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_row_that_somebody_has_changed_is_not_whole()
    {
        var store = await OpenAsync();
        await store.AddAsync(Version(1, """{"Stops":{"MaxRisk":2.00}}"""));
        file.Ask("UPDATE SettingsVersions SET Document = replace(Document, '2.00', '9.00')");
        (await store.NewestAsync(JournalBench.Cancellation)).ShouldNotBeNull().IsWhole.ShouldBeFalse();
    }

    [Fact]
    public async Task The_database_is_the_journals_to_make()
    {
        (await Should.ThrowAsync<SettingsStoreException>(() => Store.NewestAsync(JournalBench.Cancellation))).Message.ShouldContain(file.Path);
        File.Exists(file.Path).ShouldBeFalse();
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        await File.WriteAllBytesAsync(file.Path, [], JournalBench.Cancellation);
        (await Should.ThrowAsync<SettingsStoreException>(() => Store.NewestAsync(JournalBench.Cancellation))).Message.ShouldContain("is being made");
    }

    [Fact]
    public async Task A_locked_database_refuses_within_the_wait_and_holds_nothing_of_it()
    {
        var store = await OpenAsync();
        await store.AddAsync(Version(1));
        using (file.HoldExclusively())
            (await Should.ThrowAsync<SettingsStoreException>(() => store.AddAsync(Version(2)))).Message.ShouldContain("locked");
        (await store.NewestAsync(JournalBench.Cancellation)).ShouldBe(Version(1));
    }

    [Fact]
    public async Task A_damaged_database_and_one_of_a_newer_build_are_told_apart()
    {
        var store = await OpenAsync();
        await store.AddAsync(Version(1));
        file.Ask($"INSERT INTO {SettingsDbContext.HistoryTable} VALUES ('29990101000000_Future', '99.0.0')");
        (await Should.ThrowAsync<SettingsStoreException>(() => store.NewestAsync(JournalBench.Cancellation))).Message.ShouldContain("newer build");
        await file.DisposeAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        await File.WriteAllTextAsync(file.Path, new string('x', 20_000), JournalBench.Cancellation);
        (await Should.ThrowAsync<SettingsStoreException>(() => store.NewestAsync(JournalBench.Cancellation))).Message.ShouldContain("damaged");
    }

    [Fact]
    public async Task The_committed_changes_of_the_tables_are_those_of_the_model()
    {
        await using var db = new SqliteSettingsDbContext(new DbContextOptionsBuilder<SqliteSettingsDbContext>().UseSqlite("Data Source=:memory:").Options);
        db.Database.HasPendingModelChanges().ShouldBeFalse();
    }
}
