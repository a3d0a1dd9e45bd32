using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Host.Commands.Simulate.Scenarios;

/// <summary>A line to a broker whose history is slow: closing deals show up in readings only some time after they were made.</summary>
internal sealed class LateHistory(IBrokerGateway inner, TimeProvider clock, Func<TimeSpan> lateBy) : IBrokerGateway
{
    public BrokerAccount Account => inner.Account;
    public int TradesInFlight => inner.TradesInFlight;
    public bool TradesInOrder => inner.TradesInOrder;
    public int TradesFree => inner.TradesFree;
    public bool? IsNetting => inner.IsNetting;
    public long MagicOf(long asked) => inner.MagicOf(asked);

    public ValueTask ConnectAsync(IBrokerListener listener, CancellationToken cancellation) => inner.ConnectAsync(listener, cancellation);

    public ValueTask<Reading<AccountState>> ReadAccountAsync(CancellationToken cancellation) => inner.ReadAccountAsync(cancellation);

    public ValueTask<Reading<IReadOnlyList<Position>>> ReadPositionsAsync(CancellationToken cancellation) => inner.ReadPositionsAsync(cancellation);

    public ValueTask<Reading<Position?>> ReadPositionAsync(Ticket ticket, CancellationToken cancellation) => inner.ReadPositionAsync(ticket, cancellation);

    public ValueTask<Reading<IReadOnlyList<WaitingOrder>>> ReadOrdersAsync(CancellationToken cancellation) => inner.ReadOrdersAsync(cancellation);

    public ValueTask<Reading<SymbolSpec>> ReadSymbolAsync(string symbol, CancellationToken cancellation) => inner.ReadSymbolAsync(symbol, cancellation);

    public ValueTask<Reading<Quote>> ReadQuoteAsync(string symbol, CancellationToken cancellation) => inner.ReadQuoteAsync(symbol, cancellation);

    public async ValueTask<Reading<IReadOnlyList<Deal>>> ReadDealsAsync(PositionId position, CancellationToken cancellation) => Shown(await inner.ReadDealsAsync(position, cancellation));

    public async ValueTask<Reading<IReadOnlyList<Deal>>> ReadDealsSinceAsync(DateTimeOffset since, CancellationToken cancellation) => Shown(await inner.ReadDealsSinceAsync(since, cancellation));

    public ValueTask<TradeAnswer> SetStopAsync(StopWrite write, CancellationToken cancellation) => inner.SetStopAsync(write, cancellation);

    public ValueTask<TradeAnswer> CloseAsync(CloseWrite write, CancellationToken cancellation) => inner.CloseAsync(write, cancellation);

    public ValueTask<TradeAnswer> OpenAsync(OpenWrite write, CancellationToken cancellation) => inner.OpenAsync(write, cancellation);

    public ValueTask<TradeAnswer> CancelAsync(CancelWrite write, CancellationToken cancellation) => inner.CancelAsync(write, cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private Reading<IReadOnlyList<Deal>> Shown(Reading<IReadOnlyList<Deal>> reading)
    {
        if (!reading.TryGet(out var deals)) return reading;
        var until = clock.GetUtcNow() - lateBy();
        return Reading<IReadOnlyList<Deal>>.Of([.. deals.Where(deal => deal.Entry == DealEntry.In || deal.Time <= until)], reading.Began);
    }
}
