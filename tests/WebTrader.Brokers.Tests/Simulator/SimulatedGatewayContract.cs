using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.TestKit.Brokers;

namespace WebTrader.Brokers.Tests.Simulator;

public sealed class AtOnceGatewayContract : BrokerGatewayContract
{
    protected override Task<IGatewayStage> StageAsync(bool netting) => SimulatedStage.StartAsync(new SimulatedGatewayOptions(), netting);
}

public sealed class DistantGatewayContract : BrokerGatewayContract
{
    protected override Task<IGatewayStage> StageAsync(bool netting) => SimulatedStage.StartAsync(new SimulatedGatewayOptions
    {
        TradeLatency = TimeSpan.FromMilliseconds(120),
        ReadLatency = TimeSpan.FromMilliseconds(30),
        TradesInFlight = 4,
    }, netting);
}

internal sealed class SimulatedStage : IGatewayStage
{
    private readonly BrokerDesk desk;
    private readonly FaultPlan faults = new(1);
    private SimulatedGateway? gateway;

    private SimulatedStage(bool netting) => desk = new BrokerDesk(new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn, IsNetting = netting });

    public IBrokerGateway Gateway => gateway!;

    public GatewayEars Ears { get; } = new();

    public static async Task<IGatewayStage> StartAsync(SimulatedGatewayOptions options, bool netting)
    {
        var stage = new SimulatedStage(netting);
        stage.gateway = stage.desk.Gateway(options, stage.faults);
        await stage.gateway.ConnectAsync(stage.Ears, default);
        return stage;
    }

    public Task<T> CallAsync<T>(Func<ValueTask<T>> call)
    {
        var underWay = desk.Begin(call);
        desk.Pass(1000);
        return underWay.Ended ? underWay.Task : throw new TimeoutException("The call did not end within a second of the desk's time.");
    }

    public Task QuoteAsync(decimal bid, decimal ask)
    {
        desk.Quote(bid, ask);
        return Task.CompletedTask;
    }

    public Task<Ticket> OpenByHandAsync(Side side, decimal lots, decimal? stop, decimal? takeProfit) =>
        Task.FromResult(desk.Broker.Open(new OrderRequest("EURUSD", side, new Lots(lots), BrokerDesk.At(stop), BrokerDesk.At(takeProfit))).Opened());

    public Task CloseByHandAsync(Ticket ticket)
    {
        desk.Broker.Close(ticket).Opened();
        return Task.CompletedTask;
    }

    public Task<Ticket> PlaceByHandAsync(PendingOrder order) => Task.FromResult(desk.Broker.Place(order).Opened());

    public Task RemoveByHandAsync(Ticket order)
    {
        desk.Broker.RemoveOrder(order).Opened();
        return Task.CompletedTask;
    }

    public Task AnswerNextAsync(GatewayCall call, TradeRetcode retcode)
    {
        faults.Add(new FaultCase(new Fault.Reject(retcode)) { Call = call, Times = 1 });
        return Task.CompletedTask;
    }

    public Task InterruptAsync()
    {
        return CallAsync(() =>
        {
            gateway!.DisconnectFor(TimeSpan.FromMinutes(1));
            return ValueTask.FromResult(true);
        });
    }

    public Task RestoreAsync()
    {
        desk.Pass(61_000);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        desk.Dispose();
    }
}
