using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Engine.Book;

namespace WebTrader.Engine.Alarms;

/// <summary>
/// One red alarm for each position that has had no stop at the broker, or should have been closed at max risk, for longer than a moment. Whatever the
/// reason is, and however harmless each single refusal looks, somebody must know.
/// </summary>
public sealed class ExposureAlarms(AlarmBoard alarms, TimeProvider clock)
{
    /// <summary>A position may be exposed for this long before somebody is told: some round trips to a slow broker.</summary>
    public static readonly TimeSpan ToldAfter = TimeSpan.FromSeconds(2);

    private readonly Dictionary<TrackedPosition, long> exposed = [];

    /// <summary>Notes how a position stands after a look at it.</summary>
    public void Note(TrackedPosition tracked)
    {
        if (IsExposed(tracked)) exposed.TryAdd(tracked, clock.GetTimestamp());
        else Forget(tracked);
    }

    /// <summary>It is not open any more.</summary>
    public void Forget(TrackedPosition tracked)
    {
        if (exposed.Remove(tracked)) alarms.Clear(IdOf(tracked));
    }

    /// <summary>Raises what is due. Costs nothing while nothing is exposed.</summary>
    public void Check()
    {
        foreach (var (tracked, since) in exposed)
        {
            if (clock.GetElapsedTime(since) < ToldAfter) continue;
            var what = tracked.Position.StopLoss is null ? "has no stop at the broker" : "is beyond max risk and not closed yet";
            var why = tracked.Moves.Count > 0 ? tracked.Moves[^1].Result.Reason : tracked.Unseen ?? tracked.Verdict?.Decision.Reason ?? "it has not been looked at";
            alarms.Raise(IdOf(tracked), AlarmSeverity.Red, $"Ticket {tracked.Position.Ticket} ({tracked.Position.Symbol}) {what}. {why.TrimEnd('.')}. It is tried again and again");
        }
    }

    private static bool IsExposed(TrackedPosition tracked) =>
        tracked.Position.StopLoss is null
        || tracked.Verdict?.Decision is StopDecision.CloseNow { Cause: CloseCause.MaxRisk }
        || (tracked.Verdict is { Decision: StopDecision.Hold { Wanted: not null } } verdict && tracked.Symbol.Latest is { } quote
            && tracked.Position.Side.IsAtOrPast(quote.ClosingPrice(tracked.Position.Side), verdict.HardStop));

    private static string IdOf(TrackedPosition tracked) => $"exposed-{tracked.Position.Ticket}";
}
