using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using WebTrader.Core.Ports;
using WebTrader.Persistence;
using WebTrader.Persistence.Control;
using WebTrader.Persistence.Databases;

namespace WebTrader.Host.Jobs.Running;

/// <summary>
/// Has the jobs run when their time has come, by a scheduler that remembers in tables of its own what is due: what was missed while the host was down runs once when it is up. Comes up when the journal's
/// database does, and again after a fault of it; nothing waits for that.
/// </summary>
internal sealed class JobSchedule(JobDesk desk, JobHost host, DatabaseAddress database, EfJournal journal, TimeProvider clock, ILogger<JobSchedule> logger) : BackgroundService
{
    /// <summary>Before the names of the scheduler's tables, which it makes by itself.</summary>
    public const string TablePrefix = "Quartz_";

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(3);

    private volatile string? waiting = "the database is being opened";

    /// <summary>Why no job runs by its schedule at this moment, in words; null while they do.</summary>
    public string? Waiting => waiting;

    /// <summary>When a job is due next, UTC; null for never.</summary>
    public static DateTimeOffset? Next(JobPlan plan, DateTimeOffset now) => plan.Cron is { } cron ? Expression(plan, cron).GetNextValidTimeAfter(now) : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                waiting = await OnceAsync(stoppingToken);
                logger.LogWarning("No job runs by its schedule for a while: {Reason}", waiting);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await desk.StopAsync(EndWithin);
        }
    }

    /// <summary>From the database's opening to the first fault.</summary>
    /// <returns>What is wrong.</returns>
    private async Task<string> OnceAsync(CancellationToken stopping)
    {
        while (journal.Head is null || journal.Health.State == JournalState.MemoryOnly)
        {
            if (journal.Health.Reason is { } reason) waiting = reason;
            await Task.Delay(LookAgain, clock, stopping);
        }

        try
        {
            await desk.RecallAsync();
            return await RunAsync(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            return fault is ControlAwayException ? fault.Message : $"the scheduler cannot use the {database.Name}: {Innermost(fault).Message}";
        }
    }

    private async Task<string> RunAsync(CancellationToken stopping)
    {
        await using var source = database.OpenSchedule(LockWait);
        var trouble = new TroubleListener();
        var scheduler = await QuartzSchedulerBuilder.Create(quartz => Configure(quartz, source, trouble)).BuildScheduler(stopping);
        try
        {
            foreach (var work in desk.All) await PlanAsync(scheduler, work, stopping);
            await scheduler.Start(stopping);
            waiting = null;
            return await trouble.First.WaitAsync(stopping);
        }
        finally
        {
            await scheduler.Shutdown(waitForJobsToComplete: false, CancellationToken.None);
        }
    }

    private void Configure(IQuartzBuilder quartz, System.Data.Common.DbDataSource source, TroubleListener trouble)
    {
        quartz.Services.AddSingleton(desk);
        quartz.ConfigureScheduler(scheduler => (scheduler.InstanceName, scheduler.InstanceId) = (host.Name, "1"));
        quartz.UseTimeProvider(clock);
        quartz.UseDefaultThreadPool(2);
        quartz.AddSchedulerListener(trouble);
        quartz.UsePersistentStore(store =>
        {
            if (database.IsOfServer) store.UsePostgres(Driver(DataSourceOptions.Providers.Npgsql));
            else store.UseSqlite(Driver(DataSourceOptions.Providers.Sqlite));
            store.ProvisionSchema();
            store.ConfigureStore(options => (options.TablePrefix, options.MisfireThreshold) = (TablePrefix, TimeSpan.FromMinutes(1)));
        });

        Action<DataSourceOptions> Driver(string name) => options => (options.Provider, options.DataSourceFactory) = (name, _ => source);
    }

    /// <summary>What is planned already stays as it is, with what was missed of it.</summary>
    private static async Task PlanAsync(IScheduler scheduler, IJobWork work, CancellationToken cancellation)
    {
        var key = new TriggerKey(work.Name);
        if (work.Plan.Cron is not { } cron)
        {
            await scheduler.UnscheduleJob(key, cancellation);
            return;
        }

        var expression = Expression(work.Plan, cron);
        if (await scheduler.GetTrigger(key, cancellation) is ICronTrigger known && known.CronExpressionString == expression.CronExpressionString && known.TimeZone.Id == work.Plan.Zone.Id) return;
        var job = JobBuilder.Create<ScheduledRun>().WithIdentity(work.Name).StoreDurably().Build();
        var trigger = TriggerBuilder.Create().WithIdentity(key).ForJob(job)
            .WithSchedule(CronScheduleBuilder.Create(expression).InTimeZone(work.Plan.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)).Build();
        await scheduler.ScheduleJob(job, new[] { trigger }, new ScheduleJobOptions { Replace = true }, cancellation);
    }

    private static CronExpression Expression(JobPlan plan, string cron) => new(CronExpression.Parse(cron, CronFormat.Unix).CronExpressionString, plan.Zone);

    private static Exception Innermost(Exception fault) => fault.InnerException is { } inner ? Innermost(inner) : fault;

    /// <summary>The job of the scheduler: all of them are this one, told apart by their key.</summary>
    [DisallowConcurrentExecution]
    private sealed class ScheduledRun(JobDesk desk) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            if (desk.Find(context.JobDetail.Key.Name) is not null) await desk.RunByScheduleAsync(context.JobDetail.Key.Name, cancellationToken);
        }
    }

    /// <summary>Hears when the scheduler cannot use its store.</summary>
    private sealed class TroubleListener : ISchedulerListener
    {
        private readonly TaskCompletionSource<string> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> First => first.Task;

        ValueTask ISchedulerListener.SchedulerError(IScheduler scheduler, SchedulerErrorContext error, CancellationToken cancellationToken)
        {
            first.TrySetResult(Innermost(error.Exception).Message);
            return ValueTask.CompletedTask;
        }
    }
}
