using WebTrader.Brokers.Simulator;

namespace WebTrader.Host.Commands.Terminal;

/// <summary>The broker behind a terminal with what happens to it, generated or recorded, and its book on file.</summary>
internal sealed class TerminalMarket : IDisposable
{
    private readonly IDisposable held;

    private TerminalMarket(IDisposable held, SimulatedBroker broker, Func<CancellationToken, Task> run)
    {
        this.held = held;
        Broker = broker;
        RunAsync = run;
    }

    public SimulatedBroker Broker { get; }

    /// <summary>Lets it happen until cancelled; on the broker's thread.</summary>
    public Func<CancellationToken, Task> RunAsync { get; }

    public static TerminalMarket Open(TerminalPlan plan, string folder, TimeProvider clock) =>
        plan.Quotes is null ? Generated(plan, folder, clock) : Recorded(plan, folder, clock);

    public void Dispose() => held.Dispose();

    private static TerminalMarket Generated(TerminalPlan plan, string folder, TimeProvider clock)
    {
        var demo = DemoBroker.Open(new DemoBrokerOptions { Folder = folder, Seed = plan.Terminal.Seed, Broker = plan.Broker, WithTrader = plan.WithTrader }, clock);
        return new TerminalMarket(demo, demo.Broker, demo.Driver.RunAsync);
    }

    private static TerminalMarket Recorded(TerminalPlan plan, string folder, TimeProvider clock)
    {
        var file = new BookFile(folder);
        try
        {
            var saved = file.Load();
            var broker = saved is null ? new SimulatedBroker(plan.Broker, clock) : new SimulatedBroker(plan.Broker, clock, saved.Book, saved.Deals);
            DemoTrader? trader = null;
            if (plan.WithTrader) trader = saved?.Trader is { } state ? new DemoTrader(broker, state) : new DemoTrader(broker, plan.Terminal.Seed, clock.GetUtcNow());
            broker.Keep = () => file.Save(new SavedBook(broker.State(), broker.Deals, Market: null, trader?.State));
            var market = new RecordedMarket(broker, plan.Quotes!(), trader, plan.Speed, clock);
            return new TerminalMarket(file, broker, market.RunAsync);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
