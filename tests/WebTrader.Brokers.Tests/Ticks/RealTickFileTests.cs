using Shouldly;
using WebTrader.Brokers.Ticks;
using Xunit;

using WebTrader.TestKit.Files;

namespace WebTrader.Brokers.Tests.Ticks;

public sealed class RealTickFileTests
{
    [Theory]
    [InlineData("EURUSD_20140505.csv.gz", 25_152, "1.38710", "1.38726", "1.38741", "1.38755")]
    [InlineData("EURUSD_20140508.csv.gz", 87_802, "1.39101", "1.39114", "1.38422", "1.38431")]
    [InlineData("NZDUSD_20140505.csv.gz", 27_251, "0.86576", "0.86598", "0.86833", null)]
    [InlineData("NZDUSD_20140508.csv.gz", 49_843, "0.86478", "0.86503", null, "0.86467")]
    [InlineData("XAUUSD_20140505.csv.gz", 186_179, "1300.335", "1300.799", "1310.991", "1311.302")]
    [InlineData("XAUUSD_20140508.csv.gz", 199_095, "1290.330", "1290.660", "1290.875", "1291.209")]
    public void A_recorded_day_reads_to_its_last_row(string name, int rows, string firstBid, string firstAsk, string? lastBid, string? lastAsk)
    {
        var file = new Mt5TickFile(SharedData.Need("ticks/" + name));

        var quotes = file.Read().ToList();

        file.Symbol.ShouldBe(name[..6]);
        quotes.Count.ShouldBe(rows);
        quotes[0].Bid.ToString().ShouldBe(firstBid);
        quotes[0].Ask.ToString().ShouldBe(firstAsk);
        if (lastBid is not null) quotes[^1].Bid.ToString().ShouldBe(lastBid);
        if (lastAsk is not null) quotes[^1].Ask.ToString().ShouldBe(lastAsk);
        quotes.Select(quote => quote.Time).ShouldBeInOrder();
    }

    [Fact]
    public void Three_recorded_symbols_merge_in_the_order_of_time()
    {
        var files = new[] { "EURUSD", "NZDUSD", "XAUUSD" }.Select(symbol => new Mt5TickFile(SharedData.Need($"ticks/{symbol}_20140508.csv.gz")));

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var count = 0;
        var last = DateTimeOffset.MinValue;
        foreach (var quote in TickMerge.InOrderOfTime(files.Select(file => file.Read())))
        {
            (quote.Time >= last).ShouldBeTrue();
            last = quote.Time;
            count++;
        }

        count.ShouldBe(336_740);
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} quotes in {clock.ElapsedMilliseconds} ms");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10), "on an idle machine it takes well under two seconds");
    }
}
