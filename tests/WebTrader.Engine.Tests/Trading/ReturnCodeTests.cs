using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Trading;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Trading;

/// <summary>The same return code means another thing for a close and for an opening than for a stop.</summary>
public sealed class ReturnCodeTests
{
    private static readonly OpeningOrder Order = new("EURUSD", Side.Long, new Lots(0.01m), null, null, 0, "the operator");

    private static TradingDesk Desk()
    {
        var desk = new TradingDesk().Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    private static T Asks<T>(TradingDesk desk, Func<Task<T>> ask)
    {
        T? result = default;
        var asking = desk.Begins(async () => result = await ask());
        for (var i = 0; i < 200 && !asking.IsCompleted; i++) desk.PassesMilliseconds(50);
        asking.IsCompletedSuccessfully.ShouldBeTrue(asking.Exception?.ToString());
        return result!;
    }

    private static WriteResult Closes(TradingDesk desk, Ticket ticket, decimal? lots = null) =>
        Asks(desk, () => desk.Session.Executor.CloseAsync(ticket, lots is { } part ? new Lots(part) : null, "the operator", TestContext.Current.CancellationToken));

    [Theory]
    [InlineData(TradeRetcode.Placed)]
    [InlineData(TradeRetcode.Timeout)]
    [InlineData(TradeRetcode.NoConnection)]
    [InlineData(TradeRetcode.PositionClosed)]
    public void An_opening_that_may_have_happened_is_looked_for_and_not_sent_again(TradeRetcode retcode)
    {
        using var desk = Desk();
        desk.NextCall(GatewayCall.Open, new Fault.Reject(retcode));

        var opened = Asks(desk, () => desk.Session.Opener.OpenAsync(Order));

        opened.Result.Outcome.ShouldBe(WriteOutcome.Unknown);
        opened.Result.Reason.ShouldEndWith("the broker shows no such position yet");
        desk.Journal.All<OpenSettled>().ShouldHaveSingleItem();
        desk.Broker.Positions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TradeRetcode.InvalidVolume)]
    [InlineData(TradeRetcode.InvalidCloseVolume)]
    public void A_close_refused_for_its_volume_is_no_alarm_about_stops(TradeRetcode retcode)
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand(lots: 0.03m);
        desk.NextCall(GatewayCall.Close, new Fault.Reject(retcode));

        Closes(desk, ticket, 0.01m).Outcome.ShouldBe(WriteOutcome.Rejected);

        desk.Alarms.ShouldBeEmpty();
        desk.AtBroker(ticket).Lots.ShouldBe(new Lots(0.03m), "nothing larger was sent in its place");
    }

    [Fact]
    public void A_close_that_the_terminal_forbids_is_a_red_alarm_in_its_own_words()
    {
        using var desk = Desk();
        var ticket = desk.OpensByHand();
        desk.NextCall(GatewayCall.Close, new Fault.Reject(TradeRetcode.ClientDisablesAutoTrading));

        Closes(desk, ticket).Outcome.ShouldBe(WriteOutcome.Rejected);

        desk.Session.Alarms.Standing.Single().Text.ShouldStartWith("Positions cannot be closed: automatic trading is switched off in the terminal (10027)");
    }
}
