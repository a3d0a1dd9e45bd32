using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using Xunit;

namespace WebTrader.TestKit.Brokers;

/// <content>The same for every kind of trade: every return code, an interrupted way, one position for a symbol.</content>
public abstract partial class BrokerGatewayContract
{
    private static readonly string[] Kinds = ["stop", "close", "part", "open"];

    /// <summary>Where a symbol has one position, not all of them: what arrives does not depend on it.</summary>
    private static readonly TradeRetcode[] Netted = [TradeRetcode.Requote, TradeRetcode.Placed, TradeRetcode.Timeout, TradeRetcode.InvalidStops, TradeRetcode.Frozen, TradeRetcode.PositionClosed];

    /// <summary>Each has an id of its own, as in <c>hedging/close/10016</c>: account, kind of trade and return code.</summary>
    public static TheoryData<string> Answers =>
    [
        .. from kind in Kinds
           from retcode in Enum.GetValues<TradeRetcode>()
           where retcode is not (TradeRetcode.Done or TradeRetcode.DonePartial)
           select $"hedging/{kind}/{(int)retcode}",
        .. from kind in Kinds from retcode in Netted select $"netting/{kind}/{(int)retcode}",
    ];

    /// <summary>Account and kind of trade, as in <c>netting/part</c>.</summary>
    public static TheoryData<string> Trades => [.. from account in (string[])["hedging", "netting"] from kind in Kinds select $"{account}/{kind}"];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_of_the_server_arrives_as_it_is_and_nothing_has_changed(string id)
    {
        var (account, kind, retcode) = (id.Split('/')[0], id.Split('/')[1], (TradeRetcode)int.Parse(id.Split('/')[2], System.Globalization.CultureInfo.InvariantCulture));
        await using var stage = await QuotedAsync(account == "netting");
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.03m, stop: 1.09000m);
        await stage.AnswerNextAsync(kind switch { "stop" => GatewayCall.SetStop, "open" => GatewayCall.Open, _ => GatewayCall.Close }, retcode);

        var answer = await Trade(stage, kind, ticket);

        answer.ShouldBeOfType<TradeAnswer.Answered>().Retcode.ShouldBe(retcode);
        var left = (await Positions(stage)).ShouldHaveSingleItem();
        left.StopLoss.ShouldBe(new Price(1.09000m));
        left.Lots.ShouldBe(new Lots(0.03m));
    }

    [Theory]
    [MemberData(nameof(Trades))]
    public async Task Without_a_way_to_the_broker_nothing_is_read_and_nothing_is_sent_and_when_it_is_back_everything_is(string id)
    {
        var kind = id.Split('/')[1];
        await using var stage = await QuotedAsync(id.Split('/')[0] == "netting");
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.03m, stop: 1.09000m);

        await stage.InterruptAsync();

        stage.Ears.Connections[^1].Connected.ShouldBeFalse();
        stage.Ears.Connections[^1].Reason.ShouldNotBeNullOrWhiteSpace();
        (await stage.CallAsync(() => stage.Gateway.ReadPositionsAsync(default))).Succeeded.ShouldBeFalse();
        (await stage.CallAsync(() => stage.Gateway.ReadPositionAsync(ticket, default))).Succeeded.ShouldBeFalse();
        (await stage.CallAsync(() => stage.Gateway.ReadDealsAsync(new PositionId(ticket.Value), default))).Succeeded.ShouldBeFalse();
        (await Trade(stage, kind, ticket)).ShouldBeOfType<TradeAnswer.NotSent>();

        await stage.RestoreAsync();

        stage.Ears.Connections[^1].Connected.ShouldBeTrue();
        (await Positions(stage)).ShouldHaveSingleItem().StopLoss.ShouldBe(new Price(1.09000m));
        (await Trade(stage, kind, ticket)).ShouldBeOfType<TradeAnswer.Answered>().Retcode.ShouldBe(TradeRetcode.Done);
    }

    [Theory]
    [MemberData(nameof(Trades))]
    public async Task What_is_done_shows_in_the_next_reading(string id)
    {
        var (isNetting, kind) = (id.Split('/')[0] == "netting", id.Split('/')[1]);
        await using var stage = await QuotedAsync(isNetting);
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.03m, stop: 1.09000m);

        (await Trade(stage, kind, ticket)).ShouldBeOfType<TradeAnswer.Answered>().Retcode.ShouldBe(TradeRetcode.Done);

        var lots = (await Positions(stage)).Select(position => position.Lots.Value);
        lots.ShouldBe(kind switch { "close" => [], "part" => [0.02m], "stop" => [0.03m], _ => isNetting ? [0.01m] : [0.03m, 0.02m] });
        (await Position(stage, ticket))?.StopLoss.ShouldBe(new Price(kind == "stop" ? 1.09500m : 1.09000m));
    }

    [Fact]
    public async Task An_opening_is_there_with_its_stop_its_magic_number_and_its_comment()
    {
        await using var stage = await QuotedAsync();

        var answer = (await Trade(stage, "open", default)).ShouldBeOfType<TradeAnswer.Answered>();

        answer.Retcode.ShouldBe(TradeRetcode.Done);
        (await Positions(stage)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            position => position.Ticket.ShouldBe(answer.Opened!.Value),
            position => position.Side.ShouldBe(Side.Short),
            position => position.Lots.ShouldBe(new Lots(0.02m)),
            position => position.OpenPrice.ShouldBe(new Price(1.10000m)),
            position => position.StopLoss.ShouldBe(new Price(1.11000m)),
            position => position.TakeProfit.ShouldBe(new Price(1.08000m)),
            position => position.Magic.ShouldBe(4711),
            position => position.Comment.ShouldBe("wt 1.1"));
    }

    [Fact]
    public async Task A_close_says_in_the_history_what_it_was_for()
    {
        await using var stage = await QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        await Close(stage, ticket, Side.Long, 0.01m);
        (await Deals(stage, ticket))[^1].Comment.ShouldBe("test");
    }

    [Fact]
    public async Task Where_a_symbol_has_one_position_a_second_opening_adds_to_it()
    {
        await using var stage = await QuotedAsync(netting: true);
        var first = (await Trade(stage, "open", default)).ShouldBeOfType<TradeAnswer.Answered>().Opened;
        await stage.QuoteAsync(1.10020m, 1.10030m);

        var second = (await Trade(stage, "open", default)).ShouldBeOfType<TradeAnswer.Answered>();

        second.Retcode.ShouldBe(TradeRetcode.Done);
        second.Opened.ShouldBe(first);
        var both = (await Positions(stage)).ShouldHaveSingleItem();
        both.Lots.ShouldBe(new Lots(0.04m));
        both.OpenPrice.ShouldBe(new Price(1.10010m));
    }

    [Fact]
    public async Task Where_a_symbol_has_one_position_an_opening_against_it_closes_a_part()
    {
        await using var stage = await QuotedAsync(netting: true);
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.05m, stop: 1.09000m);
        await Trade(stage, "open", default);

        var rest = (await Position(stage, ticket))!;

        rest.Lots.ShouldBe(new Lots(0.03m));
        rest.Side.ShouldBe(Side.Long);
        (await Deals(stage, ticket)).Count.ShouldBe(2);
    }

    private static Task<TradeAnswer> Trade(IGatewayStage stage, string kind, Ticket ticket)
    {
        var id = new PositionId(ticket.Value);
        return stage.CallAsync(() => kind switch
        {
            "stop" => stage.Gateway.SetStopAsync(new StopWrite(AnyToken, ticket, id, "EURUSD", new Price(1.09500m), null), default),
            "close" => stage.Gateway.CloseAsync(new CloseWrite(AnyToken, ticket, id, "EURUSD", Side.Long, new Lots(0.03m), "test"), default),
            "part" => stage.Gateway.CloseAsync(new CloseWrite(AnyToken, ticket, id, "EURUSD", Side.Long, new Lots(0.01m), "test"), default),
            _ => stage.Gateway.OpenAsync(new OpenWrite("EURUSD", Side.Short, new Lots(0.02m), new Price(1.11000m), new Price(1.08000m), 4711, "wt 1.1"), default),
        });
    }
}
