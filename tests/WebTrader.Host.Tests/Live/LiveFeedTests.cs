using System.Text.Json;
using Shouldly;

namespace WebTrader.Host.Tests.Live;

public sealed class LiveFeedTests(RunningHost running) : IClassFixture<RunningHost>
{
    private LiveHost Host => running.Host;

    [Fact]
    public async Task A_watcher_gets_a_snapshot_and_then_every_change_without_a_gap()
    {
        using var browser = await HubConnection.OpenAsync(Host.Address);
        await browser.WatchAsync();

        var (name, snapshot) = await browser.HearAsync();
        name.ShouldBe("snapshot");
        snapshot.GetProperty("account").GetProperty("id").GetString().ShouldBe("demo");
        snapshot.GetProperty("positions").GetArrayLength().ShouldBeGreaterThan(0);
        var sequence = Sequence(snapshot);
        for (var heard = 0; heard < 6; heard++)
        {
            var (then, changes) = await browser.HearAsync();
            then.ShouldBe("changes");
            Sequence(changes).ShouldBe(++sequence);
        }
    }

    [Fact]
    public async Task Watching_again_gives_a_new_snapshot_that_the_next_changes_follow()
    {
        using var browser = await HubConnection.OpenAsync(Host.Address);
        await browser.WatchAsync();
        (await browser.HearAsync()).Name.ShouldBe("snapshot");
        await browser.HearAsync();

        await browser.WatchAsync("demo");
        var heard = await browser.HearAsync();
        while (heard.Name == "changes") heard = await browser.HearAsync();

        heard.Name.ShouldBe("snapshot");
        Sequence((await browser.HearAsync()).Content).ShouldBe(Sequence(heard.Content) + 1);
    }

    [Fact]
    public async Task A_busy_market_makes_at_most_four_messages_a_second()
    {
        using var browser = await HubConnection.OpenAsync(Host.Address);
        await browser.WatchAsync();
        await browser.HearAsync();
        var began = TimeProvider.System.GetTimestamp();
        for (var heard = 0; heard < 10; heard++) await browser.HearAsync();

        // Ten messages are nine pauses; some may have been over before a busy machine let us hear the first.
        TimeProvider.System.GetElapsedTime(began).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(5 * 250));
    }

    [Fact]
    public async Task Two_watchers_are_told_the_same_and_nothing_by_the_other_ones_coming()
    {
        using var first = await HubConnection.OpenAsync(Host.Address);
        await first.WatchAsync();
        var sequence = Sequence((await first.HearAsync()).Content);

        using var second = await HubConnection.OpenAsync(Host.Address);
        await second.WatchAsync();
        var joined = Sequence((await second.HearAsync()).Content);
        var next = (await second.HearAsync()).Content;

        Sequence(next).ShouldBe(joined + 1);
        JsonElement same;
        do
        {
            same = (await first.HearAsync()).Content;
            Sequence(same).ShouldBe(++sequence);
        }
        while (sequence < joined + 1);
        same.GetRawText().ShouldBe(next.GetRawText());
    }

    [Fact]
    public async Task What_is_told_adds_up_to_what_the_account_shows()
    {
        using var browser = await HubConnection.OpenAsync(Host.Address);
        await browser.WatchAsync();
        var rows = (await browser.HearAsync()).Content.GetProperty("positions").EnumerateArray().ToDictionary(row => row.GetProperty("ticket").GetString()!);
        for (var heard = 0; heard < 16; heard++) Apply(rows, (await browser.HearAsync()).Content);

        // The market goes on between the two; a position that has just come or gone is told within the next messages.
        var shown = (await Host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().ToDictionary(row => row.GetProperty("ticket").GetString()!);
        for (var more = 0; more < 8 && !Same(rows, shown); more++) Apply(rows, (await browser.HearAsync()).Content);
        foreach (var ticket in rows.Keys.Intersect(shown.Keys)) rows[ticket].GetProperty("openPrice").GetString().ShouldBe(shown[ticket].GetProperty("openPrice").GetString());
        rows.Keys.Except(shown.Keys).Count().ShouldBeLessThanOrEqualTo(2);
        shown.Keys.Except(rows.Keys).Count().ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task An_unknown_account_is_refused_in_words()
    {
        using var browser = await HubConnection.OpenAsync(Host.Address);
        await browser.WatchAsync("nobody");

        var (name, text) = await browser.HearAsync();
        name.ShouldBe("error");
        text.GetString()!.ShouldContain("nobody");
    }

    [Fact]
    public async Task The_health_that_is_told_has_what_the_strip_of_the_page_needs()
    {
        using var browser = await HubConnection.OpenAsync(Host.Address);
        await browser.WatchAsync();

        var health = (await browser.HearAsync()).Content.GetProperty("health");
        health.GetProperty("worker").GetProperty("state").GetString().ShouldBe("running");
        health.GetProperty("broker").GetProperty("connected").GetBoolean().ShouldBeTrue();
        health.GetProperty("balance").ValueKind.ShouldBe(JsonValueKind.String);
        health.GetProperty("today").GetProperty("result").ValueKind.ShouldBe(JsonValueKind.String);
        health.GetProperty("brokerOffsetMinutes").GetInt32().ShouldBe(180);
        health.GetProperty("settingsVersion").GetInt32().ShouldBe(1);
        health.GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
    }

    private static long Sequence(JsonElement message) => message.GetProperty("sequence").GetInt64();

    private static bool Same(Dictionary<string, JsonElement> rows, Dictionary<string, JsonElement> shown) => rows.Keys.ToHashSet().SetEquals(shown.Keys);

    private static void Apply(Dictionary<string, JsonElement> rows, JsonElement changes)
    {
        foreach (var row in changes.GetProperty("upserts").EnumerateArray()) rows[row.GetProperty("ticket").GetString()!] = row;
        foreach (var ticket in changes.GetProperty("removed").EnumerateArray()) rows.Remove(ticket.GetString()!).ShouldBeTrue();
    }
}
