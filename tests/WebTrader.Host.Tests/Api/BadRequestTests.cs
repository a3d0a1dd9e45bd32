using System.Text.Json;
using Shouldly;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Api;

/// <summary>Whatever is sent, the host answers what is wrong with it, and what it refuses changes nothing.</summary>
public sealed class BadRequestTests
{
    private const int Many = 5_000;
    private const int LargestBody = 64 * 1024;
    private static readonly string[] Asked = ["openIntended", "closeIntended", "takeProfitIntended", "armingChanged"];

    [Fact]
    public async Task Thousands_of_made_up_requests_get_an_answer_and_what_is_refused_changes_nothing()
    {
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder, Desks.Quiet);
        await host.ReadyAsync();
        List<string> tickets = [];
        await Eventually.TrueAsync(async () =>
        {
            var (status, opened, _) = await host.SendAsync(HttpMethod.Post, "/api/v1/orders", """{ "symbol": "EURUSD", "side": "long", "lots": 0.01 }""", $"first-{Guid.NewGuid():N}");
            if (status == 201) tickets.Add(opened.GetProperty("ticket").GetString()!);
            return tickets.Count == 3;
        }, "three positions are open");
        var before = await AskedAsync(host);
        var requests = new BadRequests(await host.GetAsync("/openapi/v1.json"), tickets, seed: 20261127);
        requests.Operations.ShouldBeGreaterThan(15);

        var carriedOut = 0;
        var wrong = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Many).Select(requests.Next), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, async (made, cancellation) =>
        {
            using var message = made.ToMessage();
            using var answer = await AnswerAsync(host, made, message, cancellation);
            if (answer is null) return;
            var status = (int)answer.StatusCode;
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            if (status is >= 500 and not 503) wrong.Enqueue($"{status} {text} to {made}");
            if (status >= 400 && !IsExplained(answer, text)) wrong.Enqueue($"{status} without a reason: \"{text}\" to {made}");
            if (made.Changes && (status is 200 or 201 or 202 or 422) && !answer.Headers.Contains("Idempotency-Replayed") && !text.Contains("\"dryRun\":true", StringComparison.Ordinal) && !text.Contains("\"outcome\":\"unchanged\"", StringComparison.Ordinal)) Interlocked.Increment(ref carriedOut);
        });

        wrong.Take(10).ShouldBeEmpty($"{wrong.Count} in all");
        var after = await AskedAsync(host);
        (after - before).ShouldBeLessThanOrEqualTo(carriedOut, "something was done for a request that was refused");
        (await host.TryAsync("/health/ready")).Status.ShouldBe(200);
    }

    /// <summary>Null where the server has hung up on a body larger than it takes, before all of it was sent.</summary>
    private static async Task<HttpResponseMessage?> AnswerAsync(LiveHost host, MadeUp made, HttpRequestMessage message, CancellationToken cancellation)
    {
        try
        {
            return await host.Http.SendAsync(message, cancellation);
        }
        catch (HttpRequestException broken)
        {
            (made.Body?.Length > LargestBody).ShouldBeTrue($"{broken.Message} {broken.InnerException?.Message} to {made}");
            return null;
        }
    }

    private static bool IsExplained(HttpResponseMessage answer, string text)
    {
        // A line that is no request at all is refused by the server before anybody reads it.
        if (text.Length == 0) return (int)answer.StatusCode is 400 or 431 or 414;
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") return false;
        using var problem = JsonDocument.Parse(text);
        return problem.RootElement.TryGetProperty("title", out _);
    }

    /// <summary>How much was asked of the broker, or changed, by people.</summary>
    private static async Task<long> AskedAsync(LiveHost host)
    {
        var sum = 0L;
        foreach (var kind in Asked) sum += (await host.GetAsync($"/api/v1/journal?kind={kind}&pageSize=1")).GetProperty("total").GetInt64();
        return sum;
    }
}
