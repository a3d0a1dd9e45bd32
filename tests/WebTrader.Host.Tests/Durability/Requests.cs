using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using WebTrader.Brokers.Simulator;

namespace WebTrader.Host.Tests.Durability;

/// <summary>Somebody who opens, tightens, closes and changes settings through REST as fast as he is answered, and remembers what he was promised.</summary>
internal sealed class Requests(ulong seed)
{
    private readonly List<long> unanswered = [];
    private readonly Dictionary<int, int> orderAnswers = [];
    private SplitMix random = new(seed);
    private long orders;

    /// <summary>How often an order was answered how.</summary>
    public string Answers => string.Join(", ", orderAnswers.OrderBy(pair => pair.Key).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} times {pair.Key}")));

    /// <summary>Orders that were answered with 201, by their magic number.</summary>
    public HashSet<long> Opened { get; } = [];

    /// <summary>The last change of max risk that was answered; the one after it may have been under way.</summary>
    public decimal MaxRisk { get; set; } = 2m;

    /// <summary>Until the host is gone.</summary>
    public Task RunAsync(HttpClient http) => Task.WhenAll(WhileThereAsync(() => PlaceAsync(http, ++orders)), WhileThereAsync(() => ActAsync(http)), WhileThereAsync(() => ChangeSettingsAsync(http)));

    /// <summary>Asks again, with the same keys, for what was never answered.</summary>
    public async Task AskAgainAsync(HttpClient http)
    {
        foreach (var magic in unanswered.ToList()) await Eventually.TrueAsync(async () => await PlaceAsync(http, magic), $"order {magic} is answered", 120);
    }

    private static async Task WhileThereAsync(Func<Task<bool>> act)
    {
        try
        {
            while (true)
            {
                await act();
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            // It was killed, as it was meant to be.
        }
    }

    /// <returns>Whether it is known what became of it.</returns>
    private async Task<bool> PlaceAsync(HttpClient http, long magic)
    {
        if (!unanswered.Contains(magic)) unanswered.Add(magic);
        var side = magic % 2 == 0 ? "long" : "short";
        var status = await SendAsync(http, HttpMethod.Post, "/api/v1/orders", string.Create(CultureInfo.InvariantCulture, $$"""{ "symbol": "EURUSD", "side": "{{side}}", "lots": "0.01", "magic": {{magic}} }"""), magic.ToString(CultureInfo.InvariantCulture));
        if (status == 201) Opened.Add(magic);
        orderAnswers[status] = orderAnswers.GetValueOrDefault(status) + 1;
        // Without its memory or its database it opens nothing and says so; 202 says that nobody knows.
        if (status is 202 or 503) return false;
        unanswered.Remove(magic);
        return true;
    }

    private async Task<bool> ActAsync(HttpClient http)
    {
        var rows = await HostProcess.ItemsAsync(http, "/api/v1/positions");
        if (rows.Count == 0) return false;
        var row = rows[random.Between(0, rows.Count - 1)];
        var at = $"/api/v1/positions/{row.GetProperty("ticket").GetString()}";
        var current = row.GetProperty("stop").GetString();
        await (random.Between(0, 9) switch
        {
            0 => SendAsync(http, HttpMethod.Post, at + "/close", "{}"),
            < 4 => SendAsync(http, HttpMethod.Post, at + "/break-even", "{}"),
            _ when current is null => Task.FromResult(0),
            _ => SendAsync(http, HttpMethod.Put, at + "/stop", $$"""{ "stop": "{{Tighter(row.GetProperty("side").GetString()!, decimal.Parse(current, CultureInfo.InvariantCulture))}}" }"""),
        });
        return true;
    }

    private static string Tighter(string side, decimal stop) => (stop + (side == "long" ? 0.00003m : -0.00003m)).ToString(CultureInfo.InvariantCulture);

    private async Task<bool> ChangeSettingsAsync(HttpClient http)
    {
        using var looked = await http.GetAsync(new Uri("/api/v1/settings", UriKind.Relative), TestContext.Current.CancellationToken);
        if (!looked.IsSuccessStatusCode) return false;
        var document = JsonNode.Parse(await looked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["document"]!;
        document["Accounts"]!["demo"]!["Stops"]![nameof(MaxRisk)] = MaxRisk + 0.01m;
        if (await SendAsync(http, HttpMethod.Put, "/api/v1/settings", new JsonObject { ["document"] = document.DeepClone(), ["why"] = "a test says so" }.ToJsonString(), tag: looked.Headers.ETag!.Tag) != 200) return false;
        MaxRisk += 0.01m;
        return true;
    }

    private static async Task<int> SendAsync(HttpClient http, HttpMethod method, string path, string body, string? key = null, string? tag = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-Match", tag);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var status = (int)answer.StatusCode;
        status.ShouldNotBe(500, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        status.ShouldNotBe(400, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return status;
    }
}
