using WebTrader.Core.Journal;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;

namespace WebTrader.Engine.Alarms;

/// <summary>The conditions of one account that need a person. Each is journalled when it begins and when it ends, not in between.</summary>
public sealed class AlarmBoard(AccountId account, TimeProvider clock, IJournal journal)
{
    private readonly SortedDictionary<string, Alarm> standing = new(StringComparer.Ordinal);

    /// <summary>Every alarm that stands, by its id.</summary>
    public IReadOnlyCollection<Alarm> Standing => standing.Values;

    /// <summary>How many alarms were raised since the start.</summary>
    public long Raised { get; private set; }

    public void Raise(string id, AlarmSeverity severity, string text)
    {
        if (standing.TryGetValue(id, out var known))
        {
            standing[id] = known with { Severity = severity, Text = text };
            return;
        }

        var alarm = new Alarm(id, severity, clock.GetUtcNow(), text);
        standing.Add(id, alarm);
        Raised++;
        journal.Append(new AlarmRaised(account, alarm.Since, alarm));
    }

    public void Clear(string id)
    {
        if (standing.Remove(id, out var alarm)) journal.Append(new AlarmCleared(account, clock.GetUtcNow(), alarm));
    }
}
