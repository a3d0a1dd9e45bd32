using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;

namespace WebTrader.Browser.Tests;

/// <summary>A host that cannot see its broker any more, as its page says so.</summary>
public sealed class BlindTests(Browser browser) : IClassFixture<Browser>
{
    private const float Patience = 60_000;

    [Theory]
    [InlineData(1440, 900, ColorScheme.Dark)]
    [InlineData(375, 812, ColorScheme.Light)]
    public async Task With_the_broker_away_the_one_figure_is_no_calm_nought(int width, int height, ColorScheme scheme)
    {
        using var folder = new TempFolder();
        using var terminal = HostProcess.Start(HostProcess.BuiltHost, folder.Path, "terminal", "--port", "0", "--login", "12345678");
        using var host = HostProcess.Start(HostProcess.BuiltHost, folder.Path, "--port", "0", "--data", folder.Path, "--settings", await TerminalStripTests.SettingsAsync(folder, terminal));
        using var http = await host.ReadyAsync();
        await using var page = await browser.OpenAsync(await host.SetupLinkAsync(), width, height, scheme);
        await page.SetUpAsync("anna", "correct horse battery");
        var one = page.Page.Locator(".one");
        await Assertions.Expect(one).Not.ToContainTextAsync("not known", new LocatorAssertionsToContainTextOptions { Timeout = Patience });

        (await WorstAsync(http)).GetString().ShouldBe("unmanaged");
        await terminal.KillAsync();

        await page.Page.Locator(".one[data-worst=blind]").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await Assertions.Expect(one).ToContainTextAsync("for ", new LocatorAssertionsToContainTextOptions { Timeout = Patience });
        (await one.InnerTextAsync()).ShouldNotContain("confirmed by the broker");
        (await page.Page.TitleAsync()).ShouldStartWith("Not known");
        (await page.Page.Locator("link[rel=icon]").GetAttributeAsync("href")).ShouldBe("picket-hollow.svg");
        await page.PictureAsync($"blind-{width}-{scheme}".ToLowerInvariant());
        await Eventually.TrueAsync(async () => await WorstAsync(http) is { ValueKind: JsonValueKind.Null }, "the list of accounts does not know either");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
    }

    private static async Task<JsonElement> WorstAsync(HttpClient http) =>
        (await http.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/accounts", UriKind.Relative), TestContext.Current.CancellationToken)).GetProperty("items")[0].GetProperty("worst");
}
