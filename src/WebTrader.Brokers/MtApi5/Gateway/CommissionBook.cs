using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// What open positions have cost so far: a terminal tells it of their deals only. Read beside the rest, a few at a time, so that no reading of positions waits for
/// it; until it is known it counts as nothing. On the session's scheduler.
/// </summary>
internal sealed class CommissionBook(DealReader deals)
{
    private const int AtOnce = 5;

    private readonly Dictionary<PositionId, (Lots Lots, Money Commission)> known = [];

    /// <summary>As far as it is known.</summary>
    public Money Of(PositionId position) => known.TryGetValue(position, out var read) ? read.Commission : Money.Zero;

    /// <summary>Reads some of those that are missing, or whose volume is another by now.</summary>
    public async Task FillAsync(IReadOnlyCollection<Position> open, CancellationToken cancellation)
    {
        foreach (var gone in known.Keys.Except(open.Select(position => position.Id)).ToList()) known.Remove(gone);
        var missing = open.Where(position => !known.TryGetValue(position.Id, out var read) || read.Lots != position.Lots).Take(AtOnce).ToList();
        foreach (var position in missing)
        {
            try
            {
                var read = await deals.OfPositionAsync(position.Id, cancellation);
                known[position.Id] = (position.Lots, read.Aggregate(Money.Zero, (sum, deal) => sum + deal.Commission));
            }
            catch (Mt5ReadException)
            {
                // With the next look; what it costs is not urgent.
                return;
            }
        }
    }
}
