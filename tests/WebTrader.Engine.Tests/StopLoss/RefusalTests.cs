using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Book;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.StopLoss;

/// <summary>What happens when the broker says no.</summary>
public class RefusalTests
{
    private static TradingDesk Desk(DeskSettings? settings = null)
    {
        var desk = new TradingDesk(settings).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    private static void Refuse(TradingDesk desk, TradeRetcode retcode, int times = 1) => desk.NextCall(GatewayCall.SetStop, new Fault.Reject(retcode), times);

    [Theory]
    [InlineData(TradeRetcode.InvalidStops)]
    [InlineData(TradeRetcode.Frozen)]
    [InlineData(TradeRetcode.Requote)]
    public void When_the_price_has_moved_the_next_quote_tries_again(TradeRetcode retcode)
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        Refuse(desk, retcode);
        desk.Quote(1.10050m);
        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.LastOutcome(ticket).Retcode.ShouldBe(retcode);
        desk.LastOutcome(ticket).Outcome.ShouldBe(WriteOutcome.Rejected);
        desk.PassesSeconds(3);
        desk.StopOf(ticket).ShouldBe(1.09802m, "no new quote, no new attempt");
        desk.Row(ticket).State.ShouldBe(ProtectionState.Guarded);

        desk.Quote(1.10051m);

        desk.StopOf(ticket).ShouldBe(1.10032m);
        desk.Row(ticket).State.ShouldBe(ProtectionState.Protected);
        desk.Alarms.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TradeRetcode.MarketClosed)]
    [InlineData(TradeRetcode.TooManyRequests)]
    [InlineData(TradeRetcode.Locked)]
    public void When_the_broker_is_busy_the_waits_double_up_to_the_limit(TradeRetcode retcode)
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        var standing = desk.Settled(ticket).Count;
        desk.For(TimeSpan.FromMinutes(2), GatewayCall.SetStop, new Fault.Reject(retcode));
        desk.Quote(1.10050m);
        desk.Idles(TimeSpan.FromSeconds(40));

        var at = desk.Settled(ticket).Skip(standing).Select(settled => settled.At).ToList();
        var waits = at.Zip(at.Skip(1), (first, second) => Math.Round((second - first).TotalSeconds, 1)).ToList();
        waits.Take(8).ShouldBe([0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0, 5.0]);
    }

    [Fact]
    public void A_closed_market_is_tried_again_until_it_opens()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Broker.SetMarketOpen(TradingDesk.EurUsd, false);
        desk.Quote(1.10050m);
        desk.Idles(TimeSpan.FromMinutes(1));
        desk.Broker.SetMarketOpen(TradingDesk.EurUsd, true);
        desk.Idles(TimeSpan.FromSeconds(6));
        desk.StopOf(ticket).ShouldBe(1.10032m);
    }

    [Fact]
    public void While_automatic_trading_is_off_a_red_alarm_stands_and_ends_with_it()
    {
        using var desk = Desk();
        desk.Broker.AutoTrading = false;
        var first = desk.OpensByHand();
        var second = desk.OpensByHand();
        desk.PassesSeconds(60);

        desk.Alarms.ShouldBe([$"exposed-{first}", $"exposed-{second}", "refused-10027"]);
        var alarm = desk.Session.Alarms.Standing.Single(standing => standing.Id == "refused-10027");
        alarm.Severity.ShouldBe(AlarmSeverity.Red);
        alarm.Text.ShouldContain("automatic trading is switched off in the terminal");
        alarm.Text.ShouldContain("Positions concerned: 2");
        desk.Journal.All<AlarmRaised>().Count().ShouldBe(3, "one for the cause, one for each position that has no stop");

        desk.Broker.AutoTrading = true;
        desk.PassesSeconds(6);

        desk.Alarms.ShouldBeEmpty();
        desk.StopOf(first).ShouldNotBeNull();
        desk.StopOf(second).ShouldNotBeNull();
    }

    [Fact]
    public void The_alarm_of_a_refused_ticket_ends_when_it_is_closed()
    {
        using var desk = Desk();
        desk.For(TimeSpan.FromHours(1), GatewayCall.SetStop, new Fault.Reject(TradeRetcode.TradeDisabled));
        var ticket = desk.OpensByHand();
        desk.Alarms.ShouldBe(["refused-10017"]);
        desk.ClosesByHand(ticket);
        desk.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void Done_but_not_done_is_a_rejection_and_is_tried_again()
    {
        using var desk = Desk();
        desk.NextCall(GatewayCall.SetStop, new Fault.PretendDone());
        var ticket = desk.OpensByHand();

        desk.StopOf(ticket).ShouldBeNull();
        desk.LastOutcome(ticket).Outcome.ShouldBe(WriteOutcome.Rejected);
        desk.LastOutcome(ticket).Reason.ShouldBe("The broker said \"done\", but shows no stop");
        desk.Row(ticket).State.ShouldBe(ProtectionState.Naked);
        desk.PassesSeconds(1);
        desk.StopOf(ticket).ShouldBe(1.09802m);
    }

    public static TheoryData<TradeRetcode> EveryRefusal() => [.. Enum.GetValues<TradeRetcode>().Where(code => RetcodePolicy.For(code).Outcome == WriteOutcome.Rejected)];

    [Theory]
    [MemberData(nameof(EveryRefusal))]
    public void A_permanent_refusal_never_becomes_a_storm_of_messages(TradeRetcode retcode)
    {
        using var desk = Desk();
        desk.For(TimeSpan.FromHours(1), GatewayCall.SetStop, new Fault.Reject(retcode));
        var ticket = desk.OpensByHand();
        var trailing = desk.OpensByHand(stop: 1.09900m);
        desk.Quote(1.10050m);
        desk.Idles(TimeSpan.FromMinutes(1));
        var before = desk.Wire.TradeCalls;
        desk.Idles(TimeSpan.FromMinutes(1));

        before.ShouldBeLessThanOrEqualTo(90);
        var isStanding = RetcodePolicy.IsStanding(retcode);
        (desk.Wire.TradeCalls - before).ShouldBeInRange(isStanding ? 18 : 30, isStanding ? 60 : 75, "about one attempt a second for the naked one, or less where the refusal stands, and each 5 s for the other");
        desk.StopOf(ticket).ShouldBeNull();
        desk.StopOf(trailing).ShouldBe(1.09900m);
    }

    [Fact]
    public void A_refusal_of_one_ticket_does_not_hold_up_another()
    {
        using var desk = Desk();
        var refused = desk.OpensByHand();
        desk.Faults.Add(new FaultCase(new Fault.Reject(TradeRetcode.TradeDisabled)) { Ticket = refused });
        desk.SetsByHand(refused, null);
        var fine = desk.OpensByHand();
        desk.StopOf(refused).ShouldBeNull();
        desk.StopOf(fine).ShouldBe(1.09802m);
    }
}
