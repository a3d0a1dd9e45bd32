using System.Text.Json;
using Shouldly;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Tests.Security.SignIn;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Api;

/// <summary>Whatever is sent, the host answers what is wrong with it, and what it refuses changes nothing.</summary>
public sealed class BadRequestTests
{
    private const int Many = 5_000;
    private const int LargestBody = 64 * 1024;
    private static readonly string[] Asked = ["openIntended", "closeIntended", "takeProfitIntended", "armingChanged"];

    /// <summary>What is looked at, and which operations may change it.</summary>
    private static readonly Dictionary<string, string[]> Makers = new()
    {
        ["users"] = ["CreateUser", "SetUp"],
        ["roles"] = ["ChangeRole"],
        ["users who may not sign in"] = ["DisableUser"],
        ["keys"] = ["CreateKey", "RevokeKey"],
        ["settings"] = ["PutSettings", "RollbackSettings", "ManagePosition"],
        ["what is armed"] = ["PutArming"],
        ["acknowledgements"] = ["AcknowledgeAlert"],
        ["silences"] = ["SilenceAlert"],
        ["paused jobs"] = ["PauseJob"],
        ["emergency stops"] = ["PressEmergencyStop", "ReleaseEmergencyStop"],
    };

    [Fact]
    public async Task Thousands_of_made_up_requests_get_an_answer_and_what_is_refused_changes_nothing()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Of("accounts/second"));
        // An alert that holds, of an account that is only observed for it: at the other one orders are taken.
        await File.WriteAllTextAsync(folder.Of("accounts/second/armed.json"), "{ broken", TestContext.Current.CancellationToken);
        await using var host = await LiveHost.StartAsync(folder, Desks.Quiet, "demo", "second");
        await host.ReadyAsync();
        using var admin = await Browsing.SetUpAsync(host);
        using var vera = await Browsing.AddAsync(host, admin, "vera", "viewer");
        using var script = await admin.KeyAsync(host, [.. Grants.Scopes.Keys]);
        List<string> tickets = [];
        await Eventually.TrueAsync(async () =>
        {
            var (status, opened, _) = await host.SendAsync(HttpMethod.Post, "/api/v1/orders", """{ "symbol": "EURUSD", "side": "long", "lots": 0.01 }""", $"first-{Guid.NewGuid():N}");
            if (status == 201) tickets.Add(opened.GetProperty("ticket").GetString()!);
            return tickets.Count == 3;
        }, "three positions are open");
        var before = await AskedAsync(host);
        var state = await StateAsync(admin);
        var places = new Dictionary<string, string>
        {
            ["/users/{id}"] = (await admin.GetAsync("/api/v1/users")).Body.GetProperty("items").EnumerateArray().Single(user => user.GetProperty("name").GetString() == "vera").GetProperty("id").GetString()!,
            ["/alerts/{number}"] = (await admin.GetAsync("/api/v1/alerts")).Body.GetProperty("items")[0].GetProperty("number").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["/jobs/{name}"] = "market-close",
        };
        var requests = new BadRequests(await host.GetAsync("/openapi/v1.json"), tickets, places, seed: 20261127);
        requests.Operations.ShouldBeGreaterThan(15);

        var carriedOut = 0;
        var done = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        var wrong = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Many).Select(requests.Next), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, async (made, cancellation) =>
        {
            using var message = made.ToMessage();
            using var answer = await AnswerAsync(script, made, message, cancellation);
            if (answer is null) return;
            var status = (int)answer.StatusCode;
            if (made.Changes && status < 300) done.AddOrUpdate(made.Name, 1, (_, count) => count + 1);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            if (status is >= 500 and not 503) wrong.Enqueue($"{status} {text} to {made}");
            if (status == 400 && text.Length > 0 && !NamesItsFields(text)) wrong.Enqueue($"400 without a field and what is allowed: {text} to {made}");
            if (status >= 400 && !IsExplained(answer, text)) wrong.Enqueue($"{status} without a reason: \"{text}\" to {made}");
            if (made.Changes && (status is 200 or 201 or 202 or 422) && !answer.Headers.Contains("Idempotency-Replayed") && !text.Contains("\"dryRun\":true", StringComparison.Ordinal) && !text.Contains("\"outcome\":\"unchanged\"", StringComparison.Ordinal)) Interlocked.Increment(ref carriedOut);
        });

        wrong.Take(10).ShouldBeEmpty($"{wrong.Count} in all");
        var after = await AskedAsync(host);
        (after - before).ShouldBeLessThanOrEqualTo(carriedOut, "something was done for a request that was refused");
        (await host.TryAsync("/health/ready")).Status.ShouldBe(200);
        var now = await StateAsync(admin);
        var compared = 0;
        foreach (var (what, makers) in Makers)
        {
            // What was changed by a request that happened to fit is not held against those that did not.
            if (makers.Any(done.ContainsKey)) continue;
            now[what].ShouldBe(state[what], $"{what} have changed, and nobody was answered that he changed them");
            compared++;
        }

        compared.ShouldBeGreaterThanOrEqualTo(7, $"carried out: {string.Join(", ", done.Select(each => $"{each.Key} {each.Value}"))}");
    }

    private static async Task<Dictionary<string, string>> StateAsync(Browsing admin)
    {
        async Task<List<JsonElement>> AllAsync(string path) => [.. (await admin.GetAsync(path)).Body.GetProperty("items").EnumerateArray()];
        static string Of(IEnumerable<JsonElement> items, params string[] fields) => string.Join('\n', items.Select(item => string.Join(' ', fields.Select(field => item.GetProperty(field).ToString()))).Order(StringComparer.Ordinal));
        var (users, alerts) = (await AllAsync("/api/v1/users"), await AllAsync("/api/v1/alerts"));
        return new()
        {
            ["users"] = Of(users, "id", "name"),
            ["roles"] = Of(users, "id", "role"),
            ["users who may not sign in"] = Of(users, "id", "isDisabled"),
            ["keys"] = Of(await AllAsync("/api/v1/keys"), "id", "name", "scopes", "revokedAt", "expiresAt"),
            ["settings"] = Of(await AllAsync("/api/v1/settings/history"), "version"),
            ["what is armed"] = (await admin.GetAsync("/api/v1/accounts/demo/arming")).Body.GetProperty("armed").ToString(),
            ["acknowledgements"] = Of(alerts.Where(alert => alert.GetProperty("acknowledgedBy").ValueKind != JsonValueKind.Null), "number", "acknowledgedBy"),
            ["silences"] = Of(alerts.Where(alert => alert.GetProperty("silencedUntil").ValueKind != JsonValueKind.Null), "number", "silencedUntil"),
            ["paused jobs"] = Of(await AllAsync("/api/v1/jobs"), "name", "paused"),
            ["emergency stops"] = Of(await AllAsync("/api/v1/emergency-stops"), "id"),
        };
    }

    /// <summary>Null where the server has hung up on a body larger than it takes, before all of it was sent.</summary>
    private static async Task<HttpResponseMessage?> AnswerAsync(HttpClient http, MadeUp made, HttpRequestMessage message, CancellationToken cancellation)
    {
        try
        {
            return await http.SendAsync(message, cancellation);
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

    /// <summary>What does not fit is told with its place and with what is allowed.</summary>
    private static bool NamesItsFields(string text)
    {
        using var problem = JsonDocument.Parse(text);
        return problem.RootElement.TryGetProperty("errors", out var errors) && errors.EnumerateObject().Any()
            && errors.EnumerateObject().All(field => field.Value.EnumerateArray().All(told => told.GetString()!.Contains("allowed is ", StringComparison.Ordinal)));
    }

    /// <summary>How much was asked of the broker, or changed, by people.</summary>
    private static async Task<long> AskedAsync(LiveHost host)
    {
        var sum = 0L;
        foreach (var kind in Asked) sum += (await host.GetAsync($"/api/v1/journal?kind={kind}&pageSize=1")).GetProperty("total").GetInt64();
        return sum;
    }
}
