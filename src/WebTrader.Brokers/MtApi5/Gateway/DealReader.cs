using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// Reads deals. The expert must have loaded a part of the history first, which is its own for all its clients: every burst loads it again, and the number of deals
/// is compared before and after. Deals do not change: what was read once is kept. On the session's scheduler.
/// </summary>
internal sealed class DealReader(ExpertDesk experts, SymbolReader symbols, ServerClock serverClock, Mt5GatewayOptions options)
{
    private const int AttemptsAtMost = 3;
    private const int RowsAtOnce = 4;
    private const int TicketsAtOnce = 100;
    private const int KeptAtMost = 5_000;

    /// <summary>Deals may be told with a time after the server's last one that we know.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    private readonly int moneyDecimals = WireNumbers.DecimalsOf(options.Currency);
    private readonly Dictionary<ulong, Deal?> read = [];

    /// <summary>A deal was changed, or the account is another: reads all of them again.</summary>
    public void Forget() => read.Clear();

    /// <summary>All deals of a position, oldest first.</summary>
    public Task<IReadOnlyList<Deal>> OfPositionAsync(PositionId position, CancellationToken cancellation) =>
        ReadAsync(Mt5Request.HistorySelectByPosition(position.Value), cancellation);

    /// <summary>All deals since a moment, oldest first.</summary>
    public async Task<IReadOnlyList<Deal>> SinceAsync(DateTimeOffset since, DateTimeOffset now, CancellationToken cancellation)
    {
        if (serverClock.Offset is null) throw new Mt5ReadException("the time of the broker's server is not known yet");
        var deals = await ReadAsync(Mt5Request.HistorySelect(serverClock.ToSeconds(since), serverClock.ToSeconds(now + Ahead)), cancellation);
        return [.. deals.Where(deal => deal.Time >= since)];
    }

    private async Task<IReadOnlyList<Deal>> ReadAsync(Mt5Request load, CancellationToken cancellation)
    {
        if (serverClock.Offset is null) throw new Mt5ReadException("the time of the broker's server is not known yet");
        if (read.Count > KeptAtMost) read.Clear();
        for (var attempt = 1; attempt <= AttemptsAtMost; attempt++)
        {
            var expert = experts.Readings;
            var before = await CountAsync(load, expert, cancellation);
            var tickets = await TicketsAsync(load, before, expert, cancellation);
            if (tickets is null) continue;
            await RowsAsync(load, [.. tickets.Where(ticket => !read.ContainsKey(ticket))], expert, cancellation);
            if (await CountAsync(load, expert, cancellation) != before) continue;
            return [.. tickets.Select(ticket => read[ticket]).OfType<Deal>().OrderBy(deal => deal.Time).ThenBy(deal => deal.Number)];
        }

        throw new Mt5ReadException($"the history changed {AttemptsAtMost} times while it was read");
    }

    private async Task<int> CountAsync(Mt5Request load, int? expert, CancellationToken cancellation)
    {
        var burst = new Burst();
        var loaded = burst.Ask(load);
        var total = burst.Ask(Mt5Request.HistoryDealsTotal);
        var guard = new ReadGuard(burst, options);
        await experts.ReadAsync(expert, burst, cancellation);
        guard.Check();
        if (!burst.Flag(loaded)) throw new Mt5ReadException("the terminal could not load its history");
        return burst.Whole(total) is var count and >= 0 and <= 1_000_000 ? (int)count : throw new Mt5ReadException($"the terminal counts {burst.Whole(total)} deals");
    }

    /// <summary>Null when one is missing.</summary>
    private async Task<List<ulong>?> TicketsAsync(Mt5Request load, int count, int? expert, CancellationToken cancellation)
    {
        var tickets = new List<ulong>(count);
        for (var from = 0; from < count; from += TicketsAtOnce)
        {
            var burst = new Burst();
            burst.Ask(load);
            for (var index = from; index < Math.Min(count, from + TicketsAtOnce); index++) burst.Ask(Mt5Request.HistoryDealGetTicket(index));
            await experts.ReadAsync(expert, burst, cancellation);
            for (var place = 1; place < burst.Requests.Count; place++)
            {
                if (burst.Ticket(place) == 0) return null;
                tickets.Add(burst.Ticket(place));
            }
        }

        return tickets;
    }

    private async Task RowsAsync(Mt5Request load, IReadOnlyList<ulong> tickets, int? expert, CancellationToken cancellation)
    {
        foreach (var some in tickets.Chunk(RowsAtOnce))
        {
            var burst = new Burst();
            burst.Ask(load);
            var rows = some.Select(ticket => new DealRow(burst, ticket)).ToList();
            await experts.ReadAsync(expert, burst, cancellation);
            foreach (var (ticket, row) in some.Zip(rows))
            {
                row.Check();
                read[ticket] = row.IsTrade ? row.ToDeal((await symbols.KnownAsync(row.Symbol, cancellation))?.Spec, serverClock, moneyDecimals) : null;
            }
        }
    }
}
