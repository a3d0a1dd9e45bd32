using WebTrader.Host.Emergency;
using WebTrader.Host.Jobs.Running;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Jobs;

/// <summary>Rehearses a flatten of every account, so that the time it would take is known before it is needed. Run twice it is two drills: each stands for its moment.</summary>
internal sealed class DrillJob(JobSettings settings, AccountSessions sessions, EmergencyDrills drills) : IJobWork
{
    public string Name => "drill";

    public string About => "Rehearses a flatten of every account on a simulated broker, with the positions that are open. Nothing reaches the real one.";

    public JobPlan Plan => new(settings.Drill.Schedule, settings.Zone);

    public async Task<JobResult> RunAsync(JobOrder order, CancellationToken cancellation)
    {
        List<string> shown = [];
        var hasFailed = false;
        foreach (var runner in sessions.All)
        {
            order.Tell($"{runner.Account.Id}: rehearsing");
            try
            {
                var drilled = await drills.RunAsync(runner, $"job {Name}", null, null, cancellation);
                shown.Add($"{runner.Account.Id}: {(drilled is null ? "another drill is under way" : drilled.Took is { } took ? FormattableString.Invariant($"flat after {took.TotalSeconds:0.00} s, positions: {drilled.Positions}") : $"not flat, {string.Join("; ", drilled.Left.Take(3))}")}");
                hasFailed |= drilled is { Took: null };
            }
            catch (SessionUnavailableException away)
            {
                shown.Add($"{runner.Account.Id}: {away.Message}");
                hasFailed = true;
            }
        }

        var text = string.Join(". ", shown);
        return hasFailed ? JobResult.Failed(text) : JobResult.Done(text);
    }
}
