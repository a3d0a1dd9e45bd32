using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.StopLoss;

public class FirstStopTests
{
    private static TradingDesk Desk(DeskSettings? settings = null)
    {
        var desk = new TradingDesk(settings).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    [Fact]
    public void A_long_without_a_stop_gets_its_hard_stop_before_any_time_passes()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();

        // Bought at 1.10002: with 0.01 lots a loss of 2.00 is 200 points away.
        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.Now.ShouldBe(TradingDesk.Noon);
        desk.Row(ticket).Rule.ShouldBe(RuleName.HardStop);
    }

    [Fact]
    public void A_short_without_a_stop_gets_its_hard_stop_before_any_time_passes()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(Side.Short);
        desk.StopOf(ticket).ShouldBe(1.10200m);
    }

    [Fact]
    public void Positions_that_are_open_at_the_start_get_their_stops_without_a_quote()
    {
        using var desk = new TradingDesk();
        desk.Quote(1.10000m);
        var ticket = desk.OpensByHand();
        desk.Starts();

        desk.Session.Intake.Accepted.ShouldBe(0);
        desk.StopOf(ticket).ShouldBe(1.09802m);
    }

    [Fact]
    public void A_stale_quote_does_not_keep_a_position_without_a_stop_waiting()
    {
        using var desk = Desk();
        desk.PassesSeconds(60);
        var ticket = desk.OpensByHand();
        desk.StopOf(ticket).ShouldBe(1.09802m);
    }

    [Fact]
    public void A_stop_is_not_trailed_on_a_stale_quote()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(stop: 1.09900m);
        desk.PassesSeconds(60);
        desk.Broker.ChangeSymbol(TradingDesk.EurUsd, symbol => symbol with { Spec = symbol.Spec with { TickValueLoss = 1.2m } });
        desk.PassesSeconds(15);

        desk.StopOf(ticket).ShouldBe(1.09900m);
        desk.Row(ticket).Reason.ShouldStartWith("Stale");
        desk.Quote(1.10050m);
        desk.StopOf(ticket).ShouldBe(1.10032m, "the next quote is acted upon");
    }

    [Fact]
    public void A_position_whose_specification_comes_late_gets_its_stop_with_it_and_an_alarm_until_then()
    {
        using var desk = Desk();
        desk.Faults.Add(new FaultCase(new Fault.FailRead("no such symbol yet")) { Call = GatewayCall.ReadSymbol, Times = 3 });
        var ticket = desk.OpensByHand();
        desk.StopOf(ticket).ShouldBeNull();
        desk.Alarms.ShouldBe(["spec-EURUSD"]);

        desk.PassesSeconds(3);

        desk.StopOf(ticket).ShouldBe(1.09802m);
        desk.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void A_specification_that_makes_no_sense_is_not_used()
    {
        using var desk = Desk();
        desk.Gateway.OnSymbol = (_, reading) => Reading<SymbolSpec>.Of(reading.Value with { TickSize = 0 }, reading.Began);
        var ticket = desk.OpensByHand();

        desk.StopOf(ticket).ShouldBeNull();
        desk.Session.Alarms.Standing.Single().Text.ShouldContain("tickSize is 0, allowed is above 0");
    }

    [Fact]
    public void The_alarm_of_a_missing_specification_ends_with_the_last_position_of_the_symbol()
    {
        using var desk = Desk();
        desk.For(TimeSpan.FromHours(1), GatewayCall.ReadSymbol, new Fault.FailRead("no"));
        var ticket = desk.OpensByHand();
        desk.Alarms.ShouldBe(["spec-EURUSD"]);

        desk.ClosesByHand(ticket);
        desk.PassesSeconds(6);

        desk.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void Of_200_naked_positions_at_80_ms_a_call_each_is_protected_within_its_turn()
    {
        using var desk = new TradingDesk(DeskSettings.Slow(80));
        desk.Quote(1.10000m);
        var tickets = Enumerable.Range(0, 200).Select(_ => desk.OpensByHand()).ToList();
        desk.Starts();

        desk.PassesMilliseconds(200 * 80);

        tickets.Select(desk.StopOf).ShouldAllBe(stop => stop == 1.09802m);
        desk.Wire.TradeCalls.ShouldBe(200, "no call more than one for each");
        desk.Gateway.Stops.Select(write => write.Ticket).Distinct().Count().ShouldBe(200);
        tickets.Max(ticket => desk.Tracked(ticket).NakedFor).ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(200 * 80));
    }

    [Fact]
    public void The_worst_protected_goes_first()
    {
        using var desk = Desk(DeskSettings.Slow(80));
        desk.Quote("GBPUSD", 1.30000m, 1.30002m);
        var trailing = desk.OpensByHand(stop: 1.09900m);
        var wide = desk.OpensByHand(symbol: "GBPUSD", stop: 1.20000m);
        desk.PassesSeconds(1);
        desk.Gateway.Stops.Clear();

        // All three want a write while one call is at the broker.
        desk.Quote(1.10050m);
        var busy = desk.Gateway.Stops.ShouldHaveSingleItem().Ticket;
        busy.ShouldBe(trailing);
        desk.SetsByHand(wide, 1.10000m);
        var naked = desk.OpensByHand(symbol: "GBPUSD");
        desk.Quote(1.10100m);
        desk.PassesSeconds(1);

        desk.Gateway.Stops.Select(write => write.Ticket).ShouldBe([trailing, naked, wide, trailing]);
    }

    [Fact]
    public void The_intent_is_in_the_journal_before_the_call_and_the_outcome_after_it()
    {
        using var desk = Desk(DeskSettings.Slow(80));
        var ticket = desk.OpensByHand();
        desk.Journal.All<StopIntended>().ShouldHaveSingleItem().Write.Stop.ShouldBe(new Price(1.09802m));
        desk.Journal.All<StopSettled>().ShouldBeEmpty();

        desk.PassesMilliseconds(80);

        var settled = desk.Settled(ticket).ShouldHaveSingleItem();
        settled.Intent.ShouldBe(desk.Journal.All<StopIntended>().Single());
        settled.Latency.ShouldBe(TimeSpan.FromMilliseconds(80));
        settled.ReadBack.ShouldBe(TimeSpan.FromMilliseconds(80));
    }

    [Fact]
    public void A_position_that_cannot_be_computed_does_not_cost_the_others_their_protection()
    {
        using var desk = Desk();
        desk.Gateway.OnPositions = reading => ValueTask.FromResult(
            Reading<IReadOnlyList<Position>>.Of([.. reading.Value.Select((position, index) => index == 0 ? position with { Lots = new Lots(0) } : position)], reading.Began));
        var broken = desk.OpensByHand();
        var sound = desk.OpensByHand();
        desk.PassesSeconds(2);

        desk.StopOf(sound).ShouldBe(1.09802m);
        desk.Alarms.ShouldContain($"decide-{broken}");
        desk.Gateway.OnPositions = null;
        desk.PassesSeconds(6);
        desk.StopOf(broken).ShouldBe(1.09802m);
        desk.Alarms.ShouldBeEmpty();
    }
}
