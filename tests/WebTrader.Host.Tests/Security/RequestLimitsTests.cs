using Shouldly;
using WebTrader.Host.Settings;
using WebTrader.Host.Tests.Security.SignIn;

namespace WebTrader.Host.Tests.Security;

/// <summary>Nobody uses up what another caller may ask, and nothing uses up what lessens a risk.</summary>
public sealed class RequestLimitsTests
{
    [Fact]
    public async Task Who_asks_too_often_waits_and_nobody_else_does()
    {
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Security = new SecuritySettings { RequestsPerMinute = 60, SignInsPerMinute = 1_000 } });
        using var admin = await Browsing.SetUpAsync(host);
        using var other = await Browsing.AddAsync(host, admin, "vera", "operator");
        using var key = await admin.KeyAsync(host, "read");

        var (status, asked) = (200, 0);
        while (status != 429 && asked++ < 100) status = (await admin.GetAsync("/api/v1/alerts")).Status;
        asked.ShouldBeLessThan(61);
        var refused = await admin.AskAsync(HttpMethod.Get, "/api/v1/alerts");
        (refused.Status, refused.Body.GetProperty("title").GetString()).ShouldBe((429, "Too many requests"));
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        refused.Body.GetProperty("detail").GetString()!.ShouldContain("60 requests a minute are allowed to one caller (Security:RequestsPerMinute)");

        (await admin.SendAsync(HttpMethod.Post, "/api/v1/positions/999/close")).Status.ShouldBe(404, "closing has an allowance of its own");
        (await other.GetAsync("/api/v1/alerts")).Status.ShouldBe(200, "another user");
        using var byKey = await key.GetAsync(new Uri("/api/v1/alerts", UriKind.Relative), TestContext.Current.CancellationToken);
        ((int)byKey.StatusCode).ShouldBe(200, "a key");
        (await host.TryAsync("/health/live")).Status.ShouldBe(200, "health is not counted");
    }
}
