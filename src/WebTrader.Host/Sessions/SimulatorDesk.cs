using WebTrader.Brokers.Simulator;
using WebTrader.Core.Ports;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Sessions;

/// <summary>A simulated broker with its market and its trader, whose book outlives this process as a real broker's would.</summary>
public sealed class SimulatorDesk : IBrokerDesk
{
    private readonly DemoBroker demo;

    private SimulatorDesk(DemoBroker demo, IBrokerGateway gateway)
    {
        this.demo = demo;
        Gateway = gateway;
    }

    public IBrokerGateway Gateway { get; }

    public static IBrokerDesk Open(AccountSettings account, string folder, TimeProvider clock)
    {
        var demo = DemoBroker.Open(new DemoBrokerOptions
        {
            Folder = Path.Combine(folder, "broker"),
            Seed = (ulong)account.Seed,
            Broker = new SimulatedBrokerOptions { Symbols = SymbolSpecs.BuiltIn, StartingBalance = account.Balance, Currency = account.Currency },
        }, clock);
        var options = new SimulatedGatewayOptions { TradeLatency = account.TradeLatency, ReadLatency = account.ReadLatency, TradesInFlight = account.TradesInFlight };
        return new SimulatorDesk(demo, new SimulatedGateway(demo.Broker, AccountHeads.Of(account), options, clock));
    }

    public Task RunAsync(CancellationToken cancellation) => demo.Driver.RunAsync(cancellation);

    public ValueTask DisposeAsync()
    {
        demo.Dispose();
        return ValueTask.CompletedTask;
    }
}
