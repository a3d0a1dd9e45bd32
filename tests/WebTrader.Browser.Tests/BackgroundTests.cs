using System.Collections.Concurrent;
using Microsoft.Playwright;
using Shouldly;

namespace WebTrader.Browser.Tests;

/// <summary>What a page costs that nobody looks at, and what it fetches before anybody needs it.</summary>
public sealed class BackgroundTests(Browser browser) : IClassFixture<Browser>
{
    private const float Patience = 60_000;
    private const int MostCompressed = 300_000;

    /// <summary>Chromium without a window hides no page, so the page is told.</summary>
    private const string SetHidden = """
        hidden => {
            Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
            document.dispatchEvent(new Event('visibilitychange'));
        }
        """;

    [Fact]
    public async Task A_page_that_nobody_looks_at_is_told_little_asks_for_nothing_and_is_up_to_date_as_soon_as_somebody_does()
    {
        using var folder = new TempFolder();
        using var host = HostProcess.Serve(folder);
        using var http = await host.ReadyAsync();
        await using var page = await browser.OpenAsync(http.BaseAddress!);
        var (told, asked) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        page.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Note(told, frame.Text);
        page.Page.Request += (_, request) => asked.Enqueue(request.Url);
        await page.Page.ReloadAsync();
        await page.Rows.First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await page.Page.EvaluateAsync("hash => { location.hash = hash; }", (await page.Page.Locator("a[href*='#/ticket/']").First.GetAttributeAsync("href"))!);
        await page.Page.Locator("canvas").First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await Eventually.TrueAsync(() => Task.FromResult(told.Count(text => text.Contains("\"changes\"", StringComparison.Ordinal)) > 3), "the page is told of changes", 60);

        await page.Page.EvaluateAsync(SetHidden, true);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        told.Clear();
        asked.Clear();
        await Task.Delay(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);
        told.Count(text => text.Contains("\"changes\"", StringComparison.Ordinal)).ShouldBe(0);
        told.ShouldContain(text => text.Contains("\"snapshot\"", StringComparison.Ordinal), "its title is kept up to date");
        asked.ShouldNotContain(url => url.Contains("/positions/", StringComparison.Ordinal));
        (await page.Page.Locator(":root.late").CountAsync()).ShouldBe(0);

        await page.Page.EvaluateAsync(SetHidden, false);
        await Eventually.TrueAsync(() => Task.FromResult(told.Count(text => text.Contains("\"changes\"", StringComparison.Ordinal)) > 3), "it is told of changes again", 60);
        await Eventually.TrueAsync(() => Task.FromResult(asked.Any(url => url.Contains("/positions/", StringComparison.Ordinal))), "it asks for the ticket again", 60);
        page.Trouble.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_page_weighs_little_and_brings_no_charts_along()
    {
        using var folder = new TempFolder();
        using var host = HostProcess.Serve(folder);
        using var http = await host.ReadyAsync();
        await using var page = await browser.OpenAsync(http.BaseAddress!);
        var files = new ConcurrentQueue<IResponse>();
        page.Page.Response += (_, response) => files.Enqueue(response);
        await page.Page.ReloadAsync();
        await page.Rows.First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });

        var weight = 0;
        foreach (var url in files.Where(response => response.Request.ResourceType is "document" or "script" or "stylesheet" or "image" or "manifest").Select(response => response.Url).Distinct()) weight += await CompressedAsync(http, url);
        files.Select(response => response.Url).ShouldContain(url => url.EndsWith("lib/ui.js", StringComparison.Ordinal));
        files.Select(response => response.Url).ShouldNotContain(url => url.Contains("charts", StringComparison.Ordinal));
        weight.ShouldBeInRange(20_000, MostCompressed);

        await page.Page.EvaluateAsync("hash => { location.hash = hash; }", (await page.Page.Locator("a[href*='#/ticket/']").First.GetAttributeAsync("href"))!);
        await page.Page.Locator("canvas").First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        files.Select(response => response.Url).ShouldContain(url => url.Contains("charts", StringComparison.Ordinal));
        page.Trouble.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_can_be_installed_and_its_icons_are_what_the_manifest_says()
    {
        using var folder = new TempFolder();
        using var host = HostProcess.Serve(folder);
        using var http = await host.ReadyAsync();
        await using var page = await browser.OpenAsync(http.BaseAddress!);
        var chromium = await page.Page.Context.NewCDPSessionAsync(page.Page);
        var manifest = (await chromium.SendAsync("Page.getAppManifest"))!.Value;
        manifest.GetProperty("errors").GetArrayLength().ShouldBe(0, manifest.GetProperty("errors").ToString());
        (await chromium.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors").EnumerateArray().Select(error => error.GetProperty("errorId").GetString()).Where(id => id != "in-incognito").ShouldBeEmpty();

        var icons = System.Text.Json.JsonDocument.Parse(manifest.GetProperty("data").GetString()!).RootElement.GetProperty("icons").EnumerateArray().ToList();
        icons.Select(icon => $"{icon.GetProperty("sizes").GetString()} {icon.GetProperty("purpose").GetString()}").ShouldBe(["192x192 any", "512x512 any", "192x192 maskable", "512x512 maskable"]);
        foreach (var icon in icons)
        {
            var size = await page.Page.EvaluateAsync<string>("async src => { const image = new Image(); image.src = src; await image.decode(); return `${image.naturalWidth}x${image.naturalHeight}`; }", icon.GetProperty("src").GetString()!);
            size.ShouldBe(icon.GetProperty("sizes").GetString());
        }

        page.Trouble.ShouldBeEmpty();
    }

    /// <summary>What goes over the wire, whatever the browser has in its cache.</summary>
    private static async Task<int> CompressedAsync(HttpClient http, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br, gzip");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
    }

    private static void Note(ConcurrentQueue<string> all, string? text)
    {
        if (text is not null) all.Enqueue(text);
    }
}
