using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using Xunit;

using WebTrader.TestKit.Files;

namespace WebTrader.Brokers.Tests.Simulator;

public sealed class BookFileTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly BrokerDesk desk = new();

    public BookFileTests() => desk.Quote(1.10000m, 1.10010m);

    public void Dispose()
    {
        desk.Dispose();
        folder.Dispose();
    }

    private string Book => folder.Of("book.json");
    private string Deals => folder.Of("deals.jsonl");

    private SavedBook Now => new(desk.Broker.State(), desk.Broker.Deals, null, null);

    private void SaveSome()
    {
        using var file = new BookFile(folder.Path);
        file.Load();
        desk.Buy(0.02m, stop: 1.09m, target: 1.2m).Opened();
        desk.Broker.Close(desk.Sell().Opened());
        file.Save(Now);
    }

    private SavedBook? Load()
    {
        using var file = new BookFile(folder.Path);
        return file.Load();
    }

    private BookFileException Damage() => Should.Throw<BookFileException>(() => Load());

    [Fact]
    public void A_fresh_folder_has_no_book() => Load().ShouldBeNull();

    [Fact]
    public void A_book_reads_back_as_it_was_saved()
    {
        SaveSome();
        var book = Load().ShouldNotBeNull();
        book.Deals.ShouldBe(desk.Broker.Deals);
        book.Book.Positions.ShouldBe(desk.Broker.Positions);
        book.Book.Balance.ShouldBe(desk.Broker.Balance);
        book.Book.Quotes.ShouldBe(Now.Book.Quotes);
        var again = new SimulatedBroker(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn }, desk.Clock, book.Book, book.Deals);
        again.Equity.ShouldBe(desk.Broker.Equity);
        again.Open(new OrderRequest("EURUSD", Side.Long, new Lots(0.01m))).Opened().Value.ShouldBe(100_003);
    }

    [Fact]
    public void Deals_written_but_not_counted_by_the_snapshot_did_not_happen()
    {
        SaveSome();
        File.AppendAllText(Deals, "{\"Number\":9");
        Load()!.Deals.Count.ShouldBe(3);
        SaveSome();
        Load()!.Deals.Count.ShouldBe(6);
    }

    [Fact]
    public void A_changed_digit_is_noticed()
    {
        SaveSome();
        File.WriteAllText(Book, File.ReadAllText(Book).Replace("0.02", "0.03", StringComparison.Ordinal));
        Damage().File.ShouldBe(Book);
        Damage().Reason.ShouldContain("checksum");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("something else\n{}")]
    public void What_is_not_a_book_is_told(string text)
    {
        SaveSome();
        File.WriteAllText(Book, text);
        Damage().Message.ShouldBe($"{Book}: it does not begin as a book does");
    }

    [Fact]
    public void Missing_and_damaged_deals_are_told()
    {
        SaveSome();
        var whole = File.ReadAllText(Deals);
        File.WriteAllText(Deals, whole[..100]);
        Damage().File.ShouldBe(Deals);
        Damage().Reason.ShouldContain("100 bytes");
        File.WriteAllText(Deals, whole.Replace("EURUSD\",", "EURUSD\";", StringComparison.Ordinal));
        Damage().Reason.ShouldStartWith("line 1 cannot be read");
        File.WriteAllText(Deals, whole.Replace('\n', ' '));
        Damage().Reason.ShouldStartWith("line 1 cannot be read");
    }

    [Fact]
    public void A_damaged_book_is_set_aside_and_a_fresh_one_begins_only_when_told_so()
    {
        SaveSome();
        File.WriteAllText(Book, "scribble");
        var options = new DemoBrokerOptions { Folder = folder.Path, WithTrader = false };
        Should.Throw<BookFileException>(() => DemoBroker.Open(options, desk.Clock));

        using var fresh = DemoBroker.Open(options with { FreshWhenDamaged = true }, desk.Clock);

        fresh.Broker.Deals.ShouldBeEmpty();
        fresh.SetAside.Count.ShouldBe(2);
        File.ReadAllText(fresh.SetAside[0]).ShouldBe("scribble");
    }

    [Fact]
    public void A_folder_is_used_by_one_at_a_time()
    {
        using var first = new BookFile(folder.Path);
        Should.Throw<IOException>(() => new BookFile(folder.Path));
    }

    [Fact]
    public void A_trade_that_cannot_be_put_on_file_has_not_happened()
    {
        var ticket = desk.Buy().Opened();
        var before = desk.Broker.State();
        desk.Broker.Keep = () => throw new IOException("disk full");

        var receipts = new[] { desk.Buy(), desk.Broker.Modify(ticket, new Price(1.09m), null), desk.Broker.Close(ticket) };

        receipts.ShouldAllBe(receipt => receipt.Retcode == TradeRetcode.Error);
        receipts[0].Comment!.ShouldContain("disk full");
        desk.Broker.Positions.ShouldBe(before.Positions);
        desk.Broker.Deals.Count.ShouldBe(1);
        desk.Broker.State().NextTicket.ShouldBe(before.NextTicket);
        desk.Broker.Keep = null;
        desk.Buy().Opened().Value.ShouldBe(before.NextTicket);
    }

    [Fact]
    public void A_stop_whose_execution_cannot_be_put_on_file_is_executed_by_the_next_quote()
    {
        desk.Buy(stop: 1.09900m).Opened();
        desk.Broker.Keep = () => throw new IOException("disk full");
        Should.Throw<IOException>(() => desk.Quote(1.09890m, 1.09900m));
        desk.Broker.Positions.Count.ShouldBe(1);

        desk.Broker.Keep = null;
        desk.Quote(1.09880m, 1.09890m);

        desk.LastDeal.Price.ShouldBe(new Price(1.09880m));
    }

    [Fact]
    public void A_book_in_another_currency_or_with_unknown_symbols_is_refused()
    {
        SaveSome();
        var book = Load()!;
        SimulatedBroker With(SimulatedBrokerOptions options) => new(options, desk.Clock, book.Book, book.Deals);
        Should.Throw<ArgumentException>(() => With(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn, Currency = "EUR" })).Message.ShouldContain("USD");
        Should.Throw<ArgumentException>(() => With(new SimulatedBrokerOptions { Symbols = [SymbolSpecs.XauUsd] })).Message.ShouldContain("EURUSD");
    }
}
