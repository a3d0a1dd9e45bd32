using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Engine.Book;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.StopLoss;

/// <summary>A connection that is lost and comes back.</summary>
public class ConnectionTests
{
    private static TradingDesk Desk()
    {
        var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    [Fact]
    public void A_lost_connection_is_an_alarm_and_everything_is_caught_up_when_it_is_back()
    {
        using var desk = Desk();
        var trailing = desk.OpensByHand();
        var hit = desk.OpensByHand(stop: 1.09990m);
        desk.LosesConnection(TimeSpan.FromSeconds(30));
        var naked = desk.OpensByHand();
        var unseen = desk.OpensByHand();
        desk.ClosesByHand(unseen);
        desk.Quote(1.09990m);
        desk.Quote(1.10050m);
        desk.PassesSeconds(29);
        desk.Alarms.ShouldContain("connection");
        desk.Session.Alarms.Standing.ShouldAllBe(alarm => alarm.Severity == AlarmSeverity.Red);
        desk.Session.Book.Open.Count.ShouldBe(2, "what is not known to be closed stays in the book");
        desk.PassesSeconds(1.1);

        desk.Alarms.ShouldBeEmpty();
        desk.StopOf(naked).ShouldBe(1.09802m);
        desk.TradeOf(hit).Reason.ShouldBe(CloseReason.LossStop);
        desk.TradeOf(unseen).Recovered.ShouldBeTrue("nobody saw it open");
        desk.Quote(1.10051m);
        desk.StopOf(trailing).ShouldBe(1.10032m);
    }

    [Fact]
    public void Nothing_is_closed_by_a_price_from_before_the_connection_was_lost()
    {
        using var desk = Desk();
        desk.Quote(1.09700m);
        desk.LosesConnection(TimeSpan.FromSeconds(5));
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(6);
        desk.IsOpen(ticket).ShouldBeTrue();
        desk.StopOf(ticket).ShouldBe(1.09802m, "the entry is enough to set it by");
        desk.Row(ticket).State.ShouldNotBe(ProtectionState.Naked);
        desk.Quote(1.10100m);
        desk.StopOf(ticket).ShouldBe(1.10082m);
    }

    [Fact]
    public void A_stop_that_was_widened_while_the_connection_was_lost_is_put_back_without_waiting_for_a_quote()
    {
        using var desk = Desk();
        var known = desk.OpensByHand();
        desk.LosesConnection(TimeSpan.FromSeconds(5));
        desk.SetsByHand(known, stop: 1.09000m);
        var opened = desk.OpensByHand(stop: 1.09000m);
        desk.PassesSeconds(6);
        desk.StopOf(known).ShouldBe(1.09802m);
        desk.StopOf(opened).ShouldBe(1.09802m);
    }

    [Fact]
    public void A_connection_lost_in_the_middle_of_a_write_is_settled_after_it()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.NextCall(GatewayCall.SetStop, new Fault.Disconnect(TimeSpan.FromSeconds(10)));
        desk.Quote(1.10050m);
        desk.PassesSeconds(11);
        desk.Idles(TimeSpan.FromSeconds(2));
        desk.StopOf(ticket).ShouldBe(1.10032m);
        desk.Alarms.ShouldBeEmpty();
    }
}
