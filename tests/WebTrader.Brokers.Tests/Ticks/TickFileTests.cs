using System.Globalization;
using System.IO.Compression;
using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;
using WebTrader.Core.Market;
using Xunit;

using WebTrader.TestKit.Files;

namespace WebTrader.Brokers.Tests.Ticks;

/// <summary>Runs as on a machine set to German, where a comma parts the decimals.</summary>
public sealed class TickFileTests : IDisposable
{
    private const string Header = "<DATE>\t<TIME>\t<BID>\t<ASK>\t<LAST>\t<VOLUME>\t<FLAGS>\n";
    private readonly CultureInfo before = CultureInfo.CurrentCulture;
    private readonly TempFolder folder = new();

    public TickFileTests() => CultureInfo.CurrentCulture = new CultureInfo("de-DE");

    public void Dispose()
    {
        CultureInfo.CurrentCulture = before;
        folder.Dispose();
    }

    private List<TimedQuote> Read(string rows, string name = "EURUSD_x.csv") => [.. new Mt5TickFile(folder.Of(name, Header + rows)).Read()];

    private TickFileException Damage(string rows) => Should.Throw<TickFileException>(() => Read(rows));

    [Fact]
    public void An_empty_price_is_the_one_before_and_nothing_comes_until_both_are_known()
    {
        var quotes = Read("2014.05.08\t00:00:01\t1.39101\t\t\t\t2\n2014.05.08\t00:00:02.715\t\t1.39114\t\t\t4\n2014.05.08\t00:00:03\t1.39100\t\t\t\t2\n");

        quotes.ShouldBe([
            new TimedQuote("EURUSD", new Price(1.39101m), new Price(1.39114m), new DateTimeOffset(2014, 5, 8, 0, 0, 2, 715, TimeSpan.Zero)),
            new TimedQuote("EURUSD", new Price(1.39100m), new Price(1.39114m), new DateTimeOffset(2014, 5, 8, 0, 0, 3, TimeSpan.Zero)),
        ]);
    }

    [Fact]
    public void Compression_is_told_by_the_content_not_by_the_name()
    {
        var path = folder.Of("GOLD.csv");
        using (var zip = new GZipStream(File.Create(path), CompressionMode.Compress))
            zip.Write(System.Text.Encoding.UTF8.GetBytes(Header + "2014.05.08\t00:00:01\t1300.5\t1300.7\t\t\t6\n"));
        new Mt5TickFile(path).Read().Single().Symbol.ShouldBe("GOLD");
        new Mt5TickFile(path, "XAUUSD").Read().Single().Symbol.ShouldBe("XAUUSD");
        Read("2014.05.08\t00:00:01\t1.1\t1.2\t\t\t6\r\n", "EURUSD.gz").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("2014.05.08\t00:00:02\t1.1\t1.2", "fewer")]
    [InlineData("", "fewer")]
    [InlineData("2014.05.08\t00:00:02\t1.1\t1.2\t\t\t6\tmore", "more")]
    [InlineData("2014.02.30\t00:00:02\t1.1\t1.2\t\t\t6", "date")]
    [InlineData("2014-05-08\t00:00:02\t1.1\t1.2\t\t\t6", "date")]
    [InlineData("2014.05.08\t24:00:02\t1.1\t1.2\t\t\t6", "date or time")]
    [InlineData("2014.05.08\t00:00:02.7\t1.1\t1.2\t\t\t6", "date or time")]
    [InlineData("2014.05.08\t00:00:02\t1,1\t1.2\t\t\t6", "bid")]
    [InlineData("2014.05.08\t00:00:02\tNaN\t1.2\t\t\t6", "bid")]
    [InlineData("2014.05.08\t00:00:02\t1.1\t0\t\t\t6", "ask")]
    [InlineData("2014.05.08\t00:00:02\t-1.1\t1.2\t\t\t6", "bid")]
    [InlineData("2014.05.07\t23:59:59\t1.1\t1.2\t\t\t6", "backwards")]
    public void A_damaged_line_names_file_line_reason_and_text(string damaged, string reason)
    {
        var failure = Damage("2014.05.08\t00:00:01\t1.1\t1.2\t\t\t6\n" + damaged + "\n");

        failure.File.ShouldBe("EURUSD_x.csv");
        failure.Line.ShouldBe(3);
        failure.Reason.ShouldContain(reason);
        failure.Text.ShouldBe(damaged);
        failure.Message.ShouldContain("EURUSD_x.csv, line 3: ");
    }

    [Fact]
    public void The_rows_before_a_damaged_line_are_still_delivered()
    {
        var file = new Mt5TickFile(folder.Of("EURUSD.csv", Header + "2014.05.08\t00:00:01\t1.1\t1.2\t\t\t6\nbroken\n"));
        using var quotes = file.Read().GetEnumerator();
        quotes.MoveNext().ShouldBeTrue();
        Should.Throw<TickFileException>(() => quotes.MoveNext()).Line.ShouldBe(3);
    }

    [Theory]
    [InlineData("")]
    [InlineData("date,time,bid,ask\n")]
    public void A_file_that_is_not_a_tick_export_is_told_at_once(string text)
    {
        var failure = Should.Throw<TickFileException>(() => new Mt5TickFile(folder.Of("EURUSD.csv", text)).Read().ToList());
        failure.Line.ShouldBe(1);
        failure.Reason.ShouldContain("header");
    }

    [Fact]
    public void Damaged_compression_is_a_damaged_file()
    {
        var path = folder.Of("EURUSD.gz");
        File.WriteAllBytes(path, [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF, 0xFF]);
        Should.Throw<TickFileException>(() => new Mt5TickFile(path).Read().ToList()).Reason.ShouldContain("compressed");
    }

    [Fact]
    public void Compressed_data_that_ends_too_early_is_a_damaged_file()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
            zip.Write(System.Text.Encoding.UTF8.GetBytes(Header + "2014.05.08\t00:00:01\t1.1\t1.2\t\t\t6\n2014.05.08\t00:00:02\t1.1\t1.2\t\t\t6\n"));
        var whole = packed.ToArray();
        foreach (var missing in new[] { 4, 8, 20, whole.Length - 30 })
        {
            var path = folder.Of("EURUSD.gz");
            File.WriteAllBytes(path, whole[..^missing]);
            Should.Throw<TickFileException>(() => new Mt5TickFile(path).Read().ToList(), $"{missing} bytes are missing");
        }
    }

    [Fact]
    public void At_the_same_moment_the_file_given_first_comes_first()
    {
        var at = new DateTimeOffset(2014, 5, 8, 0, 0, 0, TimeSpan.Zero);
        TimedQuote Of(string symbol, int second) => new(symbol, new Price(1), new Price(1), at.AddSeconds(second));

        var merged = TickMerge.InOrderOfTime([[Of("B", 1), Of("B", 1), Of("B", 3)], [Of("A", 0), Of("A", 1), Of("A", 3)]]);

        merged.Select(quote => quote.Symbol).ShouldBe(["A", "B", "B", "A", "B", "A"]);
    }

    [Fact]
    public void Symbol_specifications_read_the_same_on_a_german_machine()
    {
        var symbol = SymbolFile.Parse("""{"EURUSD":{"stopsLevel":"15","volumeMin":0.05,"swapLong":"-1.25"}}""", "s.json").Single();
        symbol.Spec.VolumeMin.ShouldBe(0.05m);
        symbol.SwapLong.ShouldBe(-1.25m);
        symbol.Spec.Format(new Price(1.0865m)).ShouldBe("1.08650");
        Should.Throw<SymbolFileException>(() => SymbolFile.Parse("""{"EURUSD":{"volumeMin":"0,05"}}""", "s.json")).Message.ShouldContain("0,05");
    }
}
