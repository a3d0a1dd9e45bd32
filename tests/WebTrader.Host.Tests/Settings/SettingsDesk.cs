using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace WebTrader.Host.Tests.Settings;

/// <summary>What an operator does with the settings of a running host.</summary>
internal static class SettingsDesk
{
    private const string Route = "/api/v1/settings";

    /// <summary>The document that holds, to be changed.</summary>
    public static async Task<(JsonObject Document, string Tag, long Version)> SettingsAsync(this LiveHost host)
    {
        using var answer = await host.Http.GetAsync(new Uri(Route, UriKind.Relative), TestContext.Current.CancellationToken);
        var body = (await ReadAsync(answer)).ShouldNotBeNull();
        answer.IsSuccessStatusCode.ShouldBeTrue(body.ToJsonString());
        return (body["document"]!.AsObject(), answer.Headers.ETag!.Tag, (long)body["version"]!);
    }

    /// <summary>Changes one document into another and has it hold.</summary>
    public static async Task<(int Status, JsonElement Body)> ChangeAsync(this LiveHost host, Action<JsonObject> change, string why = "a test says so", bool dryRun = false)
    {
        var (document, tag, _) = await host.SettingsAsync();
        change(document);
        return await host.PutAsync(document, tag, why, dryRun);
    }

    public static Task<(int Status, JsonElement Body)> PutAsync(this LiveHost host, JsonNode document, string? tag, string why = "a test says so", bool dryRun = false) =>
        host.SendAsync(HttpMethod.Put, Route + (dryRun ? "?dryRun=true" : ""), new JsonObject { ["document"] = document.DeepClone(), ["why"] = why }, tag);

    public static Task<(int Status, JsonElement Body)> RollbackAsync(this LiveHost host, long version, string tag, bool dryRun = false) =>
        host.SendAsync(HttpMethod.Post, Route + "/rollback" + (dryRun ? "?dryRun=true" : ""), new JsonObject { ["version"] = version, ["why"] = "it was better" }, tag);

    public static Task<(int Status, JsonElement Body)> PreviewAsync(this LiveHost host, JsonNode document) =>
        host.SendAsync(HttpMethod.Post, Route + "/preview", new JsonObject { ["document"] = document.DeepClone() }, null);

    public static async Task<(int Status, JsonElement Body)> SendAsync(this LiveHost host, HttpMethod method, string path, JsonNode body, string? tag)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-Match", tag).ShouldBeTrue();
        using var answer = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return ((int)answer.StatusCode, document.RootElement.Clone());
    }

    /// <summary>The facts of a kind, newest first.</summary>
    public static async Task<List<JsonElement>> FactsAsync(this LiveHost host, string kind) =>
        [.. (await host.GetAsync($"/api/v1/journal?kind={kind}")).GetProperty("items").EnumerateArray()];

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
