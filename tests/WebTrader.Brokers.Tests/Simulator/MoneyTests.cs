using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using Xunit;

namespace WebTrader.Brokers.Tests.Simulator;

public sealed class MoneyTests
{
    [Fact]
    public void A_yen_profit_is_exchanged_at_the_ask_and_a_yen_loss_at_the_bid()
    {
        using var desk = new BrokerDesk();
        desk.Quote(150.000m, 160.000m, "USDJPY");

        var spec = desk.Broker.SpecOf("USDJPY");

        spec.TickValueProfit.ShouldBe(0.625m);
        spec.TickValueLoss.ShouldBe(0.6666666667m);
    }

    [Fact]
    public void A_pound_profit_is_exchanged_at_the_bid_and_a_pound_loss_at_the_ask()
    {
        using var desk = new BrokerDesk();
        desk.Quote(1.25000m, 1.26000m, "GBPUSD");

        desk.Broker.SpecOf("EURGBP").TickValueProfit.ShouldBe(1.25m);
        desk.Broker.SpecOf("EURGBP").TickValueLoss.ShouldBe(1.26m);
    }

    [Fact]
    public void The_tick_values_move_with_the_rate()
    {
        using var desk = new BrokerDesk();
        desk.Quote(150.000m, 150.000m, "USDJPY");
        var before = desk.Broker.SpecOf("USDJPY").TickValueProfit;

        desk.Quote(100.000m, 100.000m, "USDJPY");

        before.ShouldBe(0.6666666666m);
        desk.Broker.SpecOf("USDJPY").TickValueProfit.ShouldBe(1m);
    }

    [Fact]
    public void A_yen_loss_is_booked_in_dollars_at_the_rate_of_the_moment()
    {
        using var desk = new BrokerDesk();
        desk.Quote(150.000m, 150.010m, "USDJPY");
        var ticket = desk.Buy(0.10m, symbol: "USDJPY").Opened();

        desk.Quote(149.000m, 149.010m, "USDJPY");
        desk.Broker.Close(ticket);

        // 1010 ticks x (0.001 x 100000 / 149.000) x 0.10 lots
        desk.LastDeal.Profit.ShouldBe(new Money(-67.79m));
    }

    [Fact]
    public void An_index_with_ticks_of_five_points_counts_in_ticks()
    {
        using var desk = new BrokerDesk();
        desk.Quote(39_000.0m, 39_002.0m, "US30");
        var ticket = desk.Buy(0.10m, symbol: "US30").Opened();

        desk.Modify(ticket, 38_900.3m).ShouldBe(TradeRetcode.InvalidPrice);
        desk.Quote(39_010.5m, 39_012.5m, "US30");
        desk.Broker.Close(ticket);

        desk.LastDeal.Profit.ShouldBe(new Money(0.85m));
    }

    [Fact]
    public void A_partial_close_takes_its_share_and_leaves_the_rest()
    {
        using var desk = new BrokerDesk(SymbolSpecs.EurUsd with { CommissionPerLot = 3.50m });
        desk.Quote(1.10000m, 1.10000m);
        var ticket = desk.Buy(0.10m).Opened();
        desk.Quote(1.10100m, 1.10110m);

        desk.Broker.Close(ticket, new Lots(0.04m), DealReason.Mobile).Retcode.ShouldBe(TradeRetcode.Done);

        desk.Broker.Find(ticket)!.Lots.ShouldBe(new Lots(0.06m));
        desk.LastDeal.Profit.ShouldBe(new Money(4.00m));
        desk.LastDeal.Commission.ShouldBe(new Money(-0.14m));
        desk.Broker.Balance.ShouldBe(new Money(10_000m - 0.35m + 4.00m - 0.14m));
        desk.Broker.Close(ticket);
        desk.Broker.DealsOf(new PositionId(ticket.Value)).Select(deal => deal.Entry).ShouldBe([DealEntry.In, DealEntry.Out, DealEntry.Out]);
    }

    [Fact]
    public void Equity_is_the_balance_and_what_floats()
    {
        using var desk = new BrokerDesk();
        desk.Quote(1.10000m, 1.10010m);
        var ticket = desk.Buy(0.10m).Opened();

        desk.Broker.Equity.ShouldBe(new Money(9_999.00m));
        desk.Broker.FloatingProfit(desk.Broker.Find(ticket)!).ShouldBe(new Money(-1.00m));
        desk.Broker.Balance.ShouldBe(new Money(10_000m));
    }

    [Fact]
    public void Swap_is_charged_at_the_brokers_midnight_three_times_on_wednesday_and_never_for_the_weekend()
    {
        using var desk = new BrokerDesk(SymbolSpecs.EurUsd with { SwapLong = -10m });
        desk.Quote(1.10000m, 1.10000m);
        var ticket = desk.Buy(0.10m).Opened();
        decimal SwapAfter(DateTimeOffset moment)
        {
            desk.Clock.AdvanceTo(moment);
            desk.Quote(1.10000m, 1.10000m);
            return desk.Broker.Find(ticket)!.Swap.Amount;
        }

        // The broker is three hours ahead of UTC; the 6th is a Tuesday.
        SwapAfter(new(2026, 1, 6, 20, 59, 59, TimeSpan.Zero)).ShouldBe(0m);
        SwapAfter(new(2026, 1, 6, 21, 0, 0, TimeSpan.Zero)).ShouldBe(-1m);
        SwapAfter(new(2026, 1, 7, 21, 0, 0, TimeSpan.Zero)).ShouldBe(-4m);
        SwapAfter(new(2026, 1, 11, 22, 0, 0, TimeSpan.Zero)).ShouldBe(-6m);
        desk.Broker.Close(ticket);
        desk.LastDeal.Swap.ShouldBe(new Money(-6m));
        desk.Broker.Balance.ShouldBe(new Money(9_994m));
    }

    [Fact]
    public void Tickets_count_on_from_the_first_and_name_the_position_for_ever()
    {
        using var desk = new BrokerDesk(new SimulatedBrokerOptions { Symbols = [SymbolSpecs.EurUsd], FirstTicket = 777 });
        desk.Quote(1.10000m, 1.10010m);

        desk.Buy().Opened().ShouldBe(new Ticket(777));
        desk.Sell().Opened().ShouldBe(new Ticket(778));

        desk.Broker.Positions.Select(position => position.Id.Value).ShouldBe([777L, 778L]);
    }
}
