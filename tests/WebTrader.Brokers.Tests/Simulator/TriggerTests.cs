using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using Xunit;

namespace WebTrader.Brokers.Tests.Simulator;

public sealed class TriggerTests : IDisposable
{
    private readonly BrokerDesk desk = new();

    public TriggerTests() => desk.Quote(1.10000m, 1.10010m);

    public void Dispose() => desk.Dispose();

    [Fact]
    public void A_long_stop_is_hit_by_the_bid_at_its_level_and_fills_there()
    {
        desk.Buy(stop: 1.09900m).Opened();
        desk.Quote(1.09901m, 1.09901m);
        desk.Broker.Positions.Count.ShouldBe(1);

        desk.Quote(1.09900m, 1.09910m);

        desk.Broker.Positions.ShouldBeEmpty();
        desk.LastDeal.ShouldSatisfyAllConditions(
            deal => deal.Reason.ShouldBe(DealReason.StopLoss),
            deal => deal.Entry.ShouldBe(DealEntry.Out),
            deal => deal.Side.ShouldBe(Side.Short),
            deal => deal.Price.ShouldBe(new Price(1.09900m)),
            deal => deal.Profit.ShouldBe(new Money(-1.10m)),
            deal => deal.Comment.ShouldBe("[sl 1.09900]"));
    }

    [Fact]
    public void A_short_stop_is_hit_by_the_ask_not_by_the_bid()
    {
        desk.Sell(stop: 1.10100m).Opened();
        desk.Quote(1.10098m, 1.10099m);
        desk.Broker.Positions.Count.ShouldBe(1);

        desk.Quote(1.10050m, 1.10100m);

        desk.LastDeal.Price.ShouldBe(new Price(1.10100m));
        desk.LastDeal.Reason.ShouldBe(DealReason.StopLoss);
    }

    [Fact]
    public void A_gap_fills_a_stop_beyond_its_level()
    {
        desk.Buy(stop: 1.09900m).Opened();

        desk.Quote(1.09500m, 1.09510m);

        desk.LastDeal.Price.ShouldBe(new Price(1.09500m));
        desk.LastDeal.Profit.ShouldBe(new Money(-5.10m));
        desk.Broker.Balance.ShouldBe(new Money(9_994.90m));
    }

    [Fact]
    public void A_take_profit_fills_at_its_own_price_even_when_the_market_jumps_past_it()
    {
        desk.Buy(target: 1.10100m).Opened();
        var seller = desk.Sell(target: 1.09900m).Opened();

        desk.Quote(1.10500m, 1.10510m);
        desk.LastDeal.Price.ShouldBe(new Price(1.10100m));
        desk.LastDeal.Reason.ShouldBe(DealReason.TakeProfit);

        desk.Quote(1.09800m, 1.09900m);
        desk.Broker.Find(seller).ShouldBeNull();
        desk.LastDeal.Profit.ShouldBe(new Money(1.00m));
    }

    [Fact]
    public void The_server_executes_before_anybody_hears_of_the_quote()
    {
        desk.Buy(stop: 1.09900m).Opened();
        desk.Events.Clear();
        var openWhenQuoted = -1;
        desk.Broker.Quoted += _ => openWhenQuoted = desk.Broker.Positions.Count;

        desk.Quote(1.09890m, 1.09900m);

        openWhenQuoted.ShouldBe(0);
        desk.Events.ShouldBe(["quote", "trade"]);
    }

    [Fact]
    public void An_execution_carries_the_time_of_its_quote()
    {
        desk.Buy(stop: 1.09900m).Opened();
        var made = BrokerDesk.Start.AddSeconds(7);

        desk.Broker.Feed("EURUSD", new Price(1.09890m), new Price(1.09900m), made);

        desk.LastDeal.Time.ShouldBe(made);
    }

    [Fact]
    public void A_quote_of_zero_or_less_or_crossed_is_dropped_and_counted()
    {
        desk.Buy(stop: 1.09900m).Opened();
        desk.Events.Clear();

        desk.Quote(0m, 1.1m);
        desk.Quote(-1m, 1.1m);
        desk.Quote(1.09800m, 1.09799m);

        desk.Broker.DroppedQuotes.ShouldBe(3);
        desk.Broker.Positions.Count.ShouldBe(1);
        desk.Events.ShouldBeEmpty();
    }

    [Fact]
    public void While_the_market_is_closed_stops_stand_and_nothing_trades()
    {
        var ticket = desk.Buy(stop: 1.09900m).Opened();
        desk.Broker.SetMarketOpen("EURUSD", false);

        desk.Quote(1.09800m, 1.09810m);

        desk.Broker.Find(ticket).ShouldNotBeNull();
        desk.Modify(ticket, 1.09700m).ShouldBe(TradeRetcode.MarketClosed);
        desk.Broker.Close(ticket).Retcode.ShouldBe(TradeRetcode.MarketClosed);
        desk.Buy().Retcode.ShouldBe(TradeRetcode.MarketClosed);
        desk.Broker.SetMarketOpen("EURUSD", true);
        desk.Quote(1.09790m, 1.09800m);
        desk.LastDeal.Price.ShouldBe(new Price(1.09790m));
    }

    [Fact]
    public void The_broker_stops_out_the_worst_position_first_and_only_as_many_as_it_must()
    {
        using var small = new BrokerDesk(new SimulatedBrokerOptions { Symbols = [SymbolSpecs.EurUsd], StartingBalance = 300m });
        small.Quote(1.10000m, 1.10000m);
        var big = small.Buy(0.10m).Opened();
        var little = small.Buy(0.01m).Opened();

        small.Quote(1.08000m, 1.08000m);
        small.Broker.Positions.Count.ShouldBe(2);
        small.Quote(1.07800m, 1.07800m);

        small.LastDeal.Reason.ShouldBe(DealReason.StopOut);
        small.LastDeal.Position.Value.ShouldBe(big.Value);
        small.Broker.Find(little).ShouldNotBeNull();
    }
}
