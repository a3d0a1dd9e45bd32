using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Core.Writing;
using WebTrader.Engine.Safety;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Safety;

/// <summary>Where everything in a symbol is one position, a close that comes too late or twice opens the opposite.</summary>
public sealed class NettingGuardTests
{
    private static TradingDesk Desk(bool isNetting = true, int latency = 80)
    {
        var desk = new TradingDesk(new DeskSettings { IsNetting = isNetting, Gateway = new SimulatedGatewayOptions { TradeLatency = TimeSpan.FromMilliseconds(latency) } }).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    [Theory]
    [InlineData(Side.Long, 1.09801, false)]
    [InlineData(Side.Long, 1.09800, true)]
    [InlineData(Side.Long, 1.09799, true)]
    [InlineData(Side.Short, 1.09799, false)]
    [InlineData(Side.Short, 1.09800, true)]
    [InlineData(Side.Short, 1.09801, true)]
    public void No_close_leaves_while_the_price_is_at_or_past_the_stop_that_stands(Side side, double closing, bool isKept)
    {
        using var desk = Desk();
        var position = desk.Any() with { Side = side, StopLoss = new Price(1.09800m) };
        var price = new Price((decimal)closing);
        (NettingGuard.WhyNotClose(position, new Quote("EURUSD", price, price, desk.Now, 0)) is not null).ShouldBe(isKept);
        NettingGuard.WhyNotClose(position with { StopLoss = null }, new Quote("EURUSD", price, price, desk.Now, 0)).ShouldBeNull();
    }

    [Fact]
    public void What_a_close_of_ours_has_opened_because_the_stop_was_faster_is_closed_at_once_and_told()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(stop: 1.09900m);
        desk.PassesSeconds(1);
        desk.Begins(() => desk.Session.Executor.CloseAsync(ticket, null, "anna", CancellationToken.None));
        desk.PassesMilliseconds(20);
        desk.Quote(1.09890m);
        desk.IsOpen(ticket).ShouldBeFalse("the stop was faster than our close");
        for (var i = 0; i < 80 && desk.Broker.Positions.Count == 0; i++) desk.PassesMilliseconds(1);
        var turned = desk.Broker.Positions.ShouldHaveSingleItem();
        turned.Side.ShouldBe(Side.Short);

        for (var i = 0; i < 100 && desk.Session.Alarms.Standing.Count == 0; i++) desk.PassesMilliseconds(1);
        desk.Session.Alarms.Standing.ShouldContain(alarm => alarm.Text.Contains($"A close of ours has opened ticket {turned.Ticket}", StringComparison.Ordinal));
        desk.PassesSeconds(1);
        desk.Broker.Positions.ShouldBeEmpty();
        desk.Session.Alarms.Standing.ShouldNotContain(alarm => alarm.Text.StartsWith("A close of ours", StringComparison.Ordinal));
    }

    [Fact]
    public void A_position_of_yesterday_that_only_carries_a_comment_of_ours_is_left_open()
    {
        using var desk = Desk();
        desk.Broker.Open(new OrderRequest("EURUSD", Side.Long, new Lots(0.01m), new Price(1.09900m), Comment: "webtrader profit level"));
        desk.Crashes();
        for (var minutes = 0; minutes < 5; minutes++) desk.PassesSeconds(60);
        desk.Quote(1.10000m);
        desk.Starts();
        desk.Idles(TimeSpan.FromSeconds(5));
        desk.Broker.Positions.ShouldHaveSingleItem();
    }

    [Fact]
    public void Where_positions_stand_beside_each_other_a_late_close_opens_nothing()
    {
        using var desk = Desk(isNetting: false);
        var ticket = desk.OpensByHand(stop: 1.09900m);
        desk.PassesSeconds(1);
        desk.Begins(() => desk.Session.Executor.CloseAsync(ticket, null, "anna", CancellationToken.None));
        desk.PassesMilliseconds(20);
        desk.Quote(1.09890m);
        desk.PassesSeconds(1);
        desk.Broker.Positions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public void An_emergency_stop_does_not_repeat_a_close_that_nobody_knows_the_end_of_before_the_positions_are_read(bool isNetting, int leastTrades)
    {
        using var desk = Desk(isNetting);
        desk.OpensByHand(stop: 1.09900m);
        desk.PassesSeconds(1);
        var before = desk.Wire.TradeCalls;
        desk.NextCall(GatewayCall.Close, new Fault.LoseRequest());
        desk.For(TimeSpan.FromSeconds(20), GatewayCall.ReadPositions, new Fault.FailRead("the terminal did not answer"));
        desk.For(TimeSpan.FromSeconds(20), GatewayCall.ReadPosition, new Fault.FailRead("the terminal did not answer"));
        desk.Begins(() => Task.FromResult(desk.Session.Emergency.Order(new EmergencyStop("e-1", EmergencyAction.Flatten, EmergencyScope.Everything, "anna", "", desk.Now))));
        desk.PassesSeconds(18);
        var sent = desk.Wire.TradeCalls - before;
        if (isNetting) sent.ShouldBe(leastTrades);
        else sent.ShouldBeGreaterThanOrEqualTo(leastTrades);

        desk.PassesSeconds(80);
        desk.Broker.Positions.ShouldBeEmpty();
    }
}
