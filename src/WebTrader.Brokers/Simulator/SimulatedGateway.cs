using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.Simulator;

/// <summary>How a simulated gateway reaches its broker.</summary>
public sealed record SimulatedGatewayOptions
{
    /// <summary>Round trip of a trade: half passes before the server acts, half until the answer; zero takes no time.</summary>
    public TimeSpan TradeLatency { get; init; }

    /// <summary>Round trip of a reading, halved likewise.</summary>
    public TimeSpan ReadLatency { get; init; }

    /// <summary>How long a trade waits for its answer before it counts as unanswered; above zero.</summary>
    public TimeSpan AnswerDeadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many trades may be under way at once; 1 or more. A trade beyond it is not sent.</summary>
    public int TradesInFlight { get; init; } = 1;
}

/// <summary>
/// A client's way to a <see cref="SimulatedBroker"/>: latency, deadline, faults, connection. A trade whose caller gives up waiting
/// is unanswered, and the server may still act; a reading whose caller gives up throws <see cref="OperationCanceledException"/>.
/// Not thread-safe: called on the session's scheduler, where its answers come back.
/// </summary>
public sealed partial class SimulatedGateway : IBrokerGateway
{
    private readonly SimulatedBroker broker;
    private readonly SimulatedGatewayOptions options;
    private readonly TimeProvider clock;
    private readonly FaultPlan? faults;
    private IBrokerListener? listener;
    private bool disposed;
    private int tradesUnderWay;
    private long readings;
    private DateTimeOffset disconnectedUntil = DateTimeOffset.MinValue;

    public SimulatedGateway(SimulatedBroker broker, BrokerAccount account, SimulatedGatewayOptions options, TimeProvider clock, FaultPlan? faults = null)
    {
        if (options.TradesInFlight < 1)
            throw new ArgumentException($"TradesInFlight is {options.TradesInFlight}, allowed is 1 or more.", nameof(options));
        if (options.TradeLatency < TimeSpan.Zero || options.ReadLatency < TimeSpan.Zero)
            throw new ArgumentException($"A latency is {options.TradeLatency} or {options.ReadLatency}, allowed is zero or more.", nameof(options));
        if (options.AnswerDeadline <= TimeSpan.Zero)
            throw new ArgumentException($"AnswerDeadline is {options.AnswerDeadline}, allowed is above zero.", nameof(options));
        this.broker = broker;
        this.options = options;
        this.clock = clock;
        this.faults = faults;
        Account = account;
    }

    public BrokerAccount Account { get; }

    public int TradesInFlight => options.TradesInFlight;

    /// <summary>With one trade at a time the line is taken until the server has acted.</summary>
    public bool TradesInOrder => options.TradesInFlight == 1;

    public int TradesFree => Math.Max(0, options.TradesInFlight - tradesUnderWay);

    /// <summary>Trades that have left for the server so far.</summary>
    public long TradeCalls { get; private set; }

    /// <summary>Whether calls go through and quotes come in.</summary>
    public bool IsConnected { get; private set; }

    public ValueTask ConnectAsync(IBrokerListener listener, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(disposed, this);
        if (this.listener is not null) throw new InvalidOperationException("The gateway is connected already.");
        this.listener = listener;
        broker.Quoted += PassQuote;
        broker.Traded += PassTradeEvent;
        IsConnected = true;
        listener.OnConnection(true, "connected");
        return ValueTask.CompletedTask;
    }

    /// <summary>Loses the connection for so long from now on; while it is lost already, at least so long.</summary>
    public void DisconnectFor(TimeSpan duration)
    {
        var until = clock.GetUtcNow() + duration;
        if (until > disconnectedUntil) disconnectedUntil = until;
        if (!IsConnected) return;
        IsConnected = false;
        listener?.OnConnection(false, "the connection to the broker is lost");
        ReconnectInTime();
    }

    public ValueTask DisposeAsync()
    {
        if (disposed) return ValueTask.CompletedTask;
        disposed = true;
        IsConnected = false;
        broker.Quoted -= PassQuote;
        broker.Traded -= PassTradeEvent;
        return ValueTask.CompletedTask;
    }

    // Nobody awaits a reconnection; being "async void", what its listener throws reaches the scheduler instead of vanishing in a task.
    private async void ReconnectInTime()
    {
        for (var left = disconnectedUntil - clock.GetUtcNow(); left > TimeSpan.Zero; left = disconnectedUntil - clock.GetUtcNow())
            await Task.Delay(WholeMilliseconds(left), clock);
        if (disposed) return;
        IsConnected = true;
        listener?.OnConnection(true, "connected again");
    }

    private void PassQuote(Quote quote)
    {
        if (IsConnected) listener!.OnQuote(quote with { ReceivedAt = clock.GetTimestamp() });
    }

    private void PassTradeEvent()
    {
        if (IsConnected) listener!.OnTradeEvent();
    }

    // Task.Delay cuts to whole milliseconds: a rest of less would spin.
    private static TimeSpan WholeMilliseconds(TimeSpan span) => TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds));

    private ValueTask PassAsync(TimeSpan time, CancellationToken cancellation = default) =>
        time > TimeSpan.Zero ? new ValueTask(Task.Delay(time, clock, cancellation)) : ValueTask.CompletedTask;
}
