using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using WebTrader.Host.Jobs;
using WebTrader.Host.Jobs.Running;
using WebTrader.Host.Tests.Commands;
using WebTrader.Host.Tests.Sessions;
using WebTrader.Persistence.Control;
using WebTrader.TestKit.Jobs;

namespace WebTrader.Host.Tests.Jobs;

/// <summary>The jobs that go from account to account: run twice they tell the same, killed between two accounts or cut short in the middle of one and run again they miss none.</summary>
public sealed class KilledJobsTests : IAsyncLifetime
{
    private static readonly string[] Accounts = ["demo", "second"];

    private readonly TempFolder folder = new();
    private LiveHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await LiveHost.StartAsync(folder, Desks.Quiet, Accounts);
        await host.ReadyAsync();
        foreach (var account in Accounts)
        {
            var (status, opened) = (0, default(System.Text.Json.JsonElement));
            await Eventually.TrueAsync(async () =>
            {
                (status, opened, _) = await host.SendAsync(HttpMethod.Post, $"/api/v1/orders?account={account}", """{ "symbol": "EURUSD", "side": "long", "lots": 0.01 }""", $"{account}-{Guid.NewGuid():N}");
                return status == 201;
            }, $"{account} has a position: {opened}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Drills_killed_before_any_account_and_one_that_is_cut_short_close_nothing_and_the_next_one_rehearses_all()
    {
        var work = Work("drill");
        (await RunAsync(work)).Outcome.ShouldBe(JobOutcome.Done);
        (await KilledAgainAndAgainAsync(work)).Result.Text.ShouldMatch("^demo: flat after .*second: flat after ");
        using (var cut = new CancellationTokenSource())
        {
            await Should.ThrowAsync<OperationCanceledException>(() => work.RunAsync(new JobOrder(DateTimeOffset.UtcNow, _ => cut.Cancel()), cut.Token));
        }

        var again = await RunAsync(work);
        again.Outcome.ShouldBe(JobOutcome.Done, "what was cut short has left no drill under way: " + again.Text);
        // The first run, the account before which the second kill came, the run after the kills, and the last one.
        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/emergency-stops/drills")).GetProperty("total").GetInt64() == 7, "each drill that came to its end stands in the journal, once");
        (await host.GetAsync("/api/v1/emergency-stops")).GetProperty("items").GetArrayLength().ShouldBe(0);
        foreach (var account in Accounts) (await host.GetAsync($"/api/v1/positions?account={account}")).GetProperty("items").GetArrayLength().ShouldBe(1, account);
    }

    [Fact]
    public async Task Looks_before_the_market_closes_killed_before_any_account_tell_of_every_account_in_the_end()
    {
        var work = Work("market-close");
        var now = DateTimeOffset.UtcNow;
        var first = await RunAsync(work, now: now);
        first.Text.ShouldMatch("^demo: .* 1 position stays open .*; second: .* 1 position stays open ");
        var (killed, kills) = await KilledAgainAndAgainAsync(work, now);
        kills.ShouldBe(2);
        killed.ShouldBe(first);
        (await RunAsync(work, now: now)).ShouldBe(first);
    }

    [Fact]
    public async Task Comparisons_with_the_broker_killed_before_any_account_alarm_once_for_each_and_end_the_alarms_once_all_agrees()
    {
        foreach (var account in Accounts)
        {
            var ticket = (await host.GetAsync($"/api/v1/positions?account={account}")).GetProperty("items")[0].GetProperty("ticket").GetString();
            (await host.SendAsync(HttpMethod.Post, $"/api/v1/positions/{ticket}/close?account={account}", null, $"close-{account}")).Status.ShouldBe(200);
        }

        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/trades")).GetProperty("total").GetInt64() == 2, "both trades are recorded");
        var work = Work("reconciliation");
        var later = DateTimeOffset.UtcNow.AddMinutes(2);
        const string Agrees = "demo: 1 trades agree with the broker; second: 1 trades agree with the broker.";
        var (agreed, kills) = await KilledAgainAndAgainAsync(work, later);
        (agreed.Text, kills).ShouldBe((Agrees, 2));

        var database = Path.Combine(host.DataPath, "webtrader.db");
        RecordedWorld.Run(database, "UPDATE Trades SET Profit = Profit || '7'");
        var (differs, _) = await KilledAgainAndAgainAsync(work, later);
        foreach (var account in Accounts) differs.Text.ShouldContain($"{account}: Ticket ");
        (await RunAsync(work, now: later)).Text.ShouldBe(differs.Text);
        await Eventually.TrueAsync(async () => await AlarmsAsync("alarmRaised") == 2, "each account has its alarm, however often it was compared");
        (await AlarmsAsync("alarmCleared")).ShouldBe(0);

        RecordedWorld.Run(database, "UPDATE Trades SET Profit = substr(Profit, 1, length(Profit) - 1)");
        (await KilledAgainAndAgainAsync(work, later)).Result.Text.ShouldBe(Agrees);
        await Eventually.TrueAsync(async () => await AlarmsAsync("alarmCleared") == 2, "both alarms have ended");
    }

    private async Task<int> AlarmsAsync(string kind) => (await host.GetAsync($"/api/v1/journal?kind={kind}&pageSize=500")).GetProperty("items").EnumerateArray()
        .Count(fact => fact.ToString().Contains($"\"{ReconciliationJob.Alarm}\"", StringComparison.Ordinal));

    private IJobWork Work(string name) => host.Services.GetRequiredService<JobDesk>().Find(name)!;

    private static Task<JobResult> RunAsync(IJobWork work, Steps? steps = null, DateTimeOffset? now = null) =>
        work.RunAsync(new JobOrder(now ?? DateTimeOffset.UtcNow, (steps ?? new Steps()).Tell), TestContext.Current.CancellationToken);

    /// <summary>Killed before its first account, before its second, and then left to its end.</summary>
    private static async Task<(JobResult Result, int Kills)> KilledAgainAndAgainAsync(IJobWork work, DateTimeOffset? now = null)
    {
        for (var last = 0; ; last++)
        {
            try
            {
                return (await RunAsync(work, new Steps(last), now), last);
            }
            catch (KilledException)
            {
                last.ShouldBeLessThan(Accounts.Length);
            }
        }
    }
}
