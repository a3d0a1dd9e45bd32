using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Persistence;
using WebTrader.Persistence.Databases;
using WebTrader.Persistence.Quotes;

namespace WebTrader.Host.Tests.Jobs;

public sealed class QuoteRecorderTests
{
    [Fact]
    public async Task A_host_keeps_a_quote_of_each_second_of_every_account_and_those_of_its_last_minute_too()
    {
        using var folder = new TempFolder();
        var began = DateTimeOffset.UtcNow;
        await using (var host = await LiveHost.StartAsync(folder, accounts: ["demo", "second"]))
        {
            await host.ReadyAsync();
            await host.PositionsAsync(3);
            await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        }

        await using var journal = EfJournal.Start(new JournalSettings { Database = DatabaseAddress.OfFile(folder.Of("webtrader.db")) }, TimeProvider.System, NullLogger<EfJournal>.Instance);
        foreach (var account in (string[])["demo", "second"])
        {
            var read = await journal.Queries.QuotesAsync(new AccountId(account), "EURUSD", began, began.AddMinutes(10), TestContext.Current.CancellationToken);
            List<SecondQuote> quotes = [.. read.Value.SelectMany(minute => minute.Quotes)];
            quotes.Count.ShouldBeGreaterThan(1);
            quotes.ShouldAllBe(quote => quote.Bid.Value > 0.5m && quote.Ask >= quote.Bid);
        }
    }
}
