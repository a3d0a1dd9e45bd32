using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using WebTrader.Host.Tests.Security.SignIn;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Api;

/// <summary>Who only asks what would happen changes nothing, on any route: it tells, or it refuses. Made from the description of the surface, so that a new route is asked too.</summary>
public sealed partial class DryRunTests : IAsyncLifetime
{
    private static readonly string[] Compared = ["/api/v1/users", "/api/v1/keys", "/api/v1/accounts/demo/arming", "/api/v1/settings/history", "/api/v1/emergency-stops", "/api/v1/alerts"];

    private readonly TempFolder folder = new();
    private LiveHost host = null!;
    private Browsing admin = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(folder.Of("accounts/demo"));
        // An alert that holds, to be acknowledged.
        await File.WriteAllTextAsync(folder.Of("accounts/demo/armed.json"), "{ broken", TestContext.Current.CancellationToken);
        host = await LiveHost.StartAsync(folder, Desks.Quiet);
        admin = await Browsing.SetUpAsync(host);
        await Eventually.TrueAsync(async () => (await admin.GetAsync("/api/v1/settings/history")) is { Status: 200 } history && history.Body.GetProperty("total").GetInt32() > 0 && (await host.TryAsync("/health/ready")).Status == 200, "the database is open, and has the settings that hold");
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Every_route_that_changes_something_tells_what_would_happen_or_refuses_to_be_only_asked()
    {
        var before = await StateAsync();
        var (offered, refused) = (new List<string>(), new List<string>());
        var document = (await admin.GetAsync("/openapi/v1.json")).Body;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(operation => operation.Name != "get"))
            {
                var (name, method, at) = (operation.Value.GetProperty("operationId").GetString()!, new HttpMethod(operation.Name.ToUpperInvariant()), await PlaceAsync(path.Name));
                var body = Example(operation.Value);
                var (status, answer, headers) = await admin.AskAsync(method, at + "?dryRun=true", body, ("If-Match", "*"), ("Idempotency-Key", name));
                if (Takes(operation.Value))
                {
                    offered.Add(name);
                    headers.Contains("WebTrader-Dry-Run").ShouldBeTrue($"{name} answers {status} {answer}");
                    (await admin.AskAsync(method, at + "?dryRun=True", body, ("If-Match", "*"), ("Idempotency-Key", name))).Body.GetProperty("detail").GetString().ShouldBe("dryRun is \"True\", allowed is true or false.", name);
                }
                else
                {
                    refused.Add(name);
                    status.ShouldBe(400, $"{name} {answer}");
                    answer.GetProperty("detail").GetString()!.ShouldStartWith("dryRun is \"true\", allowed is false", Case.Sensitive, name);
                }
            }
        }

        foreach (var name in (string[])["CreateUser", "ChangeRole", "DisableUser", "ResetUser", "CreateKey", "RevokeKey", "PutArming", "AcknowledgeAlert", "SilenceAlert", "PauseJob", "PutSettings", "PlaceOrder", "ClosePosition", "PressEmergencyStop"]) offered.ShouldContain(name);
        foreach (var name in (string[])["SignIn", "SignOut", "ChangePassword", "DrillEmergencyStop", "RunJob", "TestNotifier"]) refused.ShouldContain(name);
        (await StateAsync()).ShouldBe(before);
        (await admin.GetAsync("/api/v1/journal?kind=operatorActed&pageSize=100")).Body.GetProperty("items").EnumerateArray().Select(fact => fact.GetProperty("data").GetProperty("what").GetString()!)
            .Where(what => !what.StartsWith("SetUp", StringComparison.Ordinal)).ShouldBeEmpty("nothing was done");
    }

    [Fact]
    public async Task A_dry_run_says_what_is_wrong_as_the_request_itself_would()
    {
        var anna = (await admin.GetAsync("/api/v1/users")).Body.GetProperty("items")[0].GetProperty("id").GetString();
        (await admin.SendAsync(HttpMethod.Post, "/api/v1/users?dryRun=true", new { name = "anna", role = "viewer", password = Browsing.Password })).Status.ShouldBe(409);
        (await admin.SendAsync(HttpMethod.Post, "/api/v1/users?dryRun=true", new { name = "vera", role = "viewer", password = "short" })).Status.ShouldBe(400);
        (await admin.SendAsync(HttpMethod.Put, $"/api/v1/users/{anna}/role?dryRun=true", new { role = "viewer" })).Status.ShouldBe(409, "the last administrator");
        var (status, would) = await admin.SendAsync(HttpMethod.Post, "/api/v1/users?dryRun=true", new { name = "vera", role = "viewer", password = Browsing.Password });
        (status, would.GetProperty("would").GetString()).ShouldBe((200, "vera would be added as Viewer"));
        (await admin.SendAsync(HttpMethod.Post, "/api/v1/keys?dryRun=true", new { name = "script", scopes = new[] { "everything" } })).Status.ShouldBe(400);
        (await admin.SendAsync(HttpMethod.Put, "/api/v1/accounts/demo/arming?dryRun=true", new { why = "go", all = true })).Status.ShouldBe(409, "nobody has agreed to what it would do");
        var (_, paused) = await admin.SendAsync(HttpMethod.Put, "/api/v1/jobs/backup/paused?dryRun=true", new { paused = true, why = "a look" });
        paused.GetProperty("paused").GetBoolean().ShouldBeTrue("so it would be");
        (await admin.GetAsync("/api/v1/jobs")).Body.GetProperty("items").EnumerateArray().ShouldAllBe(job => !job.GetProperty("paused").GetBoolean());
    }

    private static bool Takes(JsonElement operation) => operation.TryGetProperty("parameters", out var all) && all.EnumerateArray().Any(each => each.GetProperty("name").GetString() == "dryRun");

    private static JsonElement? Example(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var json) && json.TryGetProperty("example", out var example) ? example : null;

    private async Task<string> PlaceAsync(string path)
    {
        var id = path.Contains("/users/", StringComparison.Ordinal) ? (await admin.GetAsync("/api/v1/users")).Body.GetProperty("items")[0].GetProperty("id").GetString()! : "nobody";
        var number = path.Contains("/alerts/", StringComparison.Ordinal) ? (await admin.GetAsync("/api/v1/alerts")).Body.GetProperty("items")[0].GetProperty("number").GetInt64() : 1;
        return Place().Replace(path, place => place.Value switch { "{account}" => "demo", "{id}" => id, "{number}" => $"{number}", "{name}" => "backup", _ => "1" });
    }

    private async Task<string> StateAsync()
    {
        var all = new List<string>();
        foreach (var path in Compared) all.Add(Age().Replace((await admin.GetAsync(path)).Body.ToString(), ""));
        all.Add(string.Join(' ', (await admin.GetAsync("/api/v1/jobs")).Body.GetProperty("items").EnumerateArray().Select(job => $"{job.GetProperty("name")} {job.GetProperty("paused")}")));
        return string.Join('\n', all);
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();

    /// <summary>What changes by itself.</summary>
    [GeneratedRegex("\"(toldAt|escalations|lastUsedAt)\":[^,}]*")]
    private static partial Regex Age();
}
