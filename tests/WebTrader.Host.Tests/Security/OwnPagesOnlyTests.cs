using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using Shouldly;
using WebTrader.Host.Tests.Live;

namespace WebTrader.Host.Tests.Security;

public sealed class OwnPagesOnlyTests(RunningHost running) : IClassFixture<RunningHost>
{
    private LiveHost Host => running.Host;

    private string Port => Host.Address.Port.ToString(CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("evil.example:{port}")]
    [InlineData("localhost.evil.example:{port}")]
    [InlineData("localhost:1")]
    [InlineData("localhost")]
    [InlineData("192.168.1.4:{port}")]
    public async Task A_host_name_that_is_not_ours_is_refused(string host) => (await StatusAsync(host)).ShouldBe(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("localhost:{port}")]
    [InlineData("LOCALHOST:{port}")]
    [InlineData("127.0.0.1:{port}")]
    [InlineData("[::1]:{port}")]
    public async Task Our_own_names_are_served(string host) => (await StatusAsync(host)).ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://localhost:1")]
    [InlineData("https://localhost:{port}")]
    [InlineData("null")]
    public async Task A_page_of_another_origin_is_refused(string origin) => (await StatusAsync("localhost:{port}", ("Origin", origin))).ShouldBe(HttpStatusCode.Forbidden);

    [Fact]
    public async Task Our_own_page_is_served() => (await StatusAsync("localhost:{port}", ("Origin", "http://localhost:{port}"))).ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task Another_site_cannot_embed_us_but_can_link_to_us()
    {
        (await StatusAsync("localhost:{port}", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors"))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("localhost:{port}", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_live_feed_opens_for_our_own_page_only()
    {
        await Should.ThrowAsync<WebSocketException>(() => HubConnection.OpenAsync(Host.Address, "http://evil.example"));

        using var own = await HubConnection.OpenAsync(Host.Address, $"http://127.0.0.1:{Port}");
        await own.WatchAsync();
        (await own.HearAsync()).Name.ShouldBe("snapshot");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/accounts")]
    [InlineData("/nothing")]
    public async Task Every_answer_tells_browsers_to_run_nothing_foreign(string path)
    {
        using var answer = await Host.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain($"ws://127.0.0.1:{Port};");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
    }

    [Fact]
    public async Task What_is_known_now_is_not_kept_by_browsers()
    {
        using var answer = await Host.Http.GetAsync(new Uri("/api/v1/positions", UriKind.Relative), TestContext.Current.CancellationToken);

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    private async Task<HttpStatusCode> StatusAsync(string host, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/accounts", UriKind.Relative));
        request.Headers.Host = host.Replace("{port}", Port, StringComparison.Ordinal);
        foreach (var (name, value) in headers) request.Headers.Add(name, value.Replace("{port}", Port, StringComparison.Ordinal));
        using var answer = await Host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
