using System.Text.Json.Nodes;
using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.TestKit.Host;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Terminal;

public sealed class TerminalTradeTests
{
    private const int Send = 301;
    private const int SendAsync = 302;
    private const int Transaction = 1;

    [Fact]
    public async Task A_market_order_opens_a_position_with_its_magic_and_comment()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        var sent = await client.ValueAsync(Send, (TradeLine.Buy(0.02m) with { Magic = 77001, Comment = "one", Stop = 1.09m }).ToString());

        sent["RetVal"]!.GetValue<bool>().ShouldBeTrue();
        sent["Result"]!["Retcode"]!.GetValue<int>().ShouldBe(10009);
        var position = (await bench.Terminal.AskAsync(broker => broker.Positions)).ShouldHaveSingleItem();
        (position.Ticket.Value, position.Magic, position.Comment, position.OpenPrice.Value, position.StopLoss!.Value.Value).ShouldBe((sent["Result"]!["Order"]!.GetValue<long>(), 77001, "one", 1.10010m, 1.09m));
        (await bench.Terminal.AskAsync(broker => broker.Deals[^1].Reason)).ShouldBe(DealReason.Expert);
    }

    [Fact]
    public async Task A_comment_is_kept_to_31_characters()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        await client.ValueAsync(Send, (TradeLine.Buy(0.01m) with { Comment = new string('x', 40) }).ToString());

        (await bench.Terminal.AskAsync(broker => broker.Positions[0].Comment.Length)).ShouldBe(31);
    }

    [Fact]
    public async Task A_stop_is_set_and_a_stop_on_the_wrong_side_is_refused_with_its_code()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var ticket = await bench.OpenAsync();
        var client = await bench.ConnectAsync();

        (await RetcodeAsync(client, TradeLine.Stops(ticket, 1.09500m))).ShouldBe(10009);
        (await RetcodeAsync(client, TradeLine.Stops(ticket, 1.09500m))).ShouldBe(10025);
        (await RetcodeAsync(client, TradeLine.Stops(ticket, 1.10500m))).ShouldBe(10016);
        (await RetcodeAsync(client, TradeLine.Stops(4711, 1.09m))).ShouldBe(10036);

        (await bench.Terminal.AskAsync(broker => broker.Positions[0].StopLoss!.Value.Value)).ShouldBe(1.095m);
        (await client.WholeAsync(132)).ShouldBe(4756);
    }

    [Fact]
    public async Task A_part_and_then_the_rest_are_closed_and_the_deals_keep_our_magic()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var ticket = await bench.OpenAsync(lots: 0.05m);
        var client = await bench.ConnectAsync();

        (await RetcodeAsync(client, TradeLine.Close(ticket, 0.02m) with { Magic = 9 })).ShouldBe(10009);
        (await RetcodeAsync(client, TradeLine.Close(ticket, 0.04m))).ShouldBe(10038);
        (await RetcodeAsync(client, TradeLine.Close(ticket, 0.03m))).ShouldBe(10009);
        (await RetcodeAsync(client, TradeLine.Close(ticket, 0.03m))).ShouldBe(10036);

        (await bench.PositionsAsync()).ShouldBe(0);
        (await bench.Terminal.AskAsync(broker => broker.Deals.Select(deal => deal.Magic).ToList())).ShouldBe([0, 9, 0]);
    }

    [Fact]
    public async Task A_fill_is_told_after_its_answer_as_order_deal_order_gone_history_and_request()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();
        var id = await client.BeginAsync(Send, (TradeLine.Buy(0.02m) with { Magic = 77001 }).ToString());

        (await client.NextAsync())!.ShouldStartWith($"1;{bench.Expert};{id};");
        var told = new List<JsonNode>();
        while (told.Count < 5) told.Add(await client.EventAsync(Transaction));

        told.Select(each => each["Trans"]!["Type"]!.GetValue<int>()).ShouldBe([0, 6, 2, 3, 10]);
        told[1]["Trans"]!["Position"]!.GetValue<long>().ShouldBe(100_001);
        told[4]["Request"]!["Magic"]!.GetValue<long>().ShouldBe(77001);
        told[4]["Result"]!["Retcode"]!.GetValue<int>().ShouldBe(10009);
        told[4]["Request"]!.AsObject().ContainsKey("Position").ShouldBeFalse();
    }

    [Fact]
    public async Task A_changed_stop_is_told_as_position_and_request_and_once_by_every_expert()
    {
        await using var bench = await TerminalBench.OpenAsync(options => options with { Charts = ["EURUSD", "USDJPY"] });
        var ticket = await bench.OpenAsync();
        var client = await bench.ConnectAndGreetAsync();

        await client.AskAsync(Send, TradeLine.Stops(ticket, 1.095m).ToString());

        foreach (var expert in bench.Experts)
        {
            var (position, request) = (await client.EventAsync(Transaction, expert), await client.EventAsync(Transaction, expert));
            (position["Trans"]!["Type"]!.GetValue<int>(), request["Trans"]!["Type"]!.GetValue<int>()).ShouldBe((9, 10));
            position["Trans"]!["PriceSl"]!.GetValue<decimal>().ShouldBe(1.095m);
        }
    }

    [Fact]
    public async Task What_the_broker_does_by_itself_is_told_without_a_request()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.OpenAsync(stop: 1.09900m);
        var client = await bench.ConnectAndGreetAsync();

        await bench.QuoteAsync(1.09890m, 1.09900m);

        var types = new List<int>();
        while (types.Count < 4) types.Add((await client.EventAsync(Transaction))["Trans"]!["Type"]!.GetValue<int>());
        types.ShouldBe([0, 6, 2, 3]);
    }

    [Fact]
    public async Task An_asynchronous_order_is_placed_at_once_and_its_outcome_comes_as_a_request_with_the_same_number()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.Terminal.ChangeAsync((faults, _) => faults.TradeLatency = TimeSpan.FromSeconds(1));
        var client = await bench.ConnectAndGreetAsync();

        var placed = await client.ValueAsync(SendAsync, TradeLine.Buy(0.02m).ToString());
        (await bench.PositionsAsync()).ShouldBe(0);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));

        placed["Result"]!["Retcode"]!.GetValue<int>().ShouldBe(10008);
        JsonNode told;
        do told = await client.EventAsync(Transaction);
        while (told["Trans"]!["Type"]!.GetValue<int>() != 10);
        told["Result"]!["Request_id"]!.GetValue<int>().ShouldBe(placed["Result"]!["Request_id"]!.GetValue<int>());
        told["Result"]!["Retcode"]!.GetValue<int>().ShouldBe(10009);
    }

    [Fact]
    public async Task A_pending_order_is_placed_listed_changed_and_removed()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        var placed = await client.ValueAsync(Send, (TradeLine.Pending(2, 0.01m, 1.09m) with { Magic = 5 }).ToString());
        var ticket = placed["Result"]!["Order"]!.GetValue<ulong>();
        (await client.WholeAsync(12)).ShouldBe(1);
        (await client.WholeAsync(13, "{\"Index\":0}")).ShouldBe((long)ticket);
        (await client.WholeAsync(16, "{\"PropertyId\":4}")).ShouldBe(2);
        (await client.WholeAsync(16, "{\"PropertyId\":15}")).ShouldBe(5);
        (await RetcodeAsync(client, new TradeLine(7) { Order = ticket, Price = 1.08m })).ShouldBe(10009);
        await client.FlagAsync(14, $"{{\"Ticket\":{ticket}}}");
        (await client.AmountAsync(15, "{\"PropertyId\":9}")).ShouldBe(1.08m);
        (await RetcodeAsync(client, new TradeLine(8) { Order = ticket, Symbol = "" })).ShouldBe(10009);
        (await client.WholeAsync(12)).ShouldBe(0);
        (await client.FlagAsync(20, $"{{\"Ticket\":{ticket}}}")).ShouldBeTrue();
        (await client.WholeAsync(24, $"{{\"TicketNumber\":{ticket},\"PropertyId\":14}}")).ShouldBe(2);
    }

    [Fact]
    public async Task The_removal_of_an_order_that_is_gone_or_was_filled_is_an_invalid_request()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();
        var (removed, filled) = (await PlaceAsync(client, 1.08m), await PlaceAsync(client, 1.09m));
        (await RetcodeAsync(client, new TradeLine(8) { Order = removed })).ShouldBe(10009);
        await bench.QuoteAsync(1.08980m, 1.08990m);

        foreach (var order in (ulong[])[removed, filled, 4])
        {
            (await RetcodeAsync(client, new TradeLine(8) { Order = order })).ShouldBe(10013);
            (await client.WholeAsync(132)).ShouldBe(4756);
            (await client.FlagAsync(14, $"{{\"Ticket\":{order}}}")).ShouldBeFalse();
            (await client.WholeAsync(132)).ShouldBe(4754);
        }

        (await bench.PositionsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task An_order_at_the_market_stands_among_the_orders_as_started_while_the_broker_executes_it()
    {
        await using var bench = await TerminalBench.OpenAsync(options => options with { Charts = ["EURUSD", "EURUSD"] });
        await bench.Terminal.SetAsync("hang", "5s");
        var client = await bench.ConnectAsync();
        var other = bench.Experts[1];

        var trade = await client.BeginAsync(Send, (TradeLine.Sell(0.02m) with { Comment = "on its way" }).ToString());
        await Eventually.TrueAsync(async () => await client.WholeAsync(12, expert: other) == 1, "it stands");
        (await client.WholeAsync(13, "{\"Index\":0}", other)).ShouldBeGreaterThan(0);
        (await client.WholeAsync(16, "{\"PropertyId\":4}", other)).ShouldBe(1, "a sell");
        (await client.WholeAsync(16, "{\"PropertyId\":14}", other)).ShouldBe(0, "started");
        (await client.TextAsync(17, "{\"PropertyId\":16}", other)).ShouldBe("on its way");
        bench.Clock.Advance(TimeSpan.FromSeconds(5));

        await client.AnswerAsync(trade);
        (await client.WholeAsync(12, expert: other)).ShouldBe(0);
        (await bench.PositionsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_terminal_that_has_not_heard_of_its_orders_shows_none_at_any_place()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();
        var order = await PlaceAsync(client, 1.09m);
        await bench.Terminal.SetAsync("positions", "off");

        (await client.WholeAsync(12)).ShouldBe(0);
        (await client.WholeAsync(13, "{\"Index\":0}")).ShouldBe(0);
        (await client.FlagAsync(14, $"{{\"Ticket\":{order}}}")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_helpers_go_through_the_trade_class_without_a_magic_number()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();
        const string Order = "\"Volume\":0.01,\"Price\":0.0,\"Sl\":0.0,\"Tp\":0.0";

        (await client.ValueAsync(304, $"{{{Order}}}"))["RetVal"]!.GetValue<bool>().ShouldBeTrue();
        (await client.ValueAsync(305, $"{{{Order},\"Symbol\":\"USDJPY\",\"Comment\":\"c\"}}"))["RetVal"]!.GetValue<bool>().ShouldBeTrue();
        (await client.FlagAsync(65, $"{{\"Symbol\":\"EURUSD\",\"OrderType\":1,{Order}}}")).ShouldBeTrue();
        (await client.ValueAsync(1065, $"{{\"Symbol\":\"EURUSD\",\"OrderType\":0,{Order}}}"))["RetVal"]!.GetValue<bool>().ShouldBeTrue();

        (await bench.Terminal.AskAsync(broker => broker.Positions.Select(position => (position.Symbol, position.Side, position.Magic)).ToList()))
            .ShouldBe([("EURUSD", Side.Long, 0), ("USDJPY", Side.Short, 0), ("EURUSD", Side.Short, 0), ("EURUSD", Side.Long, 0)]);
    }

    [Fact]
    public async Task Positions_are_modified_and_closed_by_the_helpers()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var ticket = await bench.OpenAsync(lots: 0.05m);
        var client = await bench.ConnectAsync();

        (await client.FlagAsync(6066, $"{{\"Ticket\":{ticket},\"Sl\":1.09,\"Tp\":0.0}}")).ShouldBeTrue();
        (await client.FlagAsync(6066, $"{{\"Ticket\":{ticket},\"Sl\":1.2,\"Tp\":0.0}}")).ShouldBeFalse();
        (await client.FlagAsync(6068, $"{{\"Ticket\":{ticket},\"Volume\":0.01,\"Deviation\":18446744073709551615}}")).ShouldBeTrue();
        (await client.FlagAsync(6067, "{\"Symbol\":\"EURUSD\",\"Volume\":0.01,\"Deviation\":10}")).ShouldBeTrue();
        (await client.ValueAsync(64, $"{{\"Ticket\":{ticket},\"Deviation\":10}}"))["Result"]!["Volume"]!.GetValue<decimal>().ShouldBe(0.03m);
        (await client.ValueAsync(64, $"{{\"Ticket\":{ticket},\"Deviation\":10}}"))["RetVal"]!.GetValue<bool>().ShouldBeFalse();
        (await client.WholeAsync(132)).ShouldBe(4753);
    }

    [Fact]
    public async Task Close_all_leaves_half_of_them_open_and_says_that_it_saw_all()
    {
        await using var bench = await TerminalBench.OpenAsync();
        for (var count = 0; count < 6; count++) await bench.OpenAsync();
        var client = await bench.ConnectAsync();

        (await client.WholeAsync(160)).ShouldBe(6);

        (await bench.PositionsAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task Opposite_positions_close_each_other()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var (bought, sold) = (await bench.OpenAsync(lots: 0.03m), await bench.OpenAsync(Side.Short, 0.02m));
        var client = await bench.ConnectAsync();

        (await RetcodeAsync(client, new TradeLine(10) { Position = bought, By = sold })).ShouldBe(10009);

        var left = (await bench.Terminal.AskAsync(broker => broker.Positions)).ShouldHaveSingleItem();
        (left.Ticket.Value, left.Lots.Value).ShouldBe((bought, 0.01m));
        (await bench.Terminal.AskAsync(broker => broker.Deals.Count(deal => deal.Entry == DealEntry.OutBy))).ShouldBe(2);
    }

    [Fact]
    public async Task A_filling_that_the_symbol_does_not_take_is_refused()
    {
        await using var bench = await TerminalBench.OpenAsync(options => options with { FillingModes = 1 });
        var client = await bench.ConnectAsync();

        (await RetcodeAsync(client, TradeLine.Buy(0.01m) with { Filling = 1 })).ShouldBe(10030);
        (await RetcodeAsync(client, TradeLine.Buy(0.01m) with { Filling = 2 })).ShouldBe(10030);
        (await RetcodeAsync(client, TradeLine.Buy(0.01m) with { Filling = 0 })).ShouldBe(10009);
    }

    [Fact]
    public async Task With_instant_execution_a_price_beyond_the_deviation_is_requoted()
    {
        await using var bench = await TerminalBench.OpenAsync(options => options with { Execution = Brokers.MtApi5.Protocol.Mt5SymbolExecution.Instant });
        var client = await bench.ConnectAsync();

        (await RetcodeAsync(client, TradeLine.Buy(0.01m) with { Price = 1.09980m, Deviation = 20 })).ShouldBe(10004);
        (await RetcodeAsync(client, TradeLine.Buy(0.01m) with { Price = 1.09990m, Deviation = 20 })).ShouldBe(10009);
    }

    [Fact]
    public async Task An_order_is_checked_without_being_sent()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        var good = await client.ValueAsync(303, TradeLine.Buy(0.01m).ToString());
        var bad = await client.ValueAsync(303, TradeLine.Buy(0.001m).ToString());
        var poor = await client.ValueAsync(303, TradeLine.Buy(100m).ToString());

        (good["RetVal"]!.GetValue<bool>(), good["Result"]!["Retcode"]!.GetValue<int>()).ShouldBe((true, 0));
        bad["Result"]!["Retcode"]!.GetValue<int>().ShouldBe(10014);
        poor["Result"]!["Retcode"]!.GetValue<int>().ShouldBe(10019);
        (await bench.PositionsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Margin_and_profit_are_calculated()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        (await client.ValueAsync(2, "{\"Action\":0,\"Symbol\":\"EURUSD\",\"Volume\":0.1,\"Price\":1.1001}"))["Result"]!.GetValue<decimal>().ShouldBe(110.01m);
        (await client.ValueAsync(3, "{\"Action\":1,\"Symbol\":\"EURUSD\",\"Volume\":0.1,\"PriceOpen\":1.1,\"PriceClose\":1.099}"))["Result"]!.GetValue<decimal>().ShouldBe(10m);
        (await client.ValueAsync(2, "{\"Action\":0,\"Symbol\":\"NOPE\",\"Volume\":0.1,\"Price\":1.1}"))["RetVal"]!.GetValue<bool>().ShouldBeFalse();
    }

    private static async Task<ulong> PlaceAsync(TerminalClient client, decimal price) =>
        (await client.ValueAsync(Send, TradeLine.Pending(2, 0.01m, price).ToString()))["Result"]!["Order"]!.GetValue<ulong>();

    private static async Task<int> RetcodeAsync(TerminalClient client, TradeLine trade) =>
        (await client.ValueAsync(Send, trade.ToString()))["Result"]!["Retcode"]!.GetValue<int>();
}
