using Microsoft.Playwright;
using Shouldly;

namespace WebTrader.Browser.Tests;

/// <summary>Acting on tickets, limits, alerts and users without fear: a preview first, and the host's words afterwards.</summary>
public sealed class ActTests(Browser browser) : IClassFixture<Browser>
{
    private const float Patience = 60_000;

    [Fact]
    public async Task A_stop_is_tightened_after_a_preview_and_a_position_closed_is_a_trade()
    {
        await using var desk = await AdminDesk.OpenAsync(browser);
        var (ticket, stop) = await desk.RoomyAsync();
        await desk.Browser.EvaluateAsync("hash => { location.hash = hash; }", $"#/ticket/demo/{ticket}");
        await desk.Browser.Locator(".tk-do button", new PageLocatorOptions { HasText = "Tighten" }).ClickAsync(new LocatorClickOptions { Timeout = Patience });
        await desk.Browser.Locator("#ask-field").FillAsync(stop);
        await AdminDesk.SaysAsync(desk.Browser.Locator("dialog.ask"), $"Tighten to {stop}");
        await desk.Page.PictureAsync("ticket-tighten-1440-dark");
        (await Axe.ViolationsAsync(desk.Page)).ShouldBeEmpty();
        await desk.Browser.Locator("dialog.ask button.primary").ClickAsync();
        await desk.Browser.GetByText("Back to the ticket").ClickAsync(new LocatorClickOptions { Timeout = Patience });
        await Eventually.TrueAsync(() => desk.IsTakenAsync(ticket, stop), "the broker has taken the stop", 30);

        await desk.Browser.Locator(".tk-do button", new PageLocatorOptions { HasText = "Close…" }).ClickAsync(new LocatorClickOptions { Timeout = Patience });
        await desk.Browser.Locator("dialog.ask button.primary:not([aria-disabled])").ClickAsync(new LocatorClickOptions { Timeout = Patience });
        await AdminDesk.SaysAsync(desk.Browser.Locator(".tk-bar"), "Closed");
        await desk.GoAsync("#/trades", "Trades");
        await AdminDesk.SaysAsync(desk.Browser.Locator("table.rows"), "By the operator");
        await desk.Browser.Locator("table.rows tr", new PageLocatorOptions { HasText = "By the operator" }).First.ClickAsync();
        await AdminDesk.SaysAsync(desk.Browser.Locator(".desk-detail"), "What the journal says");
        await desk.Page.PictureAsync("trades-detail-1440-dark");
        await desk.Browser.Locator(".pick:has(> span:text-is(\"Closed by\")) select").SelectOptionAsync("operator");
        (await FileAsync(desk)).Count.ShouldBe(1);
        await desk.Browser.Locator(".pick:has(> span:text-is(\"Closed by\")) select").SelectOptionAsync("");
        await desk.Browser.Locator("[data-search]").FillAsync("usd");
        await Eventually.TrueAsync(async () => (await FileAsync(desk)).SequenceEqual(await desk.Browser.EvaluateAsync<string[]>("() => [...document.querySelectorAll('tr[data-row]')].map(row => row.dataset.row)")), "the file holds the rows that the filters leave, in their order", 60);
        await desk.GoAsync("#/audit", "Audit");
        await AdminDesk.SaysAsync(desk.Browser.Locator("table.rows"), "Close position");
    }

    [Fact]
    public async Task A_limit_that_is_reached_stands_first_and_its_alert_is_acknowledged_by_name()
    {
        await using var desk = await AdminDesk.OpenAsync(browser);
        await desk.ChangeSettingsAsync(document => document.Replace("\"MaxPositions\":null", "\"MaxPositions\":{\"At\":1,\"Does\":\"Warn\"}", StringComparison.Ordinal).Replace("\"MaxLots\":null", "\"MaxLots\":{\"At\":50,\"Does\":\"HaltEntries\"}", StringComparison.Ordinal), "a small desk");
        await desk.GoAsync("#/limits", "Accounts and limits");
        await AdminDesk.SaysAsync(desk.Browser.Locator(".li-bars li").First, "Open positions");
        await AdminDesk.SaysAsync(desk.Browser.Locator(".li-bars li").First, "reached");
        await desk.Page.PictureAsync("limits-reached-1440-dark");
        (await Axe.ViolationsAsync(desk.Page)).ShouldBeEmpty();

        await desk.GoAsync("#/alerts", "Alerts");
        await AdminDesk.SaysAsync(desk.Browser.Locator("table.rows"), "Open positions: ");
        await desk.Browser.Locator("table.rows tr", new PageLocatorOptions { HasText = "Open positions" }).Locator("button", new LocatorLocatorOptions { HasText = "Acknowledge" }).ClickAsync();
        await AdminDesk.SaysAsync(desk.Browser.Locator("table.rows"), AdminDesk.Name);
        await desk.Browser.Locator("table.rows tr", new PageLocatorOptions { HasText = "Open positions" }).Locator("th button").ClickAsync();
        await AdminDesk.SaysAsync(desk.Browser.Locator(".desk-detail"), "Silence this alert");
        await desk.Page.PictureAsync("alerts-1440-dark-open");
        (await Axe.ViolationsAsync(desk.Page)).ShouldBeEmpty();
        desk.Page.Trouble.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_user_is_added_a_key_is_shown_once_and_the_audit_knows_both()
    {
        await using var desk = await AdminDesk.OpenAsync(browser);
        await desk.GoAsync("#/users", "Users and keys");
        await desk.Browser.Locator("#u-name").FillAsync("ben");
        await desk.Browser.Locator("#u-pass").FillAsync("another long password");
        await desk.Browser.GetByText("Add user", new PageGetByTextOptions { Exact = true }).ClickAsync();
        await AdminDesk.SaysAsync(desk.Browser.Locator("table.rows"), "ben");

        await desk.Browser.GetByText("API keys").ClickAsync();
        await desk.Browser.Locator("#k-name").FillAsync("nightly");
        await desk.Browser.GetByText("Make key", new PageGetByTextOptions { Exact = true }).ClickAsync();
        await AdminDesk.SaysAsync(desk.Browser.Locator(".once code"), "wt_");
        (await Axe.ViolationsAsync(desk.Page)).ShouldBeEmpty();
        await desk.Browser.GetByText("I have kept it").ClickAsync();
        (await desk.Browser.ContentAsync()).ShouldNotContain("wt_");

        await desk.GoAsync("#/audit", "Audit");
        await AdminDesk.SaysAsync(desk.Browser.Locator("table.rows"), "Create key");
        await AdminDesk.SaysAsync(desk.Browser.Locator("table.rows"), "Create user");
        desk.Page.Trouble.ShouldBeEmpty();
    }

    /// <summary>What the button of the page gives: each row as the page names it, by account, position and time.</summary>
    private static async Task<IReadOnlyList<string>> FileAsync(AdminDesk desk)
    {
        var file = await desk.Browser.RunAndWaitForDownloadAsync(() => desk.Browser.Locator("a[href*='trades.csv']").ClickAsync());
        file.SuggestedFilename.ShouldBe($"trades-demo-{TimeProvider.System.GetUtcNow():yyyy-MM-dd}.csv");
        var lines = await File.ReadAllLinesAsync((await file.PathAsync())!, TestContext.Current.CancellationToken);
        lines[0].ShouldStartWith("account,ticket,position,");
        return [.. lines.Skip(1).Select(line => line.Split(',')).Select(cells => $"{cells[0]}/{cells[2]}/{cells[8]}")];
    }
}
