using System.Globalization;
using Microsoft.Playwright;
using Shouldly;

namespace WebTrader.Browser.Tests;

/// <summary>An account behind a terminal with one expert, observed only, in the health strip of a real page.</summary>
public sealed class TerminalStripTests(Browser browser) : IClassFixture<Browser>
{
    private const float Patience = 30_000;

    [Theory]
    [InlineData(1440)]
    [InlineData(1100)]
    [InlineData(375)]
    public async Task The_strip_says_how_the_terminal_is_doing_and_fits_the_page(int width)
    {
        using var folder = new TempFolder();
        using var terminal = HostProcess.Start(HostProcess.BuiltHost, folder.Path, "terminal", "--port", "0", "--login", "12345678");
        using var host = HostProcess.Start(HostProcess.BuiltHost, folder.Path, "--port", "0", "--data", folder.Path, "--settings", await SettingsAsync(folder, terminal));
        using var http = await host.ReadyAsync();
        await using var page = await browser.OpenAsync(await host.SetupLinkAsync(), width);
        await page.SetUpAsync("anna", "correct horse battery");

        var cell = page.Page.Locator(".c-terminal");
        await Assertions.Expect(cell).ToContainTextAsync("Observing", new LocatorAssertionsToContainTextOptions { Timeout = Patience });
        await Assertions.Expect(cell).ToContainTextAsync("a slow trade blocks the quotes", new LocatorAssertionsToContainTextOptions { Timeout = Patience });
        (await cell.Locator(".s").GetAttributeAsync("title"))!.ShouldStartWith("Observing: nothing is written. one expert: a slow trade blocks the quotes. ticks polled");
        (await page.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("nothing sticks out of the page");
        await page.PictureAsync(string.Create(CultureInfo.InvariantCulture, $"terminal-{width}"));
        page.Trouble.ShouldBeEmpty();
    }

    internal static async Task<string> SettingsAsync(TempFolder folder, HostProcess terminal)
    {
        await Eventually.TrueAsync(() => Task.FromResult(terminal.Said.Contains("Stop with", StringComparison.Ordinal)), "the terminal is up");
        var address = new Uri(terminal.Said.Split('\n').Single(line => line.TrimStart().StartsWith("Address", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].Trim());
        return folder.Of("settings.json", string.Create(CultureInfo.InvariantCulture,
            $$"""{ "Accounts": [{ "Id": "mine", "Broker": "mt5", "Endpoint": "{{address.Authority}}", "Login": 12345678, "Server": "Simulated-Demo", "Stops": { "MaxRisk": 50.00, "SweetSpotFrom": 5.00, "SweetSpotTo": 10.00, "TrailingStep": 10.00 } }] }"""));
    }
}
