using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;

namespace WebTrader.Browser.Tests;

/// <summary>A trader's first hour, from the link on the console to proved flat, on one host; each leg is looked at.</summary>
public sealed partial class JourneyTests(Browser browser) : IClassFixture<Browser>
{
    private const float Patience = 60_000;
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("WEBTRADER_FULL") == "true";

    /// <summary>One of each kind; all four with WEBTRADER_FULL=true.</summary>
    public static IEnumerable<TheoryDataRow<int, int, ColorScheme>> Variants()
    {
        yield return new(1440, 900, ColorScheme.Light);
        yield return new(375, 812, ColorScheme.Dark);
        if (!IsFull) yield break;
        yield return new(1440, 900, ColorScheme.Dark);
        yield return new(375, 812, ColorScheme.Light);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task From_signing_in_to_proved_flat(int width, int height, ColorScheme scheme)
    {
        await using var desk = await AdminDesk.OpenAsync(browser, width, height, scheme);
        var leg = new Leg(desk, $"{width}-{scheme}".ToLowerInvariant());
        var line = await CuttableLine.ForAsync(desk.Browser);

        await SignInAgainAsync(leg);
        await WatchAPositionBeProtectedAsync(leg);
        await ReadWhyAndTightenAsync(leg);
        await ChangeASettingAsync(leg);
        desk.Page.Trouble.ShouldBeEmpty();

        await LoseAndRegainTheConnectionAsync(leg, line);
        desk.Page.TakeTrouble().ShouldAllBe(trouble => trouble.Contains("Failed to load resource", StringComparison.Ordinal) || trouble.Contains("WebSocket", StringComparison.Ordinal), "the cut line is all the trouble there was");

        await StopEverythingAsync(leg);
        desk.Page.Trouble.ShouldBeEmpty();
    }

    private static async Task SignInAgainAsync(Leg leg)
    {
        var (desk, browser) = (leg.Desk, leg.Desk.Browser);
        await browser.Locator(".who button.acct").ClickAsync();
        await browser.GetByText("Sign out", new PageGetByTextOptions { Exact = true }).ClickAsync(new LocatorClickOptions { Timeout = Patience });
        await browser.Locator("#name:focus").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await leg.LookAsync("1-sign-in");
        await desk.Page.TypeAsync(AdminDesk.Name, AdminDesk.Password);
        await browser.Locator(".who button.acct").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
    }

    /// <summary>One that is opened while the page is looked at, and without a stop.</summary>
    private static async Task WatchAPositionBeProtectedAsync(Leg leg)
    {
        var (desk, browser) = (leg.Desk, leg.Desk.Browser);
        await browser.Locator("a[href*='#/ticket/']").First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders") { Content = JsonContent.Create(new { symbol = "EURUSD", side = "long", lots = "0.01" }) };
        request.Headers.Add("Idempotency-Key", "journey");
        using var answer = await desk.Http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var ticket = (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(TestContext.Current.CancellationToken)).GetProperty("ticket").GetString();

        var row = browser.Locator($"tr[data-ticket='{ticket}'][data-s=protected], .phone a[href$='/{ticket}'][data-s=protected]");
        await row.First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience, State = WaitForSelectorState.Attached });
        await leg.LookAsync("2-protected");
    }

    private static async Task ReadWhyAndTightenAsync(Leg leg)
    {
        var (desk, browser) = (leg.Desk, leg.Desk.Browser);
        var (ticket, stop) = await desk.RoomyAsync();
        await browser.Locator($"a[href$='/{ticket}']").First.ClickAsync(new LocatorClickOptions { Timeout = Patience });
        await AdminDesk.SaysAsync(browser.Locator(".tk-cert"), "Read back");
        await AdminDesk.SaysAsync(browser.Locator(".tk-ladder"), "Hard stop");
        await browser.Locator("canvas").First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await leg.LookAsync("3-why");

        await browser.Locator(".tk-do button:visible, .tk-acts button:visible", new PageLocatorOptions { HasText = "Tighten" }).ClickAsync(new LocatorClickOptions { Timeout = Patience });
        await browser.Locator("#ask-field").FillAsync(stop);
        await AdminDesk.SaysAsync(browser.Locator("dialog.ask"), $"Tighten to {stop}");
        await leg.LookAsync("4-tighten");
        await browser.Locator("dialog.ask button.primary").ClickAsync();
        await browser.GetByText("Back to the ticket").ClickAsync(new LocatorClickOptions { Timeout = Patience });
        await Eventually.TrueAsync(() => desk.IsTakenAsync(ticket, stop), "the broker has taken the stop", 30);
    }

    private static async Task ChangeASettingAsync(Leg leg)
    {
        var (desk, browser) = (leg.Desk, leg.Desk.Browser);
        await desk.GoAsync("#/settings", "Settings");
        await browser.GetByLabel("Max risk", new PageGetByLabelOptions { Exact = true }).FillAsync("1.50");
        await AdminDesk.SaysAsync(browser.Locator(".st-prev"), "less at risk");
        await leg.LookAsync("5-setting");
        var preview = browser.Locator(".st-prev");
        await preview.ScrollIntoViewIfNeededAsync();
        await desk.Page.PictureAsync($"journey-{leg.Size}-5-setting-preview");
        await browser.Locator("#why").FillAsync("less for the news");
        await browser.Locator(".st-why button[type=submit]:not([aria-disabled])").ClickAsync(new LocatorClickOptions { Timeout = Patience });
        await AdminDesk.SaysAsync(browser.Locator(".st-why"), "Version 2 holds.");
        (await desk.GetAsync("/api/v1/settings")).GetProperty("document").GetProperty("Stops").GetProperty("MaxRisk").GetDecimal().ShouldBe(1.50m);
    }

    /// <summary>A position is closed while the page hears nothing: it says that it is late, and afterwards shows what the host shows and no row more.</summary>
    private static async Task LoseAndRegainTheConnectionAsync(Leg leg, CuttableLine line)
    {
        var (desk, browser) = (leg.Desk, leg.Desk.Browser);
        await desk.GoAsync("#/", "Positions");
        await browser.Locator("a[href*='#/ticket/']").First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await line.CutAsync();
        await browser.Locator(":root.late").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience, State = WaitForSelectorState.Attached });
        var shown = await TicketsAsync(browser);
        var closed = (await desk.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().Select(row => row.GetProperty("ticket").GetString()!).First(shown.Contains);
        using var answer = await desk.Http.PostAsJsonAsync(new Uri($"/api/v1/positions/{closed}/close", UriKind.Relative), new { }, TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        (await TicketsAsync(browser)).ShouldContain(closed, "a page without a line shows what it knew, and says how old it is");
        (await browser.Locator(".one").InnerTextAsync()).ShouldNotContain("confirmed by the broker");
        await leg.LookAsync("6-late");

        await line.MendAsync();
        await browser.Locator(":root:not(.late)").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience, State = WaitForSelectorState.Attached });
        await Eventually.TrueAsync(async () =>
        {
            var known = (await desk.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().Select(row => row.GetProperty("ticket").GetString()!).ToHashSet();
            return !known.Contains(closed) && known.SetEquals(await TicketsAsync(browser, openOnly: true));
        }, "the page shows every position of the host and no other", 60);
        line.Snapshots.ShouldBeGreaterThan(0, "after the gap the page took a whole snapshot, not the next change");
        await leg.LookAsync("7-back");
    }

    private static async Task StopEverythingAsync(Leg leg)
    {
        var (desk, browser) = (leg.Desk, leg.Desk.Browser);
        await desk.GoAsync("#/emergency", "Emergency stop");
        var flatten = browser.Locator("li[data-action=flatten] button.hold");
        await Eventually.TrueAsync(async () => (await desk.GetAsync("/api/v1/positions")).GetProperty("items").GetArrayLength() > 3, "there is something to close", 60);
        await browser.Locator("li[data-action=flatten] button.hold:not([aria-disabled])").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await leg.LookAsync("8-emergency");

        await flatten.HoverAsync();
        await browser.Mouse.DownAsync();
        await browser.Mouse.UpAsync();
        await AdminDesk.SaysAsync(flatten, "Let go, nothing armed");
        (await browser.Locator(".armtag").CountAsync()).ShouldBe(0);

        // An alarm that begins meanwhile moves what is below it on a phone.
        await flatten.HoverAsync();
        await browser.Mouse.DownAsync();
        await browser.Locator(".armtag").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await browser.Mouse.UpAsync();
        await AdminDesk.SaysAsync(browser.Locator(".em-figs"), "positions close");
        (await browser.EvaluateAsync<string>("() => document.activeElement?.textContent ?? ''")).ShouldBe("Disarm", "the safe way out has the focus");
        await leg.LookAsync("9-armed");

        await browser.Locator("#em-why").FillAsync("a try");
        await browser.Locator("#em-word").FillAsync("FLAT");
        (await browser.Locator("button.danger").IsDisabledAsync()).ShouldBeTrue();
        await browser.Locator("#em-word").FillAsync("FLATTEN");
        await browser.Locator("button.danger:not([disabled])").ClickAsync(new LocatorClickOptions { Timeout = Patience });
        await browser.Locator(".flattag").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await AdminDesk.SaysAsync(browser.Locator(".em-proof"), "Second reading: nothing open");
        await browser.Locator(".lanes .rd").Nth(1).WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        // One that ended by itself before its turn has a line and no bar.
        (await browser.Locator(".lanes rect.j-done").CountAsync()).ShouldBeInRange(1, await browser.Locator("table.lines tbody tr").CountAsync(), "a close has its bar");
        await AdminDesk.SaysAsync(browser.Locator(".em-proof .after"), "Entries stay halted");
        await leg.LookAsync("10-flat");

        var stop = (await desk.GetAsync("/api/v1/emergency-stops")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        stop.GetProperty("by").GetString().ShouldBe(AdminDesk.Name);
        stop.GetProperty("why").GetString().ShouldBe("a try");
        stop.GetProperty("isInForce").GetBoolean().ShouldBeTrue();
    }

    /// <param name="openOnly">Without those that the page shows as closed for a moment longer.</param>
    private static async Task<IReadOnlyCollection<string>> TicketsAsync(IPage page, bool openOnly = false) =>
        [.. (await page.EvaluateAsync<string[]>("openOnly => [...document.querySelectorAll('tr[data-ticket], .phone li')].filter(row => !openOnly || !row.querySelector('[data-s=closed]') && row.dataset.s !== 'closed').map(row => row.dataset.ticket ?? row.querySelector('a').href)", openOnly)).Select(name => Number().Match(name).Value)];

    [GeneratedRegex("[0-9]+$")]
    private static partial Regex Number();

    private sealed record Leg(AdminDesk Desk, string Size)
    {
        public Task LookAsync(string what) => Desk.LookAsync($"journey-{Size}-{what}");
    }

    /// <summary>The live line of a page, which may be cut and mended; counts the snapshots that came since it was mended.</summary>
    private sealed class CuttableLine(IPage page)
    {
        private const string Hub = "**/hubs/**";
        private readonly List<IWebSocketRoute> open = [];
        private bool isCut;

        public int Snapshots { get; private set; }

        /// <summary>Of every live line that the page begins from now on.</summary>
        public static async Task<CuttableLine> ForAsync(IPage page)
        {
            var line = new CuttableLine(page);
            await page.RouteWebSocketAsync(Address(), line.Pass);
            return line;
        }

        public async Task CutAsync()
        {
            isCut = true;
            await page.RouteAsync(Hub, route => route.AbortAsync());
            foreach (var socket in open) await socket.CloseAsync();
            open.Clear();
        }

        public async Task MendAsync()
        {
            Snapshots = 0;
            isCut = false;
            await page.UnrouteAsync(Hub);
        }

        private void Pass(IWebSocketRoute socket)
        {
            var server = socket.ConnectToServer();
            open.Add(socket);
            server.OnMessage(frame =>
            {
                if (isCut) return;
                if (frame.Text?.Contains("\"snapshot\"", StringComparison.Ordinal) == true) Snapshots++;
                if (frame.Text is { } text) socket.Send(text);
                else if (frame.Binary is { } bytes) socket.Send(bytes);
            });
        }
    }

    [GeneratedRegex("/hubs/")]
    private static partial Regex Address();
}
