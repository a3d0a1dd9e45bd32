using System.Text.Json.Nodes;
using Shouldly;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Positions;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Terminal;

public sealed class TerminalReadTests
{
    private static readonly long NoonAtTheServer = TerminalBench.Noon.ToUnixTimeSeconds() + 7200;

    [Fact]
    public async Task The_account_is_the_one_that_was_set_up()
    {
        await using var bench = await TerminalBench.OpenAsync(options => options with { Login = 777, Server = "Demo-3", Owner = "Ann", Company = "Broker Ltd.", TradeMode = Mt5AccountTradeMode.Real });
        await bench.OpenAsync(lots: 0.10m);
        var client = await bench.ConnectAsync();

        (await client.WholeAsync(33, "{\"PropertyId\":0}"), await client.WholeAsync(33, "{\"PropertyId\":32}"), await client.WholeAsync(33, "{\"PropertyId\":53}"), await client.WholeAsync(33, "{\"PropertyId\":35}")).ShouldBe((777, 2, 2, 100));
        (await client.TextAsync(34, "{\"PropertyId\":3}"), await client.TextAsync(34, "{\"PropertyId\":36}"), await client.TextAsync(34, "{\"PropertyId\":1}"), await client.TextAsync(34, "{\"PropertyId\":2}")).ShouldBe(("Demo-3", "USD", "Ann", "Broker Ltd."));
        (await client.AmountAsync(32, "{\"PropertyId\":37}"), await client.AmountAsync(32, "{\"PropertyId\":40}"), await client.AmountAsync(32, "{\"PropertyId\":39}"), await client.AmountAsync(32, "{\"PropertyId\":41}")).ShouldBe((10000m, 9999m, -1m, 110.01m));
    }

    [Fact]
    public async Task A_netting_account_says_so_and_adds_up()
    {
        await using var bench = await TerminalBench.OpenAsync(broker: options => options with { IsNetting = true });
        var client = await bench.ConnectAsync();

        await client.ValueAsync(301, TradeLine.Buy(0.03m).ToString());
        await client.ValueAsync(301, TradeLine.Sell(0.01m).ToString());

        (await client.WholeAsync(33, "{\"PropertyId\":53}")).ShouldBe(0);
        (await client.FlagAsync(8, "{\"Symbol\":\"EURUSD\"}")).ShouldBeTrue();
        (await client.AmountAsync(9, "{\"PropertyId\":3}")).ShouldBe(0.02m);
        (await client.ValueAsync(301, (TradeLine.Stops(0, 1.09m) with { Symbol = "EURUSD" }).ToString()))["RetVal"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_position_is_selected_by_index_ticket_or_symbol_and_read_by_property()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var ticket = await bench.OpenAsync(Side.Short, 0.05m, "mine", 1.12m);
        var client = await bench.ConnectAsync();

        (await client.WholeAsync(6)).ShouldBe(1);
        (await client.WholeAsync(4, "{\"Index\":0}")).ShouldBe(ticket);
        (await client.TextAsync(7, "{\"Index\":0}")).ShouldBe("EURUSD");
        (await client.FlagAsync(69, $"{{\"Ticket\":{ticket}}}")).ShouldBeTrue();
        (await Amount(3), await Amount(4), await Amount(5), await Amount(6), await Amount(7), await Amount(10)).ShouldBe((0.05m, 1.1m, 1.1001m, 1.12m, 0m, -0.5m));
        (await Whole(2), await Whole(13), await Whole(17), await Whole(1), await Whole(14)).ShouldBe((1, ticket, ticket, NoonAtTheServer, NoonAtTheServer * 1000));
        (await client.TextAsync(11, "{\"PropertyId\":11}")).ShouldBe("mine");
        (await client.WholeAsync(4, "{\"Index\":1}")).ShouldBe(0);
        (await client.TextAsync(7, "{\"Index\":1}")).ShouldBe("");

        Task<decimal> Amount(int property) => client.AmountAsync(9, $"{{\"PropertyId\":{property}}}");
        Task<long> Whole(int property) => client.WholeAsync(10, $"{{\"PropertyId\":{property}}}");
    }

    [Fact]
    public async Task The_history_knows_deals_by_time_and_by_position_with_the_deposit_among_them()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var ticket = await bench.OpenAsync(lots: 0.02m);
        await bench.OpenAsync(symbol: "USDJPY");
        await bench.Terminal.AskAsync(broker => broker.Close(new Ticket(ticket)));
        var client = await bench.ConnectAsync();

        (await client.FlagAsync(18, $"{{\"FromDate\":{NoonAtTheServer - 86400},\"ToDate\":{NoonAtTheServer + 86400}}}")).ShouldBeTrue();
        (await client.WholeAsync(27), await client.WholeAsync(21)).ShouldBe((4, 3));
        var deposit = await client.WholeAsync(28, "{\"Index\":0}");
        (await Whole(deposit, 3), await Amount(deposit, 9), await Whole(deposit, 12)).ShouldBe((2, 10000m, 0));

        await client.FlagAsync(19, $"{{\"PositionId\":{ticket}}}");
        (await client.WholeAsync(27), await client.WholeAsync(21)).ShouldBe((2, 2));
        var closing = await client.WholeAsync(28, "{\"Index\":1}");
        (await Whole(closing, 3), await Whole(closing, 4), await Whole(closing, 12), await Whole(closing, 2)).ShouldBe((1, 1, ticket, NoonAtTheServer));
        (await Amount(closing, 5), await Amount(closing, 6), await Amount(closing, 9)).ShouldBe((0.02m, 1.1m, -0.20m));
        (await Whole(closing, 1)).ShouldBeGreaterThan(uint.MaxValue);
        (await client.WholeAsync(22, "{\"Index\":0}")).ShouldBe(ticket);
        (await Whole(deposit, 3)).ShouldBe(0, "it is not loaded any more");

        Task<long> Whole(long deal, int property) => client.WholeAsync(30, $"{{\"TicketNumber\":{deal},\"PropertyId\":{property}}}");
        Task<decimal> Amount(long deal, int property) => client.AmountAsync(29, $"{{\"TicketNumber\":{deal},\"PropertyId\":{property}}}");
    }

    [Fact]
    public async Task Symbols_are_what_the_broker_has_and_six_letters_are_what_the_list_shows()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        (await client.WholeAsync(50, "{\"Selected\":false}")).ShouldBe(7);
        (await client.TextAsync(51, "{\"Selected\":false,\"Pos\":6}")).ShouldBe("US30");
        (await client.ValueAsync(306, "{\"Selected\":false}")).AsArray().Select(name => name!.GetValue<string>()).ShouldNotContain("US30");
        (await Whole("USDJPY", 17), await Whole("USDJPY", 18), await Whole("USDJPY", 50), await Whole("NOPE", 17)).ShouldBe((3, 10, 3, 0));
        (await Amount("EURUSD", 1), await Amount("EURUSD", 4), await Amount("US30", 27), await Amount("EURUSD", 28)).ShouldBe((1.1m, 1.1001m, 0.5m, 100000m));
        (await client.TextAsync(56, "{\"Symbol\":\"EURUSD\",\"PropId\":23}")).ShouldBe("USD");
        (await client.WholeAsync(132)).ShouldBe(4301);

        Task<long> Whole(string symbol, int property) => client.WholeAsync(55, $"{{\"Symbol\":\"{symbol}\",\"PropId\":{property}}}");
        Task<decimal> Amount(string symbol, int property) => client.AmountAsync(54, $"{{\"Symbol\":\"{symbol}\",\"PropId\":{property}}}");
    }

    [Fact]
    public async Task A_symbol_that_is_out_of_the_market_watch_has_no_tick()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.OpenAsync();
        var client = await bench.ConnectAsync();

        (await client.FlagAsync(52, "{\"Symbol\":\"USDJPY\",\"Selected\":false}")).ShouldBeTrue();
        (await client.FlagAsync(52, "{\"Symbol\":\"EURUSD\",\"Selected\":false}")).ShouldBeFalse("it has a position");

        (await client.ValueAsync(57, "{\"Symbol\":\"USDJPY\"}"))["RetVal"]!.GetValue<bool>().ShouldBeFalse();
        (await client.WholeAsync(132)).ShouldBe(4302);
        (await client.ValueAsync(57, "{\"Symbol\":\"EURUSD\"}"))["RetVal"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Times_are_the_servers_and_the_offset_can_be_told_from_them()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.QuoteAsync(1.1m, 1.1001m);
        bench.Clock.Advance(TimeSpan.FromSeconds(9));
        var client = await bench.ConnectAsync();

        (await client.WholeAsync(127), await client.WholeAsync(128), await client.WholeAsync(130)).ShouldBe((NoonAtTheServer, NoonAtTheServer + 9, TerminalBench.Noon.ToUnixTimeSeconds() + 9));
    }

    [Fact]
    public async Task The_depth_is_there_for_who_asked_for_it()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();

        (await client.AskAsync(62, "{\"Symbol\":\"EURUSD\"}")).ShouldBe("{\"ErrorMessage\" : \"MarketBookGet failed\",\"ErrorCode\" : 4903}");
        await client.FlagAsync(60, "{\"Symbol\":\"EURUSD\"}");
        (await client.ValueAsync(62, "{\"Symbol\":\"EURUSD\"}")).AsArray().Count.ShouldBe(2);
        await bench.QuoteAsync(1.1m, 1.1001m);

        (await client.EventAsync(2))["Symbol"]!.GetValue<string>().ShouldBe("EURUSD");
    }

    [Fact]
    public async Task The_switches_of_trading_are_seen_and_felt()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();
        (await client.WholeAsync(204, "{\"PropertyId\":8}"), await client.WholeAsync(204, "{\"PropertyId\":6}"), await client.WholeAsync(33, "{\"PropertyId\":33}"), await client.WholeAsync(33, "{\"PropertyId\":34}")).ShouldBe((1, 1, 1, 1));

        await bench.Terminal.SetAsync("auto-trading", "off");
        var refused = await client.ValueAsync(301, TradeLine.Buy(0.01m).ToString());
        (await client.WholeAsync(204, "{\"PropertyId\":8}"), await client.WholeAsync(132)).ShouldBe((0, 4752));
        await bench.Terminal.SetAsync("auto-trading", "on");
        await bench.Terminal.SetAsync("expert-trading", "off");
        var byServer = await client.ValueAsync(301, TradeLine.Buy(0.01m).ToString());
        await bench.Terminal.SetAsync("expert-trading", "on");
        await bench.Terminal.SetAsync("account-trading", "off");
        var readOnly = await client.ValueAsync(301, TradeLine.Buy(0.01m).ToString());
        await bench.Terminal.SetAsync("account-trading", "on");
        await bench.Terminal.SetAsync("broker-connection", "off");
        var alone = await client.ValueAsync(301, TradeLine.Buy(0.01m).ToString());

        Retcode(refused).ShouldBe(10027);
        Retcode(byServer).ShouldBe(10026);
        Retcode(readOnly).ShouldBe(10017);
        Retcode(alone).ShouldBe(10031);
        (await client.WholeAsync(204, "{\"PropertyId\":6}")).ShouldBe(0);
        (await bench.PositionsAsync()).ShouldBe(0);
    }

    private static int Retcode(JsonNode answer) => answer["Result"]!["Retcode"]!.GetValue<int>();
}
