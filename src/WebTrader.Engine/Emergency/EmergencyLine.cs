using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Engine.Emergency;

/// <summary>How far an emergency stop is with one position or pending order.</summary>
public enum EmergencyLineState
{
    /// <summary>Its turn comes.</summary>
    Queued,

    /// <summary>It has left for the broker.</summary>
    Sent,

    /// <summary>The broker said yes; the next reading tells.</summary>
    Answered,

    /// <summary>It was refused, could not be sent, or nobody knows what came of it; it is tried again.</summary>
    Refused,

    /// <summary>A reading of the broker's own shows it done.</summary>
    Confirmed,
}

/// <summary>One position or pending order under an emergency stop. On the session's scheduler.</summary>
internal sealed class EmergencyLine(Ticket ticket, bool isOrder, string symbol, Lots lots)
{
    private const int AttemptsKept = 12;

    private readonly List<EmergencyAttempt> attempts = [];
    private long endedAt;

    public Ticket Ticket { get; } = ticket;

    public bool IsOrder { get; } = isOrder;

    public string Symbol { get; } = symbol;

    /// <summary>As last read.</summary>
    public Lots Lots { get; set; } = lots;

    public EmergencyLineState State { get; private set; }

    public TradeRetcode? Retcode { get; private set; }

    /// <summary>What came of the last attempt, in words; empty before.</summary>
    public string Reason { get; private set; } = "";

    public int Tries { get; private set; }

    /// <summary>The latest, the oldest first; those before it was there again count among them.</summary>
    public IReadOnlyList<EmergencyAttempt> Attempts => attempts;

    /// <summary>When a reading had shown it done, on the monotone scale; null before.</summary>
    public long? SeenDoneAt { get; private set; }

    /// <summary>Not tried again before; on the monotone scale.</summary>
    public long NotBefore { get; private set; }

    /// <summary>Nobody knows what came of the last attempt, and another is sent only to what a reading since then has shown.</summary>
    public bool MustBeSeen { get; private set; }

    /// <summary>Whether an attempt has begun and not ended.</summary>
    public bool IsUnderWay { get; private set; }

    public bool IsDone => State == EmergencyLineState.Confirmed;

    /// <summary>Where its market was closed: the quote that was the newest then, and from when on a newer one ends the pause, on the monotone scale.</summary>
    public (long Quote, long From)? MarketClosed { get; set; }

    /// <param name="quote">The number of the newest quote of its symbol; zero where nobody has one.</param>
    public bool IsDue(long now, long quote) => !IsUnderWay && !MustBeSeen && State is EmergencyLineState.Queued or EmergencyLineState.Refused
        && (NotBefore <= now || (MarketClosed is { } closed && closed.From <= now && quote > closed.Quote));

    /// <summary>An attempt has its turn.</summary>
    /// <param name="now">On the monotone scale, as in the steps that follow.</param>
    public void Begins(long now)
    {
        IsUnderWay = true;
        Tries++;
        if (attempts.Count == AttemptsKept) attempts.RemoveAt(0);
        attempts.Add(new EmergencyAttempt(now));
    }

    /// <param name="slot">Which of the calls at once it is; 1 or more.</param>
    public void Leaves(long now, int slot)
    {
        State = EmergencyLineState.Sent;
        (attempts[^1].SentAt, attempts[^1].Slot) = (now, slot);
    }

    /// <summary>Nobody waits for the broker any more, however it ended; nothing where it has not left or is answered already.</summary>
    /// <returns>The slot that is free again; null where none has become free.</returns>
    public int? Answered(long now)
    {
        if (attempts[^1] is not { SentAt: not null, AnsweredAt: null } attempt) return null;
        attempt.AnsweredAt = now;
        return attempt.Slot;
    }

    /// <summary>The attempt has ended.</summary>
    /// <param name="notBefore">When the next may begin, on the monotone scale; for one that the broker took, from when on a reading that still shows it proves otherwise.</param>
    /// <param name="isReadFirst">Whether an unknown outcome is read before the next attempt.</param>
    public void Ends(WriteResult result, long notBefore, bool isReadFirst = false)
    {
        IsUnderWay = false;
        (attempts[^1].Outcome, attempts[^1].Retcode) = (result.Outcome, result.Retcode);
        (MustBeSeen, endedAt) = (isReadFirst && result.Outcome == WriteOutcome.Unknown, notBefore);
        if (IsDone) return;
        State = result.Outcome is WriteOutcome.Accepted or WriteOutcome.Unchanged ? EmergencyLineState.Answered : EmergencyLineState.Refused;
        (Retcode, Reason, NotBefore) = (result.Retcode, result.Reason, notBefore);
    }

    /// <summary>A reading shows that it is not there any more, or is as it should be.</summary>
    /// <param name="now">On the monotone scale.</param>
    public void Confirm(string reason, long now) => (State, Reason, SeenDoneAt) = (EmergencyLineState.Confirmed, reason, now);

    /// <summary>A reading still shows it, or shows it again.</summary>
    /// <param name="began">When the reading began, on the monotone scale.</param>
    public void Shows(long began)
    {
        if (began >= endedAt) MustBeSeen = false;
        if (IsDone) (State, Tries, NotBefore, Reason, SeenDoneAt) = (EmergencyLineState.Queued, 0, 0, "", null);
        else if (State == EmergencyLineState.Answered && !IsUnderWay && NotBefore <= began) (State, Reason) = (EmergencyLineState.Refused, $"The broker said \"{Reason}\", and still shows it");
    }
}

/// <summary>One try; times on the monotone scale.</summary>
/// <param name="askedAt">When it had its turn; from then on it waits for its ticket and a call.</param>
internal sealed class EmergencyAttempt(long askedAt)
{
    public long AskedAt { get; } = askedAt;

    /// <summary>Null where it has not left.</summary>
    public long? SentAt { get; set; }

    /// <summary>When the broker had answered, or nobody waited for an answer any more; null before.</summary>
    public long? AnsweredAt { get; set; }

    /// <summary>Null where it has not left.</summary>
    public int? Slot { get; set; }

    /// <summary>Null while it is under way.</summary>
    public WriteOutcome? Outcome { get; set; }

    public TradeRetcode? Retcode { get; set; }
}
