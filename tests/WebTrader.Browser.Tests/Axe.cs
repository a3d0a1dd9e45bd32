using System.Text.Json;
using WebTrader.TestKit.Files;

namespace WebTrader.Browser.Tests;

/// <summary>What axe finds on a page: rules of WCAG 2.2 A and AA, and good practice.</summary>
internal static class Axe
{
    private const string Run = """
        () => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(found =>
            found.violations.map(rule => `${rule.id}: ${rule.nodes.slice(0, 3).map(node => `${node.target.join(' ')} (${[...node.any, ...node.all, ...node.none][0]?.message ?? ''})`).join('; ')}`))
        """;

    private static readonly string Source = Path.Combine(Repository.Root, "src", "WebTrader.Host", "Dashboard", "node_modules", "axe-core", "axe.min.js");

    public static async Task<IReadOnlyList<string>> ViolationsAsync(WatchedPage page)
    {
        // From the top: what scrolls under a bar that stays is no fault of the page.
        await page.Page.EvaluateAsync("() => scrollTo(0, 0)");
        await page.Page.EvaluateAsync(await File.ReadAllTextAsync(Source, TestContext.Current.CancellationToken));
        return (await page.Page.EvaluateAsync<JsonElement>(Run)).EnumerateArray().Select(rule => rule.GetString()!).ToList();
    }
}
