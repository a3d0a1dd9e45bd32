using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.TestKit.Brokers;

/// <summary>
/// A gateway with a server behind it that a test can arrange. It begins with one account without positions, in USD, on a
/// server (hedging, unless asked for otherwise) that has EURUSD (5 digits, 100,000 a lot, stops level 0, freeze level 0) and no quote yet. Commission is zero.
/// </summary>
public interface IGatewayStage : IAsyncDisposable
{
    IBrokerGateway Gateway { get; }

    /// <summary>What the gateway reported since it was connected.</summary>
    GatewayEars Ears { get; }

    /// <summary>Runs a call where gateways are called, and lets time pass until it ends.</summary>
    Task<T> CallAsync<T>(Func<ValueTask<T>> call);

    /// <summary>The server gets this quote; returns when the gateway has had time to report what follows.</summary>
    Task QuoteAsync(decimal bid, decimal ask);

    /// <summary>Somebody opens a position in EURUSD at the market by hand.</summary>
    Task<Ticket> OpenByHandAsync(Side side, decimal lots, decimal? stop = null, decimal? takeProfit = null);

    /// <summary>Somebody closes a position by hand in a desktop terminal.</summary>
    Task CloseByHandAsync(Ticket ticket);

    /// <summary>Somebody places a pending order in EURUSD by hand.</summary>
    Task<Ticket> PlaceByHandAsync(PendingOrder order);

    /// <summary>Somebody removes a pending order by hand.</summary>
    Task RemoveByHandAsync(Ticket order);

    /// <summary>The server answers the next trade of this kind with this code, and does nothing.</summary>
    Task AnswerNextAsync(GatewayCall call, TradeRetcode retcode);

    /// <summary>The way to the broker is interrupted; the broker goes on. Returns when the gateway knows.</summary>
    Task InterruptAsync();

    /// <summary>The way to the broker is there again. Returns when the gateway has it.</summary>
    Task RestoreAsync();
}

/// <summary>Hears what a gateway reports. Not thread-safe: read it between calls.</summary>
public sealed class GatewayEars : IBrokerListener
{
    public List<Quote> Quotes { get; } = [];
    public List<(bool Connected, string Reason)> Connections { get; } = [];
    public int TradeEvents { get; private set; }

    public void OnQuote(in Quote quote) => Quotes.Add(quote);

    public void OnTradeEvent() => TradeEvents++;

    public void OnConnection(bool connected, string reason) => Connections.Add((connected, reason));
}
