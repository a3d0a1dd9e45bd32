using Microsoft.EntityFrameworkCore;

namespace WebTrader.Persistence.Control;

/// <summary>Remembers the runs of jobs, and which jobs are paused, beyond the life of the process. Every call has a connection of its own. Thread-safe.</summary>
/// <param name="host">Which host this is: what another one has under way is its own.</param>
public sealed class JobRuns(ControlStore store, string host)
{
    /// <summary>So many runs of each job are kept.</summary>
    public const int Kept = 500;

    /// <summary>On disk before this returns.</summary>
    /// <exception cref="ControlAwayException">It cannot be written down.</exception>
    public Task<JobRunRow> BeginAsync(string job, string by, DateTimeOffset at) => store.UseAsync(async db =>
    {
        var run = new JobRunRow { Id = Guid.CreateVersion7(at).ToString("n"), Job = job, Host = host, By = by, StartedAt = at, Outcome = JobOutcome.Running };
        db.JobRuns.Add(run);
        await db.SaveChangesAsync();
        return run;
    });

    /// <summary>Doing so twice does no harm.</summary>
    /// <exception cref="ControlAwayException">It cannot be written down: after a restart the run counts as interrupted.</exception>
    public Task EndAsync(JobRunRow run) => store.UseAsync(async db =>
    {
        await db.JobRuns.Where(row => row.Id == run.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Outcome, run.Outcome).SetProperty(row => row.Text, run.Text).SetProperty(row => row.EndedAt, run.EndedAt));
        var newest = db.JobRuns.Where(row => row.Job == run.Job).OrderByDescending(row => row.Id).Take(Kept).Select(row => row.Id);
        return await db.JobRuns.Where(row => row.Job == run.Job && !newest.Contains(row.Id)).ExecuteDeleteAsync();
    });

    /// <summary>At the start of this host: whatever it had under way has not ended.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="ControlAwayException">The store cannot be used.</exception>
    public Task<int> InterruptAsync() => store.UseAsync(db => db.JobRuns.Where(row => row.Host == host && row.Outcome == JobOutcome.Running)
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.Outcome, JobOutcome.Interrupted).SetProperty(row => row.Text, "The host ended while it was under way.")));

    /// <summary>Newest first, those of every host.</summary>
    /// <exception cref="ControlAwayException">The store cannot be used.</exception>
    public Task<Page<JobRunRow>> ListAsync(string job, PageRequest page, CancellationToken cancellation) =>
        store.UseAsync(db => page.OfAsync(db.JobRuns.AsNoTracking().Where(row => row.Job == job).OrderByDescending(row => row.Id), cancellation));

    /// <summary>The newest run of each job that ever ran.</summary>
    /// <exception cref="ControlAwayException">The store cannot be used.</exception>
    public Task<Dictionary<string, JobRunRow>> NewestAsync() => store.UseAsync(async db =>
    {
        var newest = db.JobRuns.GroupBy(row => row.Job).Select(runs => runs.Max(row => row.Id));
        return await db.JobRuns.AsNoTracking().Where(row => newest.Contains(row.Id)).ToDictionaryAsync(row => row.Job);
    });

    /// <summary>What was last said of each job; one that is not there was never paused.</summary>
    /// <exception cref="ControlAwayException">The store cannot be used.</exception>
    public Task<Dictionary<string, JobSwitchRow>> SwitchesAsync() => store.UseAsync(db => db.JobSwitches.AsNoTracking().ToDictionaryAsync(row => row.Job));

    /// <summary>Saying the same again changes who said it and when.</summary>
    /// <exception cref="ControlAwayException">It cannot be written down, and nothing has changed.</exception>
    public Task SetAsync(JobSwitchRow wanted) => store.UseAsync(async db =>
    {
        if (await db.JobSwitches.FindAsync(wanted.Job) is { } known) db.Entry(known).CurrentValues.SetValues(wanted);
        else db.JobSwitches.Add(wanted);
        return await db.SaveChangesAsync();
    });
}
