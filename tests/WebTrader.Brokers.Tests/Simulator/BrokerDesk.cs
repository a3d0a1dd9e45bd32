using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Running;

namespace WebTrader.Brokers.Tests.Simulator;

/// <summary>A simulated broker with a clock that moves when told, and the words to speak to it.</summary>
internal sealed class BrokerDesk : IDisposable
{
    // A Tuesday, noon.
    public static readonly DateTimeOffset Start = new(2026, 1, 6, 12, 0, 0, TimeSpan.Zero);

    private readonly SessionScheduler scheduler = new();

    public BrokerDesk(params SimulatedSymbol[] symbols)
        : this(new SimulatedBrokerOptions { Symbols = symbols.Length == 0 ? SymbolSpecs.BuiltIn : symbols })
    {
    }

    public BrokerDesk(SimulatedBrokerOptions options)
    {
        Clock = new VirtualTime(scheduler, Start);
        Broker = new SimulatedBroker(options, Clock);
        Broker.Quoted += _ => Events.Add("quote");
        Broker.Traded += () => Events.Add("trade");
    }

    public VirtualTime Clock { get; }
    public SimulatedBroker Broker { get; }
    public List<string> Events { get; } = [];

    public static SimulatedSymbol EurUsd(int stopsLevel = 0, int freezeLevel = 0) =>
        SymbolSpecs.EurUsd with { Spec = SymbolSpecs.EurUsd.Spec with { StopsLevel = stopsLevel, FreezeLevel = freezeLevel } };

    public static Price? At(decimal? price) => price is { } given ? new Price(given) : null;

    public void Quote(decimal bid, decimal ask, string symbol = "EURUSD") => Broker.Feed(symbol, new Price(bid), new Price(ask), Clock.GetUtcNow());

    public TradeReceipt Buy(decimal lots = 0.01m, decimal? stop = null, decimal? target = null, string symbol = "EURUSD") =>
        Broker.Open(new OrderRequest(symbol, Side.Long, new Lots(lots), At(stop), At(target)));

    public TradeReceipt Sell(decimal lots = 0.01m, decimal? stop = null, decimal? target = null, string symbol = "EURUSD") =>
        Broker.Open(new OrderRequest(symbol, Side.Short, new Lots(lots), At(stop), At(target)));

    public TradeRetcode Modify(Ticket ticket, decimal? stop, decimal? target = null) => Broker.Modify(ticket, At(stop), At(target)).Retcode;

    public Deal LastDeal => Broker.Deals[^1];

    public SimulatedGateway Gateway(SimulatedGatewayOptions? options = null, FaultPlan? faults = null) =>
        new(Broker, new BrokerAccount(new AccountId("demo"), "Demo", "Simulated", false, "100", "Simulator", "USD"), options ?? new(), Clock, faults);

    /// <summary>Starts something on the scheduler and lets everything run that needs no time.</summary>
    public UnderWay<T> Begin<T>(Func<ValueTask<T>> call)
    {
        var result = new TaskCompletionSource<T>();
        _ = scheduler.StartAsync(async () =>
        {
            try
            {
                result.SetResult(await call());
            }
            catch (Exception fault)
            {
                result.SetException(fault);
            }
        });
        scheduler.RunUntilIdle();
        return new UnderWay<T>(result.Task);
    }

    public void Pass(int milliseconds) => Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

    public void Dispose() => scheduler.Dispose();
}

internal static class ReceiptWords
{
    public static Ticket Opened(this TradeReceipt receipt)
    {
        receipt.Retcode.ShouldBe(TradeRetcode.Done, receipt.Comment);
        return receipt.Ticket!.Value;
    }
}

/// <summary>A call that ends as the desk's time passes; asking for its result before is a mistake in the test, not a wait.</summary>
internal sealed class UnderWay<T>(Task<T> task)
{
    public bool Ended => task.IsCompleted;

    public Task<T> Task => task;

    public T Result => task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("The call has not ended yet.");
}
