using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;

namespace WebTrader.Browser.Tests;

/// <summary>A host of its own with a fresh account, a page on which its administrator has signed in, and a script with a key beside it.</summary>
internal sealed class AdminDesk : IAsyncDisposable
{
    public const string Name = "anna";
    public const string Password = "correct horse battery";

    private readonly TempFolder folder;
    private readonly HostProcess host;

    private AdminDesk(TempFolder folder, HostProcess host, HttpClient http, WatchedPage page)
    {
        this.folder = folder;
        this.host = host;
        Http = http;
        Page = page;
    }

    /// <summary>With the key for commands on this machine.</summary>
    public HttpClient Http { get; }

    public WatchedPage Page { get; }

    public IPage Browser => Page.Page;

    /// <param name="settings">What a settings file says; null for none.</param>
    public static async Task<AdminDesk> OpenAsync(Browser browser, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Dark, string? settings = null)
    {
        var folder = new TempFolder();
        var host = settings is null ? HostProcess.Serve(folder) : HostProcess.Start(HostProcess.BuiltHost, folder.Path, "--port", "0", "--data", folder.Path, "--settings", folder.Of("settings.json", settings));
        try
        {
            var http = await host.ReadyAsync();
            var page = await browser.OpenAsync(await host.SetupLinkAsync(), width, height, scheme);
            await page.SetUpAsync(Name, Password);
            try
            {
                await page.Page.Locator(".who button.acct").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
            }
            catch (TimeoutException)
            {
                await page.PictureAsync($"not-signed-in-{Guid.NewGuid():N}");
                Assert.Fail($"Nobody is signed in after a minute.\nThe page says: {await page.Page.InnerTextAsync("body")}\nIts trouble: {string.Join("\n", page.Trouble)}\nThe host says: {host.Said}");
            }

            return new AdminDesk(folder, host, http, page);
        }
        catch
        {
            // Nobody else could end it any more.
            host.Dispose();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Opens a screen and waits for its heading.</summary>
    public async Task GoAsync(string hash, string heading)
    {
        await Browser.EvaluateAsync("hash => { location.hash = hash; }", hash);
        await Assertions.Expect(Browser.Locator("main h1")).ToContainTextAsync(heading, new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
    }

    /// <summary>Waits until it is there.</summary>
    public static Task SaysAsync(ILocator where, string text) => Assertions.Expect(where).ToContainTextAsync(text, new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });

    /// <summary>A position with much room between stop and price, and a stop a third of the way nearer.</summary>
    public async Task<(string Ticket, string Stop)> RoomyAsync()
    {
        (string, string) found = default;
        await Eventually.TrueAsync(async () =>
        {
            foreach (var row in (await GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().Where(row => row.GetProperty("state").GetString() == "protected" && row.GetProperty("distancePoints").ValueKind == JsonValueKind.Number))
            {
                if (row.GetProperty("distancePoints").GetDecimal() < 60) continue;
                var (stop, price) = (Decimal(row, "stop"), Decimal(row, "price"));
                var digits = row.GetProperty("digits").GetInt32();
                found = (row.GetProperty("ticket").GetString()!, Math.Round(stop + ((price - stop) / 3), digits).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
                return true;
            }

            return false;
        }, "a position has room", 60);
        return found;
    }

    /// <summary>Whether the broker has taken this stop, by the moves that the host tells of.</summary>
    public async Task<bool> IsTakenAsync(string ticket, string stop) => (await GetAsync($"/api/v1/positions/{ticket}")).GetProperty("moves").EnumerateArray()
        .Any(move => Decimal(move, "to") == decimal.Parse(stop, CultureInfo.InvariantCulture) && move.GetProperty("outcome").GetString() == "accepted");

    /// <summary>Fits into the page, is kept as a picture, and axe finds nothing.</summary>
    public async Task LookAsync(string name)
    {
        // A phone keeps the place of the screen before.
        await Browser.EvaluateAsync("() => scrollTo(0, 0)");
        (await Browser.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{name} sticks out of the page");
        await Page.PictureAsync(name);
        (await Axe.ViolationsAsync(Page)).ShouldBeEmpty($"{name} is accessible");
    }

    public static decimal Decimal(JsonElement row, string name) => decimal.Parse(row.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>Changes the settings as a script would: with what holds, changed by this.</summary>
    public async Task ChangeSettingsAsync(Func<string, string> change, string why)
    {
        var now = await GetAsync("/api/v1/settings");
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri("/api/v1/settings", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{now.GetProperty("version").GetInt64().ToString(CultureInfo.InvariantCulture)}\"");
        request.Content = new StringContent($$"""{ "document": {{change(now.GetProperty("document").GetRawText())}}, "why": "{{why}}" }""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await Page.DisposeAsync();
        Http.Dispose();
        host.Dispose();
        folder.Dispose();
    }
}
