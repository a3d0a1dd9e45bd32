using Microsoft.EntityFrameworkCore;
using Shouldly;
using WebTrader.Persistence.Control;
using WebTrader.Persistence.Tests.Benches;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Contracts;

public abstract class ControlContract(JournalBench bench) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Users_keys_and_requests_are_found_again_in_the_journals_database()
    {
        bench.Start().Journal.Append(Session(1));
        await bench.FlushAsync();
        await AddUserAsync("anna");

        await using var db = Store().Context();
        (await db.Users.SingleAsync(JournalBench.Cancellation)).ShouldSatisfyAllConditions(
            user => user.UserName.ShouldBe("anna"),
            user => user.Role.ShouldBe(Role.Admin),
            user => user.LockoutEnd.ShouldBe(Noon));
        bench.Ask("SELECT count(*) FROM \"ControlHistory\"").ShouldBe(5L);
        bench.Ask("SELECT count(*) FROM \"__EFMigrationsHistory\"").ShouldBe(1L, "each has a history of its own");
        bench.Journal.Append(Closed(Trade()));
        await bench.FlushAsync();
    }

    [Fact]
    public async Task Alerts_are_found_again_as_they_last_were_and_forgotten_ones_are_gone()
    {
        var kept = new KeptAlerts(Store());
        await kept.SaveAsync([Alert(1), Alert(2)], []);
        var known = Alert(2);
        (known.AcknowledgedBy, known.SilencedUntil, known.Escalations) = ("anna", Noon.AddHours(1), 3);
        await kept.SaveAsync([known, Alert(3)], [1, 9]);

        var found = await new KeptAlerts(Store()).ReadAsync();
        found.Select(alert => alert.Number).ShouldBe([2, 3]);
        found[0].ShouldSatisfyAllConditions(
            alert => alert.AcknowledgedBy.ShouldBe("anna"),
            alert => alert.SilencedUntil.ShouldBe(Noon.AddHours(1)),
            alert => alert.Escalations.ShouldBe(3),
            alert => alert.Since.ShouldBe(Noon),
            alert => alert.EndedAt.ShouldBeNull());
    }

    private static AlertRow Alert(long number) => new() { Number = number, Account = "demo", Condition = "naked", Level = "red", Text = "Without a stop", Since = Noon };

    [Fact]
    public async Task The_users_are_there_whichever_of_the_two_came_first()
    {
        await AddUserAsync("anna");
        bench.Start().Journal.Append(Closed(Trade()));
        await bench.FlushAsync();

        (await bench.TradesAsync(Demo)).Count.ShouldBe(1);
        await using var db = Store().Context();
        (await db.Users.CountAsync(JournalBench.Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task The_journal_goes_on_when_the_tables_of_users_are_from_a_newer_build()
    {
        await AddUserAsync("anna");
        bench.Ask("INSERT INTO \"ControlHistory\" VALUES ('29990101000000_Later', '99'); SELECT 1");

        Should.Throw<ControlAwayException>(() => Store().Context()).Message.ShouldContain("newer build");
        bench.Start().Journal.Append(Closed(Trade()));
        await bench.FlushAsync();
        (await bench.TradesAsync(Demo)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_users_are_read_when_the_tables_of_the_journal_are_from_a_newer_build()
    {
        bench.Start().Journal.Append(Session(1));
        await bench.FlushAsync();
        bench.Ask("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '99'); SELECT 1");

        await AddUserAsync("anna");
    }

    [Fact]
    public async Task While_another_process_is_at_it_it_says_so_and_later_goes_on_by_itself()
    {
        await AddUserAsync("anna");
        var store = Store();
        using (bench.HoldExclusively()) Should.Throw<ControlAwayException>(() => store.Context()).Message.ShouldContain("locked by another process");

        await Task.Delay(TimeSpan.FromSeconds(1.1), JournalBench.Cancellation);
        await using var db = store.Context();
        (await db.Users.CountAsync(JournalBench.Cancellation)).ShouldBe(1);
    }

    [Fact]
    public void What_is_not_the_stores_fault_is_not_explained_by_it() => Store().Explain(new IOException("the client hung up")).ShouldBeNull();

    private ControlStore Store() => bench.Settings.Database.OpenControl(TimeSpan.FromMilliseconds(50), TimeProvider.System);

    private async Task AddUserAsync(string name)
    {
        await using var db = Store().Context();
        db.Users.Add(new UserRow { UserName = name, NormalizedUserName = name.ToUpperInvariant(), Role = Role.Admin, LockoutEnd = Noon, CreatedAt = Noon });
        db.ApiKeys.Add(new ApiKeyRow { Id = "k1", Name = "deploy", Hash = "ab", Scopes = "read trade", CreatedBy = name, CreatedAt = Noon });
        db.Idempotency.Add(new IdempotencyRow { Caller = name, Key = "1", Route = "POST /x", Fingerprint = "cd", State = IdempotencyState.Begun, At = Noon });
        await db.SaveChangesAsync(JournalBench.Cancellation);
    }
}
