using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops.Rules;
using WebTrader.Core.Writing;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.StopLoss;

/// <summary>What the messages of a day, of a minute and the reserve do to a session.</summary>
public class MessageBudgetTests
{
    private const decimal HardStop = 1.09802m;

    private static TradingDesk Desk(MessageLimits limits, bool followsClosely = false, bool isPriced = false)
    {
        var engine = new EngineOptions { Messages = new MessageOptions { Limits = limits, Pricing = isPriced ? ScarcityPricing.Instance : new UsualPrice() } };
        if (followsClosely) engine = engine with { Plan = engine.Plan with { DistanceTrailing = new DistanceTrailingPlan(10, 10, 1) } };
        var desk = new TradingDesk(new DeskSettings { Engine = engine }).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    /// <summary>However scarce messages are, so that a test can count them.</summary>
    private sealed class UsualPrice : IMessagePricing
    {
        public MessagePrice Of(in MessageOutlook outlook, MessagePrice present) => MessagePrice.Usual;
    }

    private static MessageLimits Limits(int perDay, int reserve, int perMinute = 1000) => new() { PerDay = perDay, Reserve = reserve, PerMinute = perMinute };

    private static (int Protection, int Profit) Counted(TradingDesk desk) => (desk.Session.Meter.Budget.Protection, desk.Session.Meter.Budget.Profit);

    [Fact]
    public void A_spent_budget_stops_moves_in_profit_and_leaves_the_reserve_to_new_positions()
    {
        using var desk = Desk(Limits(perDay: 4, reserve: 2));
        var ticket = desk.OpensByHand();
        desk.Walks(1.10060m);
        desk.Settled(ticket).Count.ShouldBe(3, "the hard stop and two moves in profit");
        var stop = desk.StopOf(ticket);
        desk.Walks(1.10100m);
        desk.StopOf(ticket).ShouldBe(stop);
        desk.Row(ticket).Reason.ShouldContain("waits for the budget: 3 of 4 messages are sent today");

        var fresh = desk.OpensByHand();
        desk.StopOf(fresh).ShouldNotBeNull();
        Counted(desk).ShouldBe((2, 2));
        desk.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void Protection_beyond_the_limit_is_sent_alarmed_and_forgotten_on_the_next_day()
    {
        using var desk = Desk(Limits(perDay: 2, reserve: 1));
        var tickets = Enumerable.Range(0, 4).Select(_ => desk.OpensByHand()).ToList();
        tickets.ShouldAllBe(ticket => desk.StopOf(ticket) != null);
        var alarm = desk.Session.Alarms.Standing.ShouldHaveSingleItem();
        (alarm.Id, alarm.Severity).ShouldBe(("messages", AlarmSeverity.Amber));
        alarm.Text.ShouldStartWith("4 messages are sent today, 2 beyond the limit of 2.");
        desk.Session.View.Health().Messages.Overdraft.ShouldBe(2);

        desk.Passes(TimeSpan.FromHours(12.1));
        desk.Alarms.ShouldBeEmpty();
        Counted(desk).ShouldBe((0, 0));
    }

    [Fact]
    public void When_a_new_day_of_the_broker_begins_what_waited_is_sent_at_once()
    {
        using var desk = Desk(Limits(perDay: 2, reserve: 1) with { Zone = TimeZoneInfo.CreateCustomTimeZone("ahead", TimeSpan.FromHours(11), null, null) });
        var ticket = desk.OpensByHand();
        desk.Walks(1.10050m);
        var stop = desk.StopOf(ticket);
        stop.ShouldNotBe(HardStop);
        desk.Walks(1.10100m);
        desk.StopOf(ticket).ShouldBe(stop);
        desk.Idles(TimeSpan.FromMinutes(60), TradingDesk.EurUsd);
        desk.StopOf(ticket).ShouldBe(1.10082m, "the server's midnight is 13:00 UTC");
    }

    [Fact]
    public void Within_a_minute_no_more_than_allowed_and_then_it_goes_on()
    {
        using var desk = Desk(Limits(perDay: 1000, reserve: 0, perMinute: 3));
        var ticket = desk.OpensByHand();
        desk.Walks(1.10100m);
        desk.Settled(ticket).Count.ShouldBe(3);
        desk.Row(ticket).Reason.ShouldContain("3 messages were sent within a minute");
        desk.Idles(TimeSpan.FromSeconds(61));
        desk.StopOf(ticket).ShouldBe(1.10082m);
    }

    [Fact]
    public void A_position_that_waits_for_the_budget_is_not_looked_at_with_every_quote()
    {
        using var desk = Desk(Limits(perDay: 2, reserve: 1));
        desk.OpensByHand();
        desk.Walks(1.10050m);
        var looks = desk.Session.Evaluator.Evaluations;
        desk.Walks(1.10150m);
        desk.Session.Evaluator.Evaluations.ShouldBeLessThanOrEqualTo(looks + 2, "a hundred quotes, and none can matter");
    }

    [Fact]
    public void What_was_sent_before_a_restart_or_a_crash_counts_after_it()
    {
        using var desk = Desk(Limits(perDay: 7, reserve: 3));
        var ticket = desk.OpensByHand();
        desk.Walks(1.10030m);
        var counted = Counted(desk);
        counted.Profit.ShouldBeInRange(1, 3);
        desk.Crashes();
        desk.Starts();
        Counted(desk).ShouldBe(counted);
        desk.Quote(1.10060m);
        desk.Walks(1.10100m);
        Counted(desk).ShouldBe((1, 4));
        var stop = desk.StopOf(ticket);
        desk.Walks(1.10150m);
        desk.StopOf(ticket).ShouldBe(stop, "the budget of the day is spent, by both runs together");
        desk.Stops();
        desk.Starts();
        Counted(desk).ShouldBe((1, 4));
    }

    [Fact]
    public void A_memory_that_comes_late_counts_nothing_twice()
    {
        using var desk = Desk(Limits(perDay: 100, reserve: 50));
        desk.OpensByHand();
        desk.Walks(1.10060m);
        var earlier = desk.Session.Meter.Budget.Sent;
        desk.Stops();
        desk.PassesSeconds(1);
        desk.Journal.RecallFails = "the database is down";
        desk.Starts();
        desk.Quote(1.10060m);
        desk.Walks(1.10100m);
        desk.Idles(TimeSpan.FromMinutes(1));
        var sent = desk.Session.Meter.Budget.Sent;
        desk.Journal.RecallFails = null;
        desk.PassesSeconds(3);
        desk.Session.Meter.Budget.Sent.ShouldBe(sent + earlier);
    }

    [Fact]
    public void Where_messages_are_scarce_the_stop_moves_less_often_but_still_follows()
    {
        using var scarce = Desk(Limits(perDay: 4, reserve: 2), followsClosely: true, isPriced: true);
        using var plenty = Desk(Limits(perDay: 1000, reserve: 2) with { LowestPrice = 0m }, followsClosely: true, isPriced: true);
        var (one, other) = (scarce.OpensByHand(), plenty.OpensByHand());
        scarce.Walks(1.10200m);
        plenty.Walks(1.10200m);
        scarce.Settled(one).Count.ShouldBe(3);
        plenty.Settled(other).Count.ShouldBeGreaterThan(100, "a move at every quote");
        plenty.StopOf(other).ShouldBe(1.10190m);
    }

    [Fact]
    public void What_waits_for_the_budget_is_not_a_reason_to_hold_back_a_close()
    {
        using var desk = Desk(Limits(perDay: 1, reserve: 0));
        desk.OpensByHand();
        desk.Session.Meter.Price.Closed.ShouldNotBeNull();
        desk.Faults.Add(new FaultCase(new Fault.Reject(TradeRetcode.InvalidStops)) { Call = GatewayCall.SetStop });
        var ticket = desk.OpensByHand();
        desk.StopOf(ticket).ShouldBeNull();
        desk.Quote(1.09790m);
        desk.PassesSeconds(2);
        desk.IsOpen(ticket).ShouldBeFalse("the loss has come to max risk");
    }
}
