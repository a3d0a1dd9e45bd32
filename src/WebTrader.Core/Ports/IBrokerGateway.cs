using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Core.Ports;

/// <summary>
/// The broker, as one account session sees it. Reads and trades never throw for what the broker does or fails to do: that is in
/// their result. Called on the session's scheduler only, and its answers come back there.
/// </summary>
public interface IBrokerGateway : IAsyncDisposable
{
    /// <summary>Which account this is; never changes.</summary>
    BrokerAccount Account { get; }

    /// <summary>How many trades may be under way at once; 1 where the broker takes one call at a time.</summary>
    int TradesInFlight { get; }

    /// <summary>
    /// Whether an answered trade proves that none that left before it can still have an effect. Only where all of them are carried out in the order in which they
    /// left, those too whose outcome the caller was told nobody knows.
    /// </summary>
    bool TradesInOrder { get; }

    /// <summary>Whether everything in one symbol is one position; null while that is not known.</summary>
    bool? IsNetting => false;

    /// <summary>The magic number that a position gets whose order asks for this one: what is judged by magic numbers is judged by what the broker will show.</summary>
    long MagicOf(long asked) => asked;

    /// <summary>How many trades could leave at this moment; what is sent beyond it is answered as busy and does not leave.</summary>
    int TradesFree { get; }

    /// <summary>The terminal in between; null where there is none.</summary>
    TerminalState? Terminal => null;

    /// <summary>Begins to report quotes and events to the listener; called once, before anything else.</summary>
    ValueTask ConnectAsync(IBrokerListener listener, CancellationToken cancellation);

    /// <summary>Balance, equity and the broker's own time.</summary>
    ValueTask<Reading<AccountState>> ReadAccountAsync(CancellationToken cancellation);

    /// <summary>All open positions, none left out for its age, symbol or owner.</summary>
    ValueTask<Reading<IReadOnlyList<Position>>> ReadPositionsAsync(CancellationToken cancellation);

    /// <summary>One position; null when the broker does not have it (any more).</summary>
    ValueTask<Reading<Position?>> ReadPositionAsync(Ticket ticket, CancellationToken cancellation);

    /// <summary>All pending orders, none left out for its age, symbol or owner. An order at the market that the broker is executing, ours or another's, is none of them.</summary>
    ValueTask<Reading<IReadOnlyList<WaitingOrder>>> ReadOrdersAsync(CancellationToken cancellation);

    /// <summary>The specification of a symbol as it is now; its tick values move with the rates.</summary>
    ValueTask<Reading<SymbolSpec>> ReadSymbolAsync(string symbol, CancellationToken cancellation);

    /// <summary>The newest quote of a symbol, also where nothing is open in it; a failure where the broker has none.</summary>
    ValueTask<Reading<Quote>> ReadQuoteAsync(string symbol, CancellationToken cancellation);

    /// <summary>All deals of one position, oldest first.</summary>
    ValueTask<Reading<IReadOnlyList<Deal>>> ReadDealsAsync(PositionId position, CancellationToken cancellation);

    /// <summary>All deals since a moment (UTC, included), oldest first.</summary>
    ValueTask<Reading<IReadOnlyList<Deal>>> ReadDealsSinceAsync(DateTimeOffset since, CancellationToken cancellation);

    /// <summary>Sets a stop, keeping the take-profit. Called through the last door only, which has checked the token.</summary>
    ValueTask<TradeAnswer> SetStopAsync(StopWrite write, CancellationToken cancellation);

    /// <summary>Closes at the market. Called through the last door only, which has checked the token.</summary>
    ValueTask<TradeAnswer> CloseAsync(CloseWrite write, CancellationToken cancellation);

    /// <summary>Opens a position at the market, with its stop and take-profit inside the order.</summary>
    ValueTask<TradeAnswer> OpenAsync(OpenWrite write, CancellationToken cancellation);

    /// <summary>Removes a pending order; one that is gone or was filled is answered with <see cref="TradeRetcode.InvalidOrder"/>. Called through the last door only.</summary>
    ValueTask<TradeAnswer> CancelAsync(CancelWrite write, CancellationToken cancellation);
}

/// <summary>Who takes what the broker reports by itself. Calls arrive on the session's scheduler and must not block.</summary>
public interface IBrokerListener
{
    /// <summary>A new quote. Only the newest of a symbol counts.</summary>
    void OnQuote(in Quote quote);

    /// <summary>Something changed about positions or pending orders: look at all of them now.</summary>
    void OnTradeEvent();

    /// <summary>The connection to the broker came or went, and why.</summary>
    void OnConnection(bool connected, string reason);
}

/// <summary>Which account a gateway speaks for.</summary>
public sealed record BrokerAccount(AccountId Id, string Name, string Broker, bool IsLive, string Login, string Server, string Currency);

/// <summary>The state of the account as the broker reports it.</summary>
public sealed record AccountState(Money Balance, Money Equity, DateTimeOffset BrokerTime);
