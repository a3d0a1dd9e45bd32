using Shouldly;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Gateway;

public sealed class WireTradeTests
{
    [Theory]
    [InlineData("terminal", TradeRetcode.ClientDisablesAutoTrading)]
    [InlineData("account", TradeRetcode.TradeDisabled)]
    [InlineData("experts", TradeRetcode.ServerDisablesAutoTrading)]
    public async Task What_forbids_trading_is_told_although_the_result_holds_anything(string where, TradeRetcode expected)
    {
        await using var stage = await new WireSetup { Ticks = true }.Silent().QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        await stage.Terminal.ChangeAsync((faults, switches) =>
        {
            faults.Garbage.Always();
            switches.AccountMayTrade = where != "account";
            switches.ExpertsMayTrade = where != "experts";
        });
        if (where == "terminal") await stage.Terminal.AskAsync(broker => broker.AutoTrading = false);

        (await stage.SetStopAsync(ticket, 1.09500m)).Code().ShouldBe(expected);

        (await stage.ReadAsync(ticket)).StopLoss.ShouldBeNull();
    }

    [Fact]
    public async Task AutoTrading_that_is_switched_on_again_is_noticed_with_the_next_trade()
    {
        await using var stage = await new WireSetup().Silent().QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        await stage.Terminal.AskAsync(broker => broker.AutoTrading = false);
        (await stage.SetStopAsync(ticket, 1.09500m)).Code().ShouldBe(TradeRetcode.ClientDisablesAutoTrading);
        (await stage.StateAsync()).Advice.ShouldContain(advice => advice.StartsWith("AutoTrading is switched off", StringComparison.Ordinal));

        await stage.Terminal.AskAsync(broker => broker.AutoTrading = true);

        (await stage.SetStopAsync(ticket, 1.09500m)).Code().ShouldBe(TradeRetcode.Done);
    }

    [Fact]
    public async Task A_refusal_whose_result_holds_anything_is_unknown_not_failed()
    {
        await using var stage = await new WireSetup().Silent().QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        await stage.Terminal.ChangeAsync((faults, _) => faults.Garbage.Next());
        (await stage.SetStopAsync(ticket, 1.10100m)).ShouldBeOfType<TradeAnswer.Unanswered>();
    }

    [Fact]
    public async Task A_trade_whose_answer_is_lost_is_unknown_and_the_way_is_free_for_the_next()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        await stage.Terminal.ChangeAsync((faults, _) => faults.LostAnswer.Next());

        (await stage.SetStopAsync(ticket, 1.09500m)).ShouldBeOfType<TradeAnswer.Unanswered>();

        (await stage.ReadAsync(ticket)).StopLoss.ShouldBe(new Price(1.09500m));
        (await stage.SetStopAsync(ticket, 1.09600m)).Code().ShouldBe(TradeRetcode.Done);
    }

    [Fact]
    public async Task A_late_answer_is_news_and_until_then_nothing_else_is_sent()
    {
        await using var stage = await new WireSetup { Client = new() { TradeDeadline = TimeSpan.FromMilliseconds(300), ReadDeadline = TimeSpan.FromSeconds(5) } }.QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        await stage.Terminal.ChangeAsync((faults, _) => faults.TradeLatency = TimeSpan.FromSeconds(2));
        var news = await stage.AskAsync(() => stage.Ears.TradeEvents);

        (await stage.SetStopAsync(ticket, 1.09500m)).ShouldBeOfType<TradeAnswer.Unanswered>();
        stage.Gateway.TradesFree.ShouldBe(0);
        (await stage.SetStopAsync(ticket, 1.09600m)).ShouldBeOfType<TradeAnswer.NotSent>();

        // Sent behind it to the same expert, so that it shows what became of it.
        (await stage.ReadAsync(ticket)).StopLoss.ShouldBe(new Price(1.09500m));
        await stage.HeardAsync(() => stage.Ears.TradeEvents > news, "the late answer is told");
        stage.Gateway.TradesFree.ShouldBe(1);
    }

    [Fact]
    public async Task A_slow_trade_blocks_no_quote_where_there_are_two_experts()
    {
        await using var stage = await new WireSetup { Ticks = false }.QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        await stage.Terminal.ChangeAsync((faults, _) => faults.TradeLatency = TimeSpan.FromSeconds(3));

        var trade = stage.SetStopAsync(ticket, 1.09500m);
        await stage.QuoteAsync(1.10020m, 1.10030m);

        trade.IsCompleted.ShouldBeFalse();
        (await trade).Code().ShouldBe(TradeRetcode.Done);
        (await stage.StateAsync()).Experts.Select(expert => expert.Does).ShouldBe(["trades", "quotes and readings"], ignoreOrder: true);
    }

    [Fact]
    public async Task With_one_expert_that_is_said()
    {
        await using var stage = await new WireSetup { Experts = 1 }.QuotedAsync();
        var state = await stage.StateAsync();
        state.Experts.Single().Does.ShouldBe("everything");
        state.Advice.ShouldContain(advice => advice.StartsWith("Attach a second MtApi5 expert", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_expert_that_died_is_left_for_the_other()
    {
        var setup = new WireSetup();
        await using var stage = await (setup with { Gateway = setup.Gateway with { LeaveExpertAfter = TimeSpan.FromSeconds(1) } }).QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        await stage.Terminal.ChangeAsync((faults, _) => faults.DeadExpert.Next());

        _ = stage.SetStopAsync(ticket, 1.09500m);

        await TestKit.Host.Eventually.TrueAsync(async () => await stage.SetStopAsync(ticket, 1.09600m) is TradeAnswer.Answered { Retcode: TradeRetcode.Done or TradeRetcode.NoChanges }, "a trade goes through", 20);
        await stage.HeardAllAsync(all => all.Single().StopLoss == new Price(1.09600m), "positions are read again");
    }

    [Fact]
    public async Task A_trade_under_way_when_the_terminal_is_killed_is_unknown()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        await stage.Terminal.ChangeAsync((faults, _) => faults.TradeLatency = TimeSpan.FromSeconds(5));
        var trade = stage.SetStopAsync(ticket, 1.09500m);
        await Task.Delay(300, TestContext.Current.CancellationToken);

        await stage.InterruptAsync();

        (await trade).ShouldBeOfType<TradeAnswer.Unanswered>();
        stage.Gateway.TradesFree.ShouldBe(1);
    }

    [Fact]
    public async Task An_opening_that_is_filled_in_part_is_told_so()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        await stage.Terminal.ChangeAsync((faults, _) => faults.PartialFill.Next());

        var answer = (await stage.OpenAsync(0.10m)).ShouldBeOfType<TradeAnswer.Answered>();

        answer.Retcode.ShouldBe(TradeRetcode.DonePartial);
        var opened = await stage.ReadAsync(answer.Opened!.Value);
        opened.Lots.ShouldBe(new Lots(0.05m));
        opened.Magic.ShouldBe(5080);
    }

    [Theory]
    [InlineData("a;b")]
    [InlineData("a comment that is too long to be kept by a broker")]
    [InlineData("größer")]
    public async Task An_opening_whose_comment_would_not_arrive_is_not_sent(string comment)
    {
        await using var stage = await new WireSetup().QuotedAsync();
        (await stage.OpenAsync(comment: comment)).ShouldBeOfType<TradeAnswer.NotSent>();
        (await stage.CommandsAsync(Mt5Command.OrderSend)).ShouldBe(0);
    }

    [Fact]
    public async Task A_close_keeps_the_magic_number_of_its_position_and_carries_a_mark()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        var ticket = (await stage.Terminal.AskAsync(broker => broker.Open(new OrderRequest("EURUSD", Side.Long, new Lots(0.01m), null, null, 77, "bot", DealReason.Expert)))).Ticket!.Value;
        await stage.ReadAllAsync();

        (await stage.CloseAsync(ticket)).Code().ShouldBe(TradeRetcode.Done);

        var closing = await stage.Terminal.AskAsync(broker => broker.Deals[^1]);
        closing.Magic.ShouldBe(77);
        closing.Comment.ShouldBe("webtrader max risk ~7.ya");
    }

    [Fact]
    public async Task Only_OrderSend_trades()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        var ticket = (await stage.OpenAsync()).ShouldBeOfType<TradeAnswer.Answered>().Opened!.Value;
        await stage.SetStopAsync(ticket, 1.09500m);
        await stage.CloseAsync(ticket);
        await stage.CallAsync(() => stage.Gateway.CancelAsync(new CancelWrite(ticket, "EURUSD"), default));
        var trades = (await stage.Terminal.FiguresAsync()).Commands.Keys.Where(command => new Mt5Request(command, Mt5Payload.Empty).IsTrade);
        trades.ShouldBe([Mt5Command.OrderSend]);
    }
}
