using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using WebTrader.Host.Settings.Versions;

namespace WebTrader.Host.Api;

/// <summary>What a request and its answer look like, by the name of the operation. A test sends every body to its own route.</summary>
internal static class ApiExamples
{
    private const string Password = "\"correct horse battery\"";
    private const string Json = "application/json";

    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["SignIn"] = $$"""{ "name": "anna", "password": {{Password}} }""",
        ["ChangePassword"] = $$"""{ "current": {{Password}}, "new": "another twelve letters" }""",
        ["BeginSecondFactor"] = $$"""{ "password": {{Password}} }""",
        ["ConfirmSecondFactor"] = """{ "code": "123456" }""",
        ["RemoveSecondFactor"] = $$"""{ "password": {{Password}} }""",
        ["SetUp"] = $$"""{ "token": "from the link that the host has printed", "name": "anna", "password": {{Password}} }""",
        ["CreateUser"] = """{ "name": "vera", "role": "viewer", "password": "twelve letters at least" }""",
        ["ChangeRole"] = """{ "role": "operator" }""",
        ["DisableUser"] = """{ "isDisabled": true }""",
        ["ResetUser"] = """{ "password": "another twelve letters" }""",
        ["CreateKey"] = """{ "name": "nightly report", "scopes": ["read"], "expiresInDays": 90 }""",
        ["PutArming"] = """{ "why": "only gold for now", "all": false, "symbols": ["XAUUSD"], "magics": [], "confirm": "-12.40.0123456789abcdef" }""",
        ["SetStop"] = """{ "stop": "1.08450" }""",
        ["SetTakeProfit"] = """{ "takeProfit": "1.09200" }""",
        ["ClosePosition"] = """{ "lots": "0.01" }""",
        ["ManagePosition"] = """{ "managed": false, "why": "I look after it myself" }""",
        ["PlaceOrder"] = """{ "symbol": "EURUSD", "side": "long", "lots": "0.01" }""",
        ["SilenceAlert"] = """{ "minutes": 30 }""",
        ["PauseJob"] = """{ "paused": true, "why": "a look at the journal first" }""",
        ["PreviewEmergencyStop"] = """{ "action": "flatten", "scope": { "account": "demo" } }""",
        ["PressEmergencyStop"] = """{ "action": "flatten", "scope": { "account": "demo" }, "why": "news", "nonce": "of the preview" }""",
        ["ReleaseEmergencyStop"] = """{ "why": "the news is over" }""",
        ["DrillEmergencyStop"] = """{ "account": "demo", "latency": "80ms", "inFlight": 1 }""",
        ["RollbackSettings"] = """{ "version": 1, "why": "it was better before" }""",
        ["Evaluate"] = """
            {
              "symbol": { "digits": 5, "point": "0.00001", "tickSize": "0.00001", "tickValueProfit": "1", "tickValueLoss": "1", "contractSize": "100000", "stopsLevel": 0, "freezeLevel": 0 },
              "position": { "side": "long", "lots": "0.01", "openPrice": "1.10000" },
              "quote": { "bid": "1.10050", "ask": "1.10060" }
            }
            """,
    };

    private static readonly Dictionary<string, (string Status, string Body)> Answers = new(StringComparer.Ordinal)
    {
        ["SignIn"] = ("200", """{ "kind": "person", "name": "anna", "role": "admin", "rights": ["read", "operate"], "hasSecondFactor": false, "antiforgery": "q2Jf0c..." }"""),
        ["CreateUser"] = ("201", """{ "id": "6d0f0f5e-3a1b-4d7e-9a55-0c7a3f6e2b11", "name": "vera", "role": "viewer", "isDisabled": false, "isLockedOut": false, "hasSecondFactor": false, "createdAt": "2026-03-02T12:00:00.000Z" }"""),
        ["CreateKey"] = ("201", """{ "key": "wt_...", "item": { "id": "0f3c5a7b9d1e", "name": "nightly report", "scopes": ["read"], "createdBy": "anna", "createdAt": "2026-03-02T12:00:00.000Z", "expiresAt": "2026-05-31T12:00:00.000Z", "revokedAt": null, "lastUsedAt": null }, "note": null }"""),
        ["ListAlerts"] = ("200", """{ "items": [{ "number": 1772452800000, "account": "demo", "condition": "connection", "level": "red", "text": "No connection to the broker", "since": "2026-03-02T12:00:00.000Z", "endedAt": null, "acknowledgedBy": null, "acknowledgedAt": null, "silencedUntil": null, "escalations": 0, "toldAt": "2026-03-02T12:00:00.000Z" }], "page": 1, "pageSize": 100, "total": 1 }"""),
    };

    /// <summary>Puts the examples of an operation into its description.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var name = context.Description.ActionDescriptor.EndpointMetadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName ?? "";
        if (operation.RequestBody?.Content?.TryGetValue(Json, out var body) == true) body.Example = BodyOf(name, context.ApplicationServices);
        if (Answers.TryGetValue(name, out var answer) && operation.Responses?.TryGetValue(answer.Status, out var response) == true && response.Content?.TryGetValue(Json, out var content) == true)
            content.Example = JsonNode.Parse(answer.Body);
        return Task.CompletedTask;
    }

    /// <summary>Settings are sent as a whole, so that those that hold are the example.</summary>
    private static JsonNode? BodyOf(string name, IServiceProvider services)
    {
        if (name is not ("PutSettings" or "PreviewSettings")) return Bodies.TryGetValue(name, out var known) ? JsonNode.Parse(known) : null;
        var keeper = services.GetRequiredService<SettingsKeeper>();
        var example = new JsonObject { ["document"] = JsonNode.Parse(keeper.Now?.Version.Document ?? keeper.FilesText) };
        if (name == "PutSettings") example["why"] = "less risk before the holidays";
        return example;
    }
}
