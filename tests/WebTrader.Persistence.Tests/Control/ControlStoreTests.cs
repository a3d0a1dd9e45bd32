using Microsoft.EntityFrameworkCore;
using Shouldly;
using WebTrader.Persistence.Control;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Control;

public sealed class ControlStoreTests : IAsyncDisposable
{
    private readonly JournalFile file = new();

    public ValueTask DisposeAsync() => file.DisposeAsync();

    [Fact]
    public async Task Users_keys_and_requests_are_found_again_in_the_journals_file()
    {
        file.Start().Journal.Append(Session(1));
        await file.FlushAsync();
        await AddUserAsync("anna");

        await using var db = Store().Context();
        (await db.Users.SingleAsync(JournalFile.Cancellation)).ShouldSatisfyAllConditions(
            user => user.UserName.ShouldBe("anna"),
            user => user.Role.ShouldBe(Role.Admin),
            user => user.LockoutEnd.ShouldBe(Noon));
        file.Ask("SELECT count(*) FROM ControlHistory").ShouldBe(1L);
        file.Ask("SELECT count(*) FROM __EFMigrationsHistory").ShouldBe(1L, "each has a history of its own");
        file.Journal.Append(Closed(Trade()));
        await file.FlushAsync();
    }

    [Fact]
    public async Task The_users_are_there_whichever_of_the_two_made_the_file()
    {
        await AddUserAsync("anna");
        file.Start().Journal.Append(Closed(Trade()));
        await file.FlushAsync();

        (await file.TradesAsync(Demo)).Count.ShouldBe(1);
        await using var db = Store().Context();
        (await db.Users.CountAsync(JournalFile.Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task The_journal_goes_on_when_the_tables_of_users_are_from_a_newer_build()
    {
        await AddUserAsync("anna");
        file.Ask("INSERT INTO ControlHistory VALUES ('29990101000000_Later', '99'); SELECT 1");

        Should.Throw<ControlAwayException>(() => Store().Context()).Message.ShouldContain("newer build");
        file.Start().Journal.Append(Closed(Trade()));
        await file.FlushAsync();
        (await file.TradesAsync(Demo)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_users_are_read_when_the_tables_of_the_journal_are_from_a_newer_build()
    {
        file.Start().Journal.Append(Session(1));
        await file.FlushAsync();
        file.Ask("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99'); SELECT 1");

        await AddUserAsync("anna");
    }

    [Fact]
    public async Task While_another_process_holds_the_file_it_says_so_and_later_goes_on_by_itself()
    {
        await AddUserAsync("anna");
        var store = Store();
        using (file.LockExclusively()) Should.Throw<ControlAwayException>(() => store.Context()).Message.ShouldContain("locked by another process");

        await Task.Delay(TimeSpan.FromSeconds(1.1), JournalFile.Cancellation);
        await using var db = store.Context();
        (await db.Users.CountAsync(JournalFile.Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task A_damaged_file_is_named_and_left_untouched()
    {
        var bytes = Enumerable.Range(0, 5000).Select(number => (byte)(number * 7)).ToArray();
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        await File.WriteAllBytesAsync(file.Path, bytes, JournalFile.Cancellation);

        Should.Throw<ControlAwayException>(() => Store().Context()).Message.ShouldContain(file.Path);
        (await File.ReadAllBytesAsync(file.Path, JournalFile.Cancellation)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_file_that_was_deleted_under_way_is_made_anew()
    {
        var store = Store();
        await using (var db = store.Context()) await db.Users.CountAsync(JournalFile.Cancellation);
        File.Delete(file.Path);

        await using (var gone = store.Context())
        {
            var fault = await Should.ThrowAsync<Exception>(() => gone.Users.CountAsync(JournalFile.Cancellation));
            store.Explain(fault).ShouldNotBeNull();
        }

        await using var again = store.Context();
        (await again.Users.CountAsync(JournalFile.Cancellation)).ShouldBe(0);
    }

    [Fact]
    public void What_is_not_the_stores_fault_is_not_explained_by_it() => Store().Explain(new IOException("the client hung up")).ShouldBeNull();

    [Fact]
    public async Task The_committed_changes_of_the_tables_are_those_of_the_model()
    {
        await using var db = new SqliteControlContext(new DbContextOptionsBuilder<SqliteControlContext>().UseSqlite("Data Source=:memory:").Options);
        db.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    private ControlStore Store() => ControlStore.OfSqlite(file.Path, TimeSpan.FromMilliseconds(50), TimeProvider.System);

    private async Task AddUserAsync(string name)
    {
        await using var db = Store().Context();
        db.Users.Add(new UserRow { UserName = name, NormalizedUserName = name.ToUpperInvariant(), Role = Role.Admin, LockoutEnd = Noon, CreatedAt = Noon });
        db.ApiKeys.Add(new ApiKeyRow { Id = "k1", Name = "deploy", Hash = "ab", Scopes = "read trade", CreatedBy = name, CreatedAt = Noon });
        db.Idempotency.Add(new IdempotencyRow { Caller = name, Key = "1", Route = "POST /x", Fingerprint = "cd", State = IdempotencyState.Begun, At = Noon });
        await db.SaveChangesAsync(JournalFile.Cancellation);
    }
}
