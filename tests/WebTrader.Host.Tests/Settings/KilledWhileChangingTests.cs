using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using WebTrader.Host.Settings.Versions;
using WebTrader.Persistence;
using WebTrader.Persistence.Settings;

namespace WebTrader.Host.Tests.Settings;

/// <summary>A host as a process of its own, killed in the midst of changes.</summary>
public sealed class KilledWhileChangingTests
{
    private static readonly Uri Route = new("/api/v1/settings", UriKind.Relative);

    [Fact]
    public async Task It_comes_back_with_the_last_change_that_was_answered_or_with_the_one_that_was_under_way()
    {
        using var data = new TempFolder();
        var random = new Random(5080);
        var answered = 2m;
        for (var life = 0; life < 4; life++)
        {
            using var host = HostProcess.Serve(data);
            using var http = await host.ReadyAsync();
            if (life > 0)
            {
                var holds = MaxRisk(await DocumentAsync(http));
                holds.ShouldBeOneOf(answered, answered + 1m);
                new SettingsFile(data.Path).Read().Problem.ShouldBeNull();
                answered = holds;
            }

            var from = answered;
            async Task ChangeOnAsync()
            {
                while (await TryChangeAsync(http, answered + 1m)) answered++;
            }

            var changing = ChangeOnAsync();
            await Eventually.TrueAsync(() => Task.FromResult(answered >= from + 3m), "some changes were answered");
            await Task.Delay(random.Next(0, 60), TestContext.Current.CancellationToken);
            await host.KillAsync();
            await changing;
        }

        using var last = HostProcess.Serve(data);
        using var at = await last.ReadyAsync();
        MaxRisk(await DocumentAsync(at)).ShouldBeOneOf(answered, answered + 1m);
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await at.GetAsync(new Uri("/api/v1/settings/history", UriKind.Relative), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }, "the database can be read");
        var kept = await EfSettingsStore.InSqlite(data.Of("webtrader.db"), TimeSpan.FromSeconds(5)).HistoryAsync(new PageRequest(size: 1000), TestContext.Current.CancellationToken);
        kept.Items.ShouldAllBe(version => version.IsWhole);
        kept.Items.Select(version => version.Version).ShouldBe(Enumerable.Range(1, kept.Items.Count).Reverse().Select(number => (long)number), "none is left out, and none came twice");
        await Eventually.TrueAsync(() => Task.FromResult(new SettingsFile(data.Path).Read().Version == kept.Items[0]), "file and database hold the same");
        await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(at, "/api/v1/journal?kind=settingsChanged&pageSize=500"))
            .Select(fact => fact.GetProperty("data").GetProperty("toVersion").GetInt64()).Distinct().Count() == kept.Items.Count, "each is journalled, those too after which the host was killed");
    }

    /// <summary>Whether it was answered; false once the host is gone.</summary>
    private static async Task<bool> TryChangeAsync(HttpClient http, decimal maxRisk)
    {
        try
        {
            while (true)
            {
                using var looked = await http.GetAsync(Route, TestContext.Current.CancellationToken);
                var document = JsonNode.Parse(await looked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["document"]!;
                document["Stops"]!["MaxRisk"] = maxRisk;
                using var request = new HttpRequestMessage(HttpMethod.Put, Route) { Content = JsonContent.Create(new JsonObject { ["document"] = document.DeepClone(), ["why"] = "a test says so" }) };
                request.Headers.TryAddWithoutValidation("If-Match", looked.Headers.ETag!.Tag);
                using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode) return true;
                // The database is still opening.
                ((int)answer.StatusCode).ShouldBeOneOf(503, 412);
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private static async Task<JsonNode> DocumentAsync(HttpClient http)
    {
        // A change that was cut short before the file was written holds once the database has been read.
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        return JsonNode.Parse(await http.GetStringAsync(Route, TestContext.Current.CancellationToken))!["document"]!;
    }

    private static decimal MaxRisk(JsonNode document) => (decimal)document["Stops"]!["MaxRisk"]!;
}
