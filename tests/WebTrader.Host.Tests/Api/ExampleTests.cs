using System.Text.Json;
using Shouldly;
using WebTrader.Host.Tests.Security.SignIn;

namespace WebTrader.Host.Tests.Api;

/// <summary>Whoever copies an example out of the description of the surface is understood.</summary>
public sealed class ExampleTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private LiveHost host = null!;
    private Browsing admin = null!;
    private JsonElement document;

    public async ValueTask InitializeAsync()
    {
        host = await LiveHost.StartAsync(folder);
        admin = await Browsing.SetUpAsync(host);
        document = await host.GetAsync("/openapi/v1.json");
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Every_body_has_an_example_that_its_own_route_takes()
    {
        await Eventually.TrueAsync(async () => (await admin.GetAsync("/api/v1/settings/history")).Status == 200, "the database is open");
        var operations = Operations().Where(operation => operation.It.TryGetProperty("requestBody", out _)).ToList();
        operations.Count.ShouldBeGreaterThan(15);
        // A new password changes what the other examples are sent with.
        foreach (var (method, path, name, it) in operations.OrderBy(operation => operation.Name == "ChangePassword"))
        {
            it.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").TryGetProperty("example", out var example).ShouldBeTrue($"{name} has an example");
            var at = path.Replace("{account}", "demo", StringComparison.Ordinal).Replace("{ticket}", "999", StringComparison.Ordinal).Replace("{number}", "999", StringComparison.Ordinal).Replace("{id}", "nobody", StringComparison.Ordinal);
            // Whoever signs in has another session from then on.
            using var somebody = new Browsing(host);
            var (status, answer, _) = await (name == "SignIn" ? somebody : admin).AskAsync(method, at, example, ("If-Match", "*"), ("Idempotency-Key", $"example-{name}"));
            status.ShouldNotBeOneOf([400, 401, 415, 428, 500], $"{name}: {answer}");
            answer.ToString().ShouldNotContain("antiforgery is missing", Case.Insensitive, $"{name} was let in");
            if (name != "SignIn" && answer is { ValueKind: JsonValueKind.Object } && answer.TryGetProperty("antiforgery", out var own)) admin.Antiforgery = own.GetString();
        }
    }

    [Fact]
    public void Every_example_of_an_answer_has_the_fields_of_its_answer_and_no_others()
    {
        var seen = 0;
        foreach (var (_, _, name, it) in Operations())
        {
            foreach (var response in it.GetProperty("responses").EnumerateObject())
            {
                if (!response.Value.TryGetProperty("content", out var content) || !content.TryGetProperty("application/json", out var body) || !body.TryGetProperty("example", out var example)) continue;
                seen++;
                Compare(example, body.GetProperty("schema"), $"{name} {response.Name}");
            }
        }

        seen.ShouldBeGreaterThanOrEqualTo(4);
    }

    private void Compare(JsonElement example, JsonElement schema, string place)
    {
        while (schema.TryGetProperty("$ref", out var reference)) schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        if (example.ValueKind == JsonValueKind.Array) foreach (var item in example.EnumerateArray()) Compare(item, schema.GetProperty("items"), place);
        if (example.ValueKind != JsonValueKind.Object) return;
        var fields = schema.GetProperty("properties");
        example.EnumerateObject().Select(field => field.Name).ShouldBe(fields.EnumerateObject().Select(field => field.Name), ignoreOrder: true, place);
        foreach (var field in example.EnumerateObject()) Compare(field.Value, fields.GetProperty(field.Name), $"{place}.{field.Name}");
    }

    private IEnumerable<(HttpMethod Method, string Path, string Name, JsonElement It)> Operations() =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (HttpMethod.Parse(operation.Name), path.Name, operation.Value.GetProperty("operationId").GetString()!, operation.Value);
}
