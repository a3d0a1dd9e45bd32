using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Monitoring;

/// <summary>Our arithmetic beside the broker's.</summary>
public class ProfitTests
{
    [Fact]
    public void Where_the_broker_reckons_ten_times_our_profit_somebody_is_told_and_no_stop_is_changed_for_it()
    {
        using var desk = new TradingDesk().Starts();
        desk.Gateway.OnSymbol = Tenfold;
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        var stop = desk.StopOf(ticket);
        desk.Quote(1.09900m);
        desk.PassesSeconds(5);
        desk.Alarms.ShouldBeEmpty("one reading is not enough");
        desk.PassesSeconds(30);
        desk.Session.Alarms.Standing.ShouldHaveSingleItem().Text.ShouldBe(
            $"Ticket {ticket}, EURUSD: by our reckoning the profit is -0.102, the broker says -1.02, 10 times as much; more than 0.106 apart. Tick value, tick size or volume may not be what the broker told us; no stop is changed for this");
        desk.StopOf(ticket).ShouldBe(stop);
        desk.ClosesByHand(ticket);
        desk.PassesSeconds(1);
        desk.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void While_both_agree_nobody_is_told_and_a_reading_that_only_moved_the_profit_is_no_change()
    {
        using var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        desk.Quote(1.09900m);
        var looked = desk.Session.Evaluator.Evaluations;
        desk.PassesSeconds(30);
        desk.Tracked(ticket).Position.Profit.ShouldBe(new Money(-1.02m));
        desk.Session.Evaluator.Evaluations.ShouldBe(looked);
        desk.Alarms.ShouldBeEmpty();
    }

    private static Reading<SymbolSpec> Tenfold(string name, Reading<SymbolSpec> reading)
    {
        if (!reading.TryGet(out var spec)) return reading;
        return Reading<SymbolSpec>.Of(spec with { TickValueProfit = spec.TickValueProfit / 10, TickValueLoss = spec.TickValueLoss / 10 }, reading.Began);
    }
}
