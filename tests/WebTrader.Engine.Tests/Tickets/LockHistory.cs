using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Engine.Tickets;

namespace WebTrader.Engine.Tests.Tickets;

/// <summary>
/// What happened at the locks of many tickets and at their stops, in the order in which it happened to each, and the judge of it: at most one
/// holding at a time, none older after a newer one, sent by the holder alone, and no stop loosened through us. One exception: what was sent to a position
/// without a stop may land over something tighter that was in the air before it, as long as no stop has been confirmed since.
/// </summary>
internal sealed class LockHistory
{
    private readonly List<Fact> facts = [];

    public int Count => facts.Count;

    public int CountOf(LockEventKind kind) => facts.Count(fact => fact is Fact.AtLock at && at.Kind == kind);

    public int CountOf<T>() where T : Fact => facts.OfType<T>().Count();

    public void Add(Fact fact) => facts.Add(fact);

    /// <summary>The first rule that was broken, and where; null when all were kept.</summary>
    public string? Problem()
    {
        var holders = new Dictionary<Ticket, long>();
        var newest = new Dictionary<Ticket, long>();
        var confirmed = new Dictionary<Ticket, Price>();
        var sentBare = new HashSet<(Ticket, Price)>();
        foreach (var fact in facts)
        {
            string? problem = null;
            switch (fact)
            {
                case Fact.AtLock at:
                    problem = AtLock(at, holders, newest);
                    break;
                case Fact.SentBare sent:
                    sentBare.Add((sent.Ticket, sent.Stop));
                    break;
                case Fact.Moved { ByHand: true }:
                    confirmed.Remove(fact.Ticket);
                    break;
                case Fact.Moved { From: { } from } moved when moved.To is not { } to || (moved.Side.IsTighter(from, to) && !sentBare.Contains((moved.Ticket, to))):
                    problem = $"the stop was loosened through us from {from} to {moved.To}";
                    break;
                case Fact.Confirmed now:
                    problem = Confirm(now, confirmed, sentBare);
                    break;
            }

            if (problem is not null) return $"ticket {fact.Ticket}: {problem}";
        }

        return null;
    }

    private static string? AtLock(Fact.AtLock at, Dictionary<Ticket, long> holders, Dictionary<Ticket, long> newest)
    {
        var holder = holders.TryGetValue(at.Ticket, out var held) ? held : (long?)null;
        switch (at.Kind)
        {
            case LockEventKind.Acquired:
                if (holder is not null) return $"holding {at.Holding} began while holding {holder} lasted";
                if (newest.TryGetValue(at.Ticket, out var last) && at.Holding <= last) return $"holding {at.Holding} came after holding {last}";
                holders[at.Ticket] = newest[at.Ticket] = at.Holding;
                return null;
            case LockEventKind.Departed:
                return holder == at.Holding ? null : $"holding {at.Holding} sent a call while {(holder is { } other ? $"holding {other} lasted" : "nobody held it")}";
            case LockEventKind.Released or LockEventKind.Revoked:
                if (holder != at.Holding) return $"holding {at.Holding} ended without lasting";
                holders.Remove(at.Ticket);
                return null;
            default:
                return null;
        }
    }

    private static string? Confirm(Fact.Confirmed now, Dictionary<Ticket, Price> confirmed, HashSet<(Ticket Ticket, Price Stop)> sentBare)
    {
        sentBare.RemoveWhere(sent => sent.Ticket == now.Ticket);
        if (confirmed.TryGetValue(now.Ticket, out var before) && now.Side.IsTighter(before, now.Stop)) return $"a stop at {now.Stop} was confirmed after a tighter one at {before}";
        confirmed[now.Ticket] = now.Stop;
        return null;
    }
}

/// <summary>One thing that happened to one ticket.</summary>
internal abstract record Fact(Ticket Ticket)
{
    /// <summary>At its lock.</summary>
    public sealed record AtLock(Ticket Ticket, LockEventKind Kind, long Holding) : Fact(Ticket);

    /// <summary>The broker's stop changed.</summary>
    public sealed record Moved(Ticket Ticket, Side Side, Price? From, Price? To, bool ByHand) : Fact(Ticket);

    /// <summary>A stop left for it while it had none.</summary>
    public sealed record SentBare(Ticket Ticket, Price Stop) : Fact(Ticket);

    /// <summary>We said that its stop stands.</summary>
    public sealed record Confirmed(Ticket Ticket, Side Side, Price Stop) : Fact(Ticket);
}
