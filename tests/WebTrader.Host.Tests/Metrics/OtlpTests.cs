using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Shouldly;
using WebTrader.Host.Metrics;

namespace WebTrader.Host.Tests.Metrics;

public sealed class OtlpTests
{
    [Fact]
    public async Task A_collector_that_the_settings_name_gets_the_metrics_within_seconds()
    {
        await using var collector = await Collector.StartAsync();
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { OtlpEndpoint = collector.Address }, desk: null, "exported");
        await host.PositionsAsync(4);

        await Eventually.TrueAsync(() => Task.FromResult(collector.Got("webtrader.lock.hold", "webtrader.session.up", "exported")), "the metrics have arrived");

        collector.Got("webtrader.ticket.").ShouldBeFalse("tickets come and go for ever, and a collector keeps them all");
        collector.Posts.ShouldAllBe(post => post.Path == "/v1/metrics" && post.Type == "application/x-protobuf");
    }

    [Fact]
    public async Task A_collector_that_is_down_does_not_matter_to_protection()
    {
        var (nowhere, listener) = Nobody();
        using var folder = new TempFolder();
        var began = TimeProvider.System.GetTimestamp();
        await using (var host = await LiveHost.StartAsync(folder, settings => settings with { OtlpEndpoint = nowhere }))
        {
            await host.ReadyAsync();
            await host.PositionsAsync(4);
            // At least one round of sending has failed by then.
            await Task.Delay(TimeSpan.FromSeconds(7), TestContext.Current.CancellationToken);
            (await host.TryAsync("/health/ready")).Status.ShouldBe(200);
            (await host.GetAsync("/api/v1/workers")).GetProperty("worker").GetProperty("restarts").GetInt32().ShouldBe(0);
            began = TimeProvider.System.GetTimestamp();
        }

        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(12));
        listener.Dispose();
    }

    [Fact]
    public async Task Without_the_setting_nothing_is_sent_anywhere()
    {
        await using var collector = await Collector.StartAsync();
        using var folder = new TempFolder();
        var before = Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT");
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address.ToString());
        try
        {
            await using var host = await LiveHost.StartAsync(folder);
            await host.ReadyAsync();
            await Task.Delay(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken);
        }
        finally
        {
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", before);
        }

        collector.Posts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://127.0.0.1:4318", "http://127.0.0.1:4318/v1/metrics")]
    [InlineData("https://collector.example/otlp/", "https://collector.example/otlp/v1/metrics")]
    [InlineData("http://127.0.0.1:4318/v1/metrics", "http://127.0.0.1:4318/v1/metrics")]
    public void Metrics_have_a_path_of_their_own_below_the_address(string address, string sent) => OtlpExport.MetricsOf(new Uri(address)).ShouldBe(new Uri(sent));

    /// <summary>An address that takes connections and never answers.</summary>
    private static (Uri Address, System.Net.Sockets.TcpListener Listener) Nobody()
    {
        var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"), listener);
    }

    /// <summary>Takes whatever is posted to it.</summary>
    private sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        public ConcurrentQueue<(string Path, string? Type, string Body)> Posts { get; } = new();

        public Uri Address => new(app.Urls.First());

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            var collector = new Collector(builder.Build());
            collector.Listen();
            await collector.Start();
            return collector;
        }

        public bool Got(params string[] names) => names.All(name => Posts.Any(post => post.Body.Contains(name, StringComparison.Ordinal)));

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }

        private Task Start() => app.StartAsync(TestContext.Current.CancellationToken);

        private void Listen() => app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            Posts.Enqueue((context.Request.Path, context.Request.ContentType, Encoding.Latin1.GetString(body.ToArray())));
            context.Response.StatusCode = StatusCodes.Status200OK;
        });
    }
}
