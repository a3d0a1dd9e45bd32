using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Gateway;

public sealed class WireNewsTests
{
    [Fact]
    public async Task A_change_by_others_is_news_once_although_every_expert_tells_it()
    {
        await using var stage = await new WireSetup { Experts = 3 }.QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        var before = await stage.AskAsync(() => stage.Ears.TradeEvents);

        await stage.Terminal.AskAsync(broker => broker.Modify(ticket, new Price(1.09000m), null));
        await stage.ReadAllAsync();

        (await stage.AskAsync(() => stage.Ears.TradeEvents)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task Where_experts_tell_no_trades_what_came_and_what_went_is_noticed_by_counting()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        await stage.Terminal.ChangeAsync((_, switches) => switches.Transactions = false);
        await stage.ReadAllAsync();
        var before = await stage.AskAsync(() => stage.Ears.TradeEvents);

        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        await stage.HeardAsync(() => stage.Ears.TradeEvents == before + 1, "a position more is noticed");
        await stage.HeardAllAsync(all => all.Count == 1, "and read");
        await stage.CloseByHandAsync(ticket);
        await stage.HeardAsync(() => stage.Ears.TradeEvents == before + 2, "so is one less");
    }

    [Fact]
    public async Task A_stop_of_our_own_is_no_news()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        var before = await stage.AskAsync(() => stage.Ears.TradeEvents);

        (await stage.SetStopAsync(ticket, 1.09500m)).Code().ShouldBe(TradeRetcode.Done);
        await stage.ReadAllAsync();

        (await stage.AskAsync(() => stage.Ears.TradeEvents)).ShouldBe(before);
    }

    [Fact]
    public async Task A_price_that_is_asked_for_again_and_again_is_one_quote()
    {
        await using var stage = await new WireSetup { Ticks = false }.QuotedAsync();
        var asked = await stage.CommandsAsync(Brokers.MtApi5.Protocol.Mt5Command.SymbolInfoTick);
        await Eventually(stage, asked + 5);

        (await stage.AskAsync(() => stage.Ears.Quotes.Count)).ShouldBe(1);
        (await stage.StateAsync()).Symbols.Single().ReportsTicks.ShouldBeFalse();

        await stage.QuoteAsync(1.10001m, 1.10011m);
        (await stage.AskAsync(() => stage.Ears.Quotes.Count)).ShouldBe(2);
    }

    [Fact]
    public async Task A_price_from_before_the_connection_is_as_old_as_the_broker_says()
    {
        await using var stage = await WireStage.StartAsync(new WireSetup { Ticks = false, OldQuote = TimeSpan.FromMinutes(5) });
        await stage.HeardAsync(() => stage.Ears.Quotes.Count == 1, "the old price is there");
        var quote = await stage.AskAsync(() => stage.Ears.Quotes[0]);
        TimeProvider.System.GetElapsedTime(quote.ReceivedAt).ShouldBeInRange(TimeSpan.FromMinutes(4.9), TimeSpan.FromMinutes(6));
        (TimeProvider.System.GetUtcNow() - quote.Time).ShouldBeInRange(TimeSpan.FromMinutes(4.9), TimeSpan.FromMinutes(6));
    }

    [Fact]
    public async Task Ticks_that_the_terminal_reports_are_seen_and_said()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        await stage.ReadAllAsync();
        var symbol = (await stage.StateAsync()).Symbols.Single();
        symbol.ReportsTicks.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_positions_no_prices_are_asked_for()
    {
        var setup = new WireSetup { Ticks = false };
        await using var stage = await WireStage.StartAsync(setup with { Gateway = setup.Gateway with { Watch = [] } });
        await Task.Delay(300, TestContext.Current.CancellationToken);
        (await stage.CommandsAsync(Brokers.MtApi5.Protocol.Mt5Command.SymbolInfoTick)).ShouldBe(0);
    }

    private static Task Eventually(WireStage stage, long asked) =>
        TestKit.Host.Eventually.TrueAsync(async () => await stage.CommandsAsync(Brokers.MtApi5.Protocol.Mt5Command.SymbolInfoTick) >= asked, "the price was asked for", 20);

    [Fact]
    public async Task A_server_that_puts_its_clock_back_by_an_hour_goes_on_having_quotes()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        await FeedAsync(stage, 1.10050m, TimeSpan.FromHours(-1));
        await stage.HeardAsync(() => stage.Ears.Quotes[^1].Bid.Value == 1.10050m, "the first quote of the new time has arrived");
        await FeedAsync(stage, 1.10060m, TimeSpan.FromHours(-1));
        await stage.HeardAsync(() => stage.Ears.Quotes[^1].Bid.Value == 1.10060m, "and the next one");
    }

    [Fact]
    public async Task A_tick_that_is_a_little_older_than_the_last_one_has_come_the_slower_way_and_is_no_quote()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        await FeedAsync(stage, 1.10050m, TimeSpan.FromSeconds(-30));
        await FeedAsync(stage, 1.10060m, TimeSpan.FromSeconds(2));
        await stage.HeardAsync(() => stage.Ears.Quotes[^1].Bid.Value == 1.10060m, "the newer one has arrived");
        (await stage.AskAsync(() => stage.Ears.Quotes.Select(quote => quote.Bid.Value).ToList())).ShouldNotContain(1.10050m);
    }

    private static Task<bool> FeedAsync(WireStage stage, decimal bid, TimeSpan fromNow) => stage.Terminal.AskAsync(it =>
    {
        it.Feed("EURUSD", new Price(bid), new Price(bid + 0.00010m), TimeProvider.System.GetUtcNow() + fromNow);
        return true;
    });
}
