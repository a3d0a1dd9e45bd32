using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Host.Api;
using WebTrader.Persistence;
using WebTrader.Persistence.Databases;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Host.Tests.Api;

/// <summary>A table of trades that is read while others are closed.</summary>
public sealed class TradeTableTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private EfJournal journal = null!;

    public async ValueTask InitializeAsync()
    {
        journal = EfJournal.Start(new JournalSettings { Database = DatabaseAddress.OfFile(folder.Of("webtrader.db")) }, TimeProvider.System, NullLogger<EfJournal>.Instance);
        // Five are closed at each minute, as by an emergency stop.
        for (var id = 1; id <= 40; id++) journal.Append(Closed(Trade(id, id % 2 == 0 ? Demo : Other, minutes: id / 5)));
        (await journal.FlushAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        await journal.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(100)]
    public async Task Each_trade_stands_in_it_once_although_others_are_closed_between_its_parts(int size)
    {
        var table = new TradeTable(journal.Queries, new TradeFilter(), size);
        var read = new List<long>();
        for (var added = 100L; (await PartAsync(table)) is { Count: > 0 } part; added++)
        {
            read.AddRange(part.Select(trade => trade.Position.Value));
            journal.Append(Closed(Trade(added, minutes: 60)));
            await journal.FlushAsync(TimeSpan.FromSeconds(60));
        }

        read.ShouldBeUnique();
        read.Order().ShouldBe(Enumerable.Range(1, 40).Select(id => (long)id), "those that were closed before it was begun");
    }

    [Fact]
    public async Task It_keeps_to_what_was_asked_for_in_every_part()
    {
        var (from, until) = (Trade(minutes: 2).CloseTime, Trade(minutes: 4).CloseTime);
        var table = new TradeTable(journal.Queries, new TradeFilter(Demo, "EURUSD", from, until), 2);
        var read = new List<Trade>();
        while (await PartAsync(table) is { Count: > 0 } part) read.AddRange(part);
        read.Select(trade => trade.Position.Value).ShouldBe([18, 16, 14, 12, 10]);
    }

    private static async Task<IReadOnlyList<Trade>> PartAsync(TradeTable table) => (await table.NextAsync(TestContext.Current.CancellationToken)).Value;
}
