using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using WebTrader.Host.Alerts;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Tests.Alerts;

/// <summary>Alerts in a database that may be away.</summary>
public sealed class AlertKeeperTests : IDisposable
{
    private static readonly Condition Naked = new("demo", "naked", AlertLevel.Red, "Without a stop");

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_acknowledged_is_acknowledged_after_a_restart()
    {
        var book = new AlertBook(AlertSettings.None);
        using (var keeper = Keeper(book, "kept.db"))
        {
            await keeper.StartAsync(TestContext.Current.CancellationToken);
            book.Take([Naked], TimeProvider.System.GetUtcNow());
            book.Acknowledge(book.All[0].Number, "anna", TimeProvider.System.GetUtcNow());
            await keeper.StopAsync(TestContext.Current.CancellationToken);
        }

        var next = new AlertBook(AlertSettings.None);
        using var again = Keeper(next, "kept.db");
        await again.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Task.FromResult(next.All.Count == 1), "it is read");
        next.Take([Naked], TimeProvider.System.GetUtcNow()).ShouldBeEmpty();
        next.All.ShouldHaveSingleItem().ShouldSatisfyAllConditions(alert => alert.AcknowledgedBy.ShouldBe("anna"), alert => alert.Number.ShouldBe(book.All[0].Number));
        await again.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task While_the_database_is_away_they_are_in_memory_and_written_down_when_it_is_back()
    {
        var path = Directory.CreateDirectory(Path.Combine(folder.Path, "away.db")).FullName;
        var book = new AlertBook(AlertSettings.None);
        using var keeper = Keeper(book, "away.db");
        await keeper.StartAsync(TestContext.Current.CancellationToken);
        book.Take([Naked], TimeProvider.System.GetUtcNow());
        await Task.Delay(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken);
        book.All.ShouldHaveSingleItem();

        Directory.Delete(path);
        var kept = new KeptAlerts(Store("away.db"));
        await Eventually.TrueAsync(async () => (await kept.ReadAsync()).Count == 1, "it is written down");
        await keeper.StopAsync(TestContext.Current.CancellationToken);
    }

    private AlertKeeper Keeper(AlertBook book, string file) => new(book, new KeptAlerts(Store(file)), TimeProvider.System, NullLogger<AlertKeeper>.Instance);

    private ControlStore Store(string file) => ControlStore.OfSqlite(folder.Of(file), TimeSpan.FromSeconds(5), TimeProvider.System);
}
