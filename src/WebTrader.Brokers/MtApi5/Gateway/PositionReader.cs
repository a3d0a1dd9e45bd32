using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// Reads positions so that nothing is mixed up and none is left out: each as one burst (<see cref="PositionRow"/>), the number of them before and after, the
/// account and the terminal's connection with every reading. What changes meanwhile is read again, a few times; then the reading has failed. On the
/// session's scheduler.
/// </summary>
internal sealed class PositionReader(ExpertDesk experts, SymbolReader symbols, CommissionBook costs, ServerClock serverClock, Mt5GatewayOptions options, TimeProvider clock)
{
    private const int AttemptsAtMost = 5;

    // They hide the time there and back; more would only keep a trade on the same expert waiting, and a slow expert from answering in time.
    private const int RowsAhead = 3;

    /// <summary>MQL5 reference, "Trade Server Return Codes and Errors": ERR_TRADE_POSITION_NOT_FOUND.</summary>
    private const long PositionNotFound = 4753;

    private readonly int moneyDecimals = WireNumbers.DecimalsOf(options.Currency);

    // What was read in full, and when; also by attempts that came to nothing, so that the next one has less to do.
    private readonly Dictionary<Ticket, (Position Position, long At)> full = [];
    private readonly List<Ticket> places = [];
    private int expected;

    /// <summary>The positions of the newest whole reading.</summary>
    public IReadOnlyList<Position> Known { get; private set; } = [];

    /// <summary>Whether there was one.</summary>
    public bool IsRead { get; private set; }

    public Position? Find(Ticket ticket) => full.TryGetValue(ticket, out var read) ? read.Position : null;

    /// <summary>Something has happened to a position that only a full reading shows; null where nobody knows to which.</summary>
    public void Doubt(Ticket? ticket)
    {
        if (ticket is { } one) full.Remove(one);
        else full.Clear();
    }

    /// <summary>Counts deals and the like, so that a reading under which one happens is not taken.</summary>
    public long Happened { get; set; }

    /// <summary>All positions.</summary>
    /// <param name="begin">Told whenever it begins anew: only what is read from then on counts.</param>
    public async Task<IReadOnlyList<Position>> ReadAllAsync(Action begin, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= AttemptsAtMost; attempt++)
        {
            begin();
            var happened = Happened;
            if (await TryReadAllAsync(cancellation) is not { } read || happened != Happened) continue;
            if (read.Count == 0) await EmptyTerminal.DoubtAsync(experts, cancellation);
            (Known, IsRead) = (read, true);
            foreach (var gone in full.Keys.Except(read.Select(position => position.Ticket)).ToList()) full.Remove(gone);
            return read;
        }

        throw new Mt5ReadException($"the list of positions changed {AttemptsAtMost} times while it was read");
    }

    /// <summary>One position; null where the terminal says for certain that it does not have it. Goes to the expert that trades: it follows every trade sent before.</summary>
    public async Task<Position?> ReadOneAsync(Ticket ticket, CancellationToken cancellation)
    {
        var burst = new Burst();
        burst.Ask(Mt5Request.ResetLastError);
        var selected = burst.Ask(Mt5Request.PositionSelectByTicket((ulong)ticket.Value));
        var error = burst.Ask(Mt5Request.GetLastError);
        var row = PositionRow.OfSelected(burst);
        var guard = new ReadGuard(burst, options);
        await experts.ReadAsync(experts.Trades, burst, cancellation);
        guard.Check();
        if (!burst.Flag(selected))
        {
            return burst.Whole(error) == PositionNotFound ? null : throw new Mt5ReadException($"position {ticket} could not be selected: error {burst.Whole(error)}");
        }

        if (row.TicketOf((ulong)ticket.Value) is null) throw new Mt5ReadException($"another client selected another position while {ticket} was read");
        var spec = (await symbols.KnownAsync(row.Symbol, cancellation))?.Spec;
        return WithCosts(row.ToPosition(ticket, spec, serverClock, moneyDecimals));
    }

    /// <summary>Null when something changed meanwhile.</summary>
    private async Task<IReadOnlyList<Position>?> TryReadAllAsync(CancellationToken cancellation)
    {
        var before = Count();
        var after = Count();
        var reading = experts.Readings;
        var head = experts.ReadAsync(reading, before.Burst, cancellation);
        var positions = new Dictionary<Ticket, Position>(expected);
        var pending = new Queue<(Burst Burst, PositionRow Row, Task Read)>();
        var isWhole = true;
        for (var index = 0; isWhole && index < expected; index++)
        {
            if (pending.Count >= RowsAhead) isWhole = await TakeAsync(pending.Dequeue(), positions, reading, cancellation);
            var (burst, row) = PositionRow.At(index, isFull: !IsFresh(index));
            pending.Enqueue((burst, row, experts.ReadAsync(reading, burst, cancellation)));
        }

        while (pending.TryDequeue(out var next)) isWhole &= await TakeAsync(next, positions, reading, cancellation);
        await head;
        await experts.ReadAsync(reading, after.Burst, cancellation);
        var counted = expected;
        expected = after.Total;
        return isWhole && before.Total == counted && after.Total == counted && positions.Count == counted ? [.. positions.Values] : null;
    }

    private ListCount Count() => new(Mt5Request.PositionsTotal, "positions", options);

    /// <summary>Whether the position that stood at this place was read in full a short while ago.</summary>
    private bool IsFresh(int index) =>
        index < places.Count && full.TryGetValue(places[index], out var read) && clock.GetElapsedTime(read.At) < options.FullEvery;

    /// <summary>Takes a row when it is there; false where it is not whole.</summary>
    private async Task<bool> TakeAsync((Burst Burst, PositionRow Row, Task Read) next, Dictionary<Ticket, Position> positions, int? reading, CancellationToken cancellation)
    {
        var (burst, row, read) = next;
        await read;
        var index = positions.Count;
        if (row.TicketOf(burst.Ticket(0)) is not { } ticket) return false;
        var position = row.IsFull ? null : await UpdateAsync(ticket, row, cancellation);
        if (position is null && !row.IsFull)
        {
            // New, or not as it was: all of it, and the list must not have moved.
            (burst, row) = PositionRow.At(index, isFull: true);
            await experts.ReadAsync(reading, burst, cancellation);
            if (row.TicketOf(burst.Ticket(0)) != ticket) return false;
        }

        if (position is null)
        {
            position = row.ToPosition(ticket, (await symbols.KnownAsync(row.Symbol, cancellation))?.Spec, serverClock, moneyDecimals);
            full[ticket] = (position, clock.GetTimestamp());
        }

        if (index < places.Count) places[index] = ticket;
        else places.Add(ticket);
        return positions.TryAdd(ticket, WithCosts(position));
    }

    private Position WithCosts(Position position) => position with { Commission = costs.Of(position.Id) };

    private async ValueTask<Position?> UpdateAsync(Ticket ticket, PositionRow row, CancellationToken cancellation) =>
        full.TryGetValue(ticket, out var before) ? row.Update(before.Position, (await symbols.KnownAsync(before.Position.Symbol, cancellation))?.Spec) : null;
}
