using WebTrader.Host.Jobs.Running;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Alerts.Conditions;

/// <summary>The last run of a job has failed or was cut short.</summary>
internal sealed class JobCondition(JobDesk desk) : IConditionSource
{
    public ValueTask LookAsync(ICollection<Condition> found, CancellationToken cancellation)
    {
        foreach (var work in desk.All)
        {
            if (desk.Newest(work.Name) is { Outcome: JobOutcome.Failed or JobOutcome.Interrupted } run)
                found.Add(new Condition("", $"job-{work.Name}", AlertLevel.Amber, $"The last run of job {work.Name} has not done its work: {run.Text}", run.EndedAt ?? run.StartedAt));
        }

        return ValueTask.CompletedTask;
    }
}
