using System.Text.Json;
using Shouldly;

namespace WebTrader.Host.Tests.Sessions;

public sealed class AccountSessionsTests
{
    [Fact]
    public async Task A_fault_in_one_account_is_shown_and_touches_no_other()
    {
        using var folder = new TempFolder();
        var desks = new Desks.Breaking(onlyFor: "ill");
        desks.Break("its book is damaged");
        await using var host = await LiveHost.StartAsync(folder, desks.Open, "well", "ill");
        await Eventually.TrueAsync(async () => State(await Accounts(host), "well") == "running" && State(await Accounts(host), "ill") == "failed", "one runs and one has failed");

        (await Accounts(host)).Single(account => Id(account) == "ill").GetProperty("reason").GetString()!.ShouldContain("its book is damaged");
        (await host.TryAsync("/health/live")).Status.ShouldBe(200);
        var (status, body) = await host.TryAsync("/health/ready");
        status.ShouldBe(503);
        body.GetProperty("detail").GetString()!.ShouldContain("its book is damaged");
        (await host.TryAsync("/api/v1/positions?account=ill")).Status.ShouldBe(503);
        (await host.TryAsync("/api/v1/positions?account=well")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_session_that_failed_begins_again_until_it_runs()
    {
        using var folder = new TempFolder();
        var desks = new Desks.Breaking();
        desks.Break("no line");
        await using var host = await LiveHost.StartAsync(folder, desks.Open);
        await Eventually.TrueAsync(() => Task.FromResult(desks.Opened >= 2), "it has tried again");

        desks.Mend();

        await host.ReadyAsync();
        State(await Accounts(host), "demo").ShouldBe("running");
    }

    [Fact]
    public async Task Accounts_side_by_side_have_books_and_locks_of_their_own()
    {
        using var folder = new TempFolder();
        await using (var host = await LiveHost.StartAsync(folder, null, "one", "two"))
        {
            await host.ReadyAsync();
            foreach (var id in new[] { "one", "two" })
            {
                var workers = await host.GetAsync($"/api/v1/workers?account={id}");
                workers.GetProperty("account").GetString().ShouldBe(id);
            }
        }

        File.Exists(folder.Of("accounts/one/broker/book.json")).ShouldBeTrue();
        File.Exists(folder.Of("accounts/two/broker/book.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_damaged_database_is_alarmed_in_red_and_delays_no_protection()
    {
        using var folder = new TempFolder();
        await using (var before = await LiveHost.StartAsync(folder)) await before.ReadyAsync();
        foreach (var log in Directory.GetFiles(folder.Path, "webtrader.db-*")) File.Delete(log);
        await File.WriteAllTextAsync(folder.Of("webtrader.db"), new string('x', 20_000), TestContext.Current.CancellationToken);
        await using var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();
        await host.PositionsAsync(8);

        await Eventually.TrueAsync(
            async () => (await host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().Count(row => row.GetProperty("state").GetString() == "protected") >= 6,
            "six positions are protected");
        using var browser = await Live.HubConnection.OpenAsync(host.Address);
        await browser.WatchAsync();
        var health = (await browser.HearAsync()).Content.GetProperty("health");
        health.GetProperty("journal").GetProperty("state").GetString().ShouldBe("memoryOnly");
        health.GetProperty("alarms").EnumerateArray().Count(alarm => alarm.GetProperty("severity").GetString() == "red").ShouldBeGreaterThan(0);

        var (status, problem) = await host.TryAsync("/api/v1/trades");
        status.ShouldBe(503);
        problem.GetProperty("detail").GetString()!.ShouldEndWith("Protection goes on.");
    }

    private static async Task<List<JsonElement>> Accounts(LiveHost host) => [.. (await host.GetAsync("/api/v1/accounts")).GetProperty("items").EnumerateArray()];

    private static string? Id(JsonElement account) => account.GetProperty("id").GetString();

    private static string? State(List<JsonElement> accounts, string id) => accounts.Single(account => Id(account) == id).GetProperty("state").GetString();
}
