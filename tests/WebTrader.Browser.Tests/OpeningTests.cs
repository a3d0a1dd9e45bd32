using System.Globalization;
using Microsoft.Playwright;
using Shouldly;

namespace WebTrader.Browser.Tests;

/// <summary>How soon the page can be used that is open all day, by its own clock. How long it took is told, and no reason to fail: it depends on the machine.</summary>
public sealed class OpeningTests(Browser browser, ITestOutputHelper output) : IClassFixture<Browser>
{
    private const int Rounds = 7;

    [Fact]
    public async Task A_page_that_was_never_open_before_shows_the_positions_and_asks_for_nothing_elsewhere()
    {
        using var folder = new TempFolder();
        using var host = HostProcess.Start(HostProcess.BuiltHost, folder.Path, "--port", "0", "--data", folder.Path);
        using var http = await host.ReadyAsync();
        await Eventually.TrueAsync(async () => (await http.GetStringAsync(new Uri("/api/v1/positions", UriKind.Relative), TestContext.Current.CancellationToken)).Contains("\"ticket\"", StringComparison.Ordinal), "there is something to see", 60);
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var page = await browser.OpenAsync(http.BaseAddress!);
            times.Add(await page.Page.EvaluateAsync<double>("async () => { while (!document.querySelector('table.positions tr[data-ticket]')) await new Promise(done => requestAnimationFrame(done)); return performance.now(); }"));
            var asked = await page.Page.EvaluateAsync<string[]>("() => performance.getEntriesByType('resource').map(entry => new URL(entry.name).origin)");
            asked.ShouldNotBeEmpty();
            asked.ShouldAllBe(origin => origin == http.BaseAddress!.GetLeftPart(UriPartial.Authority));
            page.Trouble.ShouldBeEmpty();
        }

        times.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"from asking for the page to its first row, never open before: median {times[Rounds / 2]:0} ms, least {times[0]:0}, most {times[^1]:0} of {Rounds}"));
    }
}
