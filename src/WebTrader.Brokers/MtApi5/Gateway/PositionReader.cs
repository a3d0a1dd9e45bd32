using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// Reads positions so that nothing is mixed up and none is left out: each as one burst (<see cref="PositionRow"/>), the number of them before and after, the
/// account and the terminal's connection with every reading. What changes meanwhile is read again, a few times; then the reading has failed. On the
/// session's scheduler.
/// </summary>
internal sealed class PositionReader(ExpertDesk experts, SymbolReader symbols, ServerClock serverClock, Mt5GatewayOptions options, TimeProvider clock)
{
    private const int AttemptsAtMost = 5;

    /// <summary>MQL5 reference, "Trade Server Return Codes and Errors": ERR_TRADE_POSITION_NOT_FOUND.</summary>
    private const long PositionNotFound = 4753;

    private readonly int moneyDecimals = WireNumbers.DecimalsOf(options.Currency);
    private Dictionary<Ticket, Position> known = [];
    private int expected;
    private long? fullAt;

    /// <summary>The positions of the newest whole reading.</summary>
    public IReadOnlyCollection<Position> Known => known.Values;

    public Position? Find(Ticket ticket) => known.GetValueOrDefault(ticket);

    /// <summary>Something has happened that only a full reading shows.</summary>
    public void Doubt() => fullAt = null;

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
            var isFull = fullAt is not { } at || clock.GetElapsedTime(at) >= options.FullEvery;
            var startedAt = clock.GetTimestamp();
            if (await TryReadAllAsync(isFull, cancellation) is not { } read || happened != Happened) continue;
            if (isFull) fullAt = startedAt;
            known = read.ToDictionary(position => position.Ticket);
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
        return row.ToPosition(ticket, spec, serverClock, moneyDecimals);
    }

    /// <summary>Null when something changed meanwhile.</summary>
    private async Task<IReadOnlyList<Position>?> TryReadAllAsync(bool isFull, CancellationToken cancellation)
    {
        var before = new Count(options);
        var after = new Count(options);
        var reading = experts.Readings;
        var head = experts.ReadAsync(reading, before.Burst, cancellation);
        var rows = new List<(Burst Burst, PositionRow Row)>(expected);
        var pending = new Queue<Task>();
        // A few bursts on their way hide the time there and back; more would keep a trade on the same expert waiting.
        var ahead = experts.IsAlone ? 3 : 8;
        for (var index = 0; index < expected; index++)
        {
            if (pending.Count >= ahead) await pending.Dequeue();
            var row = PositionRow.At(index, isFull);
            rows.Add(row);
            pending.Enqueue(experts.ReadAsync(reading, row.Burst, cancellation));
        }

        var tail = experts.ReadAsync(reading, after.Burst, cancellation);
        await Task.WhenAll([head, .. pending, tail]);
        var counted = expected;
        expected = after.Total;
        if (before.Total != counted || after.Total != counted) return null;
        return await PositionsAsync(rows, reading, cancellation);
    }

    private async Task<IReadOnlyList<Position>?> PositionsAsync(List<(Burst Burst, PositionRow Row)> rows, int? reading, CancellationToken cancellation)
    {
        var positions = new Dictionary<Ticket, Position>(rows.Count);
        for (var index = 0; index < rows.Count; index++)
        {
            var (burst, row) = rows[index];
            if (row.TicketOf(burst.Ticket(0)) is not { } ticket) return null;
            var position = row.IsFull ? null : await UpdateAsync(ticket, row, cancellation);
            if (position is null && !row.IsFull)
            {
                // New, or not as it was: all of it, and the list must not have moved.
                (burst, row) = PositionRow.At(index, isFull: true);
                await experts.ReadAsync(reading, burst, cancellation);
                if (row.TicketOf(burst.Ticket(0)) != ticket) return null;
            }

            position ??= row.ToPosition(ticket, (await symbols.KnownAsync(row.Symbol, cancellation))?.Spec, serverClock, moneyDecimals);
            if (!positions.TryAdd(ticket, position)) return null;
        }

        return [.. positions.Values];
    }

    private async ValueTask<Position?> UpdateAsync(Ticket ticket, PositionRow row, CancellationToken cancellation) =>
        known.GetValueOrDefault(ticket) is { } before ? row.Update(before, (await symbols.KnownAsync(before.Symbol, cancellation))?.Spec) : null;

    /// <summary>How many positions there are, on which account.</summary>
    private sealed class Count
    {
        private readonly int at;
        private readonly ReadGuard guard;

        public Count(Mt5GatewayOptions options)
        {
            at = Burst.Ask(Mt5Request.PositionsTotal);
            guard = new ReadGuard(Burst, options);
        }

        public Burst Burst { get; } = new();

        public int Total
        {
            get
            {
                guard.Check();
                return Burst.Whole(at) is var total and >= 0 and <= 100_000 ? (int)total : throw new Mt5ReadException($"the terminal counts {Burst.Whole(at)} positions");
            }
        }
    }
}
