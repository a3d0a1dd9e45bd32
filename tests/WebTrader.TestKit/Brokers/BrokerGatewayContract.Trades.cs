using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using Xunit;

namespace WebTrader.TestKit.Brokers;

/// <content>Trades and what the history says of them.</content>
public abstract partial class BrokerGatewayContract
{
    [Fact]
    public async Task A_stop_that_was_set_reads_back_and_the_take_profit_sent_along_stands()
    {
        await using var stage = await QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m, takeProfit: 1.12000m);

        (await SetStop(stage, ticket, 1.09500m, 1.12000m)).ShouldBe(TradeRetcode.Done);

        var position = await Position(stage, ticket);
        position!.StopLoss.ShouldBe(new Price(1.09500m));
        position.TakeProfit.ShouldBe(new Price(1.12000m));
    }

    [Fact]
    public async Task A_take_profit_not_sent_along_is_removed()
    {
        await using var stage = await QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m, takeProfit: 1.12000m);
        await SetStop(stage, ticket, 1.09500m, null);
        (await Position(stage, ticket))!.TakeProfit.ShouldBeNull();
    }

    [Fact]
    public async Task Setting_the_stop_that_stands_is_answered_no_changes()
    {
        await using var stage = await QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Short, 0.01m, stop: 1.10500m);
        (await SetStop(stage, ticket, 1.10500m, null)).ShouldBe(TradeRetcode.NoChanges);
    }

    [Fact]
    public async Task A_stop_on_the_wrong_side_is_answered_invalid_stops_and_nothing_changes()
    {
        await using var stage = await QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m, stop: 1.09000m);
        (await SetStop(stage, ticket, 1.10100m, null)).ShouldBe(TradeRetcode.InvalidStops);
        (await Position(stage, ticket))!.StopLoss.ShouldBe(new Price(1.09000m));
    }

    [Fact]
    public async Task A_closed_position_is_answered_as_closed()
    {
        await using var stage = await QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        await stage.CloseByHandAsync(ticket);
        (await SetStop(stage, ticket, 1.09000m, null)).ShouldBe(TradeRetcode.PositionClosed);
        (await Close(stage, ticket, Side.Long, 0.01m)).Retcode.ShouldBe(TradeRetcode.PositionClosed);
    }

    [Fact]
    public async Task A_close_is_done_at_the_closing_price_and_the_position_is_gone()
    {
        await using var stage = await QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);

        var answer = await Close(stage, ticket, Side.Long, 0.01m);

        answer.Retcode.ShouldBe(TradeRetcode.Done);
        answer.Price.ShouldBe(new Price(1.10000m));
        (await Position(stage, ticket)).ShouldBeNull();
        (await Deals(stage, ticket))[^1].Reason.ShouldBe(DealReason.Expert);
    }

    [Fact]
    public async Task A_part_can_be_closed_and_the_rest_keeps_its_stop()
    {
        await using var stage = await QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Short, 0.03m, stop: 1.10500m);
        (await Close(stage, ticket, Side.Short, 0.01m)).Retcode.ShouldBe(TradeRetcode.Done);
        var rest = await Position(stage, ticket);
        rest!.Lots.ShouldBe(new Lots(0.02m));
        rest.StopLoss.ShouldBe(new Price(1.10500m));
    }

    [Fact]
    public async Task The_history_says_what_opened_and_what_closed_a_position()
    {
        await using var stage = await QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m, stop: 1.09900m);
        await stage.QuoteAsync(1.09880m, 1.09890m);

        (await Position(stage, ticket)).ShouldBeNull();
        var deals = await Deals(stage, ticket);
        deals.Select(deal => deal.Entry).ShouldBe([DealEntry.In, DealEntry.Out]);
        deals[0].Reason.ShouldBe(DealReason.Client);
        deals[1].Reason.ShouldBe(DealReason.StopLoss);
        deals[1].Side.ShouldBe(Side.Short);
        deals[1].Price.ShouldBe(new Price(1.09880m));
        deals[1].Profit.ShouldBe(new Money(-1.30m));
    }

    [Fact]
    public async Task The_history_since_a_deal_begins_with_that_deal()
    {
        await using var stage = await QuotedAsync();
        await stage.CloseByHandAsync(await stage.OpenByHandAsync(Side.Long, 0.01m));
        await stage.QuoteAsync(1.10010m, 1.10020m);
        var second = await stage.OpenByHandAsync(Side.Short, 0.01m);
        var opening = (await Deals(stage, second)).Single();

        var since = (await stage.CallAsync(() => stage.Gateway.ReadDealsSinceAsync(opening.Time, default))).Value;

        since.ShouldContain(deal => deal.Number == opening.Number);
        since.Select(deal => deal.Time).ShouldBeInOrder();
        since.ShouldAllBe(deal => deal.Time >= opening.Time);
        (await stage.CallAsync(() => stage.Gateway.ReadDealsSinceAsync(DateTimeOffset.UnixEpoch, default))).Value.Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_was_opened_is_found_by_its_magic_number_and_comment_while_it_is_open_and_in_the_history()
    {
        await using var stage = await QuotedAsync();
        var write = new OpenWrite("EURUSD", Side.Long, new Lots(0.01m), new Price(1.09900m), null, 4_711, "wt 9.17");
        var answer = (await stage.CallAsync(() => stage.Gateway.OpenAsync(write, default))).ShouldBeOfType<TradeAnswer.Answered>();
        answer.Retcode.ShouldBe(TradeRetcode.Done);

        var position = (await Positions(stage)).ShouldHaveSingleItem();
        position.Ticket.ShouldBe(answer.Opened!.Value);
        (position.Magic, position.Comment).ShouldBe((4_711, "wt 9.17"));

        await stage.QuoteAsync(1.09880m, 1.09890m);
        (await Positions(stage)).ShouldBeEmpty("its stop was hit");
        var opening = (await stage.CallAsync(() => stage.Gateway.ReadDealsSinceAsync(DateTimeOffset.UnixEpoch, default))).Value.Single(deal => deal.Entry == DealEntry.In);
        (opening.Position, opening.Magic, opening.Comment).ShouldBe((position.Id, 4_711, "wt 9.17"));
    }

    [Fact]
    public async Task What_is_opened_without_a_magic_number_has_the_one_that_the_gateway_says()
    {
        await using var stage = await QuotedAsync();
        await stage.CallAsync(() => stage.Gateway.OpenAsync(new OpenWrite("EURUSD", Side.Long, new Lots(0.01m), new Price(1.09900m), null, 0, "wt 9.18"), default));

        (await Positions(stage)).ShouldHaveSingleItem().Magic.ShouldBe(stage.Gateway.MagicOf(0));
        stage.Gateway.MagicOf(77).ShouldBe(77);
    }

    [Fact]
    public async Task A_trade_given_up_before_it_was_sent_is_not_sent()
    {
        await using var stage = await QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        var answer = await stage.CallAsync(() => stage.Gateway.SetStopAsync(
            new StopWrite(AnyToken, ticket, new PositionId(ticket.Value), "EURUSD", new Price(1.09m), null), new CancellationToken(canceled: true)));
        answer.ShouldBeOfType<TradeAnswer.NotSent>();
        (await Position(stage, ticket))!.StopLoss.ShouldBeNull();
    }

    private static async Task<TradeRetcode> SetStop(IGatewayStage stage, Ticket ticket, decimal stop, decimal? takeProfit)
    {
        var target = takeProfit is { } given ? new Price(given) : (Price?)null;
        var write = new StopWrite(AnyToken, ticket, new PositionId(ticket.Value), "EURUSD", new Price(stop), target);
        var answer = await stage.CallAsync(() => stage.Gateway.SetStopAsync(write, default));
        return answer.ShouldBeOfType<TradeAnswer.Answered>().Retcode;
    }

    private static async Task<TradeAnswer.Answered> Close(IGatewayStage stage, Ticket ticket, Side side, decimal lots)
    {
        var write = new CloseWrite(AnyToken, ticket, new PositionId(ticket.Value), "EURUSD", side, new Lots(lots), "test");
        var answer = await stage.CallAsync(() => stage.Gateway.CloseAsync(write, default));
        return answer.ShouldBeOfType<TradeAnswer.Answered>();
    }

    private static async Task<IReadOnlyList<Deal>> Deals(IGatewayStage stage, Ticket ticket) =>
        (await stage.CallAsync(() => stage.Gateway.ReadDealsAsync(new PositionId(ticket.Value), default))).Value;
}
