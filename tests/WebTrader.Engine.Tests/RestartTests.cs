using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests;

/// <summary>What a session knows after a restart, a crash, and with a memory that cannot be read.</summary>
public class RestartTests
{
    private static TradingDesk Desk()
    {
        var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    [Fact]
    public void What_the_rules_remember_is_taken_up_again()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Walks(1.10109m);
        desk.Walks(1.10100m);
        var before = desk.Tracked(ticket).WithPeak();
        var calls = desk.Wire.TradeCalls;
        calls.ShouldBeGreaterThan(1);
        desk.Stops();
        desk.Starts();

        desk.Tracked(ticket).WithPeak().ShouldBe(before);
        desk.Row(ticket).Rule.ShouldBe(RuleName.StepTrailing);
        desk.Quote(1.10100m);
        desk.Wire.TradeCalls.ShouldBe(0, "nothing to do");
        desk.Row(ticket).PeakProfit!.Value.Amount.ShouldBe(1.07m);
        desk.Journal.All<SessionStarted>().Select(started => started.Epoch).ShouldBe([1, 2]);
    }

    [Fact]
    public void After_a_crash_the_memory_is_at_most_a_few_seconds_old()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Walks(1.10109m);
        desk.PassesSeconds(5);
        desk.Crashes();
        desk.Starts();
        desk.Row(ticket).Rule.ShouldBe(RuleName.StepTrailing);
        desk.Tracked(ticket).Progress!.HardStop!.Stop.Value.ShouldBe(1.09802m);
    }

    [Fact]
    public void The_place_of_the_hard_stop_is_not_computed_anew_after_a_restart()
    {
        var symbol = SymbolSpecs.EurUsd with { FixedTickValues = true };
        using var desk = new TradingDesk(new DeskSettings { Symbols = [symbol] }).Starts();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        desk.Stops();
        desk.Broker.ChangeSymbol(TradingDesk.EurUsd, terms => terms with { Spec = terms.Spec with { TickValueLoss = 1.04m } });
        desk.Starts();
        desk.Quote(1.10000m);
        desk.StopOf(ticket).ShouldBe(1.09802m, "the tick value has drifted by 4 %, less than the setting");
    }

    [Fact]
    public void A_memory_that_cannot_be_read_keeps_no_position_waiting_and_is_taken_up_later()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Walks(1.10109m);
        desk.Walks(1.10100m);
        desk.Stops();
        var naked = desk.OpensByHand();
        desk.Journal.RecallFails = "the database is down";
        desk.Starts();

        desk.StopOf(naked).ShouldNotBeNull();
        desk.Idles(TimeSpan.FromSeconds(10));
        var alarm = desk.Session.Alarms.Standing.ShouldHaveSingleItem();
        alarm.Severity.ShouldBe(AlarmSeverity.Red);
        alarm.Text.ShouldContain("the database is down");
        desk.Row(ticket).Rule.ShouldBe(RuleName.Broker, "nobody remembers who set it");
        desk.Idles(TimeSpan.FromSeconds(20));
        desk.Journal.RecallFails = null;
        desk.Idles(TimeSpan.FromSeconds(6));

        desk.Alarms.ShouldBeEmpty();
        desk.Row(ticket).Rule.ShouldBe(RuleName.StepTrailing);
        desk.Row(ticket).PeakProfit!.Value.Amount.ShouldBe(1.07m);
        desk.Row(naked).Rule.ShouldBe(RuleName.HardStop, "what this run has set itself it knows");
        desk.Journal.ProgressOf(ticket)!.OwnRule.ShouldBe(RuleName.StepTrailing);
    }

    [Fact]
    public void What_this_run_has_set_before_its_memory_came_back_stays_its_own()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Walks(1.10050m);
        desk.Stops();
        desk.Journal.RecallFails = "the database is down";
        desk.Starts();
        desk.Walks(1.10109m);
        desk.Idles(TimeSpan.FromMinutes(1));
        desk.StopOf(ticket).ShouldBe(1.10092m, "for a minute a stop of the earlier run could still have come");
        desk.Journal.RecallFails = null;
        desk.Idles(TimeSpan.FromSeconds(6));

        desk.Alarms.ShouldBeEmpty();
        desk.Row(ticket).Rule.ShouldBe(RuleName.StepTrailing);
        desk.Quote(1.10092m);
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.TrailingStop);
    }

    [Fact]
    public void A_memory_that_never_answers_keeps_positions_waiting_for_half_a_second_at_most()
    {
        using var desk = new TradingDesk();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        desk.Journal.RecallHangs = true;
        desk.Starts();
        (desk.Now - TradingDesk.Noon).TotalSeconds.ShouldBeInRange(0.4, 0.6);
        desk.StopOf(ticket).ShouldBe(1.09802m);

        desk.Passes(TimeSpan.FromSeconds(10));
        desk.Alarms.ShouldBe(["memory"]);
    }

    [Fact]
    public void A_position_that_was_closed_while_we_were_away_is_recorded_once_as_recovered()
    {
        using var desk = Desk();
        var stopped = desk.OpensByHand();
        var byHand = desk.OpensByHand();
        desk.Walks(1.10109m);
        desk.Stops();
        desk.ClosesByHand(byHand, reason: DealReason.Mobile);
        desk.Quote(1.10092m);
        desk.PassesSeconds(600);
        desk.Starts();
        desk.Idles(TimeSpan.FromSeconds(10));

        var trade = desk.TradeOf(stopped);
        trade.Recovered.ShouldBeTrue();
        trade.Reason.ShouldBe(CloseReason.TrailingStop, "the journal remembers whose stop it was");
        trade.PeakProfit!.Value.Amount.ShouldBe(1.07m);
        desk.TradeOf(byHand).Reason.ShouldBe(CloseReason.ManualMobile);
        desk.Stops();
        desk.Starts();
        desk.Idles(TimeSpan.FromSeconds(10));
        desk.Journal.All<PositionClosed>().Count().ShouldBe(2);
    }

    [Fact]
    public void A_position_that_was_opened_and_closed_while_we_were_away_is_found()
    {
        using var desk = Desk();
        desk.ClosesByHand(desk.OpensByHand());
        desk.PassesSeconds(10);
        desk.Stops();
        desk.PassesSeconds(10);
        var missed = desk.OpensByHand(lots: 0.02m);
        desk.PassesSeconds(10);
        desk.ClosesByHand(missed);
        desk.Starts();
        desk.Idles(TimeSpan.FromSeconds(10));

        var trade = desk.TradeOf(missed);
        trade.Recovered.ShouldBeTrue();
        trade.PeakProfit.ShouldBeNull("nobody watched it");
        trade.Lots.Value.ShouldBe(0.02m);
    }

    [Fact]
    public void A_position_that_began_and_ended_at_one_moment_is_not_recorded_again_after_a_restart()
    {
        using var desk = Desk();
        desk.PassesSeconds(10);
        var order = new OrderRequest(TradingDesk.EurUsd, Side.Long, new Lots(0.01m), null, null);
        desk.ClosesByHand(desk.Broker.Open(order).Ticket!.Value);
        desk.Idles(TimeSpan.FromSeconds(10));
        desk.Journal.All<PositionClosed>().Count().ShouldBe(1);
        desk.Crashes();
        desk.Starts();
        desk.Idles(TimeSpan.FromSeconds(10));
        desk.Journal.All<PositionClosed>().Count().ShouldBe(1);
    }

    [Fact]
    public void A_position_that_nobody_saw_is_found_although_a_later_one_was_recorded_before_the_crash()
    {
        using var desk = Desk();
        var later = desk.OpensByHand();
        desk.PassesSeconds(10);
        desk.Gateway.OnDealsSince = () => Task.FromResult(Reading<IReadOnlyList<Deal>>.Failed("the history is slow", default));
        var order = new OrderRequest(TradingDesk.EurUsd, Side.Long, new Lots(0.01m), null, null);
        var unseen = desk.Broker.Open(order).Ticket!.Value;
        desk.ClosesByHand(unseen);
        desk.PassesSeconds(2);
        desk.ClosesByHand(later);
        desk.Idles(TimeSpan.FromSeconds(3));
        desk.Journal.All<PositionClosed>().ShouldHaveSingleItem("only what was seen is recorded yet").Trade.Ticket.ShouldBe(later);
        desk.Crashes();
        desk.Starts();
        desk.Idles(TimeSpan.FromSeconds(10));
        desk.TradeOf(unseen).Recovered.ShouldBeTrue();
        desk.Journal.All<PositionClosed>().Count().ShouldBe(2);
    }

    [Fact]
    public void Deals_that_cannot_be_read_at_the_start_are_read_later()
    {
        using var desk = Desk();
        desk.ClosesByHand(desk.OpensByHand());
        desk.Stops();
        var missed = desk.OpensByHand();
        desk.ClosesByHand(missed);
        desk.For(TimeSpan.FromSeconds(20), GatewayCall.ReadDeals, new Fault.FailRead("no history yet"));
        desk.Starts();
        desk.Idles(TimeSpan.FromSeconds(15));
        desk.Journal.All<PositionClosed>().Count().ShouldBe(1);
        desk.Idles(TimeSpan.FromSeconds(10));
        desk.TradeOf(missed).Recovered.ShouldBeTrue();
    }

    [Fact]
    public void A_trade_of_this_run_is_not_recorded_again_when_the_memory_comes_late()
    {
        using var desk = Desk();
        desk.ClosesByHand(desk.OpensByHand());
        desk.Stops();
        desk.Journal.RecallFails = "the database is down";
        desk.Starts();
        var ticket = desk.OpensByHand();
        desk.Idles(TimeSpan.FromSeconds(2));
        desk.ClosesByHand(ticket);
        desk.OpensByHand();
        desk.Idles(TimeSpan.FromSeconds(20));
        desk.Journal.RecallFails = null;
        desk.Idles(TimeSpan.FromSeconds(20));
        desk.TradeOf(ticket).Recovered.ShouldBeFalse();
    }

    [Fact]
    public void A_position_that_ends_right_after_a_restart_is_recorded_once()
    {
        using var desk = new TradingDesk(new DeskSettings { Gateway = new SimulatedGatewayOptions { ReadLatency = TimeSpan.FromMilliseconds(5) } }).Starts();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        desk.PassesSeconds(10);
        desk.Stops();
        desk.Starts();
        desk.PassesMilliseconds(100);
        desk.ClosesByHand(ticket);
        desk.PassesMilliseconds(100);
        desk.Journal.All<PositionClosed>().Count().ShouldBe(1, "it is recorded before anybody looks for what has ended while we were away");
        desk.PassesSeconds(10);
        desk.TradeOf(ticket).Recovered.ShouldBeFalse();
        desk.Journal.All<PositionClosed>().Count().ShouldBe(1);
    }

    [Fact]
    public void A_position_opened_and_closed_between_two_readings_is_recorded()
    {
        using var desk = new TradingDesk(new DeskSettings { Gateway = new SimulatedGatewayOptions { ReadLatency = TimeSpan.FromMilliseconds(200) } }).Starts();
        desk.Quote(1.10000m);
        desk.PassesSeconds(1);
        var ticket = desk.OpensByHand();
        desk.PassesMilliseconds(10);
        desk.ClosesByHand(ticket);
        desk.PassesSeconds(2);
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.ManualDesktop);
    }

    [Fact]
    public void A_turned_position_begins_anew_after_a_restart()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Walks(1.10109m);
        desk.Stops();
        desk.Gateway.OnPositions = reading => ValueTask.FromResult(
            Reading<IReadOnlyList<Position>>.Of([.. reading.Value.Select(position => position with { Side = Side.Short })], reading.Began));
        desk.Gateway.OnPosition = (_, reading) => Reading<Position?>.Of(reading.Value! with { Side = Side.Short }, reading.Began);
        desk.Starts();
        desk.Quote(1.10100m);
        desk.Tracked(ticket).Progress!.Side.ShouldBe(Side.Short);
        desk.Row(ticket).PeakProfit!.Value.Amount.ShouldBeLessThanOrEqualTo(0m);
    }
}
