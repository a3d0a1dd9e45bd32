using Microsoft.Playwright;
using Shouldly;

namespace WebTrader.Browser.Tests;

public sealed class DashboardTests(Browser browser) : IClassFixture<Browser>
{
    private const float Patience = 20_000;

    [Fact]
    public async Task Every_position_is_shown_protected_and_the_page_says_so_in_one_figure()
    {
        await using var desk = await Desk.OpenAsync();
        await using var page = await browser.OpenAsync(desk.Address);

        await page.Rows.Nth(7).WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await page.SaysAllIsProtectedAsync();
        (await page.Page.Locator("table.positions tr[data-s=protected]").CountAsync()).ShouldBeGreaterThan(5);
        await Eventually.TrueAsync(async () => (await page.Page.TitleAsync()).Contains("WebTrader", StringComparison.Ordinal), "the page has its name");
        page.Trouble.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_position_appears_and_is_protected_without_a_reload()
    {
        await using var desk = await Desk.OpenAsync();
        await using var page = await browser.OpenAsync(desk.Address);
        await page.Rows.First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        var before = await TicketsAsync(page);

        await Eventually.TrueAsync(async () => (await TicketsAsync(page)).Except(before).Any(), "the demo trader opens another position", 60);
        await Eventually.TrueAsync(async () => (await TicketsAsync(page, "[data-s=protected]")).Except(before).Any(), "and it is protected", 60);
        page.Trouble.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ticket_shows_its_stop_how_we_know_it_and_why_it_is_there()
    {
        await using var desk = await Desk.OpenAsync();
        await using var page = await browser.OpenAsync(desk.Address);
        await page.Rows.First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });

        await page.Rows.First.Locator("a").ClickAsync();

        var said = page.Page.Locator("main");
        await Assertions.Expect(said).ToContainTextAsync("Read back", new LocatorAssertionsToContainTextOptions { Timeout = Patience });
        await Assertions.Expect(said).ToContainTextAsync("Hard stop");
        await Assertions.Expect(said).ToContainTextAsync("if the stop is hit");
        await page.Page.Locator("canvas").First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        page.Trouble.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_says_that_it_is_late_when_the_host_is_killed_and_comes_back_by_itself()
    {
        using var folder = new TempFolder();
        var port = FreePort();
        using var first = HostProcess.Start(HostProcess.BuiltHost, folder.Path, "--port", port, "--data", folder.Path);
        using var http = await first.ReadyAsync();
        await using var page = await browser.OpenAsync(http.BaseAddress!);
        await page.Rows.Nth(5).WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        var before = await TicketsAsync(page);

        await first.KillAsync();
        await page.Page.Locator(":root.late").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience, State = WaitForSelectorState.Attached });
        await page.PictureAsync("positions-late-1440-dark");
        (await page.Page.Locator(".one").InnerTextAsync()).ShouldNotContain("confirmed by the broker");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty("the late page is accessible");

        using var second = HostProcess.Start(HostProcess.BuiltHost, folder.Path, "--port", port, "--data", folder.Path);
        using var again = await second.ReadyAsync();
        await page.Page.Locator(":root:not(.late)").WaitForAsync(new LocatorWaitForOptions { Timeout = 40_000, State = WaitForSelectorState.Attached });
        await Eventually.TrueAsync(async () => (await TicketsAsync(page)).Intersect(before).Any(), "positions from before are taken up");
    }

    [Theory]
    [InlineData(1440, 900, ColorScheme.Light)]
    [InlineData(1024, 768, ColorScheme.Dark)]
    [InlineData(375, 812, ColorScheme.Dark)]
    public async Task Both_pages_fit_and_raise_no_error(int width, int height, ColorScheme scheme)
    {
        await using var desk = await Desk.OpenAsync();
        await using var page = await browser.OpenAsync(desk.Address, width, height, scheme);
        var name = $"{width}-{scheme}".ToLowerInvariant();
        var first = page.Page.Locator("a[href*='#/ticket/']").First;
        await first.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        (await OverflowAsync(page)).ShouldBeLessThanOrEqualTo(0);
        await page.PictureAsync("positions-" + name);

        await page.Page.GotoAsync(new Uri(desk.Address, await first.GetAttributeAsync("href")).ToString());
        await page.Page.Locator("canvas").First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        (await OverflowAsync(page)).ShouldBeLessThanOrEqualTo(0);
        await page.PictureAsync("ticket-" + name);
        page.Trouble.ShouldBeEmpty();
    }

    private static Task<int> OverflowAsync(WatchedPage page) =>
        page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");

    private static async Task<IReadOnlyList<string>> TicketsAsync(WatchedPage page, string which = "") =>
        await page.Page.EvaluateAsync<string[]>("which => [...document.querySelectorAll('tr[data-ticket]' + which)].map(row => row.dataset.ticket)", which);

    private static string FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A host of its own with a fresh account.</summary>
    private sealed class Desk : IAsyncDisposable
    {
        private readonly TempFolder folder;
        private readonly HostProcess host;

        private Desk(TempFolder folder, HostProcess host, Uri address)
        {
            this.folder = folder;
            this.host = host;
            Address = address;
        }

        public Uri Address { get; }

        public static async Task<Desk> OpenAsync()
        {
            var folder = new TempFolder();
            var host = HostProcess.Serve(folder);
            using var http = await host.ReadyAsync();
            return new Desk(folder, host, http.BaseAddress!);
        }

        public ValueTask DisposeAsync()
        {
            host.Dispose();
            folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
