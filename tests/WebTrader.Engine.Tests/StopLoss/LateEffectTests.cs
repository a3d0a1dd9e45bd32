using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Positions;
using WebTrader.Engine.Book;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.StopLoss;

/// <summary>What random worlds over a terminal's wire have found: effects that come later than one believes, and readings that are older than one believes.</summary>
public class LateEffectTests
{
    private static (TradingDesk Desk, Ticket Ticket) Trailing(Fault fault, int inFlight)
    {
        var desk = new TradingDesk(new DeskSettings { Gateway = new SimulatedGatewayOptions { TradesInFlight = inFlight } }).Starts();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        desk.NextCall(GatewayCall.SetStop, fault);
        return (desk, ticket);
    }

    [Fact]
    public void Behind_a_terminal_a_later_answer_settles_nothing_as_the_server_may_still_carry_out_the_one_before()
    {
        var (desk, ticket) = Trailing(new Fault.LoseRequest(), inFlight: 1);
        using var _ = desk;
        desk.Gateway.IsOutOfOrder = true;
        desk.Quote(1.10050m);
        desk.Idles(TimeSpan.FromSeconds(5));
        desk.OpensByHand(side: Side.Short);
        desk.Idles(TimeSpan.FromSeconds(20));
        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Ambiguous);

        desk.Idles(TimeSpan.FromSeconds(45));
        desk.StopOf(ticket).ShouldBe(1.10032m);
    }

    [Fact]
    public void An_answer_that_comes_while_the_position_is_read_back_does_not_vouch_for_what_others_have_read_meanwhile()
    {
        var (desk, ticket) = Trailing(new Fault.Hang(TimeSpan.FromSeconds(4)), inFlight: 2);
        using var _ = desk;
        desk.Gateway.IsSilent = true;
        desk.NextCall(GatewayCall.ReadPosition, new Fault.Hang(TimeSpan.FromSeconds(2)));
        desk.Quote(1.10050m);
        // Nobody waits any more, and the reading back begins; a later one of all positions ends first and shows the stop as it was.
        desk.PassesSeconds(3.5);
        desk.Begins(() =>
        {
            desk.Session.Monitor.Wake();
            return Task.CompletedTask;
        });
        desk.PassesSeconds(0.9);
        desk.StopOf(ticket).ShouldBe(1.10032m, "it has come late");

        desk.Quote(1.10036m);
        desk.PassesSeconds(2);
        desk.StopOf(ticket).ShouldBe(1.10032m, "a stop never moves back");
        desk.Row(ticket).State.ShouldBe(ProtectionState.Protected);
    }

    [Fact]
    public void While_the_memory_of_an_earlier_run_cannot_be_read_no_stop_that_it_may_have_sent_is_overtaken()
    {
        var (desk, ticket) = Trailing(new Fault.ActLate(TimeSpan.FromSeconds(8)), inFlight: 2);
        using var _ = desk;
        desk.Quote(1.10050m);
        desk.PassesSeconds(1);
        desk.Crashes();
        var naked = desk.OpensByHand();
        desk.Journal.RecallFails = "the database is not open yet";
        desk.Starts();
        desk.Quote(1.10109m);
        desk.Idles(TimeSpan.FromSeconds(3));

        desk.Gateway.Stops.ShouldNotContain(write => write.Ticket == ticket);
        desk.StopOf(naked).ShouldNotBeNull("what has no stop does not wait for a database");
        desk.Journal.RecallFails = null;
        desk.Idles(TimeSpan.FromSeconds(3));
        desk.Gateway.Stops.ShouldNotContain(write => write.Ticket == ticket, "now it is known to be in the air");
        desk.Idles(TimeSpan.FromSeconds(4));
        desk.StopOf(ticket).ShouldBe(1.10092m, "it has arrived, and the tighter one has followed it");
    }

    [Fact]
    public void Where_the_memory_of_an_earlier_run_can_never_be_read_profit_is_locked_again_after_a_minute()
    {
        var (desk, ticket) = Trailing(new Fault.LoseRequest(), inFlight: 2);
        using var _ = desk;
        desk.PassesSeconds(1);
        desk.Crashes();
        desk.Journal.RecallFails = "the database is broken";
        desk.Starts();
        desk.Quote(1.10109m);
        desk.Idles(TimeSpan.FromSeconds(50));
        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.Idles(TimeSpan.FromSeconds(12));

        desk.StopOf(ticket).ShouldBe(1.10092m);
    }

    [Fact]
    public void What_this_run_itself_has_under_way_when_the_memory_arrives_is_not_taken_for_an_earlier_runs()
    {
        using var desk = new TradingDesk();
        desk.Journal.RecallFails = "the database is not open yet";
        desk.Starts();
        desk.Quote(1.10000m);
        desk.NextCall(GatewayCall.SetStop, new Fault.Hang(TimeSpan.FromSeconds(2.5)));
        var ticket = desk.OpensByHand();
        desk.Journal.RecallFails = null;
        desk.Idles(TimeSpan.FromSeconds(2));
        desk.Session.Memory.IsTakenUp.ShouldBeTrue("the call is still under way");
        desk.Idles(TimeSpan.FromSeconds(4));

        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Protected);
        desk.Quote(1.10109m);
        desk.Idles(TimeSpan.FromSeconds(2));
        desk.StopOf(ticket).ShouldBe(1.10092m, "profit is locked at once and not after a minute");
    }

    [Fact]
    public void A_position_is_not_closed_by_a_price_from_before_it_was_opened()
    {
        using var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        // Nothing is open, and nobody asks the terminal for prices: the session hears of the next one only when it has seen the position.
        desk.Gateway.IsDeaf = true;
        desk.PassesSeconds(60);
        desk.Quote(1.10500m);
        var ticket = desk.OpensByHand();
        desk.PassesMilliseconds(500);

        desk.IsOpen(ticket).ShouldBeTrue("at the price from before it would be lost by five dollars");
        desk.StopOf(ticket).ShouldBe(1.10302m);
        desk.Gateway.IsDeaf = false;
        desk.Quote(1.10510m);
        desk.PassesSeconds(1);
        desk.IsOpen(ticket).ShouldBeTrue();
    }
}
