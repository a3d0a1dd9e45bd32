using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using WebTrader.Host.Tests.Security.SignIn;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Api;

/// <summary>What does not fit is told with its field, its value and what is allowed, by every route. Made from the description of the surface, so that a new route is asked too.</summary>
public sealed class UnfitRequestTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private LiveHost host = null!;
    private Browsing admin = null!;
    private JsonElement document;

    public async ValueTask InitializeAsync()
    {
        host = await LiveHost.StartAsync(folder, settings => settings with { Security = settings.Security with { SignInsPerMinute = 1_000 } }, Desks.Quiet);
        admin = await Browsing.SetUpAsync(host);
        document = await host.GetAsync("/openapi/v1.json");
        await Eventually.TrueAsync(async () => (await admin.GetAsync("/api/v1/settings/history")).Status == 200, "the database is open");
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Of_a_body_every_field_that_is_missing_wrong_or_unknown_is_named_with_what_is_allowed()
    {
        var asked = 0;
        foreach (var (method, path, name, it) in Operations().Where(operation => operation.Name != "Evaluate" && operation.It.TryGetProperty("requestBody", out _)))
        {
            var content = it.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
            var schema = Follow(content.GetProperty("schema"));
            var fields = schema.GetProperty("properties").EnumerateObject().Where(field => name != "PreviewSettings" || field.Name != "why").ToList();
            var needed = schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(field => field.GetString()!).Where(field => fields.Any(known => known.Name == field)).ToList() : [];

            async Task NamesAsync(string body, IEnumerable<string> wanted, string what)
            {
                using var sent = new StringContent(body, Encoding.UTF8, "application/json");
                var (status, answer, _) = await admin.AskAsync(method, Filled(path), sent, ("If-Match", "*"), ("Idempotency-Key", $"{name}-{what.Replace(' ', '-')}"));
                status.ShouldBe(400, $"{name}, {what}: {answer}");
                foreach (var field in wanted) Told(answer, field, $"{name}, {what}");
                asked++;
            }

            await NamesAsync("""{ "a": """, ["body"], "no JSON");
            await NamesAsync("[]", ["body"], "a list");
            if (needed.Count > 0) await NamesAsync("{}", needed, "nothing");
            await NamesAsync(new JsonObject(fields.Select(field => new KeyValuePair<string, JsonNode?>(field.Name, Unfit(field.Value)))).ToJsonString(), fields.Select(field => field.Name), "wrong types");
            var example = JsonNode.Parse(content.GetProperty("example").GetRawText())!.AsObject();
            example["unheard"] = 1;
            if (name == "PreviewSettings") example.Remove("why");
            await NamesAsync(example.ToJsonString(), ["unheard"], "an unknown field");
        }

        asked.ShouldBeGreaterThan(90);
    }

    [Fact]
    public async Task Of_what_stands_in_the_address_each_that_cannot_be_read_is_named_with_what_is_allowed()
    {
        var told = 0;
        foreach (var (method, path, name, it) in Operations().Where(operation => operation.It.TryGetProperty("parameters", out _)))
        {
            foreach (var parameter in it.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() != "header"))
            {
                var (field, isPath) = (parameter.GetProperty("name").GetString()!, parameter.GetProperty("in").GetString() == "path");
                const string Wrong = "wrong%01";
                var at = isPath ? Filled(path.Replace($"{{{field}}}", Wrong, StringComparison.Ordinal)) : $"{Filled(path)}?{field}={Wrong}";
                if (name == "ShowPast" && field != "at") at += (isPath ? "?" : "&") + "at=2026-11-26";
                object? body = it.TryGetProperty("requestBody", out var content) ? content.GetProperty("content").GetProperty("application/json").GetProperty("example") : null;
                var (status, answer, _) = await admin.AskAsync(method, at, body, ("If-Match", "*"), ("Idempotency-Key", $"{name}-{field}"));
                // What names something that is not there is answered so.
                if (status == 404) continue;
                if (name == "GetArming" && field == "symbol") continue;
                status.ShouldBe(400, $"{name}, {field}: {answer}");
                Told(answer, field, name).ShouldContain("wrong");
                told++;
            }
        }

        told.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task Of_a_body_with_a_password_no_value_is_repeated()
    {
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/api/v1/session"), (HttpMethod.Post, "/api/v1/users"), (HttpMethod.Put, "/api/v1/session/password"), (HttpMethod.Post, "/api/v1/setup") })
        {
            using var sent = new StringContent("""{ "name": 4711, "role": "hunter2 hunter2", "password": ["hunter2"], "current": { "hunter2": 1 }, "new": "hunter2" }""", Encoding.UTF8, "application/json");
            var (status, answer, _) = await admin.AskAsync(method, path, sent);
            status.ShouldBe(400);
            answer.ToString().ShouldNotContain("hunter2");
            answer.ToString().ShouldNotContain("4711");
        }
    }

    private static string Told(JsonElement answer, string field, string what)
    {
        answer.TryGetProperty("errors", out var errors).ShouldBeTrue($"{what}: {answer}");
        var texts = errors.EnumerateObject().Where(error => error.Name == field || error.Name.StartsWith(field + ".", StringComparison.Ordinal)).SelectMany(error => error.Value.EnumerateArray()).Select(text => text.GetString()!).ToList();
        texts.ShouldNotBeEmpty($"{what} names {field}: {answer}");
        texts.ShouldAllBe(text => text.StartsWith(field, StringComparison.Ordinal) && text.Contains("allowed is ", StringComparison.Ordinal));
        return texts[0];
    }

    /// <summary>What no field of this kind takes.</summary>
    private JsonNode Unfit(JsonElement schema)
    {
        if (schema.TryGetProperty("oneOf", out var either)) schema = either.EnumerateArray().First(each => each.TryGetProperty("$ref", out _));
        return Follow(schema) is var field && (field.TryGetProperty("properties", out _) || !field.TryGetProperty("type", out _)) && !field.TryGetProperty("enum", out _) ? 7 : new JsonObject { ["x"] = 1 };
    }

    private JsonElement Follow(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference)) schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        return schema;
    }

    private static string Filled(string path) => path.Replace("{account}", "demo", StringComparison.Ordinal).Replace("{ticket}", "999", StringComparison.Ordinal).Replace("{number}", "999", StringComparison.Ordinal)
        .Replace("{id}", "nobody", StringComparison.Ordinal).Replace("{name}", "market-close", StringComparison.Ordinal).Replace("{day}", "2026-11-26", StringComparison.Ordinal).Replace("{version}", "0", StringComparison.Ordinal);

    private IEnumerable<(HttpMethod Method, string Path, string Name, JsonElement It)> Operations() =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (HttpMethod.Parse(operation.Name), path.Name, operation.Value.GetProperty("operationId").GetString()!, operation.Value);
}
