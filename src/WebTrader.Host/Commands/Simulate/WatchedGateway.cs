using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Host.Commands.Simulate.Ways;

namespace WebTrader.Host.Commands.Simulate;

/// <summary>
/// Stands between one session and its line to the broker and tells the watch what passes. When the session is gone it is cut: the session
/// hears and sends nothing more, while calls that left go on to the broker.
/// </summary>
public sealed class WatchedGateway(IWorldLine way, WorldWatch watch) : IBrokerGateway, IBrokerListener
{
    private readonly IBrokerGateway line = way.Gateway;
    private IBrokerListener? session;
    private bool cut;

    public BrokerAccount Account => line.Account;
    public int TradesInFlight => line.TradesInFlight;
    public bool TradesInOrder => line.TradesInOrder;
    public int TradesFree => line.TradesFree;
    public bool? IsNetting => line.IsNetting;
    public long MagicOf(long asked) => line.MagicOf(asked);

    /// <summary>Whether calls go through.</summary>
    public bool IsConnected => way.IsConnected && !cut;

    /// <summary>Parts the session from the line for good.</summary>
    /// <param name="abruptly">As when its process is killed.</param>
    public void Cut(bool abruptly)
    {
        cut = true;
        if (abruptly) way.Kill();
    }

    /// <summary>Loses the connection for so long.</summary>
    public void DisconnectFor(TimeSpan time) => way.DisconnectFor(time);

    /// <summary>Ends the line itself; to be called when nothing of it can be in the air any more.</summary>
    public ValueTask EndAsync() => way.EndAsync();

    public ValueTask ConnectAsync(IBrokerListener listener, CancellationToken cancellation)
    {
        session = listener;
        return line.ConnectAsync(this, cancellation);
    }

    public ValueTask<Reading<AccountState>> ReadAccountAsync(CancellationToken cancellation) => ReadAsync("account", line.ReadAccountAsync(cancellation));

    public ValueTask<Reading<IReadOnlyList<Position>>> ReadPositionsAsync(CancellationToken cancellation) => ReadAsync("positions", line.ReadPositionsAsync(cancellation));

    public ValueTask<Reading<Position?>> ReadPositionAsync(Ticket ticket, CancellationToken cancellation) => ReadAsync("position", line.ReadPositionAsync(ticket, cancellation));

    public ValueTask<Reading<IReadOnlyList<WaitingOrder>>> ReadOrdersAsync(CancellationToken cancellation) => ReadAsync("orders", line.ReadOrdersAsync(cancellation));

    public ValueTask<Reading<SymbolSpec>> ReadSymbolAsync(string symbol, CancellationToken cancellation) => ReadAsync("symbol", line.ReadSymbolAsync(symbol, cancellation));

    public ValueTask<Reading<Quote>> ReadQuoteAsync(string symbol, CancellationToken cancellation) => ReadAsync("quote", line.ReadQuoteAsync(symbol, cancellation));

    public ValueTask<Reading<IReadOnlyList<Deal>>> ReadDealsAsync(PositionId position, CancellationToken cancellation) => ReadAsync("deals", line.ReadDealsAsync(position, cancellation));

    public ValueTask<Reading<IReadOnlyList<Deal>>> ReadDealsSinceAsync(DateTimeOffset since, CancellationToken cancellation) => ReadAsync("deals", line.ReadDealsSinceAsync(since, cancellation));

    public ValueTask<TradeAnswer> SetStopAsync(StopWrite write, CancellationToken cancellation) =>
        TradeAsync(write.Ticket, write.Token, () =>
        {
            watch.Sending(write);
            return line.SetStopAsync(write, cancellation);
        });

    public ValueTask<TradeAnswer> CloseAsync(CloseWrite write, CancellationToken cancellation) =>
        TradeAsync(write.Ticket, write.Token, () =>
        {
            watch.Sending(write);
            return line.CloseAsync(write, cancellation);
        });

    public ValueTask<TradeAnswer> OpenAsync(OpenWrite write, CancellationToken cancellation) =>
        TradeAsync(default, default, () =>
        {
            watch.Sending(write);
            return line.OpenAsync(write, cancellation);
        });

    public ValueTask<TradeAnswer> CancelAsync(CancelWrite write, CancellationToken cancellation) => TradeAsync(write.Order, default, () => line.CancelAsync(write, cancellation));

    public void OnQuote(in Quote quote)
    {
        if (!cut) session!.OnQuote(quote);
    }

    public void OnTradeEvent()
    {
        if (!cut) session!.OnTradeEvent();
    }

    public void OnConnection(bool connected, string reason)
    {
        if (!cut) session!.OnConnection(connected, reason);
    }

    public ValueTask DisposeAsync()
    {
        cut = true;
        return way.LeaveAsync();
    }

    private async ValueTask<TradeAnswer> TradeAsync(Ticket ticket, FencingToken token, Func<ValueTask<TradeAnswer>> send)
    {
        if (cut) return await new TaskCompletionSource<TradeAnswer>().Task;
        var answer = await send();
        if (cut) return await new TaskCompletionSource<TradeAnswer>().Task;
        watch.Answered(ticket, token, answer);
        return answer;
    }

    private async ValueTask<Reading<T>> ReadAsync<T>(string what, ValueTask<Reading<T>> reading)
    {
        if (cut) return await new TaskCompletionSource<Reading<T>>().Task;
        var asked = watch.Asking();
        try
        {
            var read = await reading;
            watch.Read(asked, what, read.TryGet(out _) ? null : read.Failure ?? "nothing");
            return read;
        }
        catch (OperationCanceledException)
        {
            watch.Read(asked, what, "given up");
            throw;
        }
    }
}
