using Shouldly;
using WebTrader.Persistence.Settings;
using WebTrader.Persistence.Tests.Benches;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.PostgreSql;

/// <summary>The versions of the settings beside a journal in one PostgreSQL database.</summary>
public sealed class PostgreSqlSettingsTests : IAsyncDisposable
{
    private readonly PostgreSqlBench bench = new();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private EfSettingsStore Store => bench.Settings.Database.OpenSettings(TimeSpan.FromSeconds(20));

    private static SettingsVersion Version(long number, string document = "{}") =>
        new SettingsVersion { Version = number, At = Noon.AddTicks(123), By = "an operator", Why = "because", Document = document, Seed = "s" }.Sealed();

    [Fact]
    public async Task What_was_added_is_there_to_the_letter_beside_the_journal()
    {
        bench.Start().Journal.Append(Session(1));
        await bench.FlushAsync();
        await Store.AddAsync(Version(1));
        await Store.AddAsync(Version(2, """{"Stops":{"MaxRisk":2.00}}"""));

        var newest = (await Store.NewestAsync(JournalBench.Cancellation)).ShouldNotBeNull();
        newest.ShouldBe(Version(2, """{"Stops":{"MaxRisk":2.00}}"""));
        newest.IsWhole.ShouldBeTrue();
        (await Store.HistoryAsync(new PageRequest(), JournalBench.Cancellation)).Items.Select(row => row.Version).ShouldBe([2, 1]);
        bench.Journal.Append(Session(2));
        await bench.FlushAsync();
    }

    [Fact]
    public async Task Of_two_who_add_the_same_number_at_once_one_wins()
    {
        var store = Store;
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
    public async Task While_the_database_is_away_it_says_so_and_goes_on_afterwards()
    {
        await Store.AddAsync(Version(1));
        using (bench.TakeAway())
            (await Should.ThrowAsync<SettingsStoreException>(() => Store.NewestAsync(JournalBench.Cancellation))).Message.ShouldContain(bench.Name);
        (await Store.NewestAsync(JournalBench.Cancellation)).ShouldBe(Version(1));
    }
}
