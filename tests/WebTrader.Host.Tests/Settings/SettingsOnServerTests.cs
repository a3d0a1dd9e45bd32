using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using WebTrader.Host.Settings.Versions;
using WebTrader.TestKit.Databases;

namespace WebTrader.Host.Tests.Settings;

/// <summary>Settings whose versions are kept by a server, which outlives the data folder.</summary>
public sealed class SettingsOnServerTests : IDisposable
{
    private static readonly Uri Route = new("/api/v1/settings", UriKind.Relative);

    private readonly PostgreSqlServer server = PostgreSqlServer.StartOwn();
    private readonly TempFolder data = new();
    private readonly (string Name, string Value)[] environment;

    public SettingsOnServerTests() => environment = [("WEBTRADER__CONNECTIONSTRINGS__JOURNAL", server.CreateDatabase())];

    public void Dispose()
    {
        server.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task A_host_whose_copy_is_lost_while_the_server_is_away_observes_and_goes_on_with_the_servers_version_when_it_is_back()
    {
        using (var first = HostProcess.ServeWith(environment, data))
        {
            using var http = await first.ReadyAsync();
            await Eventually.TrueAsync(async () => await ChangeAsync(http, 1.50m), "the change is kept");
            (await first.StopAsync()).ShouldBe(0);
        }

        File.Delete(data.Of(SettingsFile.Name));
        server.Stop();
        using var second = HostProcess.ServeWith(environment, data);
        using var again = await second.ReadyAsync();
        using (var answer = await again.GetAsync(Route, TestContext.Current.CancellationToken)) ((int)answer.StatusCode).ShouldBe(503);
        (await HostProcess.ItemsAsync(again, "/api/v1/positions")).ShouldAllBe(row => row.GetProperty("state").GetString() == "unmanaged");

        server.Start();
        await Eventually.TrueAsync(async () => (await HostProcess.ItemsAsync(again, "/api/v1/positions")).Any(row => row.GetProperty("state").GetString() == "protected"), "positions are protected");
        (await MaxRiskAsync(again)).ShouldBe("1.50");
    }

    [Fact]
    public async Task A_host_in_a_new_folder_goes_on_with_what_the_server_holds()
    {
        using (var first = HostProcess.ServeWith(environment, data))
        {
            using var http = await first.ReadyAsync();
            await Eventually.TrueAsync(async () => await ChangeAsync(http, 1.50m), "the change is kept");
            (await first.StopAsync()).ShouldBe(0);
        }

        using var empty = new TempFolder();
        using var second = HostProcess.ServeWith(environment, empty);
        using var again = await second.ReadyAsync();
        (await MaxRiskAsync(again)).ShouldBe("1.50");
        (await HostProcess.ItemsAsync(again, "/api/v1/settings/history")).Count.ShouldBe(2, "nothing was begun anew");
    }

    private static async Task<bool> ChangeAsync(HttpClient http, decimal maxRisk)
    {
        using var looked = await http.GetAsync(Route, TestContext.Current.CancellationToken);
        var document = JsonNode.Parse(await looked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["document"]!;
        document["Stops"]!["MaxRisk"] = maxRisk;
        using var request = new HttpRequestMessage(HttpMethod.Put, Route) { Content = JsonContent.Create(new JsonObject { ["document"] = document.DeepClone(), ["why"] = "a test says so" }) };
        request.Headers.TryAddWithoutValidation("If-Match", looked.Headers.ETag!.Tag);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode;
    }

    private static async Task<string> MaxRiskAsync(HttpClient http) =>
        JsonNode.Parse(await http.GetStringAsync(Route, TestContext.Current.CancellationToken))!["document"]!["Stops"]!["MaxRisk"]!.ToJsonString();
}
