using System.Text.Json;
using Shouldly;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Live;

public sealed class LiveViewTests(RunningHost running) : IClassFixture<RunningHost>
{
    private LiveHost Host => running.Host;

    [Theory]
    [InlineData("locks", "/api/v1/locks")]
    [InlineData("workers", "/api/v1/workers")]
    public async Task A_watcher_of_a_view_gets_what_REST_shows_and_then_every_change_in_sequence(string view, string path)
    {
        using var browser = await HubConnection.OpenAsync(Host.Address);
        await browser.WatchViewAsync(view);

        var first = await HearViewAsync(browser);
        first.GetProperty("view").GetString().ShouldBe(view);
        first.GetProperty("accountId").GetString().ShouldBe("demo");
        first.GetProperty("away").ValueKind.ShouldBe(JsonValueKind.Null);
        Fields(first.GetProperty("content")).ShouldBe(Fields(await Host.GetAsync(path)));
        var sequence = Sequence(first);
        for (var heard = 0; heard < 4; heard++)
        {
            // Where the machine is slow to read, messages are left out and never repeated.
            var next = await HearViewAsync(browser);
            Sequence(next).ShouldBeGreaterThan(sequence);
            sequence = Sequence(next);
            Fields(next.GetProperty("content")).ShouldBe(Fields(first.GetProperty("content")));
        }
    }

    [Fact]
    public async Task A_view_that_changes_all_the_time_makes_at_most_four_messages_a_second()
    {
        using var browser = await HubConnection.OpenAsync(Host.Address);
        await browser.WatchViewAsync("workers");
        var began = TimeProvider.System.GetTimestamp();
        var first = Sequence(await HearViewAsync(browser));
        var last = first;
        while (TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(3)) last = Sequence(await HearViewAsync(browser));

        (last - first).ShouldBeInRange(3, (long)(TimeProvider.System.GetElapsedTime(began).TotalSeconds * 4) + 6);
    }

    [Fact]
    public async Task Both_views_and_the_positions_can_be_watched_over_one_connection()
    {
        using var browser = await HubConnection.OpenAsync(Host.Address);
        await browser.WatchAsync();
        await browser.WatchViewAsync("locks");
        await browser.WatchViewAsync("workers");

        var heard = new HashSet<string>();
        while (heard.Count < 4)
        {
            var (name, content) = await browser.HearAsync();
            heard.Add(name == "view" ? content.GetProperty("view").GetString()! : name);
        }

        heard.ShouldBe(["snapshot", "changes", "locks", "workers"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_view_that_was_left_comes_no_more_and_watched_again_comes_at_once_with_a_later_number()
    {
        using var browser = await HubConnection.OpenAsync(Host.Address);
        await browser.WatchViewAsync("workers");
        var before = Sequence(await HearViewAsync(browser));
        await browser.LeaveViewAsync("workers");
        await browser.WatchViewAsync("locks");
        for (var heard = 0; heard < 4; heard++)
        {
            var message = await HearViewAsync(browser);
            if (heard > 1) message.GetProperty("view").GetString().ShouldBe("locks");
        }

        await browser.LeaveViewAsync("locks");
        await browser.WatchViewAsync("workers");
        var again = await HearViewAsync(browser);
        while (again.GetProperty("view").GetString() != "workers") again = await HearViewAsync(browser);
        Sequence(again).ShouldBeGreaterThan(before);
    }

    [Theory]
    [InlineData("nonsense", null)]
    [InlineData("locks", "nobody")]
    public async Task What_cannot_be_watched_is_refused_in_words(string view, string? account)
    {
        using var browser = await HubConnection.OpenAsync(Host.Address);
        await browser.WatchViewAsync(view, account);

        var (name, text) = await browser.HearAsync();
        name.ShouldBe("error");
        text.GetString()!.ShouldContain("the views are locks, workers");
    }

    [Fact]
    public async Task While_the_session_does_not_answer_the_view_says_why()
    {
        using var folder = new TempFolder();
        var desks = new Desks.Breaking();
        await using var host = await LiveHost.StartAsync(folder, desks.Open);
        await host.ReadyAsync();
        using var browser = await HubConnection.OpenAsync(host.Address);
        await browser.WatchViewAsync("workers");
        (await HearViewAsync(browser)).GetProperty("content").ValueKind.ShouldBe(JsonValueKind.Object);

        desks.Break("the terminal is gone");
        var message = await HearViewAsync(browser);
        while (message.GetProperty("away").ValueKind == JsonValueKind.Null || !message.GetProperty("away").GetString()!.Contains("the terminal is gone", StringComparison.Ordinal))
            message = await HearViewAsync(browser);

        message.GetProperty("content").ValueKind.ShouldBe(JsonValueKind.Null);
        desks.Mend();
        while (message.GetProperty("content").ValueKind == JsonValueKind.Null) message = await HearViewAsync(browser);
        message.GetProperty("away").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static async Task<JsonElement> HearViewAsync(HubConnection browser)
    {
        var (name, content) = await browser.HearAsync();
        name.ShouldBe("view");
        return content;
    }

    private static List<string> Fields(JsonElement content) => [.. content.EnumerateObject().Select(field => field.Name)];

    private static long Sequence(JsonElement message) => message.GetProperty("sequence").GetInt64();
}
