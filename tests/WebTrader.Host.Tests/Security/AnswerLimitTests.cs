using System.Diagnostics;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Host.Sessions;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Security;

/// <summary>A question is given up in the end, and what is under way at the broker never is.</summary>
public sealed class AnswerLimitTests
{
    [Fact]
    public async Task A_question_that_takes_too_long_is_given_up_with_a_reason_and_an_order_is_not()
    {
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Security = settings.Security with { AnswerWithin = TimeSpan.FromMilliseconds(100) } }, Desks.Quiet);
        await host.ReadyAsync();
        var runner = host.Services.GetRequiredService<AccountSessions>().Find("demo")!;
        using var goesOn = new ManualResetEventSlim();
        var held = runner.AskAsync(_ => goesOn.Wait(TimeSpan.FromMinutes(1)), CancellationToken.None);
        var began = Stopwatch.GetTimestamp();
        var (status, problem) = await host.TryAsync("/api/v1/locks");
        Stopwatch.GetElapsedTime(began).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(90));
        status.ShouldBe(503);
        problem.GetProperty("title").GetString().ShouldBe("Not answered in time");
        problem.GetProperty("detail").GetString()!.ShouldContain("0.1 s (Security:AnswerWithin)");

        // Longer than a question gets, and shorter than a session may keep silent.
        var order = host.SendAsync(HttpMethod.Post, "/api/v1/orders", """{ "symbol": "EURUSD", "side": "long", "lots": 0.01 }""", "held");
        await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
        order.IsCompleted.ShouldBeFalse();
        goesOn.Set();
        var (opened, view, _) = await order;
        opened.ShouldBe(201, view.ToString());
        (await held).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_route_that_only_reads_has_a_limit_but_for_what_is_sent_piece_by_piece_and_none_that_changes_something_has_one()
    {
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder, Desks.Quiet);
        var (limited, free) = (new List<string>(), new List<string>());
        foreach (var route in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)))
        {
            var isLimited = route.Metadata.GetMetadata<RequestTimeoutAttribute>() is not null && route.Metadata.GetMetadata<DisableRequestTimeoutAttribute>() is null;
            (isLimited ? limited : free).Add($"{route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {route.RoutePattern.RawText}");
        }

        limited.Count.ShouldBeGreaterThan(20);
        limited.ShouldAllBe(route => route.StartsWith("GET ", StringComparison.Ordinal));
        free.Where(route => route.StartsWith("GET ", StringComparison.Ordinal)).ShouldBe(["GET /api/v1/trades.csv", "GET /api/v1/journal.csv", "GET /api/v1/diagnostics", "GET /api/v1/reports/{account}/{day}"], ignoreOrder: true);
    }
}
