using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;

namespace WebTrader.Engine.Book;

/// <summary>A trade call about one position that left and is not accounted for: it has had no effect yet, or nobody knows.</summary>
public sealed class CallInTheAir(FencingToken token, string by, Price? stop, long leftAt)
{
    public FencingToken Token { get; } = token;

    /// <summary>Which write of its session it is.</summary>
    public long Number { get; init; }

    /// <summary>Who held the ticket when it left.</summary>
    public string By { get; } = by;

    /// <summary>The stop it sets; null for a close.</summary>
    public Price? Stop { get; } = stop;

    /// <summary>How much was open when a part of it was to be closed; null for anything else. Whatever the server answers, only fewer lots show that a part is closed.</summary>
    public Lots? PartOf { get; init; }

    /// <summary>The rule that wanted the stop; null where it only went along.</summary>
    public RuleName? Rule { get; init; }

    /// <summary>When it left, on the monotone scale.</summary>
    public long LeftAt { get; } = leftAt;

    /// <summary>Since when nothing has disturbed the readings that may prove that nothing came of it.</summary>
    public long CountsFrom { get; set; } = leftAt;

    /// <summary>How many trades the broker had answered when it left; null after a reconnection or a restart, where calls may overtake each other.</summary>
    public long? AnsweredBefore { get; set; }

    /// <summary>Whether somebody still waits for its answer within the usual time.</summary>
    public bool IsUnderWay { get; set; } = true;

    /// <summary>Whether the server has said what became of it; one more reading, and it is accounted for.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>Whether the broker's own reading has shown its effect.</summary>
    public bool IsSeen { get; set; }
}

/// <summary>
/// The calls of one position that are not accounted for. While there is one nobody is waiting for, the position is unsettled: a late effect may
/// still change its stop, so no tighter stop is sent. Touched on the session's scheduler only.
/// </summary>
public sealed class CallsInTheAir
{
    private readonly List<CallInTheAir> calls = [];

    public int Count => calls.Count;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<CallInTheAir> All => calls;

    /// <summary>When the oldest of those left that nobody waits for any more; null when every outcome is known or on its way.</summary>
    public long? UnsettledSince
    {
        get
        {
            foreach (var call in calls)
            {
                if (!call.IsUnderWay) return call.LeftAt;
            }

            return null;
        }
    }

    public void Add(CallInTheAir call) => calls.Add(call);

    /// <summary>It is accounted for.</summary>
    public bool Remove(CallInTheAir call) => calls.Remove(call);

    /// <summary>
    /// The broker began to show this stop: a call that sets it has had its effect. Where several set it nobody can tell which one that was, so none
    /// is accounted for by it: each of the others may still come.
    /// </summary>
    /// <param name="isSettled">Whether a call that nobody was waiting for is accounted for now.</param>
    /// <returns>A call that sets this stop; null when there is none.</returns>
    public CallInTheAir? Show(Price? stop, out bool isSettled)
    {
        isSettled = false;
        CallInTheAir? arrived = null;
        foreach (var call in calls)
        {
            if (call.Stop is null || call.Stop != stop || call.IsSeen) continue;
            if (arrived is not null) return call;
            arrived = call;
        }

        if (arrived is null) return null;
        arrived.IsSeen = true;
        if (!arrived.IsUnderWay) isSettled = calls.Remove(arrived);
        return arrived;
    }

    /// <summary>The connection was lost: what came before may overtake what comes after it.</summary>
    public void Disturb(long now)
    {
        foreach (var call in calls)
        {
            call.AnsweredBefore = null;
            call.CountsFrom = now;
        }
    }
}
