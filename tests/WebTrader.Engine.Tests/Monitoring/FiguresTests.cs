using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Monitoring;

/// <summary>What is measured of the protection itself.</summary>
public class FiguresTests
{
    private static TradingDesk Desk()
    {
        var gateway = new SimulatedGatewayOptions { TradeLatency = TimeSpan.FromMilliseconds(80) };
        var desk = new TradingDesk(new DeskSettings { Gateway = gateway }).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    [Fact]
    public void From_the_decision_to_its_confirmation_it_takes_one_round_trip()
    {
        using var desk = Desk();
        desk.OpensByHand();
        desk.PassesSeconds(1);
        var figures = desk.Session.Figures;
        figures.NakedFor.ShouldBe(TimeSpan.FromMilliseconds(40), "the broker has it after half of the round trip, and says so by an event");
        figures.Exposures.Snapshot().Count.ShouldBe(1);
        figures.Confirmations.Snapshot().Max.ShouldBe(TimeSpan.FromMilliseconds(80));
        desk.Session.Writer.Statistics.Regressions.ShouldBe(0);
    }

    [Fact]
    public void A_refusal_counts_into_the_time_until_it_is_confirmed()
    {
        using var desk = Desk();
        desk.NextCall(GatewayCall.SetStop, new Fault.Reject(Core.Writing.TradeRetcode.Timeout));
        desk.OpensByHand();
        desk.PassesSeconds(3);
        desk.Session.Figures.Confirmations.Snapshot().Max.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(160));
        desk.Session.Figures.Exposures.Snapshot().Count.ShouldBe(1);
    }

    [Fact]
    public void What_a_trade_had_earned_at_its_peak_and_did_not_keep_is_given_back()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(1);
        desk.Walks(to: 1.10100m);
        desk.PassesSeconds(1);
        desk.ClosesByHand(ticket);
        desk.PassesSeconds(1);
        desk.Session.Figures.GivenBack.ShouldBe(Money.Zero, "it closed at its peak");

        var other = desk.OpensByHand();
        desk.PassesSeconds(1);
        desk.Walks(to: 1.10150m);
        desk.PassesSeconds(1);
        desk.Walks(to: 1.10110m);
        desk.PassesSeconds(1);
        var trade = desk.TradeOf(other);
        desk.Session.Figures.ClosedWithPeak.ShouldBe(2);
        desk.Session.Figures.GivenBack.ShouldBe(trade.PeakProfit!.Value - trade.Profit);
        desk.Session.Figures.GivenBack.ShouldBeGreaterThan(Money.Zero);
    }
}
