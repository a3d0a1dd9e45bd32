using WebTrader.Core.Ports;
using WebTrader.Host.Jobs.Running;
using WebTrader.Host.Security.SignIn;
using WebTrader.Persistence;

namespace WebTrader.Host.Alerts.Conditions;

/// <summary>What is kept in the database cannot be used, or is behind. Protection needs none of it.</summary>
internal sealed class StoreCondition(ControlKeeper control, JobSchedule schedule, EfJournal journal) : IConditionSource
{
    public ValueTask LookAsync(ICollection<Condition> found, CancellationToken cancellation)
    {
        foreach (var condition in Of(control.Away, schedule.Waiting, journal.Health)) found.Add(condition);
        return ValueTask.CompletedTask;
    }

    /// <param name="control">Why users and keys cannot be read; null while they can.</param>
    /// <param name="schedule">Why no job runs by its schedule; null while they do.</param>
    internal static IEnumerable<Condition> Of(string? control, string? schedule, JournalHealth journal)
    {
        if (control is not null) yield return new Condition("", "control-store", AlertLevel.Amber, $"Users and keys cannot be read, and nobody new can sign in: {control}");
        if (schedule is not null) yield return new Condition("", "schedule", AlertLevel.Amber, $"No job runs by its schedule: {schedule}");
        if (journal.State == JournalState.Behind) yield return new Condition("", "journal-behind", AlertLevel.Amber, $"The journal is behind, {journal.Waiting} entries wait: {journal.Reason}");
        if (journal.Dropped > 0) yield return new Condition("", "journal-lost", AlertLevel.Red, $"{journal.Dropped} entries of the journal are lost for good: the database could not take them for too long");
    }
}
