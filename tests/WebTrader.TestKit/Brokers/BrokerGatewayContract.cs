using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using Xunit;

namespace WebTrader.TestKit.Brokers;

/// <summary>What every <see cref="IBrokerGateway"/> promises, whatever is behind it.</summary>
public abstract partial class BrokerGatewayContract
{
    private static readonly FencingToken AnyToken = new(1, 1);

    /// <summary>A connected gateway on a fresh stage.</summary>
    /// <param name="netting">Whether everything in one symbol is one position.</param>
    protected abstract Task<IGatewayStage> StageAsync(bool netting = false);

    [Fact]
    public async Task Being_connected_is_reported()
    {
        await using var stage = await StageAsync();
        stage.Ears.Connections.ShouldNotBeEmpty();
        stage.Ears.Connections[^1].Connected.ShouldBeTrue();
        stage.Gateway.TradesInFlight.ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_quote_arrives_with_its_exact_prices()
    {
        await using var stage = await StageAsync();
        await stage.QuoteAsync(1.10001m, 1.10013m);
        var quote = stage.Ears.Quotes[^1];
        quote.Symbol.ShouldBe("EURUSD");
        quote.Bid.ShouldBe(new Price(1.10001m));
        quote.Ask.ShouldBe(new Price(1.10013m));
    }

    [Fact]
    public async Task The_newest_quote_of_a_symbol_can_be_asked_for_and_what_has_no_price_is_a_failed_reading()
    {
        await using var stage = await StageAsync();
        (await stage.CallAsync(() => stage.Gateway.ReadQuoteAsync("EURUSD", default))).Succeeded.ShouldBeFalse();
        await stage.QuoteAsync(1.10001m, 1.10013m);
        var quote = (await stage.CallAsync(() => stage.Gateway.ReadQuoteAsync("EURUSD", default))).Value;
        quote.Symbol.ShouldBe("EURUSD");
        quote.Bid.ShouldBe(new Price(1.10001m));
        quote.Ask.ShouldBe(new Price(1.10013m));
        (await stage.CallAsync(() => stage.Gateway.ReadQuoteAsync("NOSUCH", default))).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_fresh_account_has_no_positions_and_that_is_a_success()
    {
        await using var stage = await StageAsync();
        (await Positions(stage)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_position_reads_with_everything_it_has()
    {
        await using var stage = await QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.02m, 1.09000m, 1.12000m);

        (await Positions(stage)).Single().ShouldSatisfyAllConditions(
            position => position.Ticket.ShouldBe(ticket),
            position => position.Symbol.ShouldBe("EURUSD"),
            position => position.Side.ShouldBe(Side.Long),
            position => position.Lots.ShouldBe(new Lots(0.02m)),
            position => position.OpenPrice.ShouldBe(new Price(1.10010m)),
            position => position.StopLoss.ShouldBe(new Price(1.09000m)),
            position => position.TakeProfit.ShouldBe(new Price(1.12000m)));
    }

    [Fact]
    public async Task A_missing_stop_or_take_profit_is_null_never_zero()
    {
        await using var stage = await QuotedAsync();
        var position = await Position(stage, await stage.OpenByHandAsync(Side.Short, 0.01m));
        position!.StopLoss.ShouldBeNull();
        position.TakeProfit.ShouldBeNull();
        position.OpenPrice.ShouldBe(new Price(1.10000m));
    }

    [Fact]
    public async Task A_position_that_is_not_there_reads_as_null_and_that_is_a_success()
    {
        await using var stage = await QuotedAsync();
        (await Position(stage, new Ticket(4))).ShouldBeNull();
    }

    [Fact]
    public async Task Opening_and_closing_by_others_is_reported()
    {
        await using var stage = await QuotedAsync();
        var before = stage.Ears.TradeEvents;
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        stage.Ears.TradeEvents.ShouldBeGreaterThan(before);

        before = stage.Ears.TradeEvents;
        await stage.CloseByHandAsync(ticket);
        stage.Ears.TradeEvents.ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task A_later_reading_carries_a_later_beginning()
    {
        await using var stage = await QuotedAsync();
        var first = await stage.CallAsync(() => stage.Gateway.ReadPositionsAsync(default));
        var second = await stage.CallAsync(() => stage.Gateway.ReadAccountAsync(default));
        second.Began.Order.ShouldBeGreaterThan(first.Began.Order);
        second.Began.Timestamp.ShouldBeGreaterThanOrEqualTo(first.Began.Timestamp);
    }

    [Fact]
    public async Task A_symbol_reads_with_its_exact_arithmetic()
    {
        await using var stage = await QuotedAsync();
        var spec = (await stage.CallAsync(() => stage.Gateway.ReadSymbolAsync("EURUSD", default))).Value;
        spec.Problem().ShouldBeNull();
        spec.ShouldSatisfyAllConditions(
            it => it.Name.ShouldBe("EURUSD"),
            it => it.Digits.ShouldBe(5),
            it => it.Point.ShouldBe(0.00001m),
            it => it.TickSize.ShouldBe(0.00001m),
            it => it.TickValueProfit.ShouldBe(1m),
            it => it.TickValueLoss.ShouldBe(1m),
            it => it.ContractSize.ShouldBe(100_000m));
    }

    [Fact]
    public async Task A_symbol_the_broker_does_not_have_is_a_failed_reading()
    {
        await using var stage = await QuotedAsync();
        var read = await stage.CallAsync(() => stage.Gateway.ReadSymbolAsync("NOSUCH", default));
        read.Succeeded.ShouldBeFalse();
        read.Failure.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Equity_differs_from_the_balance_by_what_floats()
    {
        await using var stage = await QuotedAsync();
        await stage.OpenByHandAsync(Side.Long, 0.10m);
        await stage.QuoteAsync(1.10060m, 1.10070m);
        var account = (await stage.CallAsync(() => stage.Gateway.ReadAccountAsync(default))).Value;
        (account.Equity - account.Balance).ShouldBe(new Money(5.00m));
    }

    private async Task<IGatewayStage> QuotedAsync(bool netting = false)
    {
        var stage = await StageAsync(netting);
        await stage.QuoteAsync(1.10000m, 1.10010m);
        return stage;
    }

    private static async Task<IReadOnlyList<Position>> Positions(IGatewayStage stage) =>
        (await stage.CallAsync(() => stage.Gateway.ReadPositionsAsync(default))).Value;

    private static async Task<Position?> Position(IGatewayStage stage, Ticket ticket) =>
        (await stage.CallAsync(() => stage.Gateway.ReadPositionAsync(ticket, default))).Value;
}
