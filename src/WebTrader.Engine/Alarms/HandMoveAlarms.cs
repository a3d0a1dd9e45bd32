using System.Globalization;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Engine.Book;
using WebTrader.Engine.StopLoss;

namespace WebTrader.Engine.Alarms;

/// <summary>One amber alarm for each position whose stop somebody else has loosened in profit, where the settings want that flagged; until one as tight stands again.</summary>
public sealed class HandMoveAlarms(AlarmBoard alarms, StopEvaluator evaluator)
{
    private readonly HashSet<TrackedPosition> told = [];

    /// <summary>Looks at a position whose stop or settings have changed.</summary>
    public void Check(TrackedPosition tracked)
    {
        var position = tracked.Position;
        if (evaluator.Settings.For(position).Plan.HandMoves == HandMoves.Flag && tracked.Progress?.LoosenedFrom is { } from && position.StopLoss is { } stop && position.Side.IsTighter(from, stop))
        {
            told.Add(tracked);
            alarms.Raise(IdOf(tracked), AlarmSeverity.Amber, string.Create(CultureInfo.InvariantCulture, $"Somebody else has loosened the stop of ticket {position.Ticket} from {from} to {stop}"));
        }
        else
        {
            Forget(tracked);
        }
    }

    /// <summary>It is not open any more, or as tight as before.</summary>
    public void Forget(TrackedPosition tracked)
    {
        if (told.Remove(tracked)) alarms.Clear(IdOf(tracked));
    }

    private static string IdOf(TrackedPosition tracked) => $"hand-{tracked.Position.Ticket}";
}
