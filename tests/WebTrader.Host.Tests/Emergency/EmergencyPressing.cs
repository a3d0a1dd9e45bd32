using System.Net.Http.Json;
using System.Text.Json;
using WebTrader.Host.Tests.Security.SignIn;

namespace WebTrader.Host.Tests.Emergency;

/// <summary>Presses emergency stops over REST.</summary>
internal static class EmergencyPressing
{
    public const string Stops = "/api/v1/emergency-stops";

    /// <summary>As a person does: looks at the preview and agrees to it.</summary>
    public static async Task<(int Status, JsonElement Body)> PressAsync(this Browsing person, string action, object scope, string why = "a test")
    {
        var (status, preview) = await person.SendAsync(HttpMethod.Post, Stops + "/preview", new { action, scope });
        if (status != 200) return (status, preview);
        return await person.SendAsync(HttpMethod.Post, Stops, new { action, scope, why, nonce = preview.GetProperty("nonce").GetString() });
    }

    /// <summary>As a script does.</summary>
    /// <param name="key">Of the request; null for none.</param>
    public static async Task<(int Status, JsonElement Body)> PressAsync(this HttpClient script, string action, object scope, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Stops, UriKind.Relative)) { Content = JsonContent.Create(new { action, scope, why = "a test", immediate = true }) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await script.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.Clone());
    }

    public static string Id(this JsonElement pressed) => pressed.GetProperty("stop").GetProperty("id").GetString()!;

    public static async Task<JsonElement> StopAsync(this LiveHost host, string id) => await host.GetAsync($"{Stops}/{id}");

    public static async Task<IReadOnlyList<JsonElement>> StopsAsync(this LiveHost host) => [.. (await host.GetAsync(Stops)).GetProperty("items").EnumerateArray()];

    /// <summary>The facts of one kind in the journal, once as many as are expected are there.</summary>
    public static async Task<IReadOnlyList<JsonElement>> FactsAsync(this LiveHost host, string kind, int atLeast)
    {
        List<JsonElement> facts = [];
        await Eventually.TrueAsync(async () =>
        {
            var (status, body) = await host.TryAsync($"/api/v1/journal?kind={kind}&pageSize=500");
            if (status == 200) facts = [.. body.GetProperty("items").EnumerateArray()];
            return facts.Count >= atLeast;
        }, $"the journal has {atLeast} facts {kind}");
        return facts;
    }
}
