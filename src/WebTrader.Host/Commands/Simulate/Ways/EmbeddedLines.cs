using WebTrader.Brokers.Simulator;
using WebTrader.Core.Ports;

namespace WebTrader.Host.Commands.Simulate.Ways;

/// <summary>Lines by the embedded simulator's own gateway.</summary>
/// <param name="faults">The plan of one line.</param>
internal sealed class EmbeddedLines(SimulatedBroker broker, BrokerAccount account, SimulatedGatewayOptions options, TimeProvider clock, Func<FaultPlan> faults) : IWorldLines
{
    public IWorldLine Open() => new Line(new SimulatedGateway(broker, account, options, clock, faults()));

    public void Pass()
    {
    }

    private sealed class Line(SimulatedGateway gateway) : IWorldLine
    {
        public IBrokerGateway Gateway => gateway;

        public bool IsConnected => gateway.IsConnected;

        public void DisconnectFor(TimeSpan time) => gateway.DisconnectFor(time);

        public void Kill()
        {
        }

        // The line outlives its session, so that what is in the air still lands.
        public ValueTask LeaveAsync() => ValueTask.CompletedTask;

        public ValueTask EndAsync() => gateway.DisposeAsync();
    }
}
