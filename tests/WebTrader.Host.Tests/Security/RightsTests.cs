using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Security.SignIn;
using WebTrader.Host.Tests.Security.SignIn;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Tests.Security;

/// <summary>Who is refused where. Made from the description of the surface, so that a new route is asked too.</summary>
public sealed class RightsTests : IAsyncLifetime
{
    /// <summary>What is called before one can say who one is, or asks with a body and changes nothing.</summary>
    private static readonly string[] ChangesNothingOfOthers = ["SignIn", "SetUp", "Evaluate", "PreviewSettings"];

    /// <summary>The routes without a right, and no others.</summary>
    private static readonly string[] Open = ["IsAlive", "GetSession", "SignIn", "GetSetup", "SetUp"];

    private readonly TempFolder folder = new();

    private LiveHost host = null!;
    private Browsing admin = null!;

    public async ValueTask InitializeAsync()
    {
        host = await LiveHost.StartAsync(folder);
        admin = await Browsing.SetUpAsync(host);
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Every_route_that_changes_something_refuses_nobody_a_viewer_and_where_it_is_for_administrators_an_operator()
    {
        using var viewer = await Browsing.AddAsync(host, admin, "vera", "viewer");
        using var @operator = await Browsing.AddAsync(host, admin, "otto", "operator");
        var changing = (await RoutesAsync()).Where(route => route.Method != HttpMethod.Get && !ChangesNothingOfOthers.Contains(route.Name)).ToList();
        changing.Count.ShouldBeGreaterThan(8);
        foreach (var route in changing)
        {
            route.Right.ShouldBeOneOf(["own", "operate", "emergency", "settings", "admin"], $"{route.Name} changes something");
            (await StatusAsync(host.Nobody, route)).ShouldBe(HttpStatusCode.Unauthorized, route.Name);
            if (route.Right == "own") continue;
            (await viewer.SendAsync(route.Method, route.Path, new { })).Status.ShouldBe(403, $"{route.Name}, a viewer");
            if (route.Right is "admin" or "settings") (await @operator.SendAsync(route.Method, route.Path, new { })).Status.ShouldBe(403, $"{route.Name}, an operator");
        }
    }

    [Fact]
    public async Task Every_route_that_changes_something_refuses_a_key_that_lacks_just_its_scope_and_a_person_without_the_antiforgery_value()
    {
        var keys = new Dictionary<string, HttpClient>();
        string[] scopes = [.. Grants.Scopes.Keys];
        foreach (var scope in scopes) keys[Grants.Scopes[scope].ToString().ToLowerInvariant()] = await admin.KeyAsync(host, [.. scopes.Where(other => other != scope)]);
        keys["own"] = await admin.KeyAsync(host, scopes);
        var antiforgery = admin.Antiforgery;
        foreach (var route in (await RoutesAsync()).Where(route => route.Method != HttpMethod.Get && !ChangesNothingOfOthers.Contains(route.Name)))
        {
            (await StatusAsync(keys[route.Right], route)).ShouldBe(HttpStatusCode.Forbidden, route.Name);
            admin.Antiforgery = null;
            (await admin.SendAsync(route.Method, route.Path, new { })).Status.ShouldBe(403, $"{route.Name}, without the value");
            admin.Antiforgery = antiforgery;
        }

        foreach (var key in keys.Values) key.Dispose();
    }

    [Fact]
    public async Task On_this_machine_with_simulators_nobody_needs_to_sign_in_to_look_but_for_users_and_keys()
    {
        foreach (var route in (await RoutesAsync()).Where(route => route.Method == HttpMethod.Get))
        {
            var status = await StatusAsync(host.Nobody, route);
            if (route.Right is "read" or "open") status.ShouldNotBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden);
            else status.ShouldBe(HttpStatusCode.Unauthorized, route.Name);
        }
    }

    [Fact]
    public async Task With_a_real_account_everything_but_the_sign_in_itself_needs_one()
    {
        using var other = new TempFolder();
        await using var real = await LiveHost.StartAsync(other, settings => settings with { Accounts = [settings.Accounts[0] with { Terminal = new() { Endpoint = new("127.0.0.1", 1), Login = 1, Server = "Broker-Demo" }, StartsArmed = false }] });
        foreach (var route in await RoutesAsync())
        {
            var status = await StatusAsync(real.Nobody, route);
            if (route.Right == "open") status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
            else status.ShouldBe(HttpStatusCode.Unauthorized, route.Name);
        }

        foreach (var path in (string[])["/openapi/v1.json", "/hubs/live", "/hubs/live/negotiate"]) (await StatusAsync(real.Nobody, new Route(HttpMethod.Post, path, path, "read"))).ShouldBeOneOf([HttpStatusCode.Unauthorized, HttpStatusCode.MethodNotAllowed], path);
        using var hub = await real.Nobody.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken);
        hub.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var page = await real.Nobody.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        page.StatusCode.ShouldBe(HttpStatusCode.OK, "the page is open; what it shows is not");
        (await real.GetAsync("/api/v1/accounts")).GetProperty("items").GetArrayLength().ShouldBe(1, "with a key");
    }

    [Fact]
    public async Task A_key_that_is_unknown_revoked_or_expired_is_no_key_and_one_in_an_address_is_none_either()
    {
        var (_, made) = await admin.SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = "short", scopes = new[] { "admin" }, expiresInDays = 1 });
        var secret = made.GetProperty("key").GetString()!;
        using var key = new HttpClient { BaseAddress = host.Address };
        key.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        (await StatusAsync(key, "/api/v1/users")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(host.Nobody, "/api/v1/users?access_token=" + secret)).ShouldBe(HttpStatusCode.Unauthorized);

        var known = host.Services.GetRequiredService<KnownCallers>();
        await known.NoteUsesAsync(TestContext.Current.CancellationToken);
        (await admin.GetAsync("/api/v1/keys")).Body.GetProperty("items")[0].GetProperty("lastUsedAt").ValueKind.ShouldBe(JsonValueKind.String);
        await ExpireAsync(known, TimeSpan.FromSeconds(-1));
        (await StatusAsync(key, "/api/v1/users")).ShouldBe(HttpStatusCode.Unauthorized, "it has expired");
        await ExpireAsync(known, TimeSpan.FromHours(1));
        (await StatusAsync(key, "/api/v1/users")).ShouldBe(HttpStatusCode.OK);

        (await admin.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{made.GetProperty("item").GetProperty("id").GetString()}")).Status.ShouldBe(204);
        (await StatusAsync(key, "/api/v1/users")).ShouldBe(HttpStatusCode.Unauthorized);
        var kept = (await admin.GetAsync("/api/v1/keys")).Body.GetProperty("items")[0];
        kept.GetProperty("revokedAt").ValueKind.ShouldBe(JsonValueKind.String);
        kept.ToString().ShouldNotContain(secret[3..]);
    }

    [Fact]
    public async Task There_is_always_an_administrator_who_may_sign_in()
    {
        var id = (await admin.GetAsync("/api/v1/users")).Body.GetProperty("items")[0].GetProperty("id").GetString();
        (await admin.SendAsync(HttpMethod.Put, $"/api/v1/users/{id}/role", new { role = "operator" })).Status.ShouldBe(409);
        (await admin.SendAsync(HttpMethod.Put, $"/api/v1/users/{id}/disabled", new { isDisabled = true })).Status.ShouldBe(409);

        using var second = await Browsing.AddAsync(host, admin, "ada", "admin");
        (await second.SendAsync(HttpMethod.Put, $"/api/v1/users/{id}/role", new { role = "operator" })).Status.ShouldBe(200);
        (await admin.GetAsync("/api/v1/session")).Body.GetProperty("kind").GetString().ShouldBe("nobody", "its session ended with its role");
        (await second.SendAsync(HttpMethod.Post, $"/api/v1/users/{id}/reset", new { password = "a brand new password" })).Status.ShouldBe(200);
        (await admin.SignInAsync("anna", "a brand new password")).Body.GetProperty("role").GetString().ShouldBe("operator");
        (await admin.GetAsync("/api/v1/users")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Every_route_says_who_may_call_it_and_is_in_the_description()
    {
        var described = (await RoutesAsync()).Select(route => route.Name).ToList();
        var silent = new List<string>();
        foreach (var endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var (pattern, name) = (endpoint.RoutePattern.RawText!, endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName);
            if (endpoint.Metadata.GetMetadata<RouteRight>() is not { } said || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null) silent.Add(pattern);
            else if (said.Right is null) Open.ShouldContain(name, $"{pattern} is open to all");
            if (!pattern.TrimStart('/').StartsWith("hubs/", StringComparison.Ordinal) && !pattern.TrimStart('/').StartsWith("openapi/", StringComparison.Ordinal)) described.ShouldContain(name, $"{pattern} is described");
        }

        silent.ShouldBeEmpty();
    }

    private async Task ExpireAsync(KnownCallers known, TimeSpan from)
    {
        await using (var db = host.Services.GetRequiredService<ControlStore>().Context())
        {
            db.ApiKeys.Single().ExpiresAt = DateTimeOffset.UtcNow + from;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await known.RefreshAsync(TestContext.Current.CancellationToken);
    }

    private async Task<IReadOnlyList<Route>> RoutesAsync()
    {
        var document = await host.GetAsync("/openapi/v1.json");
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               select new Route(new HttpMethod(operation.Name.ToUpperInvariant()), path.Name.Replace("{account}", "demo", StringComparison.Ordinal).Replace("{ticket}", "1", StringComparison.Ordinal).Replace("{id}", "nobody", StringComparison.Ordinal),
                   operation.Value.GetProperty("operationId").GetString()!, operation.Value.GetProperty("x-right").GetString()!),
        ];
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, Route route)
    {
        using var request = new HttpRequestMessage(route.Method, new Uri(route.Path, UriKind.Relative)) { Content = route.Method == HttpMethod.Get ? null : JsonContent.Create(new { }) };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        if (!answer.IsSuccessStatusCode) answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", route.Name);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path) => await StatusAsync(http, new Route(HttpMethod.Get, path, path, ""));

    private sealed record Route(HttpMethod Method, string Path, string Name, string Right);
}
