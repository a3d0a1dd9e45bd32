using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.Simulator;

/// <content>Readings.</content>
public sealed partial class SimulatedGateway
{
    public ValueTask<Reading<AccountState>> ReadAccountAsync(CancellationToken cancellation) =>
        ReadAsync(GatewayCall.ReadAccount, null, () => new AccountState(broker.Balance, broker.Equity, broker.Now.ToOffset(broker.UtcOffset)), cancellation);

    public ValueTask<Reading<IReadOnlyList<Position>>> ReadPositionsAsync(CancellationToken cancellation) =>
        ReadAsync(GatewayCall.ReadPositions, null, () => (IReadOnlyList<Position>)[.. broker.Positions.Select(WithProfit)], cancellation, AllButLast);

    public ValueTask<Reading<Position?>> ReadPositionAsync(Ticket ticket, CancellationToken cancellation) =>
        ReadAsync(GatewayCall.ReadPosition, ticket, () => broker.Find(ticket) is { } position ? WithProfit(position) : null, cancellation);

    public ValueTask<Reading<IReadOnlyList<WaitingOrder>>> ReadOrdersAsync(CancellationToken cancellation) =>
        ReadAsync(GatewayCall.ReadOrders, null, () => (IReadOnlyList<WaitingOrder>)[.. broker.Orders.Select(Shown)], cancellation);

    public async ValueTask<Reading<SymbolSpec>> ReadSymbolAsync(string symbol, CancellationToken cancellation)
    {
        var read = await ReadAsync(GatewayCall.ReadSymbol, null, () => broker.HasSymbol(symbol) ? broker.SpecOf(symbol) : null, cancellation);
        if (!read.TryGet(out var spec)) return Reading<SymbolSpec>.Failed(read.Failure ?? $"the broker has no symbol {symbol}", read.Began);
        return spec is null ? Reading<SymbolSpec>.Failed($"the broker has no symbol {symbol}", read.Began) : Reading<SymbolSpec>.Of(spec, read.Began);
    }

    public async ValueTask<Reading<Quote>> ReadQuoteAsync(string symbol, CancellationToken cancellation)
    {
        var read = await ReadAsync(GatewayCall.ReadSymbol, null, () => broker.HasSymbol(symbol) ? broker.QuoteOf(symbol) : null, cancellation);
        if (!read.TryGet(out var quote)) return Reading<Quote>.Failed(read.Failure ?? $"the broker has no price of {symbol}", read.Began);
        return quote is { } newest ? Reading<Quote>.Of(newest, read.Began) : Reading<Quote>.Failed($"the broker has no price of {symbol}", read.Began);
    }

    public ValueTask<Reading<IReadOnlyList<Deal>>> ReadDealsAsync(PositionId position, CancellationToken cancellation) =>
        ReadAsync(GatewayCall.ReadDeals, new Ticket(position.Value), () => broker.DealsOf(position), cancellation);

    public ValueTask<Reading<IReadOnlyList<Deal>>> ReadDealsSinceAsync(DateTimeOffset since, CancellationToken cancellation) =>
        ReadAsync(GatewayCall.ReadDeals, null, () => broker.DealsSince(since), cancellation);

    private static IReadOnlyList<Position> AllButLast(IReadOnlyList<Position> positions) => [.. positions.SkipLast(1)];

    private Position WithProfit(Position position) => position with { Profit = broker.FloatingProfit(position) };

    private async ValueTask<Reading<T>> ReadAsync<T>(GatewayCall call, Ticket? ticket, Func<T> read, CancellationToken cancellation, Func<T, T>? omit = null)
    {
        cancellation.ThrowIfCancellationRequested();
        var began = new ReadingMark(++readings, clock.GetTimestamp());
        var fault = IsConnected ? faults?.Strike(call, ticket, clock.GetUtcNow()) : null;
        if (fault is Fault.Disconnect lost) DisconnectFor(lost.For);
        if (!IsConnected) return Reading<T>.Failed("no connection to the broker", began);

        await PassAsync(options.ReadLatency / 2, cancellation);
        if (fault is Fault.Hang hang) await PassAsync(hang.For, cancellation);
        if (!IsConnected) return Reading<T>.Failed("the connection was lost under way", began);
        var value = fault is null or Fault.Hang or Fault.OmitLast ? read() : default;
        if (fault is Fault.OmitLast) value = omit!(value!);
        await PassAsync(options.ReadLatency / 2, cancellation);
        if (!IsConnected) return Reading<T>.Failed("the connection was lost before the answer", began);
        return fault is Fault.FailRead fail ? Reading<T>.Failed(fail.Reason, began) : Reading<T>.Of(value!, began);
    }

    private static WaitingOrder Shown(PendingOrder order) => new(order.Ticket, order.Symbol, order.Kind.Side(), order.Lots, order.Price, order.Magic, order.Comment);
}
