using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Quotes;
using WebTrader.Persistence.Tests.Benches;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Contracts;

public abstract class StoredQuotesContract(JournalBench bench) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static QuoteMinute Minute(DateTimeOffset at, params (int Second, decimal Bid)[] quotes) =>
        new(Demo, "EURUSD", at, [.. quotes.Select(quote => new SecondQuote(quote.Second, new Price(quote.Bid), new Price(quote.Bid + 0.00002m)))]);

    private async Task Keep(params QuoteMinute[] minutes)
    {
        foreach (var minute in minutes) bench.Journal.KeepQuotes(minute);
        await bench.FlushAsync();
    }

    private async Task<IReadOnlyList<QuoteMinute>> Read(DateTimeOffset from, DateTimeOffset until, string symbol = "EURUSD", AccountId? account = null) =>
        (await bench.Queries.QuotesAsync(account ?? Demo, symbol, from, until, JournalBench.Cancellation)).Value;

    [Fact]
    public async Task Quotes_are_read_back_by_account_symbol_and_time()
    {
        var now = Minutes(DateTimeOffset.UtcNow);
        bench.Start();
        await Keep(Minute(now, (3, 1.1m)), Minute(now.AddMinutes(1), (0, 1.2m), (59, 1.3m)), Minute(now, (3, 9m)) with { Symbol = "XAUUSD" }, Minute(now, (3, 8m)) with { Account = Other });
        (await Read(now.AddSeconds(50), now.AddMinutes(2))).Select(minute => (minute.Minute, minute.Quotes.Count)).ShouldBe([(now, 1), (now.AddMinutes(1), 2)]);
        (await Read(now, now.AddMinutes(1))).ShouldHaveSingleItem().Quotes.ShouldBe([new SecondQuote(3, new Price(1.1m), new Price(1.10002m))]);
        (await Read(now, now.AddMinutes(1), "XAUUSD")).ShouldHaveSingleItem().Quotes[0].Bid.ShouldBe(new Price(9m));
        (await Read(now, now.AddMinutes(1), account: Other)).ShouldHaveSingleItem().Quotes[0].Bid.ShouldBe(new Price(8m));
    }

    [Fact]
    public async Task A_minute_that_comes_in_two_parts_around_a_restart_is_kept_whole()
    {
        var now = Minutes(DateTimeOffset.UtcNow);
        bench.Start();
        await Keep(Minute(now, (1, 1.1m), (5, 1.2m)));
        await bench.RestartAsync();
        await Keep(Minute(now, (3, 1.15m), (5, 1.25m)));
        (await Read(now, now.AddMinutes(1))).ShouldHaveSingleItem().Quotes.Select(quote => (quote.Second, quote.Bid.Value)).ShouldBe([(1, 1.1m), (3, 1.15m), (5, 1.25m)]);
    }

    [Fact]
    public async Task Quotes_older_than_they_are_kept_go()
    {
        var now = Minutes(DateTimeOffset.UtcNow);
        bench.Settings = bench.Settings with { KeepFor = TimeSpan.FromDays(30) };
        bench.Start();
        await Keep(Minute(now.AddDays(-31), (1, 1.1m)), Minute(now.AddDays(-29), (1, 1.1m)));
        await bench.RestartAsync();
        await Keep(Minute(now, (1, 1.1m)));
        await bench.FlushAsync();
        var began = TimeProvider.System.GetTimestamp();
        while ((long)bench.Ask("SELECT count(*) FROM \"Quotes\"")! > 2)
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromMinutes(1), "the oldest stays");
            await Task.Delay(10, JournalBench.Cancellation);
        }

        (await Read(now.AddDays(-30), now.AddDays(-28))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_price_that_cannot_be_packed_costs_its_minute_and_nothing_else()
    {
        var now = Minutes(DateTimeOffset.UtcNow);
        bench.Start();
        await Keep(Minute(now, (1, 1.1m)), Minute(now.AddMinutes(1), (1, 1.1234567890123456789m)), Minute(now.AddMinutes(2), (1, 1.1m)));
        (await Read(now, now.AddMinutes(3))).Count.ShouldBe(2);
        bench.Journal.Skipped.ShouldBe(1);
    }

    [Fact]
    public async Task Quotes_are_in_the_chain_and_whoever_changes_takes_out_puts_in_or_swaps_some_is_told_of()
    {
        var now = Minutes(DateTimeOffset.UtcNow);
        bench.Start();
        await Keep(Minute(now, (3, 1.1m)), Minute(now, (3, 2400m)) with { Symbol = "XAUUSD" }, Minute(now.AddMinutes(1), (0, 1.2m)));
        await bench.RestartAsync();
        // The rest of a minute makes it another one, and is told again.
        await Keep(Minute(now.AddMinutes(1), (30, 1.3m)), Minute(now.AddMinutes(2), (0, 1.4m)));
        Audited(out var sound).ShouldBeNull();
        sound.ShouldBe(4);

        var second = now.AddMinutes(1).ToUnixTimeMilliseconds();
        var (gold, last) = (" WHERE \"Symbol\" = 'XAUUSD'", $" WHERE \"Minute\" = {second}");
        Tampered("UPDATE \"Quotes\" SET \"Data\" = (SELECT \"Data\" FROM \"Quotes\"" + last + ")" + gold).ShouldStartWith("the quotes of XAUUSD of ");
        Tampered("DELETE FROM \"Quotes\"" + last).ShouldMatch(@" are missing, which entry \d+ \(quotesKept, .*\) tells of: they were taken out$");
        Tampered($"UPDATE \"Quotes\" SET \"Minute\" = {second + 180_000}" + last).ShouldContain("they were put in");
        Tampered("DELETE FROM \"Quotes\"").ShouldContain("they were taken out");
    }

    [Fact]
    public async Task The_oldest_quotes_may_go_before_the_facts_about_them()
    {
        var now = Minutes(DateTimeOffset.UtcNow);
        bench.Start();
        await Keep(Minute(now, (3, 1.1m)), Minute(now.AddMinutes(1), (0, 1.2m)));
        bench.Ask($"DELETE FROM \"Quotes\" WHERE \"Minute\" = {now.ToUnixTimeMilliseconds()}");

        Audited(out var sound).ShouldBeNull();
        sound.ShouldBe(1);
    }

    /// <summary>What is found after somebody has changed something; it is put right again.</summary>
    private string Tampered(string sql)
    {
        bench.Ask("CREATE TABLE \"Whole\" AS SELECT * FROM \"Quotes\"");
        bench.Ask(sql);
        var found = Audited(out _);
        bench.Ask("DELETE FROM \"Quotes\"");
        bench.Ask("INSERT INTO \"Quotes\" SELECT * FROM \"Whole\"");
        bench.Ask("DROP TABLE \"Whole\"");
        Audited(out _).ShouldBeNull();
        return found.ShouldNotBeNull();
    }

    private string? Audited(out long sound)
    {
        using var source = bench.OpenSource();
        var audit = new QuoteAudit();
        foreach (var row in new ChainWalk(source).Sound())
        {
            if (StoredFacts.Read(row) is QuotesKept kept) audit.Take(kept, row.Title);
        }

        var fault = audit.Fault(source.Quotes().ShouldNotBeNull(), DateTimeOffset.UtcNow);
        sound = audit.Sound;
        return fault;
    }

    private static DateTimeOffset Minutes(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
}
