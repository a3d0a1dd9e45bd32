using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using Xunit;

namespace WebTrader.TestKit.Brokers;

/// <content>Pending orders: reading all of them, removing one.</content>
public abstract partial class BrokerGatewayContract
{
    public static TheoryData<TradeRetcode> Refusals => [.. Enum.GetValues<TradeRetcode>().Except([TradeRetcode.Done, TradeRetcode.DonePartial])];

    [Theory]
    [InlineData(PendingKind.BuyLimit, 109_013, Side.Long)]
    [InlineData(PendingKind.SellLimit, 111_007, Side.Short)]
    [InlineData(PendingKind.BuyStop, 111_011, Side.Long)]
    [InlineData(PendingKind.SellStop, 108_999, Side.Short)]
    public async Task A_pending_order_reads_with_everything_it_has(PendingKind kind, int points, Side side)
    {
        var price = points * 0.00001m;
        await using var stage = await QuotedAsync();
        var ticket = await stage.PlaceByHandAsync(Pending(kind, price) with { Lots = new Lots(0.02m), Magic = 4711, Comment = "by hand" });
        (await Orders(stage)).ShouldHaveSingleItem().ShouldBe(new WaitingOrder(ticket, "EURUSD", side, new Lots(0.02m), new Price(price), 4711, "by hand"));
    }

    [Fact]
    public async Task All_pending_orders_are_read_and_no_position_is_among_them()
    {
        await using var stage = await QuotedAsync();
        await stage.OpenByHandAsync(Side.Long, 0.01m);
        var prices = Enumerable.Range(0, 11).Select(step => 1.09000m + step * 0.00010m).ToList();
        foreach (var price in prices) await stage.PlaceByHandAsync(Pending(PendingKind.BuyLimit, price));
        (await Orders(stage)).Select(order => order.Price.Value).ShouldBe(prices, ignoreOrder: true);
    }

    [Fact]
    public async Task Without_pending_orders_none_are_read_and_that_is_a_success()
    {
        await using var stage = await QuotedAsync();
        (await Orders(stage)).ShouldBeEmpty();
        await stage.OpenByHandAsync(Side.Long, 0.01m);
        (await Orders(stage)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_others_do_to_pending_orders_is_reported_and_shows_in_the_next_reading()
    {
        await using var stage = await QuotedAsync();
        var told = stage.Ears.TradeEvents;
        var removed = await stage.PlaceByHandAsync(Pending(PendingKind.SellStop, 1.08000m));
        var filled = await stage.PlaceByHandAsync(Pending(PendingKind.SellLimit, 1.10100m));
        stage.Ears.TradeEvents.ShouldBeGreaterThan(told);

        told = stage.Ears.TradeEvents;
        await stage.RemoveByHandAsync(removed);
        stage.Ears.TradeEvents.ShouldBeGreaterThan(told);
        (await Orders(stage)).ShouldHaveSingleItem().Ticket.ShouldBe(filled);

        told = stage.Ears.TradeEvents;
        await stage.QuoteAsync(1.10100m, 1.10110m);
        stage.Ears.TradeEvents.ShouldBeGreaterThan(told);
        (await Orders(stage)).ShouldBeEmpty();
        (await Positions(stage)).ShouldHaveSingleItem().OpenPrice.ShouldBe(new Price(1.10100m));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pending_order_that_is_removed_is_gone_in_the_next_reading_and_the_rest_stays(bool netting)
    {
        await using var stage = await QuotedAsync(netting);
        await stage.OpenByHandAsync(Side.Long, 0.03m, stop: 1.09000m);
        var removed = await stage.PlaceByHandAsync(Pending(PendingKind.BuyLimit, 1.09000m));
        var other = await stage.PlaceByHandAsync(Pending(PendingKind.BuyLimit, 1.09100m));

        var answer = await Cancel(stage, removed);

        answer.ShouldBeOfType<TradeAnswer.Answered>().ShouldSatisfyAllConditions(
            it => it.Retcode.ShouldBe(TradeRetcode.Done),
            it => it.Price.ShouldBeNull(),
            it => it.Opened.ShouldBeNull());
        (await Orders(stage)).ShouldHaveSingleItem().Ticket.ShouldBe(other);
        (await Positions(stage)).ShouldHaveSingleItem().StopLoss.ShouldBe(new Price(1.09000m));
    }

    [Fact]
    public async Task Removing_a_pending_order_that_is_gone_or_that_nobody_knows_says_so_and_changes_nothing()
    {
        await using var stage = await QuotedAsync();
        var other = await stage.PlaceByHandAsync(Pending(PendingKind.BuyLimit, 1.09100m));
        var gone = await stage.PlaceByHandAsync(Pending(PendingKind.BuyLimit, 1.09000m));
        await stage.RemoveByHandAsync(gone);

        (await Cancel(stage, gone)).ShouldBeOfType<TradeAnswer.Answered>().Retcode.ShouldBe(TradeRetcode.InvalidOrder);
        (await Cancel(stage, new Ticket(4))).ShouldBeOfType<TradeAnswer.Answered>().Retcode.ShouldBe(TradeRetcode.InvalidOrder);

        (await Orders(stage)).ShouldHaveSingleItem().Ticket.ShouldBe(other);
    }

    [Fact]
    public async Task Removing_a_pending_order_that_was_filled_says_so_and_its_position_stays()
    {
        await using var stage = await QuotedAsync();
        var filled = await stage.PlaceByHandAsync(Pending(PendingKind.BuyLimit, 1.09000m));
        await stage.QuoteAsync(1.08980m, 1.08990m);

        (await Cancel(stage, filled)).ShouldBeOfType<TradeAnswer.Answered>().Retcode.ShouldBe(TradeRetcode.InvalidOrder);

        (await Positions(stage)).ShouldHaveSingleItem().OpenPrice.ShouldBe(new Price(1.09000m));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_removal_that_is_refused_carries_the_code_and_the_order_stands(TradeRetcode retcode)
    {
        await using var stage = await QuotedAsync();
        var order = await stage.PlaceByHandAsync(Pending(PendingKind.BuyStop, 1.11000m));
        await stage.AnswerNextAsync(GatewayCall.Cancel, retcode);

        (await Cancel(stage, order)).ShouldBeOfType<TradeAnswer.Answered>().Retcode.ShouldBe(retcode);

        (await Orders(stage)).ShouldHaveSingleItem().Ticket.ShouldBe(order);
    }

    [Fact]
    public async Task A_removal_is_a_trade_under_way_until_it_is_answered()
    {
        await using var stage = await QuotedAsync();
        var order = await stage.PlaceByHandAsync(Pending(PendingKind.BuyStop, 1.11000m));
        var gateway = stage.Gateway;

        // One that is answered at once is under way no more.
        var (isUnderWay, free) = await stage.CallAsync(async () =>
        {
            var call = gateway.CancelAsync(new CancelWrite(order, "EURUSD"), default);
            var seen = (!call.IsCompleted, gateway.TradesFree);
            await call;
            return seen;
        });

        free.ShouldBe(isUnderWay ? gateway.TradesInFlight - 1 : gateway.TradesInFlight);
        (await stage.CallAsync(() => ValueTask.FromResult(gateway.TradesFree))).ShouldBe(gateway.TradesInFlight);
    }

    [Fact]
    public async Task A_removal_given_up_before_it_was_sent_is_not_sent()
    {
        await using var stage = await QuotedAsync();
        var order = await stage.PlaceByHandAsync(Pending(PendingKind.BuyStop, 1.11000m));
        (await stage.CallAsync(() => stage.Gateway.CancelAsync(new CancelWrite(order, "EURUSD"), new CancellationToken(canceled: true)))).ShouldBeOfType<TradeAnswer.NotSent>();
        (await Orders(stage)).ShouldHaveSingleItem().Ticket.ShouldBe(order);
    }

    [Fact]
    public async Task Without_a_way_to_the_broker_pending_orders_are_not_read_as_none_and_none_is_removed()
    {
        await using var stage = await QuotedAsync();
        var order = await stage.PlaceByHandAsync(Pending(PendingKind.BuyStop, 1.11000m));

        await stage.InterruptAsync();

        var read = await stage.CallAsync(() => stage.Gateway.ReadOrdersAsync(default));
        read.Succeeded.ShouldBeFalse();
        read.Failure.ShouldNotBeNullOrWhiteSpace();
        (await Cancel(stage, order)).ShouldBeOfType<TradeAnswer.NotSent>();

        await stage.RestoreAsync();

        (await Orders(stage)).ShouldHaveSingleItem().Ticket.ShouldBe(order);
        (await Cancel(stage, order)).ShouldBeOfType<TradeAnswer.Answered>().Retcode.ShouldBe(TradeRetcode.Done);
        (await Orders(stage)).ShouldBeEmpty();
    }

    /// <summary>An order of 0.01 lots in EURUSD; its ticket and the moment it was placed are the server's.</summary>
    protected static PendingOrder Pending(PendingKind kind, decimal price) =>
        new() { Ticket = default, Symbol = "EURUSD", Kind = kind, Lots = new Lots(0.01m), Price = new Price(price), Placed = default };

    private static async Task<IReadOnlyList<WaitingOrder>> Orders(IGatewayStage stage) =>
        (await stage.CallAsync(() => stage.Gateway.ReadOrdersAsync(default))).Value;

    private static Task<TradeAnswer> Cancel(IGatewayStage stage, Ticket order) =>
        stage.CallAsync(() => stage.Gateway.CancelAsync(new CancelWrite(order, "EURUSD"), default));
}
