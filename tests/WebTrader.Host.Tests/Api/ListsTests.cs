using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using WebTrader.Host.Alerts;
using WebTrader.Host.Tests.Security.SignIn;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Api;

/// <summary>Lists that grow come in parts, and are asked for what one looks for.</summary>
public sealed class ListsTests : IAsyncLifetime
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

    [Fact]
    public async Task Every_list_says_how_much_there_is_but_for_those_whose_length_the_settings_decide()
    {
        var whole = new List<string>();
        foreach (var path in (await host.GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject().Where(path => !path.Name.Contains('{', StringComparison.Ordinal) && path.Name.StartsWith("/api/", StringComparison.Ordinal)))
        {
            if (!path.Value.TryGetProperty("get", out var get) || path.Name.EndsWith(".csv", StringComparison.Ordinal) || path.Name.EndsWith("diagnostics", StringComparison.Ordinal) || path.Name.EndsWith("diff", StringComparison.Ordinal)) continue;
            var (status, answer) = await admin.GetAsync(path.Name);
            status.ShouldBe(200, $"{path.Name} {answer}");
            if (answer.TryGetProperty("items", out _) && !answer.TryGetProperty("total", out _)) whole.Add(path.Name);
        }

        whole.ShouldBe(["/api/v1/accounts", "/api/v1/positions", "/api/v1/limits", "/api/v1/emergency-stops", "/api/v1/notifiers", "/api/v1/jobs"], ignoreOrder: true);
    }

    [Fact]
    public async Task Users_keys_and_alerts_come_in_parts_and_by_what_they_are()
    {
        foreach (var (name, role) in new[] { ("vera", "viewer"), ("otto", "operator"), ("vito", "viewer") }) (await admin.SendAsync(HttpMethod.Post, "/api/v1/users", new { name, role, password = Browsing.Password })).Status.ShouldBe(201);
        Are(await NamesAsync("users?pageSize=2"), 4, ["anna", "otto"]);
        Are(await NamesAsync("users?pageSize=2&page=2"), 4, ["vera", "vito"]);
        Are(await NamesAsync("users?role=viewer"), 2, ["vera", "vito"]);
        var vito = (await admin.GetAsync("/api/v1/users?role=viewer&page=2&pageSize=1")).Body.GetProperty("items")[0].GetProperty("id").GetString();
        (await admin.SendAsync(HttpMethod.Put, $"/api/v1/users/{vito}/disabled", new { isDisabled = true })).Status.ShouldBe(200);
        Are(await NamesAsync("users?disabled=true"), 1, ["vito"]);
        Are(await NamesAsync("users?disabled=false&role=viewer"), 1, ["vera"]);

        foreach (var name in (string[])["first", "second"]) (await admin.SendAsync(HttpMethod.Post, "/api/v1/keys", new { name, scopes = new[] { "read" } })).Status.ShouldBe(201);
        (await admin.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{(await admin.GetAsync("/api/v1/keys?pageSize=1")).Body.GetProperty("items")[0].GetProperty("id").GetString()}")).Status.ShouldBe(204);
        Are(await NamesAsync("keys"), 2, ["first", "second"]);
        Are(await NamesAsync("keys?revoked=true"), 1, ["first"]);
        Are(await NamesAsync("keys?revoked=false"), 1, ["second"]);

        var later = DateTimeOffset.UtcNow.AddHours(1);
        host.Services.GetRequiredService<AlertBook>().Take([new Condition("demo", "one", AlertLevel.Red, "One", later.AddHours(-2)), new Condition("demo", "two", AlertLevel.Amber, "Two", later.AddHours(-2))], later);
        (await NamesAsync("alerts?level=red&holds=true&account=demo", "condition")).Names.ShouldContain("one");
        (await NamesAsync("alerts?level=amber&account=demo", "condition")).Names.ShouldNotContain("one");
        (await NamesAsync("alerts?holds=false", "condition")).Names.ShouldNotContain("two");
        (await NamesAsync("alerts?pageSize=1", "condition")).Names.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Facts_are_asked_for_by_their_time()
    {
        await Eventually.TrueAsync(async () => (await NamesAsync("journal?kind=operatorActed", "kind")).Total > 0, "a fact is written down");
        var now = DateTimeOffset.UtcNow.AddMinutes(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var all = (await NamesAsync("journal?pageSize=1", "kind")).Total;
        all.ShouldBeGreaterThan(0);
        (await NamesAsync($"journal?from={now}", "kind")).Total.ShouldBe(0);
        (await NamesAsync($"journal?until={now}", "kind")).Total.ShouldBeGreaterThanOrEqualTo(all);
        (await NamesAsync("journal?until=2020-01-01", "kind")).Total.ShouldBe(0);
        (await NamesAsync($"emergency-stops/drills?from=2020-01-01&until={now}", "kind")).Total.ShouldBe(0);
        (await NamesAsync("reports?from=2020-01-01&to=2020-12-31", "day")).Total.ShouldBe(0);
        var (status, answer) = await admin.GetAsync("/api/v1/journal?from=2026-02-02&until=2026-02-01");
        (status, answer.GetProperty("errors").GetProperty("until")[0].GetString()).ShouldBe((400, "until is \"2026-02-01\", allowed is a time after from (\"2026-02-02\")."));
    }

    private static void Are((IReadOnlyList<string> Names, long Total) answer, long total, IReadOnlyList<string> names)
    {
        answer.Names.ShouldBe(names);
        answer.Total.ShouldBe(total);
    }

    private async Task<(IReadOnlyList<string> Names, long Total)> NamesAsync(string path, string field = "name")
    {
        var (status, answer) = await admin.GetAsync($"/api/v1/{path}");
        status.ShouldBe(200, answer.ToString());
        return ([.. answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty(field).GetString()!)], answer.GetProperty("total").GetInt64());
    }
}
