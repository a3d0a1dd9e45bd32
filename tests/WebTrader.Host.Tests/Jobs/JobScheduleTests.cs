using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using WebTrader.Host.Data;
using WebTrader.Host.Jobs.Running;
using WebTrader.Persistence;
using WebTrader.Persistence.Control;
using WebTrader.Persistence.Databases;
using WebTrader.TestKit.Databases;

namespace WebTrader.Host.Tests.Jobs;

/// <summary>The schedule is kept in the product's database: what was missed runs when the host is back, once.</summary>
public sealed class JobScheduleTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_due_while_the_host_was_down_runs_once_when_it_is_up_again(bool isOnServer)
    {
        var address = isOnServer ? DatabaseAddress.Parse(PostgreSqlServer.Shared.CreateDatabase(), folder.Path) : DatabaseAddress.OfFile(folder.Of("webtrader.db"));
        var work = new CountedWork("0 4 * * *");
        await using (await Running.StartAsync(address, folder, work, TimeSpan.Zero)) work.Runs.ShouldBe(0, "it is due tomorrow morning");

        // Two mornings later.
        await using (var later = await Running.StartAsync(address, folder, work, TimeSpan.FromDays(2)))
        {
            await Eventually.TrueAsync(() => Task.FromResult(work.Runs > 0), "what was missed runs");
            await Eventually.TrueAsync(async () => (await later.Runs.ListAsync("counted", new PageRequest(), TestContext.Current.CancellationToken)).Items.Any(run => run.Outcome == JobOutcome.Done), "it is written down");
        }

        await using (await Running.StartAsync(address, folder, work, TimeSpan.FromDays(2))) work.Runs.ShouldBe(1, "it is not due again");
    }

    [Fact]
    public async Task While_the_database_is_locked_the_jobs_wait_and_say_so()
    {
        var address = DatabaseAddress.OfFile(folder.Of("webtrader.db"));
        var work = new CountedWork("0 4 * * *");
        await using (await Running.StartAsync(address, folder, work, TimeSpan.Zero)) work.Runs.ShouldBe(0);
        using var held = new SqliteConnection($"Data Source={address.Name};Pooling=False");
        held.Open();
        using var hold = held.CreateCommand();
        hold.CommandText = "BEGIN EXCLUSIVE";
        hold.ExecuteNonQuery();
        await using var later = Running.Start(address, folder, work, TimeSpan.FromDays(1));
        await Eventually.TrueAsync(() => Task.FromResult(later.Schedule.Waiting?.Contains("locked", StringComparison.Ordinal) == true), "it says what it waits for");
        work.Runs.ShouldBe(0);
        held.Close();
        await Eventually.TrueAsync(() => Task.FromResult(work.Runs == 1), "what was missed runs when the database is back", seconds: 120);
    }

    [Fact]
    public async Task Another_schedule_holds_from_the_next_start_and_one_that_is_taken_away_never_runs()
    {
        var address = DatabaseAddress.OfFile(folder.Of("webtrader.db"));
        var daily = new CountedWork("0 4 * * *");
        await using (await Running.StartAsync(address, folder, daily, TimeSpan.Zero)) daily.Runs.ShouldBe(0);
        var yearly = new CountedWork("0 4 1 1 *");
        await using (await Running.StartAsync(address, folder, yearly, TimeSpan.FromMinutes(1))) yearly.Runs.ShouldBe(0);
        await using (await Running.StartAsync(address, folder, yearly, TimeSpan.FromDays(2))) yearly.Runs.ShouldBe(0, "every night was before");
        var never = new CountedWork(null);
        await using (await Running.StartAsync(address, folder, never, TimeSpan.FromDays(2))) never.Runs.ShouldBe(0);
        await using (await Running.StartAsync(address, folder, never, TimeSpan.FromDays(800))) never.Runs.ShouldBe(0);
    }

    [Fact]
    public void The_next_run_goes_by_the_clocks_of_the_zone()
    {
        var newYork = new JobPlan("0 17 * * 5", TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        JobSchedule.Next(newYork, new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero)).ShouldBe(new DateTimeOffset(2026, 7, 3, 21, 0, 0, TimeSpan.Zero));
        JobSchedule.Next(newYork, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).ShouldBe(new DateTimeOffset(2026, 1, 2, 22, 0, 0, TimeSpan.Zero));
        JobSchedule.Next(newYork with { Cron = null }, DateTimeOffset.UnixEpoch).ShouldBeNull();
    }

    private sealed class CountedWork(string? cron) : IJobWork
    {
        private int runs;

        public int Runs => Volatile.Read(ref runs);

        public string Name => "counted";

        public string About => "Counts.";

        public JobPlan Plan => new(cron, TimeZoneInfo.Utc);

        public Task<JobResult> RunAsync(JobOrder order, CancellationToken cancellation)
        {
            Interlocked.Increment(ref runs);
            return Task.FromResult(JobResult.Done(""));
        }
    }

    private sealed class ShiftedClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }

    private sealed class Running(EfJournal journal, DataFolder data, JobDesk desk, JobSchedule schedule, JobRuns runs) : IAsyncDisposable
    {
        public JobSchedule Schedule => schedule;

        public JobRuns Runs => runs;

        public static Running Start(DatabaseAddress address, TempFolder folder, IJobWork work, TimeSpan later)
        {
            var clock = new ShiftedClock(later);
            var journal = EfJournal.Start(new JournalSettings { Database = address }, TimeProvider.System, NullLogger<EfJournal>.Instance);
            var data = DataFolder.Open(folder.Path, TimeProvider.System);
            var host = new JobHost(data);
            var runs = new JobRuns(address.OpenControl(TimeSpan.FromMilliseconds(200), TimeProvider.System), host.Name);
            var desk = new JobDesk([work], runs, clock, NullLogger<JobDesk>.Instance);
            var schedule = new JobSchedule(desk, host, address, journal, clock, NullLogger<JobSchedule>.Instance);
            schedule.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
            return new Running(journal, data, desk, schedule, runs);
        }

        public static async Task<Running> StartAsync(DatabaseAddress address, TempFolder folder, IJobWork work, TimeSpan later)
        {
            var running = Start(address, folder, work, later);
            await Eventually.TrueAsync(() => Task.FromResult(running.Schedule.Waiting is null), "the schedule is up");
            return running;
        }

        public async ValueTask DisposeAsync()
        {
            await schedule.StopAsync(CancellationToken.None);
            schedule.Dispose();
            desk.Dispose();
            await journal.DisposeAsync();
            data.Dispose();
        }
    }
}
