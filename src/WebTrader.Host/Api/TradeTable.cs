using System.Globalization;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Persistence;

namespace WebTrader.Host.Api;

/// <summary>
/// Every closed position once, newest first, part by part, while others are closed: each part begins at the moment at which the last one ended, and not after so many rows, which move when one is added. One reader.
/// </summary>
internal sealed class TradeTable(JournalQueries queries, TradeFilter filter, int size)
{
    private static readonly TimeSpan Smallest = TimeSpan.FromMilliseconds(1);

    private TradeFilter next = filter;

    /// <summary>Those of the moment at which the next part begins that were given already.</summary>
    private HashSet<(AccountId, PositionId)> given = [];

    /// <summary>The next part; empty after the last one.</summary>
    public async ValueTask<Reading<IReadOnlyList<Trade>>> NextAsync(CancellationToken cancellation)
    {
        // More than those of one moment, or it would never end.
        var read = await queries.TradesAsync(next, new PageRequest(1, Math.Min(PageRequest.LargestSize, size + given.Count)), cancellation);
        if (!read.TryGet(out var page)) return Reading<IReadOnlyList<Trade>>.Failed(read.Failure!, read.Began);
        List<Trade> fresh = [.. page.Items.Where(trade => !given.Contains((trade.Account, trade.Position)))];
        if (fresh.Count == 0 && page.Items.Count == PageRequest.LargestSize) return Reading<IReadOnlyList<Trade>>.Failed($"More than {PageRequest.LargestSize} positions were closed at {page.Items[^1].CloseTime:O}.", read.Began);
        if (fresh.Count > 0)
        {
            var last = fresh[^1].CloseTime;
            if (next.Until != last + Smallest) given = [];
            given.UnionWith(fresh.Where(trade => trade.CloseTime == last).Select(trade => (trade.Account, trade.Position)));
            next = next with { Until = last + Smallest };
        }

        return Reading<IReadOnlyList<Trade>>.Of(fresh, read.Began);
    }

    /// <summary>Whether all of the words stand in its symbol, ticket, magic number or reason, in whatever case.</summary>
    public static bool Says(Trade trade, IReadOnlyList<string> words)
    {
        if (words.Count == 0) return true;
        var says = string.Create(CultureInfo.InvariantCulture, $"{trade.Symbol} {trade.Ticket} {trade.Magic} {trade.Reason.Say()}");
        return words.All(word => says.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
