using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.TestKit.Files;
using Xunit;

namespace WebTrader.Brokers.Tests.Simulator;

public sealed class PendingOrderTests
{
    [Theory]
    [InlineData(PendingKind.BuyLimit, 1.0990, 1.0985, 1.0986, 1.0990)]
    [InlineData(PendingKind.SellLimit, 1.1010, 1.1015, 1.1016, 1.1010)]
    [InlineData(PendingKind.BuyStop, 1.1010, 1.1015, 1.1016, 1.1016)]
    [InlineData(PendingKind.SellStop, 1.0990, 1.0985, 1.0986, 1.0985)]
    public void A_limit_order_fills_at_its_price_and_a_stop_order_at_the_market(PendingKind kind, decimal price, decimal bid, decimal ask, decimal filled)
    {
        using var desk = Quoted();
        var ticket = desk.Broker.Place(Order(kind, price)).Opened();
        desk.Quote(1.1001m, 1.1002m);
        desk.Broker.Positions.ShouldBeEmpty();

        desk.Quote(bid, ask);

        var position = desk.Broker.Positions.ShouldHaveSingleItem();
        (position.Ticket, position.OpenPrice.Value, position.Magic).ShouldBe((ticket, filled, 7));
        desk.Broker.Orders.ShouldBeEmpty();
        desk.Broker.EndedOrders.ShouldHaveSingleItem().End.ShouldBe(OrderEnd.Filled);
    }

    [Fact]
    public void A_stop_limit_order_first_becomes_a_limit_order()
    {
        using var desk = Quoted();
        desk.Broker.Place(Order(PendingKind.BuyStopLimit, 1.1010m) with { LimitPrice = new Price(1.1000m) }).Opened();

        desk.Quote(1.1012m, 1.1013m);
        var limit = desk.Broker.Orders.ShouldHaveSingleItem();
        desk.Quote(1.0998m, 1.0999m);

        (limit.Kind, limit.Price.Value).ShouldBe((PendingKind.BuyLimit, 1.1m));
        desk.Broker.Positions.ShouldHaveSingleItem().OpenPrice.Value.ShouldBe(1.1m);
    }

    [Theory]
    [InlineData(PendingKind.BuyLimit, 1.1010)]
    [InlineData(PendingKind.SellLimit, 1.0990)]
    [InlineData(PendingKind.BuyStop, 1.0990)]
    [InlineData(PendingKind.SellStop, 1.1010)]
    public void An_order_on_the_wrong_side_of_the_market_is_refused(PendingKind kind, decimal price)
    {
        using var desk = Quoted();

        desk.Broker.Place(Order(kind, price)).Retcode.ShouldBe(TradeRetcode.InvalidPrice);

        desk.Broker.Orders.ShouldBeEmpty();
    }

    [Fact]
    public void An_order_is_changed_removed_and_told_when_it_is_not_there()
    {
        using var desk = Quoted();
        var ticket = desk.Broker.Place(Order(PendingKind.BuyLimit, 1.0990m)).Opened();

        desk.Broker.ChangeOrder(ticket, order => order with { Price = new Price(1.0980m) }).Retcode.ShouldBe(TradeRetcode.Done);
        desk.Broker.ChangeOrder(ticket, order => order).Retcode.ShouldBe(TradeRetcode.NoChanges);
        desk.Broker.Orders[0].Price.Value.ShouldBe(1.098m);
        desk.Broker.RemoveOrder(ticket).Retcode.ShouldBe(TradeRetcode.Done);
        desk.Broker.RemoveOrder(ticket).Retcode.ShouldBe(TradeRetcode.InvalidOrder);
    }

    [Fact]
    public void An_order_expires()
    {
        using var desk = Quoted();
        desk.Broker.Place(Order(PendingKind.BuyLimit, 1.0990m) with { Expires = BrokerDesk.Start.AddMinutes(1) }).Opened();

        desk.Pass(60_000);
        desk.Quote(1.0900m, 1.0901m);

        desk.Broker.Positions.ShouldBeEmpty();
        desk.Broker.EndedOrders.ShouldHaveSingleItem().End.ShouldBe(OrderEnd.Expired);
    }

    [Fact]
    public void An_order_that_the_account_cannot_pay_for_is_rejected_when_its_price_comes()
    {
        using var desk = Quoted();
        desk.Broker.Place(Order(PendingKind.BuyLimit, 1.0990m) with { Lots = new Lots(50m) }).Opened();

        desk.Quote(1.0980m, 1.0981m);

        desk.Broker.Positions.ShouldBeEmpty();
        desk.Broker.EndedOrders.ShouldHaveSingleItem().End.ShouldBe(OrderEnd.Rejected);
    }

    [Fact]
    public void Orders_are_in_the_book_and_a_book_without_any_does_not_mention_them()
    {
        using var folder = new TempFolder();
        using var desk = Quoted();
        using (var file = new BookFile(folder.Path))
        {
            file.Save(new SavedBook(desk.Broker.State(), desk.Broker.Deals, null, null));
            File.ReadAllText(folder.Of("book.json")).ShouldNotContain("Orders");
            desk.Broker.Place(Order(PendingKind.BuyLimit, 1.0990m)).Opened();
            desk.Broker.RemoveOrder(desk.Broker.Place(Order(PendingKind.SellStop, 1.0900m)).Opened());
            file.Save(new SavedBook(desk.Broker.State(), desk.Broker.Deals, null, null));
        }

        using var again = new BookFile(folder.Path);
        var saved = again.Load()!;
        var broker = new SimulatedBroker(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn }, desk.Clock, saved.Book, saved.Deals);

        broker.Orders.ShouldBe(desk.Broker.Orders);
        broker.EndedOrders.ShouldBe(desk.Broker.EndedOrders);
    }

    private static BrokerDesk Quoted()
    {
        var desk = new BrokerDesk();
        desk.Quote(1.1000m, 1.1001m);
        return desk;
    }

    private static PendingOrder Order(PendingKind kind, decimal price) => new()
    {
        Ticket = default,
        Symbol = "EURUSD",
        Kind = kind,
        Lots = new Lots(0.01m),
        Price = new Price(price),
        Magic = 7,
        Placed = default,
    };
}
