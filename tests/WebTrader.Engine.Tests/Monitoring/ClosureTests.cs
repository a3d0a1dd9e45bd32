using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Monitoring;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Monitoring;

public class ClosureTests
{
    private static TradingDesk Desk()
    {
        var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    [Fact]
    public void A_hit_hard_stop_is_a_stop_in_loss()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Quote(1.09802m);
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.LossStop);
    }

    [Fact]
    public void A_stop_in_loss_stays_one_even_if_a_gap_fills_it_in_profit()
    {
        var last = Long(stop: 1.09900m);
        Classified(last, DealReason.StopLoss, 1.10100m).ShouldBe(CloseReason.LossStop);
    }

    [Fact]
    public void A_hit_trailing_stop_is_a_trailing_stop()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Walks(1.10109m);
        desk.Quote(1.10092m);

        var trade = desk.TradeOf(ticket);
        trade.Reason.ShouldBe(CloseReason.TrailingStop);
        trade.Profit.Amount.ShouldBe(0.90m);
        trade.PeakProfit!.Value.Amount.ShouldBe(1.07m);
    }

    [Fact]
    public void A_hit_sweet_spot_is_a_locked_stop()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Quote(1.10007m);
        desk.Quote(1.10005m);
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.LockedStop);
    }

    [Fact]
    public void A_stop_in_profit_set_by_hand_is_a_stop_set_by_others()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Walks(1.10109m);
        desk.SetsByHand(ticket, 1.10100m);
        desk.Quote(1.10100m);
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.ForeignStop);
    }

    [Fact]
    public void A_hit_take_profit_is_a_take_profit()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(takeProfit: 1.10050m);
        desk.Quote(1.10051m);
        var trade = desk.TradeOf(ticket);
        trade.Reason.ShouldBe(CloseReason.TakeProfit);
        trade.ClosePrice.Value.ShouldBe(1.10050m);
    }

    [Theory]
    [InlineData(DealReason.Client, CloseReason.ManualDesktop)]
    [InlineData(DealReason.Mobile, CloseReason.ManualMobile)]
    [InlineData(DealReason.Web, CloseReason.ManualWeb)]
    [InlineData(DealReason.Expert, CloseReason.OtherProgram)]
    [InlineData(DealReason.StopOut, CloseReason.StopOut)]
    [InlineData(DealReason.Rollover, CloseReason.Rollover)]
    [InlineData(DealReason.Split, CloseReason.Split)]
    public void Who_closed_it_is_told_by_the_deal_and_not_by_the_profit(DealReason reason, CloseReason expected)
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.ClosesByHand(ticket, reason: reason);
        desk.TradeOf(ticket).Reason.ShouldBe(expected);
    }

    [Fact]
    public void Partial_closes_add_up_to_one_trade()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(lots: 0.04m, stop: 1.09990m);
        desk.ClosesByHand(ticket, 0.01m);
        desk.Quote(1.09998m);
        desk.ClosesByHand(ticket, 0.01m);
        desk.Journal.All<Core.Journal.PositionClosed>().ShouldBeEmpty();
        desk.Quote(1.09990m);

        var trade = desk.TradeOf(ticket);
        trade.Lots.Value.ShouldBe(0.04m);
        trade.Profit.Amount.ShouldBe(-0.02m - 0.04m - 0.24m);
        trade.ClosePrice.Value.ShouldBe(1.099945m);
        trade.Reason.ShouldBe(CloseReason.LossStop);
    }

    [Fact]
    public void A_stop_that_is_hit_before_it_could_be_read_back_is_still_ours()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.Quote(1.10020m);
        desk.Gateway.OnSetStop = write =>
        {
            desk.Gateway.OnSetStop = null;
            desk.Broker.Modify(write.Ticket, write.Stop, write.TakeProfit).Retcode.ShouldBe(TradeRetcode.Done);
            desk.Broker.Feed(TradingDesk.EurUsd, new Price(1.10040m), new Price(1.10042m), desk.Now);
            return Task.FromResult<TradeAnswer>(new TradeAnswer.Answered(TradeRetcode.Done));
        };
        desk.Quote(1.10109m);

        desk.IsOpen(ticket).ShouldBeFalse();
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.TrailingStop);
        desk.LastOutcome(ticket).Reason.ShouldBe("The position is closed");
        desk.Settled(ticket)[^1].ReadBack.ShouldBeNull("nothing showed the stop");
    }

    [Fact]
    public void A_position_that_was_turned_round_is_closed_when_nothing_is_left()
    {
        var deals = new[]
        {
            Deal(1, DealEntry.In, Side.Long, 1.0m), Deal(2, DealEntry.InOut, Side.Short, 1.5m), Deal(3, DealEntry.Out, Side.Long, 0.5m),
        };
        ClosureClassifier.Classify(new AccountId("a"), deals[..2], null, null, null, false).ShouldBeNull();
        ClosureClassifier.Classify(new AccountId("a"), deals, null, null, null, false).ShouldNotBeNull();
    }

    private static CloseReason Classified(Position last, DealReason reason, decimal price)
    {
        Deal[] deals = [Deal(1, DealEntry.In, Side.Long, 0.01m), Deal(2, DealEntry.Out, Side.Short, 0.01m) with { Reason = reason, Price = new Price(price) }];
        return ClosureClassifier.Classify(new AccountId("a"), deals, last, null, null, false)!.Reason;
    }

    private static Position Long(decimal stop) => new()
    {
        Ticket = new Ticket(1), Id = new PositionId(1), Symbol = "EURUSD", Side = Side.Long, Lots = new Lots(0.01m),
        OpenPrice = new Price(1.1m), OpenTime = TradingDesk.Noon, StopLoss = new Price(stop),
    };

    private static Deal Deal(long number, DealEntry entry, Side side, decimal lots) => new()
    {
        Number = number, Position = new PositionId(1), Symbol = "EURUSD", Entry = entry, Reason = DealReason.Client, Side = side,
        Lots = new Lots(lots), Price = new Price(1.1m), Time = TradingDesk.Noon,
    };
}
