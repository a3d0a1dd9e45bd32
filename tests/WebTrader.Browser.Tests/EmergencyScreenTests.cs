using Microsoft.Playwright;
using Shouldly;

namespace WebTrader.Browser.Tests;

/// <summary>The emergency stop by hand. The whole of it, to proved flat, is the end of the journey.</summary>
public sealed class EmergencyScreenTests(Browser browser) : IClassFixture<Browser>
{
    private const float Patience = 60_000;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("WEBTRADER_FULL") == "true";

    /// <summary>One of each kind; all with WEBTRADER_FULL=true.</summary>
    public static IEnumerable<TheoryDataRow<int, int, ColorScheme>> Sizes()
    {
        yield return new(1440, 900, ColorScheme.Dark);
        yield return new(375, 812, ColorScheme.Light);
        if (!IsFull) yield break;
        yield return new(1440, 900, ColorScheme.Light);
        yield return new(375, 812, ColorScheme.Dark);
    }

    [Fact]
    public async Task Armed_and_left_alone_nothing_is_sent()
    {
        await using var desk = await AdminDesk.OpenAsync(browser);
        await desk.GoAsync("#/emergency", "Emergency stop");
        var halt = desk.Browser.Locator(".em-acts li").First.Locator("button.hold");
        await desk.Browser.Locator("button.hold:not([aria-disabled])").First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await halt.FocusAsync();
        await desk.Browser.Keyboard.DownAsync("Space");
        await desk.Browser.Locator(".armtag").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await desk.Browser.Keyboard.UpAsync("Space");
        await desk.Browser.GetByText("Disarm", new PageGetByTextOptions { Exact = true }).ClickAsync(new LocatorClickOptions { Timeout = Patience });
        await halt.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        (await desk.GetAsync("/api/v1/emergency-stops")).GetProperty("items").GetArrayLength().ShouldBe(0);
        desk.Page.Trouble.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1440, 900, ColorScheme.Light)]
    [InlineData(375, 812, ColorScheme.Dark)]
    public async Task Armed_for_all_accounts_the_page_names_every_one_and_says_which_of_them_is_flat(int width, int height, ColorScheme scheme)
    {
        const string settings = """{ "Accounts": [{ "Id": "one", "Name": "First", "Broker": "simulator", "Seed": 1 }, { "Id": "two", "Name": "Second", "Broker": "simulator", "Seed": 2 }] }""";
        await using var desk = await AdminDesk.OpenAsync(browser, width, height, scheme, settings);
        var size = $"{width}-{scheme}".ToLowerInvariant();
        await desk.GoAsync("#/emergency", "Emergency stop");
        await desk.Browser.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "All", Exact = true }).ClickAsync(new LocatorClickOptions { Timeout = Patience });
        await Assertions.Expect(desk.Browser.Locator(".em-bar .whose")).ToHaveCountAsync(2, new LocatorAssertionsToHaveCountOptions { Timeout = Patience });
        await desk.Browser.Locator("li[data-action=flatten] button.hold:not([aria-disabled])").FocusAsync(new LocatorFocusOptions { Timeout = Patience });
        await desk.Browser.Keyboard.DownAsync("Space");
        await desk.Browser.Locator(".em.armed.many").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await desk.Browser.Keyboard.UpAsync("Space");
        (await desk.Browser.Locator(".em-head .whose").AllInnerTextsAsync()).Select(text => text.Split()[0]).ShouldBe(["First", "Second"]);
        await AdminDesk.SaysAsync(desk.Browser.Locator(".word"), "on First and Second");
        await desk.LookAsync($"emergency-armed-all-{size}");

        await desk.Browser.Locator("#em-why").FillAsync("a try");
        await desk.Browser.Locator("#em-word").FillAsync("FLATTEN");
        await desk.Browser.Locator("button.danger:not([disabled])").ClickAsync(new LocatorClickOptions { Timeout = Patience });
        await AdminDesk.SaysAsync(desk.Browser.Locator(".em-since"), "since the preview");
        await desk.Browser.Locator(".flattag").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await AdminDesk.SaysAsync(desk.Browser.Locator(".em-head h1"), "Nothing is open on 2 accounts");
        await AdminDesk.SaysAsync(desk.Browser.Locator(".em-accts"), "Second proved");
        await desk.LookAsync($"emergency-flat-all-{size}");
        desk.Page.Trouble.ShouldBeEmpty();
    }
}
