using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine.Monitoring;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Monitoring;

/// <summary>Parts of a position that are closed while the rest goes on: each is recorded once, and with its reason.</summary>
public class PartsTests
{
    private static readonly DateTimeOffset Noon = TradingDesk.Noon;

    private static TradingDesk Desk()
    {
        var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    [Fact]
    public void Each_part_closed_by_hand_is_recorded_once_with_who_closed_it_and_what_it_earned()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(lots: 0.04m);
        desk.ClosesByHand(ticket, 0.01m, DealReason.Mobile);
        desk.Quote(1.10012m);
        desk.ClosesByHand(ticket, 0.02m);
        desk.PassesSeconds(60);

        var parts = Parts(desk, ticket);
        parts.Select(parted => (parted.Part.Lots.Value, parted.Part.Reason, parted.Part.Profit.Amount, parted.Position.Lots.Value)).ShouldBe(
            [(0.01m, CloseReason.ManualMobile, -0.02m, 0.03m), (0.02m, CloseReason.ManualDesktop, 0.20m, 0.01m)]);
        parts.ShouldAllBe(parted => !parted.Part.Recovered);
        desk.StopOf(ticket).ShouldNotBeNull("what is left stays protected");
    }

    [Fact]
    public void A_part_whose_deal_shows_up_late_is_recorded_when_it_does()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(lots: 0.02m);
        desk.For(TimeSpan.FromSeconds(30), GatewayCall.ReadDeals, new Fault.FailRead("the history is being loaded"));
        desk.ClosesByHand(ticket, 0.01m);
        desk.PassesSeconds(20);
        Parts(desk, ticket).ShouldBeEmpty();

        desk.PassesSeconds(20);
        Parts(desk, ticket).ShouldHaveSingleItem().Part.Profit.Amount.ShouldBe(-0.02m);
    }

    [Fact]
    public void A_part_closed_while_nobody_watched_is_found_afterwards_and_earlier_ones_are_not_told_again()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(lots: 0.04m);
        desk.ClosesByHand(ticket, 0.01m);
        desk.PassesSeconds(10);
        desk.Crashes();
        desk.ClosesByHand(ticket, 0.02m);
        desk.PassesSeconds(5);
        desk.Starts();
        desk.PassesSeconds(30);

        Parts(desk, ticket).Select(parted => (parted.Part.Lots.Value, parted.Part.Recovered)).ShouldBe([(0.01m, false), (0.02m, true)]);
    }

    [Fact]
    public void A_part_closed_before_any_reading_showed_the_position_is_recorded_too()
    {
        using var desk = Desk();
        desk.For(TimeSpan.FromSeconds(5), GatewayCall.ReadPositions, new Fault.FailRead("the terminal did not answer"));
        var ticket = desk.OpensByHand(lots: 0.03m);
        desk.ClosesByHand(ticket, 0.01m, DealReason.Web);
        desk.PassesSeconds(30);

        Parts(desk, ticket).ShouldHaveSingleItem().Part.Reason.ShouldBe(CloseReason.ManualWeb);
        desk.ClosesByHand(ticket, 0.01m);
        desk.PassesSeconds(30);
        Parts(desk, ticket).Count.ShouldBe(2);
    }

    [Fact]
    public void A_part_that_we_closed_ourselves_is_recorded_as_ours()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(lots: 0.02m);
        WriteResult? closed = null;
        desk.Begins(async () => closed = await desk.Session.Executor.CloseAsync(ticket, new Lots(0.01m), "a script", CancellationToken.None));
        desk.PassesSeconds(10);

        closed.ShouldNotBeNull().Outcome.ShouldBe(WriteOutcome.Accepted);
        Parts(desk, ticket).ShouldHaveSingleItem().Part.Reason.ShouldBe(CloseReason.Operator);
    }

    [Fact]
    public void One_position_closed_by_another_ends_one_and_takes_a_part_of_the_other()
    {
        using var desk = Desk();
        var longs = desk.OpensByHand(lots: 0.03m);
        var shorts = desk.OpensByHand(Side.Short, lots: 0.01m);
        desk.Broker.CloseBy(longs, shorts).Retcode.ShouldBe(TradeRetcode.Done);
        desk.PassesSeconds(30);

        desk.TradeOf(shorts).Reason.ShouldBe(CloseReason.ManualDesktop);
        desk.Journal.All<PositionClosed>().ShouldHaveSingleItem();
        Parts(desk, longs).ShouldHaveSingleItem().Part.Lots.Value.ShouldBe(0.01m);
        desk.AtBroker(longs).Lots.Value.ShouldBe(0.02m);
        desk.StopOf(longs).ShouldNotBeNull();

        desk.ClosesByHand(longs);
        desk.PassesSeconds(10);
        desk.TradeOf(longs).Lots.Value.ShouldBe(0.03m);
    }

    [Fact]
    public void As_long_as_the_deals_do_not_leave_what_is_open_nothing_is_told()
    {
        Deal[] deals = [Deal(1, DealEntry.In, Side.Long, 0.04m), Deal(2, DealEntry.Out, Side.Short, 0.01m)];

        ClosureClassifier.Parts(deals, Left(Side.Long, 0.02m), null, Noon).ShouldBeNull();
        ClosureClassifier.Parts(deals, Left(Side.Long, 0.03m), null, Noon)!.ShouldHaveSingleItem().Deal.ShouldBe(2);
        ClosureClassifier.Parts(deals, Left(Side.Long, 0.03m), new StopProgress(Side.Long, PartsClosed: new Lots(0.01m)), Noon)!.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_closed_before_a_netting_reversal_is_no_part_of_what_it_made()
    {
        Deal[] deals = [Deal(1, DealEntry.In, Side.Long, 0.04m), Deal(2, DealEntry.Out, Side.Short, 0.01m), Deal(3, DealEntry.InOut, Side.Short, 0.06m), Deal(4, DealEntry.Out, Side.Long, 0.02m)];

        ClosureClassifier.Parts(deals, Left(Side.Short, 0.01m), null, Noon)!.ShouldHaveSingleItem().Deal.ShouldBe(4);
    }

    private static List<PartlyClosed> Parts(TradingDesk desk, Ticket ticket) => [.. desk.Journal.All<PartlyClosed>().Where(parted => parted.Ticket == ticket)];

    private static Position Left(Side side, decimal lots) =>
        new() { Ticket = new Ticket(7), Id = new PositionId(7), Symbol = TradingDesk.EurUsd, Side = side, Lots = new Lots(lots), OpenPrice = new Price(1.1m), OpenTime = Noon };

    private static Deal Deal(long number, DealEntry entry, Side side, decimal lots) =>
        new() { Number = number, Position = new PositionId(7), Symbol = TradingDesk.EurUsd, Entry = entry, Reason = DealReason.Client, Side = side, Lots = new Lots(lots), Price = new Price(1.1m), Time = Noon.AddSeconds(number) };
}
