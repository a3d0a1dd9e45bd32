using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using Xunit;

namespace WebTrader.Brokers.Tests.Simulator;

public sealed class NettingTests
{
    [Fact]
    public void More_of_the_same_makes_one_position_at_the_average_price()
    {
        using var desk = Quoted();
        desk.Buy(0.01m).Opened();
        desk.Quote(1.1009m, 1.1010m);

        desk.Buy(0.02m).Opened();

        var position = desk.Broker.Positions.ShouldHaveSingleItem();
        (position.Lots.Value, position.OpenPrice.Value).ShouldBe((0.03m, 1.1007m));
        desk.LastDeal.Entry.ShouldBe(DealEntry.In);
    }

    [Fact]
    public void Less_of_it_books_its_part_of_the_profit()
    {
        using var desk = Quoted();
        desk.Buy(0.03m).Opened();
        desk.Quote(1.1011m, 1.1012m);

        desk.Sell(0.01m).Opened();

        desk.Broker.Positions.ShouldHaveSingleItem().Lots.Value.ShouldBe(0.02m);
        (desk.LastDeal.Entry, desk.LastDeal.Profit.Amount).ShouldBe((DealEntry.Out, 1.00m));
    }

    [Fact]
    public void The_same_volume_the_other_way_closes_it()
    {
        using var desk = Quoted();
        desk.Buy(0.03m).Opened();

        desk.Sell(0.03m).Opened();

        desk.Broker.Positions.ShouldBeEmpty();
    }

    [Fact]
    public void More_the_other_way_turns_it_round_under_its_identifier_with_a_new_ticket()
    {
        using var desk = Quoted();
        var first = desk.Buy(0.01m, stop: 1.09m).Opened();

        desk.Sell(0.03m).Opened();

        var turned = desk.Broker.Positions.ShouldHaveSingleItem();
        (turned.Id.Value, turned.Side, turned.Lots.Value, turned.StopLoss).ShouldBe((first.Value, Side.Short, 0.02m, null));
        turned.Ticket.ShouldNotBe(first);
        (desk.LastDeal.Entry, desk.LastDeal.Lots.Value, desk.LastDeal.Profit.Amount).ShouldBe((DealEntry.InOut, 0.03m, -0.10m));
    }

    [Fact]
    public void What_makes_it_smaller_needs_no_margin()
    {
        using var desk = Quoted();
        desk.Buy(9m).Opened();

        desk.Sell(9m).Opened();

        desk.Broker.Positions.ShouldBeEmpty();
    }

    [Fact]
    public void On_a_hedging_account_opposite_positions_close_each_other_when_asked()
    {
        using var desk = new BrokerDesk();
        desk.Quote(1.1000m, 1.1001m);
        var (bought, sold) = (desk.Buy(0.02m).Opened(), desk.Sell(0.03m).Opened());
        var equity = desk.Broker.Equity;

        desk.Broker.CloseBy(bought, sold).Retcode.ShouldBe(TradeRetcode.Done);

        desk.Broker.Positions.ShouldHaveSingleItem().Lots.Value.ShouldBe(0.01m);
        // What both of them floated is booked: the spread, once.
        desk.Broker.Balance.Amount.ShouldBe(9_999.80m);
        desk.Broker.Equity.Amount.ShouldBe(equity.Amount + 0.20m);
    }

    private static BrokerDesk Quoted()
    {
        var desk = new BrokerDesk(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn, IsNetting = true });
        desk.Quote(1.1000m, 1.1001m);
        return desk;
    }
}
