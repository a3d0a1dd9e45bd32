using Shouldly;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.TestKit.Host;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Gateway;

public sealed class WireOrderTests
{
    [Fact]
    public async Task A_comment_that_the_expert_does_not_escape_is_read_whole()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        await stage.PlaceByHandAsync(Pending(1.09000m) with { Comment = """grid "7" C:\new; on""" });
        (await OrdersAsync(stage)).Value.ShouldHaveSingleItem().Comment.ShouldBe("""grid "7" C:\new; on""");
    }

    [Fact]
    public async Task A_stop_limit_order_waits_for_the_price_that_makes_it_a_limit_order()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        await stage.PlaceByHandAsync(Pending(1.09000m) with { Kind = PendingKind.SellStopLimit, LimitPrice = new Price(1.09200m) });
        var order = (await OrdersAsync(stage)).Value.ShouldHaveSingleItem();
        (order.Side, order.Price).ShouldBe((Side.Short, new Price(1.09000m)));
    }

    [Fact]
    public async Task An_order_at_the_market_that_the_broker_is_executing_is_no_pending_order()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        var pending = await stage.PlaceByHandAsync(Pending(1.09000m));
        await stage.Terminal.ChangeBrokerFaultsAsync(plan => plan.Next(new Fault.Hang(TimeSpan.FromSeconds(4)), GatewayCall.Open));
        var opening = stage.OpenAsync();
        await Eventually.TrueAsync(async () => await stage.CommandsAsync(Mt5Command.OrderSend) == 1, "it has left");
        var before = await stage.CommandsAsync(Mt5Command.OrderGetTicket);

        var read = await OrdersAsync(stage);

        opening.IsCompleted.ShouldBeFalse();
        read.Value.ShouldHaveSingleItem().Ticket.ShouldBe(pending);
        (await stage.CommandsAsync(Mt5Command.OrderGetTicket) - before).ShouldBe(4, "the terminal has two orders, and each was looked at twice");
        (await opening).Code().ShouldBe(TradeRetcode.Done);
    }

    [Fact]
    public async Task One_that_goes_while_another_comes_hides_none_of_the_others()
    {
        await using var stage = await new WireSetup { Experts = 1 }.QuotedAsync();
        var tickets = new List<Ticket>();
        for (var i = 0; i < 12; i++) tickets.Add(await stage.PlaceByHandAsync(Pending(1.09000m + i * 0.00010m)));
        await stage.Terminal.ChangeAsync((faults, _) => faults.SetLatency(Mt5Command.OrderGetTicket, TimeSpan.FromMilliseconds(20)));
        var before = await stage.CommandsAsync(Mt5Command.OrderGetTicket);

        var reading = OrdersAsync(stage);
        await Eventually.TrueAsync(async () => await stage.CommandsAsync(Mt5Command.OrderGetTicket) - before > 4, "some of them were read");
        await stage.Terminal.AskAsync(broker => (broker.RemoveOrder(tickets[0]), broker.Place(Pending(1.08000m))));
        var read = await reading;

        if (read.Succeeded) read.Value.Select(order => order.Ticket).ShouldBeSubsetOf((await OrdersAsync(stage)).Value.Select(order => order.Ticket));
        if (read.Succeeded) tickets[1..].ShouldBeSubsetOf(read.Value.Select(order => order.Ticket));
        (await OrdersAsync(stage)).Value.Count.ShouldBe(12);
    }

    [Fact]
    public async Task A_terminal_without_its_broker_has_read_no_orders()
    {
        await using var stage = await new WireSetup().Silent().QuotedAsync();
        await stage.PlaceByHandAsync(Pending(1.09000m));
        await stage.Terminal.ChangeAsync((_, switches) => switches.IsConnected = false);
        (await OrdersAsync(stage)).Failure.ShouldBe("the terminal has no connection to the broker");
    }

    [Fact]
    public async Task A_terminal_that_counts_no_orders_and_no_positions_while_the_account_uses_margin_has_read_nothing()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        await stage.OpenByHandAsync(Side.Long, 0.01m);
        var order = await stage.PlaceByHandAsync(Pending(1.09000m));

        await stage.Terminal.SetAsync("positions", "off");
        (await OrdersAsync(stage)).Failure!.ShouldContain("it has not heard of them yet");

        await stage.Terminal.SetAsync("positions", "on");
        (await OrdersAsync(stage)).Value.ShouldHaveSingleItem().Ticket.ShouldBe(order);
    }

    [Fact]
    public async Task An_order_is_removed_although_the_terminal_tells_nothing_of_its_symbol()
    {
        await using var stage = await new WireSetup().Silent().QuotedAsync();
        var order = await stage.PlaceByHandAsync(Pending(1.09000m));
        (await stage.CallAsync(() => stage.Gateway.CancelAsync(new CancelWrite(order, "DELISTED"), default))).Code().ShouldBe(TradeRetcode.Done);
        (await OrdersAsync(stage)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_terminal_that_has_not_heard_of_its_orders_yet_is_not_believed_that_one_is_gone()
    {
        await using var stage = await new WireSetup().Silent().QuotedAsync();
        await stage.OpenByHandAsync(Side.Long, 0.01m);
        var order = await stage.PlaceByHandAsync(Pending(1.09000m));
        await stage.Terminal.SetAsync("positions", "off");
        await stage.AnswerNextAsync(GatewayCall.Cancel, TradeRetcode.Invalid);
        (await CancelAsync(stage, order)).Code().ShouldBe(TradeRetcode.Invalid);
    }

    [Fact]
    public async Task A_removal_whose_answer_is_lost_is_unknown_and_the_way_is_free_for_the_next()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        var (first, second) = (await stage.PlaceByHandAsync(Pending(1.09000m)), await stage.PlaceByHandAsync(Pending(1.09100m)));
        await stage.Terminal.ChangeAsync((faults, _) => faults.LostAnswer.Next());

        (await CancelAsync(stage, first)).ShouldBeOfType<TradeAnswer.Unanswered>();

        (await OrdersAsync(stage)).Value.ShouldHaveSingleItem().Ticket.ShouldBe(second);
        (await CancelAsync(stage, second)).Code().ShouldBe(TradeRetcode.Done);
    }

    [Fact]
    public async Task A_refusal_of_a_removal_whose_result_holds_anything_is_unknown_not_failed()
    {
        await using var stage = await new WireSetup().Silent().QuotedAsync();
        await stage.Terminal.ChangeAsync((faults, _) => faults.Garbage.Next());
        (await CancelAsync(stage, new Ticket(4))).ShouldBeOfType<TradeAnswer.Unanswered>();
    }

    [Fact]
    public async Task What_becomes_of_an_order_is_news_once_each_although_every_expert_tells_it()
    {
        await using var stage = await new WireSetup { Experts = 3 }.QuotedAsync();
        var told = new List<int> { await TradeEventsAsync(stage) };

        var order = await stage.PlaceByHandAsync(Pending(1.09000m));
        told.Add(await TradeEventsAsync(stage));
        await stage.Terminal.AskAsync(broker => broker.ChangeOrder(order, pending => pending with { Price = new Price(1.09100m) }));
        await OrdersAsync(stage);
        told.Add(await TradeEventsAsync(stage));
        await stage.RemoveByHandAsync(order);
        told.Add(await TradeEventsAsync(stage));
        await stage.OpenByHandAsync(Side.Long, 0.01m);
        told.Add(await TradeEventsAsync(stage));

        told.Select(count => count - told[0]).ShouldBe([0, 1, 2, 3, 4], "placed, changed, removed; and of an order at the market only its deal");
    }

    private static PendingOrder Pending(decimal price) =>
        new() { Ticket = default, Symbol = "EURUSD", Kind = PendingKind.BuyLimit, Lots = new Lots(0.01m), Price = new Price(price), Placed = default };

    private static Task<Reading<IReadOnlyList<WaitingOrder>>> OrdersAsync(WireStage stage) => stage.CallAsync(() => stage.Gateway.ReadOrdersAsync(default));

    private static Task<TradeAnswer> CancelAsync(WireStage stage, Ticket order) => stage.CallAsync(() => stage.Gateway.CancelAsync(new CancelWrite(order, "EURUSD"), default));

    private static Task<int> TradeEventsAsync(WireStage stage) => stage.AskAsync(() => stage.Ears.TradeEvents);
}
