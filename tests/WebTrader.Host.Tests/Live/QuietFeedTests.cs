using Shouldly;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Live;

public sealed class QuietFeedTests
{
    [Fact]
    public async Task An_account_where_nothing_happens_is_heard_of_once_a_second()
    {
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder, Desks.Quiet);
        await host.ReadyAsync();
        using var browser = await HubConnection.OpenAsync(host.Address);
        await browser.WatchAsync();
        (await browser.HearAsync()).Name.ShouldBe("snapshot");
        await browser.HearAsync();

        var began = TimeProvider.System.GetTimestamp();
        for (var beat = 0; beat < 6; beat++)
        {
            var (_, heard) = await browser.HearAsync();
            heard.GetProperty("upserts").GetArrayLength().ShouldBe(0);
            heard.GetProperty("removed").GetArrayLength().ShouldBe(0);
        }

        TimeProvider.System.GetElapsedTime(began).ShouldBeGreaterThan(TimeSpan.FromSeconds(3), "six at the pace of a busy account take a second and a half");
    }

    [Fact]
    public async Task A_page_that_is_open_does_not_hold_up_the_end_of_the_host()
    {
        using var folder = new TempFolder();
        var host = await LiveHost.StartAsync(folder, Desks.Quiet);
        await host.ReadyAsync();
        using var browser = await HubConnection.OpenAsync(host.Address);
        await browser.WatchAsync();
        (await browser.HearAsync()).Name.ShouldBe("snapshot");

        var began = TimeProvider.System.GetTimestamp();
        await host.DisposeAsync();

        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_page_that_does_not_read_holds_up_nobody()
    {
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();
        await host.PositionsAsync(8);
        using var deaf = await HubConnection.OpenAsync(host.Address);
        for (var call = 0; call < 400; call++) await deaf.WatchAsync();

        using var browser = await HubConnection.OpenAsync(host.Address);
        await browser.WatchAsync();
        var sequence = (await browser.HearAsync()).Content.GetProperty("sequence").GetInt64();
        for (var heard = 0; heard < 8; heard++) (await browser.HearAsync()).Content.GetProperty("sequence").GetInt64().ShouldBe(++sequence);
    }

    [Fact]
    public async Task While_a_session_is_down_its_watchers_are_told_so_in_red()
    {
        using var folder = new TempFolder();
        var desks = new Desks.Breaking();
        await using var host = await LiveHost.StartAsync(folder, desks.Open);
        await host.ReadyAsync();
        using var browser = await HubConnection.OpenAsync(host.Address);
        await browser.WatchAsync();
        (await browser.HearAsync()).Name.ShouldBe("snapshot");

        desks.Break("the cable is cut");
        var alarms = "";
        for (var heard = 0; heard < 10 && !alarms.Contains("the cable is cut", StringComparison.Ordinal); heard++)
            alarms = (await browser.HearAsync()).Content.GetProperty("health").GetProperty("alarms").GetRawText();
        alarms.ShouldContain("the cable is cut");
        alarms.ShouldContain("\"severity\":\"red\"");

        desks.Mend();
        for (var heard = 0; heard < 40 && alarms.Contains("\"session\"", StringComparison.Ordinal); heard++)
            alarms = (await browser.HearAsync()).Content.GetProperty("health").GetProperty("alarms").GetRawText();
        alarms.ShouldNotContain("\"session\"");
    }
}
