using Microsoft.Extensions.Logging;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Jobs.Running;

/// <summary>A run that somebody asked for.</summary>
/// <param name="Ended">With what came of it; never fails.</param>
/// <param name="IsNew">False where one was under way already: that one is meant.</param>
internal sealed record JobTicket(JobRunRow Run, Task<JobRunRow> Ended, bool IsNew);

/// <summary>
/// Runs the jobs, each alone, and writes down what came of them. A run is on disk before it begins; where it cannot be written down nothing is begun. Thread-safe.
/// </summary>
internal sealed class JobDesk(IEnumerable<IJobWork> works, JobRuns runs, TimeProvider clock, ILogger<JobDesk> logger) : IDisposable
{
    public const string BySchedule = "schedule";

    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, Standing> jobs = works.ToDictionary(work => work.Name, work => new Standing(work), StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyList<IJobWork> All { get; } = [.. works];

    public IJobWork? Find(string name) => jobs.GetValueOrDefault(name)?.Work;

    /// <summary>What a job is doing at this moment, in words; null while it does not run.</summary>
    public string? Doing(string name) => jobs[name].Doing;

    /// <summary>The newest run of this process, also where it could not be written down; null before the first.</summary>
    public JobRunRow? Newest(string name) => jobs[name].Newest;

    /// <summary>At the start: what an earlier process had under way has not ended.</summary>
    /// <exception cref="ControlAwayException">The store cannot be used.</exception>
    public async Task RecallAsync()
    {
        await runs.InterruptAsync();
        foreach (var (name, last) in await runs.NewestAsync())
        {
            if (jobs.TryGetValue(name, out var job)) job.Newest ??= last;
        }
    }

    /// <summary>Begins a run, or joins the one under way.</summary>
    /// <param name="by">Who wants it.</param>
    /// <exception cref="ControlAwayException">It cannot be written down, and nothing was begun.</exception>
    public async Task<JobTicket> BeginAsync(string name, string by)
    {
        var job = jobs[name];
        await job.Beginning.WaitAsync(stopping.Token);
        try
        {
            if (job.Current is { Ended.IsCompleted: false } current) return current with { IsNew = false };
            var run = await runs.BeginAsync(name, by, clock.GetUtcNow());
            job.Newest = run;
            return job.Current = new JobTicket(run, Task.Run(() => RunAsync(job, run)), IsNew: true);
        }
        finally
        {
            job.Beginning.Release();
        }
    }

    /// <summary>When its time has come: unless it is paused, and as soon as the database is there. Ends with the run.</summary>
    public async Task RunByScheduleAsync(string name, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                if ((await runs.SwitchesAsync()).GetValueOrDefault(name) is { IsPaused: true }) return;
                var ticket = await BeginAsync(name, BySchedule);
                await ticket.Ended;
                return;
            }
            catch (ControlAwayException away)
            {
                logger.LogDebug("Job {Job} waits for the database: {Reason}", name, away.Message);
            }

            await Task.Delay(AskAgain, clock, cancellation);
        }
    }

    /// <summary>Ends what is under way, within a time.</summary>
    public async Task StopAsync(TimeSpan within)
    {
        await stopping.CancelAsync();
        var open = Task.WhenAll(jobs.Values.Select(job => job.Current?.Ended).OfType<Task>());
        await open.WaitAsync(within, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        stopping.Dispose();
        foreach (var job in jobs.Values) job.Beginning.Dispose();
    }

    private async Task<JobRunRow> RunAsync(Standing job, JobRunRow run)
    {
        var result = await ResultAsync(job, run.StartedAt);
        var ended = new JobRunRow { Id = run.Id, Job = run.Job, Host = run.Host, By = run.By, StartedAt = run.StartedAt, EndedAt = clock.GetUtcNow(), Outcome = result.Outcome, Text = result.Text };
        (job.Newest, job.Doing) = (ended, null);
        logger.Log(result.Outcome is JobOutcome.Failed or JobOutcome.Interrupted ? LogLevel.Warning : LogLevel.Information, "Job {Job}: {Outcome}. {Text}", run.Job, result.Outcome, result.Text);
        try
        {
            await runs.EndAsync(ended);
        }
        catch (ControlAwayException away)
        {
            logger.LogWarning("What came of job {Job} cannot be written down: {Reason}", run.Job, away.Message);
        }

        return ended;
    }

    private async Task<JobResult> ResultAsync(Standing job, DateTimeOffset now)
    {
        try
        {
            return await job.Work.RunAsync(new JobOrder(now, step => job.Doing = step), stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new JobResult(JobOutcome.Interrupted, "The host ended while it was under way.");
        }
        catch (Exception fault)
        {
            logger.LogDebug(fault, "Job {Job} has failed: {Reason}", job.Work.Name, fault.Message);
            return JobResult.Failed(fault.Message);
        }
    }

    private sealed class Standing(IJobWork work)
    {
        private volatile JobRunRow? newest;
        private volatile string? doing;

        public IJobWork Work { get; } = work;

        public SemaphoreSlim Beginning { get; } = new(1, 1);

        public JobTicket? Current { get; set; }

        public JobRunRow? Newest
        {
            get => newest;
            set => newest = value;
        }

        public string? Doing
        {
            get => doing;
            set => doing = value;
        }
    }
}
