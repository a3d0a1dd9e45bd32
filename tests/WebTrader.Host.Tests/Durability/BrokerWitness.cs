using System.Collections.Concurrent;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Durability;

/// <summary>Sees every stop that a position ever has at the broker, whoever is alive, and looks into the broker's own book.</summary>
internal sealed class BrokerWitness
{
    private readonly TerminalBench bench;
    private readonly Dictionary<Ticket, Price?> standing = [];
    private readonly ConcurrentQueue<(Ticket Ticket, Price? Stop)> changes = [];

    private BrokerWitness(TerminalBench bench) => this.bench = bench;

    /// <summary>Each change of a stop, oldest first; the stop that an order brings along is one too.</summary>
    public IReadOnlyCollection<(Ticket Ticket, Price? Stop)> Changes => changes;

    public static async Task<BrokerWitness> WatchAsync(TerminalBench bench)
    {
        var witness = new BrokerWitness(bench);
        await bench.Terminal.AskAsync(broker =>
        {
            broker.Traded += () => witness.Look(broker);
            return true;
        });
        return witness;
    }

    public Task<Book> BookAsync() => bench.Terminal.AskAsync(broker => new Book(
        [.. broker.Positions.Select(position => position.Ticket)],
        [.. broker.Deals.Select(deal => deal.Position).Distinct().Where(position => broker.Positions.All(open => open.Id != position))],
        broker.Deals.Where(deal => deal is { Entry: DealEntry.In, Magic: > 0 }).GroupBy(deal => deal.Magic).ToDictionary(deals => deals.Key, deals => deals.Count())));

    private void Look(SimulatedBroker broker)
    {
        foreach (var position in broker.Positions)
        {
            if (standing.GetValueOrDefault(position.Ticket) == position.StopLoss) continue;
            standing[position.Ticket] = position.StopLoss;
            changes.Enqueue((position.Ticket, position.StopLoss));
        }
    }

    /// <param name="Closed">Every position that has ended.</param>
    /// <param name="Opened">How many positions were opened for a magic number; those without one are others'.</param>
    internal sealed record Book(IReadOnlyList<Ticket> Open, IReadOnlyList<PositionId> Closed, IReadOnlyDictionary<long, int> Opened);
}
