using System.Globalization;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Positions;
using WebTrader.Engine.Running;

namespace WebTrader.Brokers.Tests.Simulator;

/// <summary>A demo broker living on a clock that moves when told.</summary>
internal sealed class DemoDesk : IDisposable
{
    private readonly SessionScheduler scheduler = new();
    private readonly CancellationTokenSource stop = new();

    public DemoDesk(DemoBrokerOptions options, DateTimeOffset? start = null)
    {
        Clock = new VirtualTime(scheduler, start ?? BrokerDesk.Start);
        Demo = DemoBroker.Open(options, Clock);
    }

    public VirtualTime Clock { get; }
    public DemoBroker Demo { get; }
    public SimulatedBroker Broker => Demo.Broker;

    public DemoDesk Live()
    {
        Running = scheduler.StartAsync(() => Demo.Driver.RunAsync(stop.Token));
        scheduler.RunUntilIdle();
        return this;
    }

    public Task Running { get; private set; } = Task.CompletedTask;

    public void Pass(TimeSpan time) => Clock.Advance(time);

    public void Stop()
    {
        stop.Cancel();
        scheduler.RunUntilIdle();
    }

    /// <summary>All that happened, as text: equal histories are equal to the last digit.</summary>
    public string History() => string.Join('\n', Broker.Deals.Select(Line).Concat(Broker.Positions.Select(position => position.ToString()))) + "\n" + Broker.Balance;

    public void Dispose()
    {
        Demo.Dispose();
        stop.Dispose();
        scheduler.Dispose();
    }

    private static string Line(Deal deal) => string.Create(CultureInfo.InvariantCulture, $"{deal.Time:O} {deal}");
}
