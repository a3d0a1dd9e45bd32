using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using WebTrader.Host.Jobs.Running;
using WebTrader.Persistence;
using WebTrader.Persistence.Control;
using WebTrader.Persistence.Databases;

namespace WebTrader.Host.Tests.Jobs;

/// <summary>Each job runs alone, and what came of it is known.</summary>
public sealed class JobDeskTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly JobRuns runs;

    public JobDeskTests() => runs = new JobRuns(DatabaseAddress.OfFile(folder.Of("webtrader.db")).OpenControl(TimeSpan.FromMilliseconds(100), TimeProvider.System), "here");

    public void Dispose() => folder.Dispose();

    private JobDesk Desk(params IJobWork[] works) => new(works, runs, TimeProvider.System, NullLogger<JobDesk>.Instance);

    private Task<Page<JobRunRow>> RunsOf(string job) => runs.ListAsync(job, new PageRequest(), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Two_who_ask_at_once_get_the_same_run()
    {
        using var work = new HeldWork();
        using var desk = Desk(work);
        var first = await desk.BeginAsync("held", "anna");
        var others = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => desk.BeginAsync("held", "otto")));
        others.ShouldAllBe(other => other.Run.Id == first.Run.Id && !other.IsNew);
        await Eventually.TrueAsync(() => Task.FromResult(desk.Doing("held") == "waiting"), "it says what it does");
        work.LetGo();
        (await first.Ended).Outcome.ShouldBe(JobOutcome.Done);
        work.Runs.ShouldBe(1);
        (await RunsOf("held")).Items.ShouldHaveSingleItem().By.ShouldBe("anna");
        desk.Doing("held").ShouldBeNull();
        (await (await desk.BeginAsync("held", "otto")).Ended).By.ShouldBe("otto");
        work.Runs.ShouldBe(2);
    }

    [Fact]
    public async Task One_that_fails_says_why_and_the_others_run()
    {
        using var work = new HeldWork();
        work.LetGo();
        using var desk = Desk(work, new FailingWork());
        (await (await desk.BeginAsync("failing", "anna")).Ended).ShouldSatisfyAllConditions(run => run.Outcome.ShouldBe(JobOutcome.Failed), run => run.Text.ShouldBe("the disk is full"));
        (await (await desk.BeginAsync("held", "anna")).Ended).Outcome.ShouldBe(JobOutcome.Done);
        (await RunsOf("failing")).Items[0].Text.ShouldBe("the disk is full");
    }

    [Fact]
    public async Task A_paused_one_does_not_run_by_its_schedule_and_does_when_somebody_asks()
    {
        using var work = new HeldWork();
        work.LetGo();
        using var desk = Desk(work);
        await runs.SetAsync(new JobSwitchRow { Job = "held", IsPaused = true, Why = "a look", By = "anna", At = DateTimeOffset.UtcNow });
        await desk.RunByScheduleAsync("held", TestContext.Current.CancellationToken);
        work.Runs.ShouldBe(0);
        await (await desk.BeginAsync("held", "anna")).Ended;
        work.Runs.ShouldBe(1);
        await runs.SetAsync(new JobSwitchRow { Job = "held", IsPaused = false, Why = "seen", By = "anna", At = DateTimeOffset.UtcNow });
        await desk.RunByScheduleAsync("held", TestContext.Current.CancellationToken);
        work.Runs.ShouldBe(2);
    }

    [Fact]
    public async Task What_the_end_of_the_host_cuts_short_is_interrupted_and_so_is_what_a_killed_one_had_begun()
    {
        using var work = new HeldWork();
        using (var desk = Desk(work))
        {
            var run = await desk.BeginAsync("held", "anna");
            await desk.StopAsync(TimeSpan.FromSeconds(30));
            (await run.Ended).Outcome.ShouldBe(JobOutcome.Interrupted);
        }

        await runs.BeginAsync("held", "schedule", DateTimeOffset.UtcNow.AddMinutes(1));
        using var next = Desk(work);
        await next.RecallAsync();
        next.Newest("held")!.ShouldSatisfyAllConditions(run => run.Outcome.ShouldBe(JobOutcome.Interrupted), run => run.By.ShouldBe("schedule"));
    }

    private sealed class HeldWork : IJobWork, IDisposable
    {
        private readonly TaskCompletionSource goes = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Runs { get; private set; }

        public string Name => "held";

        public string About => "Waits.";

        public JobPlan Plan => new(null, TimeZoneInfo.Utc);

        public void LetGo() => goes.TrySetResult();

        public async Task<JobResult> RunAsync(JobOrder order, CancellationToken cancellation)
        {
            Runs++;
            order.Tell("waiting");
            await goes.Task.WaitAsync(cancellation);
            return JobResult.Done("it has waited");
        }

        public void Dispose() => goes.TrySetCanceled();
    }

    private sealed class FailingWork : IJobWork
    {
        public string Name => "failing";

        public string About => "Fails.";

        public JobPlan Plan => new(null, TimeZoneInfo.Utc);

        public Task<JobResult> RunAsync(JobOrder order, CancellationToken cancellation) => throw new IOException("the disk is full");
    }
}
