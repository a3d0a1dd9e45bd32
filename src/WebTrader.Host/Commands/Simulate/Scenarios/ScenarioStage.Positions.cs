using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine;

namespace WebTrader.Host.Commands.Simulate.Scenarios;

/// <content>Positions: what people and programs do at the broker, and what is asked through us.</content>
internal sealed partial class ScenarioStage
{
    private readonly Dictionary<string, List<Ticket>> named = new(StringComparer.Ordinal);
    private readonly List<Task<WriteResult>> asked = [];

    /// <summary>What came of the questions so far, in their order; null for what is still under way.</summary>
    public IReadOnlyList<WriteResult?> Asked => [.. asked.Select(each => each.IsCompletedSuccessfully ? each.GetAwaiter().GetResult() : null)];

    /// <summary>The positions of this name, in the order of their opening.</summary>
    public IReadOnlyList<Ticket> Named(string name) => named.GetValueOrDefault(name) ?? [];

    /// <summary>At the market, by hand or by another program.</summary>
    public void Open(string name, string symbol, Side side, Lots lots, Level? stop, Level? target)
    {
        var spec = Broker.SpecOf(symbol);
        var entry = Broker.QuoteOf(symbol)!.Value.ClosingPrice(side.Opposite());
        ByHand("the opening", () =>
        {
            var receipt = Broker.Open(new OrderRequest(symbol, side, lots, stop?.For(spec, side, entry), target?.For(spec, side, entry)));
            if (receipt.Ticket is { } ticket) Tickets(name).Add(ticket);
            return receipt;
        });
    }

    public void EditStop(string name, Level? stop) => Edit(name, (position, spec) => (stop?.For(spec, position.Side, position.OpenPrice), position.TakeProfit));

    public void EditTarget(string name, Level? target) => Edit(name, (position, spec) => (position.StopLoss, target?.For(spec, position.Side, position.OpenPrice)));

    public void CloseByHand(string name) => Each(name, position => ByHand("the close", () => Broker.Close(position.Ticket)));

    public void AskStop(string name, Level stop) =>
        Ask(name, (asks, position, spec) => asks.Executor.SetStopAsync(position.Ticket, stop.For(spec, position.Side, position.OpenPrice), "the scenario", CancellationToken.None));

    public void AskTarget(string name, Level? target) =>
        Ask(name, (asks, position, spec) => asks.Executor.SetTakeProfitAsync(position.Ticket, target?.For(spec, position.Side, position.OpenPrice), "the scenario", CancellationToken.None));

    public void AskClose(string name) => Ask(name, (asks, position, _) => asks.Executor.CloseAsync(position.Ticket, null, "the scenario", CancellationToken.None));

    private List<Ticket> Tickets(string name)
    {
        if (!named.TryGetValue(name, out var tickets)) named.Add(name, tickets = []);
        return tickets;
    }

    private void Edit(string name, Func<Position, SymbolSpec, (Price? Stop, Price? Target)> change) => Each(name, position =>
    {
        var (stop, target) = change(position, Broker.SpecOf(position.Symbol));
        ByHand("the edit", () => Broker.Modify(position.Ticket, stop, target));
    });

    // Nobody waits for the answer: what else happens meanwhile is the point of it.
    private void Ask(string name, Func<AccountSession, Position, SymbolSpec, Task<WriteResult>> ask) => Each(name, position =>
    {
        var asks = Session;
        OnScheduler(() => asked.Add(ask(asks, position, Broker.SpecOf(position.Symbol))));
    });

    private void Each(string name, Action<Position> act)
    {
        foreach (var ticket in Named(name))
            act(Broker.Find(ticket) ?? throw new StageException($"{name} is not open any more"));
    }

    private void ByHand(string what, Func<TradeReceipt> act) => OnScheduler(() =>
    {
        TradeReceipt? receipt = null;
        Stories.IsByHand = true;
        watch.ByHand("by hand", () => receipt = act());
        Stories.IsByHand = false;
        if (receipt!.Retcode != TradeRetcode.Done) throw new StageException($"the broker refused {what}: {receipt.Retcode.Say()}");
    });
}
