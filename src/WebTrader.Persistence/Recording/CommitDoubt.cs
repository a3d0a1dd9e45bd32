using Microsoft.EntityFrameworkCore;
using WebTrader.Persistence.Backlog;
using WebTrader.Persistence.Chain;

namespace WebTrader.Persistence.Recording;

/// <summary>
/// A connection may break between a commit and its answer; then nobody knows whether the batch is in the store, and writing it again would record its facts
/// twice. The chain knows: the batch is there exactly when the entry it ended with is. Not thread-safe.
/// </summary>
internal sealed class CommitDoubt
{
    private readonly HashSet<long> there = [];
    private (HashSet<long> Carried, ChainHead Head)? open;

    /// <summary>Whether it was carried by a commit that turned out to have succeeded.</summary>
    public bool IsThere(WaitingItem item) => there.Contains(item.Order);

    /// <summary>Before a commit.</summary>
    /// <param name="from">How far the journal went before the batch.</param>
    /// <param name="to">How far it goes with it.</param>
    public void Begin(IEnumerable<WaitingItem> items, ChainHead from, ChainHead to)
    {
        // What adds no entry may be written twice: the later one has the last word.
        open = from == to ? null : ([.. items.Select(item => item.Order)], to);
    }

    /// <summary>After a commit that was answered. Items are written in order, so nothing before the last one is asked for again.</summary>
    public void End(IReadOnlyList<WaitingItem> items)
    {
        open = null;
        var last = items[^1].Order;
        there.RemoveWhere(order => order <= last);
    }

    /// <summary>When the store answers again.</summary>
    public void Resolve(WebTraderDbContext db)
    {
        if (open is not { } doubt) return;
        if (db.Journal.Any(row => row.Sequence == doubt.Head.Sequence && row.Hash == doubt.Head.Hash)) there.UnionWith(doubt.Carried);
        open = null;
    }
}
