using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.TestKit.Engine;

/// <summary>
/// A gateway that breaks its promises where a test says so: it throws, never answers, shows what is not there, or answers out of order.
/// Everything else goes through, and is counted.
/// </summary>
public sealed class TamperedGateway(IBrokerGateway inner) : IBrokerGateway
{
    public Func<Reading<IReadOnlyList<Position>>, ValueTask<Reading<IReadOnlyList<Position>>>>? OnPositions { get; set; }

    public Func<Ticket, Reading<Position?>, Reading<Position?>>? OnPosition { get; set; }

    public Func<string, Reading<SymbolSpec>, Reading<SymbolSpec>>? OnSymbol { get; set; }

    public Func<Reading<IReadOnlyList<WaitingOrder>>, Reading<IReadOnlyList<WaitingOrder>>>? OnOrders { get; set; }

    /// <summary>The answer to give in place of asking; null asks.</summary>
    public Func<StopWrite, Task<TradeAnswer>?>? OnSetStop { get; set; }

    /// <summary>The answer to give in place of asking; null asks.</summary>
    public Func<CloseWrite, Task<TradeAnswer>?>? OnClose { get; set; }

    /// <summary>The reading to give in place of asking for a position's deals; null asks.</summary>
    public Func<PositionId, Task<Reading<IReadOnlyList<Deal>>>?>? OnDeals { get; set; }

    /// <summary>The reading to give in place of asking for the newest deals; null asks.</summary>
    public Func<Task<Reading<IReadOnlyList<Deal>>>?>? OnDealsSince { get; set; }

    public BrokerAccount Account => inner.Account;

    public int TradesInFlight => inner.TradesInFlight;

    public bool TradesInOrder => !IsOutOfOrder && inner.TradesInOrder;

    public int TradesFree => inner.TradesFree;

    public bool? IsNetting => inner.IsNetting;

    /// <summary>The magic number to use where none is asked for; null as the broker does.</summary>
    public long? OwnMagic { get; set; }

    public long MagicOf(long asked) => asked == 0 && OwnMagic is { } own ? own : inner.MagicOf(asked);

    /// <summary>The answer to give in place of asking; null asks.</summary>
    public Func<OpenWrite, Task<TradeAnswer>?>? OnOpen { get; set; }

    /// <summary>What nobody knows the outcome of may still come after what was answered, as behind a terminal.</summary>
    public bool IsOutOfOrder { get; set; }

    /// <summary>Whether the broker's trade events are kept from the session, as by an expert whose events are switched off.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Whether quotes are kept from the session.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>Every stop that was asked for, in order.</summary>
    public List<StopWrite> Stops { get; } = [];

    /// <summary>Every close that was asked for, in order.</summary>
    public List<CloseWrite> Closes { get; } = [];

    public int PositionReadings { get; private set; }

    public int DealReadings { get; private set; }

    public ValueTask ConnectAsync(IBrokerListener listener, CancellationToken cancellation) => inner.ConnectAsync(new Ears(this, listener), cancellation);

    public ValueTask<Reading<AccountState>> ReadAccountAsync(CancellationToken cancellation) => inner.ReadAccountAsync(cancellation);

    public async ValueTask<Reading<IReadOnlyList<Position>>> ReadPositionsAsync(CancellationToken cancellation)
    {
        PositionReadings++;
        var reading = await inner.ReadPositionsAsync(cancellation);
        return OnPositions is { } tamper ? await tamper(reading) : reading;
    }

    public async ValueTask<Reading<Position?>> ReadPositionAsync(Ticket ticket, CancellationToken cancellation)
    {
        var reading = await inner.ReadPositionAsync(ticket, cancellation);
        return OnPosition is { } tamper ? tamper(ticket, reading) : reading;
    }

    public async ValueTask<Reading<SymbolSpec>> ReadSymbolAsync(string symbol, CancellationToken cancellation)
    {
        var reading = await inner.ReadSymbolAsync(symbol, cancellation);
        return OnSymbol is { } tamper ? tamper(symbol, reading) : reading;
    }

    public async ValueTask<Reading<IReadOnlyList<WaitingOrder>>> ReadOrdersAsync(CancellationToken cancellation)
    {
        var reading = await inner.ReadOrdersAsync(cancellation);
        return OnOrders is { } tamper ? tamper(reading) : reading;
    }

    public ValueTask<Reading<Quote>> ReadQuoteAsync(string symbol, CancellationToken cancellation) => inner.ReadQuoteAsync(symbol, cancellation);

    public ValueTask<Reading<IReadOnlyList<Deal>>> ReadDealsAsync(PositionId position, CancellationToken cancellation)
    {
        DealReadings++;
        return OnDeals?.Invoke(position) is { } given ? new(given) : inner.ReadDealsAsync(position, cancellation);
    }

    public ValueTask<Reading<IReadOnlyList<Deal>>> ReadDealsSinceAsync(DateTimeOffset since, CancellationToken cancellation) =>
        OnDealsSince?.Invoke() is { } given ? new(given) : inner.ReadDealsSinceAsync(since, cancellation);

    public ValueTask<TradeAnswer> SetStopAsync(StopWrite write, CancellationToken cancellation)
    {
        Stops.Add(write);
        return OnSetStop?.Invoke(write) is { } given ? new(given) : inner.SetStopAsync(write, cancellation);
    }

    public ValueTask<TradeAnswer> CloseAsync(CloseWrite write, CancellationToken cancellation)
    {
        Closes.Add(write);
        return OnClose?.Invoke(write) is { } given ? new(given) : inner.CloseAsync(write, cancellation);
    }

    public ValueTask<TradeAnswer> CancelAsync(CancelWrite write, CancellationToken cancellation) => inner.CancelAsync(write, cancellation);

    public ValueTask<TradeAnswer> OpenAsync(OpenWrite write, CancellationToken cancellation) =>
        OnOpen?.Invoke(write) is { } given ? new(given) : inner.OpenAsync(write, cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class Ears(TamperedGateway gateway, IBrokerListener session) : IBrokerListener
    {
        public void OnQuote(in Quote quote)
        {
            if (!gateway.IsDeaf) session.OnQuote(quote);
        }

        public void OnTradeEvent()
        {
            if (!gateway.IsSilent) session.OnTradeEvent();
        }

        public void OnConnection(bool connected, string reason) => session.OnConnection(connected, reason);
    }
}
