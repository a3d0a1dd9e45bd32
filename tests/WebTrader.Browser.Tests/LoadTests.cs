using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace WebTrader.Browser.Tests;

/// <summary>What a page costs that shows two hundred positions all day, by Chromium's own figures.</summary>
public sealed class LoadTests(Browser browser, ITestOutputHelper output) : IClassFixture<Browser>
{
    private const float Patience = 120_000;
    private const int Positions = 200;

    /// <summary>So far away that the market closes nothing: rows that stay show best what piles up behind them.</summary>
    private const string Settings = """
        { "Accounts": [{ "Id": "demo", "Name": "Demo", "Broker": "simulator", "Seed": 1, "Balance": 10000000, "TradeLatency": "5ms" }],
          "Stops": { "MaxRisk": 400.00, "SweetSpotFrom": 300.00, "SweetSpotTo": 350.00, "TrailingStep": 400.00 }, "Security": { "RequestsPerMinute": 6000 } }
        """;

    private static readonly string[] Symbols = ["EURUSD", "GBPUSD", "USDJPY", "XAUUSD"];
    private static readonly bool Full = Environment.GetEnvironmentVariable("WEBTRADER_FULL") == "true";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_with_two_hundred_positions_keeps_nothing_of_what_it_has_shown()
    {
        var stretch = Full ? TimeSpan.FromMinutes(10) : TimeSpan.FromMinutes(1);
        using var folder = new TempFolder();
        using var host = HostProcess.Start(HostProcess.BuiltHost, folder.Path, "--port", "0", "--data", folder.Path, "--settings", folder.Of("settings.json", Settings));
        using var http = await host.ReadyAsync();
        await OpenAllAsync(http);
        await using var page = await browser.OpenAsync(http.BaseAddress!);
        await Assertions.Expect(page.Rows.Nth(Positions - 1)).ToBeAttachedAsync(new LocatorAssertionsToBeAttachedOptions { Timeout = Patience });
        var chromium = await page.Page.Context.NewCDPSessionAsync(page.Page);
        await chromium.SendAsync("Performance.enable");
        await chromium.SendAsync("HeapProfiler.enable");
        await page.Page.EvaluateAsync("() => { window.long = 0; new PerformanceObserver(list => { for (const task of list.getEntries()) window.long += task.duration; }).observe({ type: 'longtask' }); }");
        // A page that has just begun still compiles, and fills its lists of the last hundred.
        await Task.Delay(TimeSpan.FromSeconds(15), Cancellation);

        var before = await LookAsync(page, chromium);
        await Task.Delay(stretch, Cancellation);
        var after = await LookAsync(page, chromium);
        var (share, work) = ((after.LongTasks - before.LongTasks) / stretch.TotalMilliseconds, (after.Tasks - before.Tasks) / stretch.TotalSeconds);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Positions} positions, {stretch.TotalSeconds:0} s: long tasks {share:P2} of the time, all tasks {work:P1}; heap {before.Heap / 1e6:0.00} then {after.Heap / 1e6:0.00} MB, nodes {before.Nodes} then {after.Nodes}, listeners {before.Listeners} then {after.Listeners}"));
        // A row that is put elsewhere may be there twice until the next collection; one forgotten with every message would be there hundreds of times.
        after.Nodes.ShouldBeLessThan(before.Nodes * 2);
        after.Listeners.ShouldBeLessThan(before.Listeners * 3 / 2);
        after.Heap.ShouldBeLessThan(before.Heap + 80e6, "what was shown is forgotten");
        page.Trouble.ShouldBeEmpty();
    }

    private static async Task OpenAllAsync(HttpClient http)
    {
        for (var number = 0; number < Positions; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders") { Content = JsonContent.Create(new { symbol = Symbols[number % Symbols.Length], side = number % 3 == 0 ? "short" : "long", lots = "0.01" }) };
            request.Headers.Add("Idempotency-Key", $"load-{number}");
            using var answer = await http.SendAsync(request, Cancellation);
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Cancellation));
        }
    }

    private static async Task<Figures> LookAsync(WatchedPage page, ICDPSession chromium)
    {
        // What a first collection finalises a second one frees.
        for (var turn = 0; turn < 2; turn++) await chromium.SendAsync("HeapProfiler.collectGarbage");
        var metrics = (await chromium.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
        return new Figures(metrics["JSHeapUsedSize"], (int)metrics["Nodes"], (int)metrics["JSEventListeners"], metrics["TaskDuration"], await page.Page.EvaluateAsync<double>("() => window.long"));
    }

    /// <param name="Heap">Bytes in use after a collection.</param>
    /// <param name="Tasks">Seconds the page's thread has worked.</param>
    /// <param name="LongTasks">Milliseconds of tasks of 50 ms and more.</param>
    private sealed record Figures(double Heap, int Nodes, int Listeners, double Tasks, double LongTasks);
}
