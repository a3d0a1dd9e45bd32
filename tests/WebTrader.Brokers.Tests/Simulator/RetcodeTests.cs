using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using Xunit;

namespace WebTrader.Brokers.Tests.Simulator;

public sealed class RetcodeTests
{
    private static BrokerDesk Quoted(int stopsLevel = 0, int freezeLevel = 0)
    {
        var desk = new BrokerDesk(BrokerDesk.EurUsd(stopsLevel, freezeLevel));
        desk.Quote(1.10000m, 1.10010m);
        return desk;
    }

    [Theory]
    [InlineData("0.001")]
    [InlineData("0.015")]
    [InlineData("100.01")]
    [InlineData("0")]
    [InlineData("-1")]
    public void A_volume_below_above_or_off_the_step_is_refused(string lots)
    {
        using var desk = Quoted();
        desk.Buy(decimal.Parse(lots, System.Globalization.CultureInfo.InvariantCulture)).Retcode.ShouldBe(TradeRetcode.InvalidVolume);
    }

    [Fact]
    public void Without_a_quote_nothing_opens()
    {
        using var desk = new BrokerDesk();
        desk.Buy().Retcode.ShouldBe(TradeRetcode.PriceOff);
    }

    [Fact]
    public void A_symbol_the_broker_does_not_have_is_an_invalid_request()
    {
        using var desk = Quoted();
        desk.Buy(symbol: "DOGEUSD").Retcode.ShouldBe(TradeRetcode.Invalid);
    }

    [Fact]
    public void A_stop_exactly_at_the_stops_distance_is_taken_and_one_point_nearer_is_not()
    {
        using var desk = Quoted(stopsLevel: 50);
        var ticket = desk.Buy().Opened();

        desk.Modify(ticket, 1.09951m).ShouldBe(TradeRetcode.InvalidStops);
        desk.Modify(ticket, 1.09950m).ShouldBe(TradeRetcode.Done);
        desk.Modify(ticket, 1.09950m, 1.10049m).ShouldBe(TradeRetcode.InvalidStops);
        desk.Modify(ticket, 1.09950m, 1.10050m).ShouldBe(TradeRetcode.Done);
    }

    [Fact]
    public void Without_a_stops_level_a_stop_still_lies_strictly_on_the_losing_side_of_the_closing_price()
    {
        using var desk = Quoted();
        var seller = desk.Sell().Opened();

        desk.Modify(seller, 1.10010m).ShouldBe(TradeRetcode.InvalidStops);
        desk.Modify(seller, 1.10005m).ShouldBe(TradeRetcode.InvalidStops);
        desk.Modify(seller, 1.10011m).ShouldBe(TradeRetcode.Done);
        desk.Modify(seller, 1.10011m, 1.10010m).ShouldBe(TradeRetcode.InvalidStops);
        desk.Modify(seller, 1.10011m, 1.10009m).ShouldBe(TradeRetcode.Done);
    }

    [Fact]
    public void A_wrong_stop_also_keeps_a_position_from_opening()
    {
        using var desk = Quoted(stopsLevel: 50);
        desk.Buy(stop: 1.09960m).Retcode.ShouldBe(TradeRetcode.InvalidStops);
        desk.Buy(target: 1.10020m).Retcode.ShouldBe(TradeRetcode.InvalidStops);
        desk.Broker.Positions.ShouldBeEmpty();
        desk.Broker.Deals.ShouldBeEmpty();
    }

    [Fact]
    public void A_price_off_the_tick_grid_or_not_above_zero_is_an_invalid_price()
    {
        using var desk = Quoted();
        var ticket = desk.Buy().Opened();
        desk.Modify(ticket, 1.099995m).ShouldBe(TradeRetcode.InvalidPrice);
        desk.Modify(ticket, 0m).ShouldBe(TradeRetcode.InvalidPrice);
    }

    [Fact]
    public void Asking_for_what_stands_changes_nothing()
    {
        using var desk = Quoted();
        var ticket = desk.Buy(stop: 1.09m, target: 1.2m).Opened();
        desk.Events.Clear();

        desk.Modify(ticket, 1.0900m, 1.20m).ShouldBe(TradeRetcode.NoChanges);

        desk.Events.ShouldBeEmpty();
    }

    [Fact]
    public void Exactly_at_the_freeze_distance_of_the_stop_the_broker_refuses_to_change_and_to_close()
    {
        using var desk = Quoted(freezeLevel: 20);
        var ticket = desk.Buy(stop: 1.09900m).Opened();

        desk.Quote(1.09921m, 1.09931m);
        desk.Modify(ticket, 1.09890m).ShouldBe(TradeRetcode.Done);
        desk.Quote(1.09910m, 1.09920m);

        desk.Modify(ticket, 1.09880m).ShouldBe(TradeRetcode.Frozen);
        desk.Broker.Close(ticket).Retcode.ShouldBe(TradeRetcode.Frozen);
    }

    [Fact]
    public void Near_the_take_profit_a_short_is_frozen_by_the_ask()
    {
        using var desk = Quoted(freezeLevel: 20);
        var seller = desk.Sell(target: 1.09900m).Opened();

        desk.Quote(1.09900m, 1.09920m);
        desk.Modify(seller, 1.10200m, 1.09900m).ShouldBe(TradeRetcode.Frozen);
        desk.Quote(1.09900m, 1.09921m);
        desk.Modify(seller, 1.10200m, 1.09900m).ShouldBe(TradeRetcode.Done);
    }

    [Fact]
    public void A_closed_position_and_one_that_never_was_are_told_apart()
    {
        using var desk = Quoted();
        var ticket = desk.Buy().Opened();
        desk.Broker.Close(ticket).Retcode.ShouldBe(TradeRetcode.Done);

        desk.Broker.Close(ticket).Retcode.ShouldBe(TradeRetcode.PositionClosed);
        desk.Modify(ticket, 1.09m).ShouldBe(TradeRetcode.PositionClosed);
        desk.Broker.Close(new Ticket(7)).Retcode.ShouldBe(TradeRetcode.InvalidOrder);
    }

    [Fact]
    public void An_account_without_the_margin_does_not_open()
    {
        using var desk = new BrokerDesk(new SimulatedBrokerOptions { Symbols = [SymbolSpecs.EurUsd], StartingBalance = 100m });
        desk.Quote(1.10000m, 1.10010m);
        desk.Buy(0.10m).Retcode.ShouldBe(TradeRetcode.NoMoney);
        desk.Buy(0.09m).Retcode.ShouldBe(TradeRetcode.Done);
    }

    [Fact]
    public void More_than_the_position_cannot_be_closed()
    {
        using var desk = Quoted();
        var ticket = desk.Buy(0.02m).Opened();
        desk.Broker.Close(ticket, new Lots(0.03m)).Retcode.ShouldBe(TradeRetcode.InvalidCloseVolume);
        desk.Broker.Close(ticket, new Lots(0.015m)).Retcode.ShouldBe(TradeRetcode.InvalidVolume);
    }

    [Fact]
    public void A_standing_take_profit_sent_along_is_judged_too()
    {
        using var desk = Quoted(stopsLevel: 50);
        var ticket = desk.Buy(stop: 1.09m, target: 1.10060m).Opened();
        desk.Quote(1.10020m, 1.10030m);
        desk.Modify(ticket, 1.09500m, 1.10060m).ShouldBe(TradeRetcode.InvalidStops);
        desk.Quote(1.10010m, 1.10020m);
        desk.Modify(ticket, 1.09500m, 1.10060m).ShouldBe(TradeRetcode.Done);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused_by_name() =>
        Should.Throw<ArgumentException>(() => new BrokerDesk(new SimulatedBrokerOptions { Symbols = [SymbolSpecs.EurUsd], Leverage = 0 }))
            .Message.ShouldStartWith("Leverage is 0, allowed is above 0");
}
