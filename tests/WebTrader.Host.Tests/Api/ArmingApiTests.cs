using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;

namespace WebTrader.Host.Tests.Api;

public sealed class ArmingApiTests
{
    private const string Route = "/api/v1/accounts/demo/arming";

    private static readonly StopPatch OwnMoney = new() { MaxRisk = new Money(200m), SweetSpotFrom = new Money(50m), SweetSpotTo = new Money(60m), TrailingStep = new Money(100m) };

    [Fact]
    public async Task An_account_of_real_money_is_observed_until_somebody_has_seen_what_happens_and_agreed()
    {
        using var folder = new TempFolder();
        await using (var host = await Observing(folder, OwnMoney))
        {
            await Eventually.TrueAsync(async () => (await host.GetAsync(Route + "?all=true")).GetProperty("stopsToSet").GetInt32() > 0, "positions wait for a stop");
            (await host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().ShouldAllBe(row => row.GetProperty("state").GetString() == "unmanaged");

            (await PutAsync(host, new { why = "go", all = true })).Status.ShouldBe(409, "nobody has agreed to what would happen");
            await Eventually.TrueAsync(async () =>
            {
                var preview = await host.GetAsync(Route + "?all=true");
                return (await PutAsync(host, new { why = "go", all = true, confirm = preview.GetProperty("confirm").GetString() })).Status == 200;
            }, "it is armed with the preview's confirmation");
            await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().Any(row => row.GetProperty("state").GetString() == "protected"), "positions are protected");
        }

        await using var again = await Observing(folder, OwnMoney);
        (await again.GetAsync(Route)).GetProperty("armed").GetProperty("all").GetBoolean().ShouldBeTrue("it was written down");
    }

    [Fact]
    public async Task The_command_shows_what_would_happen_and_arms_when_it_is_agreed_to()
    {
        using var folder = new TempFolder();
        await using var host = await Observing(folder, OwnMoney);
        await Eventually.TrueAsync(async () => (await host.GetAsync(Route + "?all=true")).GetProperty("lines").GetArrayLength() > 0, "there is something to arm");
        string[] arm = ["arm", "--account", "demo", "--port", host.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--why", "a try", "--data", folder.Path];

        var (asked, shown) = await HostProcess.RunAsync([.. arm, "--all"]);
        asked.ShouldBe(1, "nobody typed ARM");
        shown.ShouldContain("stops are set");
        (await host.GetAsync(Route)).GetProperty("armed").GetProperty("all").GetBoolean().ShouldBeFalse();

        await Eventually.TrueAsync(async () => (await HostProcess.RunAsync([.. arm, "--all", "--yes"])).ExitCode == 0, "it is armed");
        (await host.GetAsync(Route)).GetProperty("armed").GetProperty("all").GetBoolean().ShouldBeTrue();
        (await HostProcess.RunAsync([.. arm, "--observe"])).ExitCode.ShouldBe(0);
        (await HostProcess.RunAsync([.. arm])).ExitCode.ShouldBe(2, "it says nothing of what to arm");
    }

    [Fact]
    public async Task The_command_arms_nothing_without_a_key_and_says_so()
    {
        using var folder = new TempFolder();
        using var elsewhere = new TempFolder();
        await using var host = await Observing(folder, OwnMoney);

        var (exit, said) = await HostProcess.RunAsync("arm", "--account", "demo", "--port", host.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--why", "a try", "--data", elsewhere.Path, "--observe");

        exit.ShouldBe(1);
        said.ShouldContain("Authorization: Bearer wt_...");
    }

    [Fact]
    public async Task Without_money_of_its_own_it_cannot_be_armed_and_every_missing_setting_is_named()
    {
        using var folder = new TempFolder();
        await using var host = await Observing(folder, new StopPatch { MaxRisk = new Money(200m) });
        var preview = await host.GetAsync(Route + "?all=true");
        var (status, body) = await PutAsync(host, new { why = "go", all = true, confirm = preview.GetProperty("confirm").GetString() });
        status.ShouldBe(409);
        var detail = body.GetProperty("detail").GetString()!;
        foreach (var name in (string[])["SweetSpotFrom", "SweetSpotTo", "TrailingStep"]) detail.ShouldContain($"{name} is not set for account demo");
        detail.ShouldNotContain("MaxRisk is not set");
    }

    [Fact]
    public async Task Less_than_before_is_armed_also_with_settings_that_are_small_for_what_is_open()
    {
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();
        const string less = Route + "?symbol=EURUSD&symbol=USDJPY&symbol=XAUUSD&magic=0";
        await Eventually.TrueAsync(async () => (await host.GetAsync(less)).GetProperty("refused").GetArrayLength() > 0, "what is set is small for some position");
        await Eventually.TrueAsync(async () =>
        {
            var preview = await host.GetAsync(less);
            return (await PutAsync(host, new { why = "less", symbols = (string[])["EURUSD", "USDJPY", "XAUUSD"], magics = (long[])[0], confirm = preview.GetProperty("confirm").GetString() })).Status == 200;
        }, "all positions were armed, and no position is met for the first time");
        (await host.GetAsync(Route)).GetProperty("armed").GetProperty("all").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_damaged_file_arms_nothing_and_an_alarm_says_so()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Of("accounts/demo"));
        await File.WriteAllTextAsync(folder.Of("accounts/demo/armed.json"), "{ \"all\": tru", TestContext.Current.CancellationToken);
        await using var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();
        (await host.GetAsync(Route)).GetProperty("armed").GetProperty("all").GetBoolean().ShouldBeFalse();
        (await host.TextAsync("/metrics")).ShouldContain("webtrader_alarms{account=\"demo\",severity=\"red\"} 1");
    }

    [Fact]
    public async Task Another_login_under_the_same_id_was_never_agreed_to()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Of("accounts/demo"));
        await File.WriteAllTextAsync(folder.Of("accounts/demo/armed.json"), """{ "login": "7", "server": "Broker-Demo", "arming": { "all": true, "symbols": [], "magics": [] } }""", TestContext.Current.CancellationToken);
        await using var host = await Observing(folder, OwnMoney);
        (await host.GetAsync(Route)).GetProperty("armed").GetProperty("all").GetBoolean().ShouldBeFalse();
        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/journal?kind=alarmRaised")).GetProperty("items").EnumerateArray().Any(item => item.GetProperty("text").GetString()!.Contains("it was armed for 7 at Broker-Demo", StringComparison.Ordinal)), "the alarm is written down");
    }

    [Fact]
    public async Task Once_its_own_amounts_are_gone_it_is_only_observed_again()
    {
        using var folder = new TempFolder();
        await using (var host = await Observing(folder, OwnMoney))
        {
            await Eventually.TrueAsync(async () =>
            {
                var preview = await host.GetAsync(Route + "?all=true");
                return (await PutAsync(host, new { why = "go", all = true, confirm = preview.GetProperty("confirm").GetString() })).Status == 200;
            }, "it is armed");
        }

        // A new beginning: the settings files are the first version again, and what was agreed to stands where it stood.
        File.Delete(folder.Of("settings-in-force.json"));
        foreach (var database in Directory.GetFiles(folder.Path, "webtrader.db*")) File.Delete(database);
        await using var again = await Observing(folder, OwnMoney with { SweetSpotFrom = null });
        (await again.GetAsync(Route)).GetProperty("armed").GetProperty("all").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_request_without_a_reason_is_refused()
    {
        using var folder = new TempFolder();
        await using var host = await Observing(folder, OwnMoney);
        var (status, body) = await PutAsync(host, new { why = "", all = false });
        status.ShouldBe(400);
        body.GetProperty("detail").GetString()!.ShouldContain("allowed is a reason of 1 to 200 characters");
    }

    private static async Task<LiveHost> Observing(TempFolder folder, StopPatch stops)
    {
        var host = await LiveHost.StartAsync(folder, settings => settings with { Accounts = [settings.Accounts[0] with { StartsArmed = false, Stops = stops }] });
        await host.ReadyAsync();
        return host;
    }

    private static async Task<(int Status, JsonElement Body)> PutAsync(LiveHost host, object body)
    {
        using var answer = await host.Http.PutAsJsonAsync(new Uri(Route, UriKind.Relative), body, TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return ((int)answer.StatusCode, document.RootElement.Clone());
    }
}
