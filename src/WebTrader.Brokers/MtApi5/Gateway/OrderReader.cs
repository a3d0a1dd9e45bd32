using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// Reads pending orders so that nothing is mixed up and none is left out: each in one burst (<see cref="OrderRow"/>), and after them their number and all their tickets
/// once more, because one that goes while another comes leaves the number as it was. The account and the terminal's connection go along. What changes meanwhile is
/// read again, a few times; then the reading has failed. On the session's scheduler.
/// </summary>
internal sealed class OrderReader(ExpertDesk experts, SymbolReader symbols, Mt5GatewayOptions options)
{
    private const int AttemptsAtMost = 5;

    // They hide the time there and back; more would only keep a trade on the same expert waiting.
    private const int RowsAtOnce = 4;

    /// <summary>MQL5 reference, "Runtime Errors": ERR_TRADE_ORDER_NOT_FOUND.</summary>
    private const long OrderNotFound = 4754;

    /// <summary>All pending orders; not those at the market that the broker is executing.</summary>
    /// <param name="begin">Told whenever it begins anew: only what is read from then on counts.</param>
    public async Task<IReadOnlyList<WaitingOrder>> ReadAllAsync(Action begin, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= AttemptsAtMost; attempt++)
        {
            begin();
            if (await TryReadAllAsync(cancellation) is { } read) return read;
        }

        throw new Mt5ReadException($"the list of orders changed {AttemptsAtMost} times while it was read");
    }

    /// <summary>Whether the terminal has an order; false only where it says so for certain. Goes to the expert that trades: it follows every trade sent before.</summary>
    public async Task<bool> HasAsync(Ticket order, CancellationToken cancellation)
    {
        var burst = new Burst();
        burst.Ask(Mt5Request.ResetLastError);
        var selected = burst.Ask(Mt5Request.OrderSelect((ulong)order.Value));
        var error = burst.Ask(Mt5Request.GetLastError);
        var guard = new ReadGuard(burst, options);
        await experts.ReadAsync(experts.Trades, burst, cancellation);
        guard.Check();
        if (burst.Flag(selected) || burst.Whole(error) != OrderNotFound) return true;
        await EmptyTerminal.DoubtAsync(experts, cancellation);
        return false;
    }

    /// <summary>Null when something changed meanwhile.</summary>
    private async Task<IReadOnlyList<WaitingOrder>?> TryReadAllAsync(CancellationToken cancellation)
    {
        var reading = experts.Readings;
        var before = new ListCount(Mt5Request.OrdersTotal, "orders", options);
        await experts.ReadAsync(reading, before.Burst, cancellation);
        if (before.Total == 0)
        {
            await EmptyTerminal.DoubtAsync(experts, cancellation);
            return [];
        }

        var tickets = new List<Ticket>(before.Total);
        var orders = new List<WaitingOrder>(before.Total);
        foreach (var places in Enumerable.Range(0, before.Total).Chunk(RowsAtOnce))
        {
            var burst = new Burst();
            var rows = places.Select(place => new OrderRow(burst, place)).ToList();
            await experts.ReadAsync(reading, burst, cancellation);
            foreach (var row in rows)
            {
                if (row.Ticket is not { } ticket) return null;
                tickets.Add(ticket);
                if (row.IsWaiting) orders.Add(row.ToOrder(ticket, (await symbols.KnownAsync(row.Symbol, cancellation))?.Spec));
            }
        }

        return await AreStillAsync(tickets, reading, cancellation) ? orders : null;
    }

    /// <summary>Whether the list holds these tickets and no others, at the same places.</summary>
    private async Task<bool> AreStillAsync(List<Ticket> tickets, int? reading, CancellationToken cancellation)
    {
        var after = new ListCount(Mt5Request.OrdersTotal, "orders", options);
        var places = Enumerable.Range(0, tickets.Count).Select(index => after.Burst.Ask(Mt5Request.OrderGetTicket(index))).ToList();
        await experts.ReadAsync(reading, after.Burst, cancellation);
        return after.Total == tickets.Count && tickets.Zip(places).All(pair => after.Burst.Ticket(pair.Second) == (ulong)pair.First.Value);
    }
}
