using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Persistence.Backlog;
using WebTrader.Persistence.Quotes;
using WebTrader.TestKit.Core;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Quotes;

public sealed class QuotePackingTests
{
    private static readonly Gen<List<SecondQuote>> Minutes =
        from digits in Gen.Choose(0, 8)
        from start in Gen.Choose(1, int.MaxValue)
        from count in Gen.Choose(0, 60)
        from moves in Gen.Choose(-5000, 5000).ArrayOf(count)
        from spreads in Gen.Choose(0, 300).ArrayOf(count)
        select Minute(digits, start, moves, spreads);

    private static List<SecondQuote> Minute(int digits, long start, int[] moves, int[] spreads)
    {
        var quotes = new List<SecondQuote>();
        for (var second = 0; second < moves.Length; second++)
        {
            start = Math.Max(1, start + moves[second]);
            quotes.Add(new SecondQuote(second, new Price(new decimal(start) * Power(-digits)), new Price(new decimal(start + spreads[second]) * Power(-digits))));
        }

        return quotes;
    }

    private static decimal Power(int exponent) => exponent == 0 ? 1m : new decimal(1, 0, 0, false, (byte)-exponent);

    [Fact]
    public void Whatever_the_prices_they_come_back_exactly() => Checking.ForAll(Minutes, quotes => QuotePacking.Unpack(QuotePacking.Pack(quotes)).ShouldBe(quotes), 1000);

    [Fact]
    public void A_quiet_minute_takes_three_bytes_a_quote()
    {
        var quotes = Enumerable.Range(0, 60).Select(second => new SecondQuote(second, new Price(1.10000m + (second % 3 * 0.00001m)), new Price(1.10002m))).ToList();
        QuotePacking.Pack(quotes).Length.ShouldBeLessThanOrEqualTo(1 + (60 * 3) + 3);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0D")]
    [InlineData("0580")]
    [InlineData("050180")]
    [InlineData("053C0202")]
    [InlineData("0501FFFFFFFFFFFFFFFFFFFFFFFF01")]
    public void What_was_not_packed_is_refused(string hex) => Should.Throw<InvalidDataException>(() => QuotePacking.Unpack(Convert.FromHexString(hex)));

    [Fact]
    public void The_last_quote_of_each_second_is_kept_and_a_minute_is_handed_over_when_the_next_begins()
    {
        var collector = new QuoteCollector();
        collector.Add(Demo, At(0.2, 1.1m)).ShouldBeNull();
        collector.Add(Demo, At(0.9, 1.2m)).ShouldBeNull();
        collector.Add(Demo, At(59.9, 1.3m)).ShouldBeNull();
        collector.Add(Other, At(70, 9m)).ShouldBeNull("another account");
        var minute = collector.Add(Demo, At(60, 1.4m)).ShouldNotBeNull();
        (minute.Account, minute.Symbol, minute.Minute).ShouldBe((Demo, "EURUSD", Noon));
        minute.Quotes.ShouldBe([new SecondQuote(0, new Price(1.2m), new Price(1.3m)), new SecondQuote(59, new Price(1.3m), new Price(1.4m))]);
        collector.Drain().Select(rest => rest.Quotes.Single().Bid.Value).ShouldBe([1.4m, 9m], ignoreOrder: true);
        collector.Drain().ShouldBeEmpty();
    }

    [Fact]
    public void While_nothing_can_be_written_quotes_go_first_oldest_first_and_are_counted()
    {
        var waiting = new WaitingEntries(10, 5, TimeProvider.System, quoteLimit: 3);
        for (var number = 0; number < 5; number++) waiting.Add(Of(number));
        for (var number = 0; number < 8; number++) waiting.Add(Alarm(number));
        waiting.DroppedQuotes.ShouldBe(2);
        var (count, dropped, _) = waiting.Look();
        (count, dropped).ShouldBe((8, 0L), "quotes are no entries");

        var batch = waiting.Take(10);
        batch.OfType<WaitingEntry>().Count().ShouldBe(8);
        batch.OfType<WaitingQuotes>().Select(each => each.Quotes.Minute.Minute).ShouldBe([2, 3]);
        waiting.Add(Of(5));
        waiting.Add(Of(6));
        waiting.Settle(batch);
        waiting.Look().Waiting.ShouldBe(8, "no entry is lost for them");
        waiting.DroppedQuotes.ShouldBe(4);
        waiting.Take(100).OfType<WaitingQuotes>().Select(each => each.Quotes.Minute.Minute).ShouldBe([4, 5, 6]);
    }

    private static Quote At(double second, decimal bid) => new("EURUSD", new Price(bid), new Price(bid + 0.1m), Noon.AddSeconds(second), 0);

    private static QuoteMinute Of(int minute) => new(Demo, "EURUSD", Noon.AddMinutes(minute), [new SecondQuote(1, new Price(1.1m), new Price(1.2m))]);
}
