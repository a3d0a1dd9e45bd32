using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Persistence;

namespace WebTrader.Host.Jobs.Reports;

/// <summary>How long each position had no stop at the broker, from when it was first seen so until it was seen with one, one was accepted, or it ended. Pure.</summary>
internal static class UnprotectedTimes
{
    /// <param name="from">Only what lies between the two counts.</param>
    public static Dictionary<PositionId, TimeSpan> Of(StoredStretch stored, DateTimeOffset from, DateTimeOffset until)
    {
        var events = stored.Sights.Select(sight => (sight.Position, sight.At, IsBare: !sight.HasStop))
            .Concat(stored.Moves.Where(move => move.Outcome == WriteOutcome.Accepted).Select(move => (move.Position, At: move.SettledAt!.Value, IsBare: false)))
            .Concat(stored.Trades.Select(trade => (trade.Position, At: trade.CloseTime, IsBare: false)));
        var times = new Dictionary<PositionId, TimeSpan>();
        foreach (var position in events.GroupBy(each => each.Position))
        {
            var bare = Sum(position.OrderBy(each => each.At).Select(each => (each.At, each.IsBare)), from, until);
            if (bare > TimeSpan.Zero) times[position.Key] = bare;
        }

        return times;
    }

    private static TimeSpan Sum(IEnumerable<(DateTimeOffset At, bool IsBare)> events, DateTimeOffset from, DateTimeOffset until)
    {
        var sum = TimeSpan.Zero;
        DateTimeOffset? since = null;
        foreach (var (at, isBare) in events)
        {
            if (isBare) since ??= at;
            else if (since is { } began)
            {
                sum += Within(began, at, from, until);
                since = null;
            }
        }

        return since is { } open ? sum + Within(open, until, from, until) : sum;
    }

    private static TimeSpan Within(DateTimeOffset began, DateTimeOffset ended, DateTimeOffset from, DateTimeOffset until)
    {
        var (begin, end) = (began > from ? began : from, ended < until ? ended : until);
        return end > begin ? end - begin : TimeSpan.Zero;
    }
}
