using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Terminal.Trading;

/// <summary>
/// Finds out what has changed at the broker, and tells it in MetaTrader 5's transactions: of a deal its order's coming, the deal, the order's going and its
/// entry in the history; of a stop or take-profit the position. On the terminal's thread.
/// </summary>
internal sealed class TransactionWatch(SimulatedBroker broker, AccountLedger ledger, TransactionJson json)
{
    private IReadOnlyList<Position> positions = broker.Positions;
    private IReadOnlyList<PendingOrder> orders = broker.Orders;
    private int deals = broker.Deals.Count;
    private int ended = broker.EndedOrders.Count;

    /// <summary>The payloads of all transactions since the last call, in their order.</summary>
    public List<string> Collect()
    {
        var found = new List<string>();
        Orders(found);
        for (; deals < broker.Deals.Count; deals++) Deal(found, broker.Deals[deals]);
        Levels(found);
        (positions, orders) = (broker.Positions, broker.Orders);
        return found;
    }

    private void Orders(List<string> found)
    {
        foreach (var order in broker.Orders)
        {
            var before = orders.FirstOrDefault(each => each.Ticket == order.Ticket);
            if (before == order) continue;
            found.Add(json.Order(before is null ? Mt5TransactionType.OrderAdd : Mt5TransactionType.OrderUpdate, AccountLedger.Of(order)));
        }

        for (; ended < broker.EndedOrders.Count; ended++)
        {
            var gone = broker.EndedOrders[ended];
            // A filled one goes with its deal.
            if (gone.End == OrderEnd.Filled) continue;
            found.Add(json.Order(Mt5TransactionType.OrderDelete, AccountLedger.Of(gone)));
            found.Add(json.Order(Mt5TransactionType.HistoryAdd, AccountLedger.Of(gone)));
        }
    }

    private void Deal(List<string> found, Deal deal)
    {
        var order = ledger.OrderOf(deal);
        var isOpening = deal.Entry == DealEntry.In && order.Ticket == deal.Position.Value;
        if (ledger.IsOfMarketOrder(deal))
            found.Add(json.Order(Mt5TransactionType.OrderAdd, order with { State = Mt5OrderState.Started, Position = isOpening ? 0 : order.Position }));
        found.Add(json.Deal(ledger.Of(deal)));
        found.Add(json.Order(Mt5TransactionType.OrderDelete, order));
        found.Add(json.Order(Mt5TransactionType.HistoryAdd, order));
    }

    private void Levels(List<string> found)
    {
        if (ReferenceEquals(positions, broker.Positions)) return;
        var before = positions.ToDictionary(position => position.Ticket);
        foreach (var position in broker.Positions)
        {
            if (before.TryGetValue(position.Ticket, out var was) && (was.StopLoss != position.StopLoss || was.TakeProfit != position.TakeProfit))
                found.Add(json.Position(position));
        }
    }
}
