using Microsoft.Playwright;
using Shouldly;

namespace WebTrader.Browser.Tests;

/// <summary>Changing a setting, knowing what it does.</summary>
public sealed class SettingsTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_setting_is_changed_once_its_effect_on_every_open_ticket_was_shown_and_an_earlier_version_holds_again()
    {
        await using var desk = await AdminDesk.OpenAsync(browser);
        await desk.GoAsync("#/settings", "Settings");
        await desk.Browser.GetByLabel("Max risk", new PageGetByLabelOptions { Exact = true }).FillAsync("1.50");
        await AdminDesk.SaysAsync(desk.Browser.Locator(".st-prev"), "less at risk");
        await AdminDesk.SaysAsync(desk.Browser.Locator(".st-changes"), "Max risk");
        await desk.Page.PictureAsync("settings-preview-1440-dark");
        (await MaxRiskAsync(desk)).ShouldBe(2.00m, "a preview changes nothing");

        await desk.Browser.Locator("#why").FillAsync("less for the news");
        await desk.Browser.Locator(".st-why button[type=submit]:not([aria-disabled])").ClickAsync();
        await AdminDesk.SaysAsync(desk.Browser.Locator(".st-why"), "Version 2 holds.");
        (await MaxRiskAsync(desk)).ShouldBe(1.50m);
        await AdminDesk.SaysAsync(desk.Browser.Locator(".st-hist"), "less for the news");

        await desk.Browser.Locator(".st-hist button", new PageLocatorOptions { HasText = "to version 1" }).ClickAsync();
        await AdminDesk.SaysAsync(desk.Browser.Locator("#h-prev"), "If you go back to version 1");
        await desk.Browser.Locator("#why").FillAsync("the news are over");
        await desk.Browser.Locator(".st-why button[type=submit]:not([aria-disabled])").ClickAsync();
        await AdminDesk.SaysAsync(desk.Browser.Locator(".st-why"), "Version 3 holds.");
        (await MaxRiskAsync(desk)).ShouldBe(2.00m);
        desk.Page.Trouble.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_does_not_fit_is_told_at_its_field_and_cannot_be_applied()
    {
        await using var desk = await AdminDesk.OpenAsync(browser);
        await desk.GoAsync("#/settings", "Settings");
        var step = desk.Browser.GetByLabel("Trailing step", new PageGetByLabelOptions { Exact = true });

        await step.FillAsync("-5");
        await AdminDesk.SaysAsync(desk.Browser.Locator(".settings tr.hint"), "-5 does not fit. Give ");
        await step.FillAsync("0.05");
        await AdminDesk.SaysAsync(desk.Browser.Locator(".settings tr.hint"), "0.05 does not fit. Allowed is at least SweetSpotTo");
        (await step.GetAttributeAsync("aria-invalid")).ShouldBe("true");
        await desk.Browser.Locator("#why").FillAsync("a try");
        (await desk.Browser.Locator(".st-why button[type=submit]").GetAttributeAsync("aria-disabled")).ShouldBe("true");
        await desk.Page.PictureAsync("settings-refused-1440-dark");
    }

    [Fact]
    public async Task Who_was_overtaken_is_told_and_nothing_of_either_is_lost()
    {
        await using var desk = await AdminDesk.OpenAsync(browser);
        await desk.GoAsync("#/settings", "Settings");
        await desk.Browser.GetByLabel("Trailing step", new PageGetByLabelOptions { Exact = true }).FillAsync("0.20");
        await AdminDesk.SaysAsync(desk.Browser.Locator(".st-changes"), "Trailing step");
        await desk.Browser.Locator("#why").FillAsync("larger steps");

        await desk.ChangeSettingsAsync(document => document.Replace("\"MaxRisk\":2.00", "\"MaxRisk\":1.80", StringComparison.Ordinal), "from elsewhere");
        await AdminDesk.SaysAsync(desk.Browser.Locator(".st-over"), "Somebody changed this since you opened it (version 2)");
        await desk.Browser.Locator(".st-why button[type=submit]:not([aria-disabled])").ClickAsync();
        await AdminDesk.SaysAsync(desk.Browser.Locator(".st-why"), "Nothing of yours was applied");
        await desk.Page.PictureAsync("settings-overtaken-1440-dark");

        await desk.Browser.Locator(".st-why button", new PageLocatorOptions { HasText = "Put mine on top" }).ClickAsync();
        await AdminDesk.SaysAsync(desk.Browser.Locator(".st-bar"), "version 2");
        await desk.Browser.Locator(".st-why button[type=submit]:not([aria-disabled])").ClickAsync(new LocatorClickOptions { Timeout = 60_000 });
        await AdminDesk.SaysAsync(desk.Browser.Locator(".st-why"), "Version 3 holds.");
        var stops = (await desk.GetAsync("/api/v1/settings")).GetProperty("document").GetProperty("Stops");
        stops.GetProperty("MaxRisk").GetDecimal().ShouldBe(1.80m);
        stops.GetProperty("TrailingStep").GetDecimal().ShouldBe(0.20m);
    }

    private static async Task<decimal> MaxRiskAsync(AdminDesk desk) => (await desk.GetAsync("/api/v1/settings")).GetProperty("document").GetProperty("Stops").GetProperty("MaxRisk").GetDecimal();
}
