using Microsoft.EntityFrameworkCore;
using Shouldly;
using WebTrader.Persistence.Control;
using WebTrader.Persistence.Tests.Benches;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Contracts;

/// <summary>What the jobs have done is known beyond the life of the process.</summary>
public abstract class JobRunsContract(JournalBench bench) : IAsyncDisposable
{
    private static readonly PageRequest Page = new(1, 100);

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private JobRuns Of(string host) => new(bench.Settings.Database.OpenControl(TimeSpan.FromMilliseconds(50), TimeProvider.System), host);

    private static JobRunRow Ended(JobRunRow run, JobOutcome outcome, string text)
    {
        (run.Outcome, run.Text, run.EndedAt) = (outcome, text, run.StartedAt.AddSeconds(3));
        return run;
    }

    [Fact]
    public async Task A_run_is_there_when_it_begins_and_tells_how_it_ended()
    {
        var runs = Of("here");
        var run = await runs.BeginAsync("backup", "anna", Noon);
        (await Of("here").NewestAsync())["backup"].Outcome.ShouldBe(JobOutcome.Running);
        await runs.EndAsync(Ended(run, JobOutcome.Done, "3 MB"));
        await runs.EndAsync(Ended(run, JobOutcome.Done, "3 MB"));

        var kept = (await Of("here").ListAsync("backup", Page, JournalBench.Cancellation)).Items.ShouldHaveSingleItem();
        (kept.By, kept.Outcome, kept.Text, kept.StartedAt, kept.EndedAt).ShouldBe(("anna", JobOutcome.Done, "3 MB", Noon, Noon.AddSeconds(3)));
    }

    [Fact]
    public async Task The_newest_come_first_and_only_so_many_are_kept()
    {
        var runs = Of("here");
        await runs.BeginAsync("report", "schedule", Noon);
        for (var minute = 0; minute < JobRuns.Kept + 5; minute++) await runs.BeginAsync("backup", "schedule", Noon.AddMinutes(minute));
        await runs.EndAsync(Ended(await runs.BeginAsync("backup", "anna", Noon.AddDays(1)), JobOutcome.Done, ""));

        var page = await runs.ListAsync("backup", Page, JournalBench.Cancellation);
        page.Total.ShouldBe(JobRuns.Kept);
        page.Items[0].By.ShouldBe("anna");
        page.Items[1].StartedAt.ShouldBe(Noon.AddMinutes(JobRuns.Kept + 4));
        (await runs.NewestAsync()).Keys.ShouldBe(["backup", "report"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_killed_host_had_under_way_is_told_as_interrupted_and_what_another_one_has_is_left_alone()
    {
        await Of("here").BeginAsync("backup", "schedule", Noon);
        await Of("there").BeginAsync("report", "schedule", Noon);

        (await Of("here").InterruptAsync()).ShouldBe(1);
        (await Of("here").InterruptAsync()).ShouldBe(0);
        var newest = await Of("here").NewestAsync();
        newest["backup"].Outcome.ShouldBe(JobOutcome.Interrupted);
        newest["report"].Outcome.ShouldBe(JobOutcome.Running);
    }

    [Fact]
    public async Task A_pause_is_remembered_with_who_and_why()
    {
        await Of("here").SetAsync(new JobSwitchRow { Job = "backup", IsPaused = true, Why = "the disk is being changed", By = "anna", At = Noon });
        (await Of("here").SwitchesAsync())["backup"].ShouldSatisfyAllConditions(row => row.IsPaused.ShouldBeTrue(), row => row.Why.ShouldBe("the disk is being changed"), row => row.By.ShouldBe("anna"));
        await Of("here").SetAsync(new JobSwitchRow { Job = "backup", IsPaused = false, Why = "done", By = "otto", At = Noon });
        (await Of("here").SwitchesAsync())["backup"].IsPaused.ShouldBeFalse();
    }

    [Fact]
    public async Task While_the_database_is_locked_it_says_so_and_nothing_is_begun()
    {
        await Of("here").SwitchesAsync();
        using (bench.HoldExclusively()) await Should.ThrowAsync<ControlAwayException>(() => Of("here").BeginAsync("backup", "schedule", Noon));
        await Task.Delay(TimeSpan.FromSeconds(1.1), JournalBench.Cancellation);
        (await Of("here").NewestAsync()).ShouldBeEmpty();
    }
}
