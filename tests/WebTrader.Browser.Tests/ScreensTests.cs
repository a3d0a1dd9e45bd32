using Microsoft.Playwright;
using Shouldly;

namespace WebTrader.Browser.Tests;

/// <summary>Every screen, in both sizes and both themes, as an administrator sees it; and the ways between them.</summary>
public sealed partial class ScreensTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly (string Name, string Hash, string Heading, string Marker)[] Screens =
    [
        ("positions", "#/", "Positions", "a[href*='#/ticket/']"),
        ("locks", "#/locks", "Ticket locks and workers", ".workers tbody tr"),
        ("limits", "#/limits", "Accounts and limits", ".li-day"),
        ("trades", "#/trades", "Trades", ".desk-detail .sect"),
        ("settings", "#/settings", "Settings", ".settings tbody tr[data-place]"),
        ("emergency", "#/emergency", "Emergency stop", ".em-acts li"),
        ("alerts", "#/alerts", "Alerts", ".desk-detail .sect"),
        ("audit", "#/audit", "Audit", "table.rows tbody tr"),
        ("jobs", "#/jobs", "Jobs", "table.rows tbody tr"),
        ("users", "#/users", "Users and keys", "table.rows tbody tr"),
    ];

    [Theory]
    [MemberData(nameof(EmergencyScreenTests.Sizes), MemberType = typeof(EmergencyScreenTests))]
    public async Task Every_screen_fits_is_accessible_and_raises_no_error(int width, int height, ColorScheme scheme)
    {
        await using var desk = await AdminDesk.OpenAsync(browser, width, height, scheme);
        var size = $"{width}-{scheme}".ToLowerInvariant();
        foreach (var (name, hash, heading, marker) in Screens)
        {
            await desk.GoAsync(hash, heading);
            await desk.Browser.Locator(marker).First.WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
            await desk.LookAsync($"{name}-{size}");
        }

        await desk.GoAsync("#/", "Positions");
        var ticket = await desk.Browser.Locator("a[href*='#/ticket/']").First.GetAttributeAsync("href");
        await desk.Browser.EvaluateAsync("hash => { location.hash = hash; }", ticket!);
        await desk.Browser.Locator("canvas").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        await desk.LookAsync($"ticket-{size}");
        desk.Page.Trouble.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_the_keyboard_one_goes_from_screen_to_screen_and_finds_a_ticket_by_its_name()
    {
        await using var desk = await AdminDesk.OpenAsync(browser);
        var keyboard = desk.Browser.Keyboard;
        await desk.GoAsync("#/", "Positions");
        await desk.Page.Rows.First.WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        await keyboard.PressAsync("g");
        await keyboard.PressAsync("l");
        await AdminDesk.SaysAsync(desk.Browser.Locator("main h1"), "Ticket locks");
        await desk.Browser.Locator("[data-mark]").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        await desk.Browser.Locator("[data-line]:has([data-mark]) a").First.FocusAsync();
        await keyboard.PressAsync("ArrowRight");
        await desk.Browser.Locator("[data-mark]:focus").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        // A holding says how long it was, the tick behind it that the broker has confirmed the stop.
        await Assertions.Expect(desk.Browser.Locator(".t-said")).ToHaveTextAsync(Holding(), new LocatorAssertionsToHaveTextOptions { Timeout = 60_000 });
        await keyboard.PressAsync("Control+k");
        await desk.Browser.Locator(".palette input:focus").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        await keyboard.TypeAsync("sett");
        await desk.LookAsync("palette-1440-dark");
        await keyboard.PressAsync("Enter");
        await AdminDesk.SaysAsync(desk.Browser.Locator("main h1"), "Settings");
        await keyboard.PressAsync("Control+k");
        await desk.Browser.Locator(".palette input:focus").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        await desk.Browser.Locator(".palette li[role=option] small").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        var symbol = (await desk.Browser.Locator(".palette li[role=option]:has(small) > span:not(.push)").Nth(1).InnerTextAsync()).Split(' ')[0];
        await keyboard.TypeAsync(symbol);
        await keyboard.PressAsync("Enter");
        await desk.Browser.Locator(".tk-cert").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        desk.Browser.Url.ShouldContain("#/ticket/demo/");
        await keyboard.PressAsync("?");
        await AdminDesk.SaysAsync(desk.Browser.Locator("dialog.keys"), "No single key trades");
        await desk.LookAsync("keys-1440-dark");
        await keyboard.PressAsync("Escape");

        await keyboard.PressAsync("Control+k");
        await desk.Browser.Locator(".palette input:focus").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        await keyboard.TypeAsync("emergency freeze");
        await keyboard.PressAsync("Enter");
        await AdminDesk.SaysAsync(desk.Browser.Locator("main h1"), "Emergency stop");
        await desk.Browser.Locator("li[data-action=freeze] button.hold:focus").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        desk.Page.Trouble.ShouldBeEmpty();
    }

    [System.Text.RegularExpressions.GeneratedRegex(" ms|^The broker confirmed the stop that stands")]
    private static partial System.Text.RegularExpressions.Regex Holding();
}
