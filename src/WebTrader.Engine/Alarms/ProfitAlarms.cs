using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Engine.Book;

namespace WebTrader.Engine.Alarms;

/// <summary>
/// One amber alarm for each position whose floating profit at the broker is another than ours (<see cref="ProfitCheck"/>): then every stop in money is as wrong. A price
/// may move between the broker's reckoning and ours, so that several readings one after another must disagree. It changes no stop.
/// </summary>
public sealed class ProfitAlarms(AlarmBoard alarms)
{
    /// <summary>So many readings must disagree before somebody is told.</summary>
    public const int ReadingsUntilTold = 3;

    private readonly Dictionary<TrackedPosition, int> disagreeing = [];

    /// <summary>Holds a fresh reading against our reckoning.</summary>
    public void Check(TrackedPosition tracked)
    {
        if (tracked.Position.Profit is not { } brokers || tracked.Symbol is not { Spec: { } spec, Latest: { } quote }) return;
        if (ProfitCheck.Compare(tracked.Position, spec, quote, brokers, ProfitTolerance.Usual) is not { } comparison) return;
        if (comparison.Agrees)
        {
            Forget(tracked);
            return;
        }

        var readings = disagreeing[tracked] = disagreeing.GetValueOrDefault(tracked) + 1;
        if (readings >= ReadingsUntilTold) alarms.Raise(IdOf(tracked), AlarmSeverity.Amber, comparison.Reason);
    }

    /// <summary>It is not open any more, or agrees again.</summary>
    public void Forget(TrackedPosition tracked)
    {
        if (disagreeing.Remove(tracked)) alarms.Clear(IdOf(tracked));
    }

    private static string IdOf(TrackedPosition tracked) => $"profit-{tracked.Position.Ticket}";
}
