using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;

namespace WebTrader.Browser.Tests;

/// <summary>Looking back: any past second of a ticket, from the journal.</summary>
public sealed class PastTests(Browser browser) : IClassFixture<Browser>
{
    private const float Patience = 60_000;

    [Theory]
    [InlineData(1440, 900, ColorScheme.Light)]
    [InlineData(375, 812, ColorScheme.Dark)]
    public async Task A_key_leads_back_to_the_second_of_a_move_and_nothing_can_be_done_from_there(int width, int height, ColorScheme scheme)
    {
        await using var desk = await AdminDesk.OpenAsync(browser, width, height, scheme);
        var (ticket, to) = await MovedAsync(desk);
        await desk.Browser.EvaluateAsync("hash => { location.hash = hash; }", $"#/ticket/demo/{ticket}");
        var bar = desk.Browser.Locator(".tk-bar");
        await AdminDesk.SaysAsync(bar, "Floating");
        await desk.Browser.Locator(width > 720 ? ".tk-do button" : ".tk-acts button").First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });

        await desk.Browser.Keyboard.PressAsync("[");
        await AdminDesk.SaysAsync(bar, "Back to now");
        await AdminDesk.SaysAsync(bar, "If the stop was hit");
        await AdminDesk.SaysAsync(desk.Browser.Locator(".tk-cert"), "Certificate of then");
        await AdminDesk.SaysAsync(desk.Browser.Locator(".tk-cert"), to);
        await AdminDesk.SaysAsync(desk.Browser.Locator(".tk-side"), "Its lock in that second");
        (await desk.Browser.Locator(".tk-do, .tk-acts").CountAsync()).ShouldBe(0, "the past cannot be acted upon");
        await desk.Page.PictureAsync($"ticket-past-{width}-{scheme}".ToLowerInvariant());
        (await Axe.ViolationsAsync(desk.Page)).ShouldBeEmpty();
        (await desk.Browser.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0);

        await desk.Browser.Keyboard.PressAsync("Escape");
        await AdminDesk.SaysAsync(bar, "Floating");
        await desk.Browser.Locator("#tk-scrub").FocusAsync();
        await desk.Browser.Keyboard.PressAsync("Home");
        await AdminDesk.SaysAsync(bar, "Back to now");
        await bar.GetByText("Back to now").ClickAsync();
        await AdminDesk.SaysAsync(bar, "Floating");
        desk.Page.Trouble.ShouldBeEmpty();
    }

    /// <summary>An open position whose stop has been moved, and where to; it may take the market a while.</summary>
    private static async Task<(string Ticket, string To)> MovedAsync(AdminDesk desk)
    {
        var found = ("", "");
        await Eventually.TrueAsync(async () =>
        {
            foreach (var row in (await desk.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().Where(row => row.GetProperty("moves").GetInt64() > 0))
            {
                var ticket = row.GetProperty("ticket").GetString()!;
                var moves = (await desk.GetAsync($"/api/v1/positions/{ticket}")).GetProperty("moves");
                if (moves.GetArrayLength() == 0 || moves[0].GetProperty("readBackMs").ValueKind != JsonValueKind.Number) continue;
                found = (ticket, moves[0].GetProperty("to").GetString()!);
                return true;
            }

            return false;
        }, "a stop has been moved and read back", 120);
        return found;
    }
}
