using System.Net;
using System.Text;
using Shouldly;
using WebTrader.Host.Tests.Security.SignIn;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Api;

/// <summary>What was refused has used up nothing, and stands in the audit as it was answered.</summary>
public sealed class RefusedRequestTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private LiveHost host = null!;
    private Browsing admin = null!;

    public async ValueTask InitializeAsync()
    {
        host = await LiveHost.StartAsync(folder, Desks.Quiet);
        admin = await Browsing.SetUpAsync(host);
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("/api/v1/keys", """{ "name": 1 }""", """{ "name": "script", "scopes": ["read"] }""")]
    [InlineData("/api/v1/users", """{ "name": "vera", "role": """, """{ "name": "vera", "role": "viewer", "password": "correct horse battery" }""")]
    public async Task A_body_that_cannot_be_read_leaves_its_key_to_the_body_that_can(string path, string broken, string right)
    {
        using var script = await admin.KeyAsync(host, "admin", "read");
        (await PostAsync(script, path, broken, "k")).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(script, path, right, "k")).ShouldBe(HttpStatusCode.Created);
        await Eventually.TrueAsync(async () => await AuditedAsync(path, 400) && await AuditedAsync(path, 201), "the audit has both, each as it was answered");
        (await AuditedAsync(path, 500)).ShouldBeFalse("nobody was answered 500");
    }

    [Fact]
    public async Task Settings_that_were_sent_without_saying_what_they_were_made_from_may_be_sent_again_with_the_same_key()
    {
        await Eventually.TrueAsync(async () => (await admin.GetAsync("/api/v1/settings/history")).Status == 200, "the database is open");
        var (_, settings, headers) = await admin.AskAsync(HttpMethod.Get, "/api/v1/settings");
        var wanted = new { document = settings.GetProperty("document"), why = "as it was" };
        (await admin.AskAsync(HttpMethod.Put, "/api/v1/settings", wanted, ("Idempotency-Key", "s"))).Status.ShouldBe(428);
        (await admin.AskAsync(HttpMethod.Put, "/api/v1/settings", wanted, ("Idempotency-Key", "s"), ("If-Match", "\"99\""))).Status.ShouldBe(412);
        var taken = await admin.AskAsync(HttpMethod.Put, "/api/v1/settings", wanted, ("Idempotency-Key", "s"), ("If-Match", headers.ETag!.Tag));
        taken.Status.ShouldBe(200, taken.Body.ToString());
    }

    private async Task<bool> AuditedAsync(string path, int status)
    {
        var facts = (await admin.GetAsync("/api/v1/journal?kind=operatorActed&pageSize=100")).Body;
        return facts.TryGetProperty("items", out var items) && items.EnumerateArray().Select(fact => fact.GetProperty("data")).Any(data => data.GetProperty("what").GetString()!.EndsWith(path, StringComparison.Ordinal) && data.GetProperty("status").GetInt32() == status);
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string path, string body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
