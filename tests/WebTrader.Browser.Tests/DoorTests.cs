using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;

namespace WebTrader.Browser.Tests;

/// <summary>The first run, signing in and out, as a person sees it.</summary>
public sealed class DoorTests(Browser browser) : IClassFixture<Browser>
{
    private const string Password = "correct horse battery";
    private const float Patience = 30_000;

    [Fact]
    public async Task With_the_keyboard_alone_one_becomes_administrator_signs_out_and_signs_in_again()
    {
        using var folder = new TempFolder();
        using var host = HostProcess.Serve(folder);
        using var http = await host.ReadyAsync();
        await using var page = await browser.OpenAsync(await host.SetupLinkAsync());
        var keyboard = page.Page.Keyboard;
        await page.Page.Locator("#name:focus").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await page.TypeAsync("anna", Password, Password);

        var who = page.Page.Locator(".who button.acct");
        await Assertions.Expect(who).ToContainTextAsync("anna", new LocatorAssertionsToContainTextOptions { Timeout = Patience });
        page.Page.Url.ShouldNotContain("setup");
        page.Trouble.ShouldBeEmpty();

        await who.FocusAsync();
        await keyboard.PressAsync("Enter");
        await page.PictureAsync("who-1440-dark");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");
        await page.Page.Locator("#name:focus").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        page.Page.Url.ShouldContain("/sign-in/");

        await page.TypeAsync("anna", "not the password");
        await Assertions.Expect(page.Page.Locator(".wrong")).ToContainTextAsync("Name, password or code is wrong", new LocatorAssertionsToContainTextOptions { Timeout = Patience });
        await page.PictureAsync("sign-in-wrong-1440-dark");
        await page.Page.Locator("#name").FillAsync("");
        await page.Page.Locator("#password").FillAsync("");
        await page.Page.Locator("#name").FocusAsync();
        await page.TypeAsync("anna", Password);
        await Assertions.Expect(who).ToContainTextAsync("anna", new LocatorAssertionsToContainTextOptions { Timeout = Patience });
    }

    [Fact]
    public async Task A_real_account_is_shown_to_signed_in_people_only_and_the_way_back_leads_to_the_place_that_was_asked_for()
    {
        using var folder = new TempFolder();
        var settings = folder.Of("settings.json", """{ "Accounts": [{ "Id": "mine", "Broker": "mt5", "Endpoint": "127.0.0.1:1", "Login": 1, "Server": "Broker-Demo" }] }""");
        using var host = HostProcess.Start(HostProcess.BuiltHost, folder.Path, "--port", "0", "--data", folder.Path, "--settings", settings);
        var link = await host.SetupLinkAsync();
        await using (var first = await browser.OpenAsync(link))
        {
            await first.Page.Locator("#name:focus").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
            await first.TypeAsync("anna", Password, Password);
            await first.Page.Locator(".who button.acct").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        }

        await using var page = await browser.OpenAsync(new Uri(link, "/#/account/mine"));
        // Not by the address: the page may have been loaded before anybody waits for that.
        await page.Page.Locator("#name:focus").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        page.Page.Url.ShouldEndWith("/sign-in/#/account/mine");
        await page.TypeAsync("anna", Password);
        await page.Page.Locator(".who button.acct").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        page.Page.Url.ShouldEndWith("/#/account/mine");
        page.Page.Url.ShouldNotContain("sign-in");
    }

    [Fact]
    public async Task The_first_run_protects_what_is_named_with_the_risk_that_is_given()
    {
        using var folder = new TempFolder();
        using var host = HostProcess.Serve(folder);
        using var http = await host.ReadyAsync();
        await using var page = await browser.OpenAsync(await host.SetupLinkAsync());
        await page.Page.Locator("#risk").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        foreach (var (field, text) in new[] { ("#name", "anna"), ("#password", Password), ("#again", Password), ("#risk", "1.50") }) await page.Page.Locator(field).FillAsync(text);
        await page.Page.GetByText("Only what I name").ClickAsync();
        await page.Page.GetByText("Start protecting the simulator").ClickAsync();
        // The page asks for what is missing before it asks the host for anything.
        await page.Page.Locator("#named").FillAsync("1001 EURUSD");
        await page.Page.GetByText("Start protecting the simulator").ClickAsync();
        await page.Page.Locator(".who button.acct").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience * 2 });

        var armed = (await http.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/accounts", UriKind.Relative), TestContext.Current.CancellationToken)).GetProperty("items")[0].GetProperty("armed");
        armed.GetProperty("all").GetBoolean().ShouldBeFalse();
        armed.GetProperty("symbols")[0].GetString().ShouldBe("EURUSD");
        armed.GetProperty("magics")[0].GetInt64().ShouldBe(1001);
        (await http.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/settings", UriKind.Relative), TestContext.Current.CancellationToken)).GetProperty("document").GetProperty("Stops").GetProperty("MaxRisk").GetDecimal().ShouldBe(1.50m);
    }

    [Fact]
    public async Task The_door_fits_and_raises_no_error_in_both_sizes_and_both_themes()
    {
        using var folder = new TempFolder();
        using var host = HostProcess.Serve(folder);
        using var http = await host.ReadyAsync();
        var link = await host.SetupLinkAsync();
        foreach (var (width, height, scheme) in new[] { (1440, 900, ColorScheme.Dark), (1440, 900, ColorScheme.Light), (375, 812, ColorScheme.Dark), (375, 812, ColorScheme.Light) })
        {
            foreach (var (what, address) in new[] { ("first-run", link), ("first-run-without-link", new Uri(link, "/setup/")), ("sign-in", new Uri(link, "/sign-in/")) })
            {
                var name = $"{what}-{width}-{scheme}".ToLowerInvariant();
                await using var page = await browser.OpenAsync(address, width, height, scheme);
                await page.Page.Locator("h1").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
                if (what == "sign-in") await page.Page.Locator(".note").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
                if (what == "first-run") await page.Page.Locator("#risk").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
                (await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0);
                await page.PictureAsync(name);
                (await Axe.ViolationsAsync(page)).ShouldBeEmpty($"{name} is accessible");
                page.Trouble.ShouldBeEmpty();
            }
        }
    }
}
