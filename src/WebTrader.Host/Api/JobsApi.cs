using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Evaluating;
using WebTrader.Host.Jobs.Running;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;
using WebTrader.Persistence;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Api;

/// <summary>What runs by the clock: when, what came of it, now, and not for a while.</summary>
internal static class JobsApi
{
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs", ListAsync).RequireRight(Right.Read).WithName("ListJobs").WithTags("Jobs").WithSummary("What runs by the clock, and what came of it last")
            .WithDescription("Schedules are minute, hour, day of the month, month, day of the week. Whatever becomes of a job, protection goes on without it.");
        routes.MapGet("/jobs/{name}", FindAsync).RequireRight(Right.Read).WithName("FindJob").WithTags("Jobs").WithSummary("One of them, with its ETag").Produces<JobItem>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/jobs/{name}/runs", RunsAsync).RequireRight(Right.Read).WithName("ListJobRuns").WithTags("Jobs").WithSummary("The runs of a job, newest first")
            .WithDescription("The last 500 are kept.").Produces<Part<JobRunItem>>()
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapPost("/jobs/{name}/run", RunAsync).RequireRight(Right.Operate).Audited(AuditRule.WithBody).WithName("RunJob").WithTags("Jobs").WithSummary("Runs a job now, also while it is paused")
            .WithDescription("200 with what came of it, or 202 while it is under way. One that is under way is not begun again: the answer is about that one.")
            .Produces<JobRunItem>().Produces<JobRunItem>(StatusCodes.Status202Accepted).Repeats(RepeatRule.Once)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapPut("/jobs/{name}/paused", PauseAsync).RequireRight(Right.Operate).Audited(AuditRule.WithBody).WithName("PauseJob").WithTags("Jobs").WithSummary("Keeps a job from running by its schedule, or lets it")
            .WithDescription("If-Match, where it is given, is the ETag of the job, which changes with every pause.").ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .Accepts<JobPauseRequest>("application/json").Produces<JobItem>().Repeats(RepeatRule.Once).DryRuns()
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ListAsync(JobDesk desk, JobSchedule schedule, JobRuns runs, TimeProvider clock)
    {
        var switches = await SwitchesAsync(runs);
        return TypedResults.Ok(new Listing<JobItem>([.. desk.All.Select(work => Item(desk, schedule, work, switches, clock.GetUtcNow()))]));
    }

    private static async Task<IResult> RunsAsync(HttpContext context, JobDesk desk, JobRuns runs, [Description(JobName)] string name, [Description(Words.Page)] string? page = null, [Description(Words.PageSize)] string? pageSize = null)
    {
        var query = new QueryReader();
        var wanted = query.Page(page, pageSize);
        if (query.Refused() is { } refused) return refused;
        if (desk.Find(name) is null) return NoJob(name, desk);
        var found = await runs.ListAsync(name, wanted, context.RequestAborted);
        return TypedResults.Ok(Part<JobRunItem>.Of(found, JobRunItem.Of));
    }

    private static async Task<IResult> RunAsync(HttpContext context, JobDesk desk, TimeProvider clock, [Description(JobName)] string name)
    {
        if (desk.Find(name) is null) return NoJob(name, desk);
        var ticket = await desk.BeginAsync(name, context.Caller());
        await ((Task)ticket.Ended).WaitAsync(Patience, clock, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ticket.Ended.IsCompletedSuccessfully) return TypedResults.Accepted((string?)null, JobRunItem.Of(ticket.Run));
        var run = await ticket.Ended;
        context.Told($"{run.Outcome}: {run.Text}");
        return TypedResults.Ok(JobRunItem.Of(run));
    }

    private static async Task<IResult> PauseAsync(HttpContext context, JobDesk desk, JobSchedule schedule, JobRuns runs, TimeProvider clock, [Description(JobName)] string name)
    {
        var (request, wrong) = await BodyReader.ReadAsync(context.Request, fields => new JobPauseRequest(fields.Flag("paused"), fields.Why()));
        if (request is null) return wrong!;
        if (desk.Find(name) is not { } work) return NoJob(name, desk);
        var row = new JobSwitchRow { Job = name, IsPaused = request.Paused, Why = request.Why, By = context.Caller(), At = clock.GetUtcNow() };
        // From the look at what holds to the change nobody else changes it: of two who have seen the same, one is told so.
        await Turn.WaitAsync(context.Patience());
        try
        {
            if (context.Request.Headers.IfMatch.Count > 0 && Preconditions.Stale(context.Request, TagOf(name, await runs.SwitchesAsync()), "states of this job") is { } stale) return stale;
            if (context.IsDryRun()) return TypedResults.Ok(Item(desk, schedule, work, new() { [name] = row }, clock.GetUtcNow()));
            await runs.SetAsync(row);
        }
        finally
        {
            Turn.Release();
        }

        var switches = await SwitchesAsync(runs);
        if (switches is not null) context.Response.Headers.ETag = TagOf(name, switches);
        return TypedResults.Ok(Item(desk, schedule, work, switches, clock.GetUtcNow()));
    }

    private static async Task<IResult> FindAsync(HttpContext context, JobDesk desk, JobSchedule schedule, JobRuns runs, TimeProvider clock, [Description(JobName)] string name)
    {
        if (desk.Find(name) is not { } work) return NoJob(name, desk);
        var switches = await runs.SwitchesAsync();
        context.Response.Headers.ETag = TagOf(name, switches);
        return TypedResults.Ok(Item(desk, schedule, work, switches, clock.GetUtcNow()));
    }

    private static string TagOf(string job, Dictionary<string, JobSwitchRow> switches) =>
        switches.GetValueOrDefault(job) is { } row ? Preconditions.TagOf(job, row.IsPaused, row.By, row.At, row.Why) : Preconditions.TagOf(job, false);

    private const string JobName = "As in report, reconciliation, retention, backup or market-close";

    private static JobItem Item(JobDesk desk, JobSchedule schedule, IJobWork work, Dictionary<string, JobSwitchRow>? switches, DateTimeOffset now)
    {
        var paused = switches?.GetValueOrDefault(work.Name) is { IsPaused: true } row ? row : null;
        return new JobItem(
            work.Name,
            work.About,
            work.Plan.Cron,
            work.Plan.Zone.Id,
            desk.Newest(work.Name) is { } last ? JobRunItem.Of(last) : null,
            desk.Doing(work.Name),
            paused is null ? JobSchedule.Next(work.Plan, now) : null,
            switches is null ? null : paused is not null,
            paused?.Why,
            paused?.By,
            paused?.At,
            schedule.Waiting);
    }

    /// <summary>Null while nobody can tell.</summary>
    private static async Task<Dictionary<string, JobSwitchRow>?> SwitchesAsync(JobRuns runs)
    {
        try
        {
            return await runs.SwitchesAsync();
        }
        catch (ControlAwayException)
        {
            return null;
        }
    }

    private static ProblemHttpResult NoJob(string name, JobDesk desk) => Problems.NotFound($"name is \"{name}\", allowed is {string.Join(", ", desk.All.Select(work => work.Name))}.");
}

/// <summary>A job.</summary>
/// <param name="Schedule">Minute, hour, day of the month, month, day of the week; null where it runs by hand alone.</param>
/// <param name="TimeZone">Whose clocks the schedule goes by.</param>
/// <param name="LastRun">Null before the first.</param>
/// <param name="Doing">What it is doing at this moment; null while it does not run.</param>
/// <param name="NextRun">When its time comes next; null for never, or while it is paused.</param>
/// <param name="Paused">Null while the database does not say.</param>
/// <param name="WaitsFor">Why no job runs by its schedule just now; null while they do.</param>
public sealed record JobItem(string Name, string About, string? Schedule, string TimeZone, JobRunItem? LastRun, string? Doing, DateTimeOffset? NextRun, bool? Paused, string? PausedWhy, string? PausedBy, DateTimeOffset? PausedAt, string? WaitsFor);

/// <summary>A run of a job.</summary>
/// <param name="By">Who asked for it; "schedule" where its time had come.</param>
/// <param name="TookMs">Null while it is under way, and where the host ended meanwhile.</param>
/// <param name="Text">What was done, or why not.</param>
public sealed record JobRunItem(string Id, string Job, string By, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, long? TookMs, JobOutcome Outcome, string Text)
{
    internal static JobRunItem Of(JobRunRow run) => new(run.Id, run.Job, run.By, run.StartedAt, run.EndedAt, run.EndedAt is { } ended ? (long)(ended - run.StartedAt).TotalMilliseconds : null, run.Outcome, run.Text);
}

/// <param name="Paused">Whether it is kept from running by its schedule.</param>
/// <param name="Why">The reason, 1 to 200 characters.</param>
public sealed record JobPauseRequest(bool Paused, string Why);
