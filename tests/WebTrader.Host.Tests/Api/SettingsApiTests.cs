using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Host.Settings;
using WebTrader.Host.Settings.Versions;
using WebTrader.Host.Tests.Settings;

namespace WebTrader.Host.Tests.Api;

/// <summary>The settings of a running host, looked at and changed over REST.</summary>
public sealed class SettingsApiTests
{
    [Fact]
    public async Task The_settings_files_are_the_first_version_and_every_default_is_spelled_out()
    {
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder);
        var (document, tag, version) = await host.SettingsAsync();

        (version, tag).ShouldBe((1, "\"1\""));
        document["Stops"]!["MaxRisk"]!.ToJsonString().ShouldBe("2.00");
        document["Stops"]!["TickValueDrift"]!.ToJsonString().ShouldBe("0.05");
        document["Accounts"]!["demo"]!["Messages"]!["PerDay"]!.ToJsonString().ShouldBe("2000");
        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/settings/history")).GetProperty("total").GetInt64() == 1, "the database holds it");
    }

    [Fact]
    public async Task A_change_holds_at_once_for_every_position_and_is_journalled_with_who_when_from_to_and_why()
    {
        using var folder = new TempFolder();
        await using var host = await Ready(folder);
        var (status, outcome) = await host.ChangeAsync(document => document["Stops"]!["MaxRisk"] = 1.50m, "less for the news");

        status.ShouldBe(200, outcome.ToString());
        (outcome.GetProperty("version").GetInt64(), outcome.GetProperty("dryRun").GetBoolean(), outcome.GetProperty("late").GetArrayLength()).ShouldBe((2, false, 0));
        var change = outcome.GetProperty("changes").EnumerateArray().ShouldHaveSingleItem();
        (Text(change, "place"), Text(change, "before"), Text(change, "after")).ShouldBe(("Stops:MaxRisk", "2.00", "1.50"));
        (await host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().ShouldAllBe(row => Text(row, "maxRisk") == "1.50");

        var fact = (await host.FactsAsync("settingsChanged"))[0];
        Text(fact, "text").ShouldBe("Settings version 2 holds, before version 1, by local: less for the news (Stops:MaxRisk 2.00 to 1.50)");
        var data = fact.GetProperty("data");
        (data.GetProperty("fromVersion").GetInt64(), data.GetProperty("toVersion").GetInt64(), Text(data, "by"), Text(data, "why")).ShouldBe((1, 2, "local", "less for the news"));
    }

    [Fact]
    public async Task Whoever_does_not_say_what_was_changed_or_changed_an_old_version_is_refused()
    {
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder);
        var (document, tag, _) = await host.SettingsAsync();
        (await host.PutAsync(document, null)).Status.ShouldBe(428);
        document["Stops"]!["MaxRisk"] = 1.5m;
        await PutUntilKept(host, document, tag);

        document["Stops"]!["MaxRisk"] = 9m;
        var (status, problem) = await host.PutAsync(document, tag);
        status.ShouldBe(412);
        Text(problem, "detail").ShouldContain("If-Match is \"1\", allowed is \"2\"");
        (await host.RollbackAsync(1, tag)).Status.ShouldBe(412);
        (await host.SettingsAsync()).Document["Stops"]!["MaxRisk"]!.ToJsonString().ShouldBe("1.5");
    }

    [Fact]
    public async Task Of_two_who_change_the_same_version_at_once_one_is_told_to_look_again()
    {
        using var folder = new TempFolder();
        await using var host = await Ready(folder);
        var (document, tag, _) = await host.SettingsAsync();
        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(async number =>
        {
            var own = document.DeepClone();
            own["Stops"]!["MaxRisk"] = 2m + number;
            return (await host.PutAsync(own, tag)).Status;
        }));
        answers.Count(status => status == 200).ShouldBe(1);
        answers.Count(status => status == 412).ShouldBe(5);
        (await host.SettingsAsync()).Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_happen_and_changes_nothing()
    {
        using var folder = new TempFolder();
        await using var host = await Ready(folder);
        var (status, outcome) = await host.ChangeAsync(document => document["Stops"]!["MaxRisk"] = 1.50m, dryRun: true);

        status.ShouldBe(200, outcome.ToString());
        outcome.GetProperty("dryRun").GetBoolean().ShouldBeTrue();
        outcome.GetProperty("preview").GetProperty("lines").GetArrayLength().ShouldBeGreaterThanOrEqualTo(8);
        var line = outcome.GetProperty("preview").GetProperty("lines")[0];
        foreach (var field in (string[])["account", "ticket", "symbol", "stopNow", "before", "after", "closesAtOnce"]) line.TryGetProperty(field, out _).ShouldBeTrue(field);
        foreach (var field in (string[])["isManaged", "step", "stop", "rule", "money", "reason"]) line.GetProperty("after").TryGetProperty(field, out _).ShouldBeTrue(field);
        (await host.SettingsAsync()).Version.ShouldBe(1);
        (await host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().ShouldAllBe(row => Text(row, "maxRisk") == "2.00");
        (await host.FactsAsync("settingsChanged")).ShouldHaveSingleItem("the first version");
    }

    [Fact]
    public async Task A_preview_warns_of_what_would_be_closed_at_once_and_of_what_would_be_left_alone()
    {
        using var folder = new TempFolder();
        await using var host = await Ready(folder);
        var (document, _, _) = await host.SettingsAsync();
        document["StopsBySymbol"] = new JsonObject { ["XAUUSD"] = new JsonObject { ["Manage"] = false } };
        document["Stops"]!["MaxHolding"] = "1ms";

        await Eventually.TrueAsync(async () =>
        {
            var (status, outcome) = await host.PreviewAsync(document);
            status.ShouldBe(200, outcome.ToString());
            var effect = outcome.GetProperty("preview");
            var gold = effect.GetProperty("lines").EnumerateArray().Count(line => Text(line, "symbol") == "XAUUSD");
            effect.GetProperty("leftAlone").GetInt32().ShouldBe(gold);
            effect.GetProperty("warnings").GetArrayLength().ShouldBeGreaterThanOrEqualTo(effect.GetProperty("positionsToClose").GetInt32() + gold);
            return effect.GetProperty("positionsToClose").GetInt32() > 0;
        }, "what has been held for too long would be closed");
    }

    [Theory]
    [InlineData("""{"Stops":{"MaxRisk":"two"}}""", "Stops:MaxRisk", "Stops:MaxRisk is \"two\", allowed is an amount, as in 2.00")]
    [InlineData("""{"Stops":{"MaxRsk":2}}""", "Stops:MaxRsk", "Stops:MaxRsk is not a setting, allowed is AtrTrailing")]
    [InlineData("""{"Stops":{"MaxHolding":"90"}}""", "Stops:MaxHolding", "Stops:MaxHolding is \"90\", allowed is a duration, as in 4h")]
    [InlineData("""{"Stops":{"TrailingStep":5}}""", "Stops:TrailingStep", "Stops:TrailingStep is 5, allowed is at most MaxRisk (2.00)")]
    [InlineData("""{"StopsBySymbol":{"XAUUSD":{"TrailingStep":0.01}}}""", "Stops (symbol XAUUSD): TrailingStep", "allowed is at least SweetSpotTo (0.10)")]
    [InlineData("""{"Accounts":{"demo":{"Messages":{"Reserve":5000}}}}""", "Accounts (demo): Messages:Reserve", "Messages:Reserve is 5000, allowed is 0 to PerDay (2000)")]
    [InlineData("""{"Accounts":{"other":{}}}""", "Accounts:other", "Accounts:other is not an account of this host, allowed is demo")]
    [InlineData("""{"Accounts":{"demo":{"Limits":{"MaxDailyLoss":-5}}}}""", "Accounts:demo:Limits:MaxDailyLoss", "Accounts:demo:Limits:MaxDailyLoss is \"-5\", allowed is a number above 0, at most 1000000000, or null")]
    [InlineData("""{"Host":{"Port":1}}""", "Host", "Host is not a setting, allowed is Accounts, Stops")]
    [InlineData("""{"StopsByTicket":{"mine":{"Manage":false}}}""", "StopsByTicket", "StopsByTicket is \"mine\", allowed is a ticket, as in")]
    public async Task What_does_not_fit_is_refused_with_its_place_and_the_allowed_range(string patch, string place, string says)
    {
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder, Desks());
        var (status, problem) = await host.ChangeAsync(document => Merge(document, JsonNode.Parse(patch)!.AsObject()));

        status.ShouldBe(400, problem.ToString());
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldContain(place);
        Text(problem, "detail").ShouldContain(says);
        (await host.SettingsAsync()).Version.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_missing_is_refused_and_never_a_default()
    {
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder, Desks());
        (await host.ChangeAsync(document => document["Stops"]!.AsObject().Remove("MaxRisk"))).Body.GetProperty("errors").TryGetProperty("Stops:MaxRisk", out _).ShouldBeTrue();
        (await host.ChangeAsync(document => document.Remove("Stops"))).Status.ShouldBe(400);
        (await host.ChangeAsync(document => document["Accounts"]!["demo"]!.AsObject().Remove("Messages"))).Status.ShouldBe(400);
        foreach (var part in (string[])["Stops", "Limits"]) (await host.ChangeAsync(document => document["Accounts"]!["demo"]!.AsObject().Remove(part))).Body.GetProperty("errors").TryGetProperty($"Accounts:demo:{part}", out _).ShouldBeTrue(part);
        (await host.ChangeAsync(document => document["Accounts"]!["demo"]!["Limits"]!.AsObject().Remove("MaxDrawdown"))).Body.GetProperty("errors").TryGetProperty("Accounts:demo:Limits:MaxDrawdown", out _).ShouldBeTrue();
        var (status, body) = await host.ChangeAsync(document => document.Remove("Accounts"));
        (status, Text(body, "detail")).ShouldBe((400, "Accounts:demo is missing, allowed is a group of settings."));
        (await host.PutAsync(new JsonObject(), (await host.SettingsAsync()).Tag)).Status.ShouldBe(400);
        (await host.SettingsAsync()).Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_change_without_a_reason_or_with_a_field_that_nobody_knows_is_refused()
    {
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder, Desks());
        var (document, tag, _) = await host.SettingsAsync();
        Text((await host.PutAsync(document, tag, " ")).Body, "detail").ShouldContain("allowed is a reason of 1 to 200 characters");
        var (status, body) = await host.SendAsync(HttpMethod.Put, "/api/v1/settings", new JsonObject { ["document"] = document.DeepClone(), ["why"] = "x", ["dryrun"] = true }, tag);
        (status, Text(body, "detail")).ShouldBe((400, "dryrun is not a field of the request, allowed is document, why."));
    }

    [Fact]
    public async Task Every_version_is_kept_and_one_call_has_an_earlier_one_hold_again()
    {
        using var folder = new TempFolder();
        await using var host = await Ready(folder);
        await host.ChangeAsync(document => document["Stops"]!["MaxRisk"] = 1.50m);
        await host.ChangeAsync(document => document["StopsByTicket"]!["77"] = new JsonObject { ["Manage"] = false });

        var diff = (await host.GetAsync("/api/v1/settings/diff?from=1&to=3")).GetProperty("changes").EnumerateArray().Select(change => (Text(change, "place"), change.GetProperty("before").GetString(), Text(change, "after")));
        diff.ShouldBe([("Stops:MaxRisk", "2.00", "1.50"), ("StopsByTicket:77:Manage", null, "false")]);
        var dry = await host.RollbackAsync(1, "\"3\"", dryRun: true);
        (dry.Status, dry.Body.GetProperty("changes").GetArrayLength()).ShouldBe((200, 2));
        var (status, outcome) = await host.RollbackAsync(1, "\"3\"");

        (status, outcome.GetProperty("version").GetInt64()).ShouldBe((200, 4));
        (await host.GetAsync("/api/v1/settings/diff?from=1&to=4")).GetProperty("changes").GetArrayLength().ShouldBe(0);
        (await host.GetAsync("/api/v1/settings/versions/2")).GetProperty("document").GetProperty("Stops").GetProperty("MaxRisk").GetRawText().ShouldBe("1.50");
        var history = (await host.GetAsync("/api/v1/settings/history?pageSize=3")).GetProperty("items").EnumerateArray().ToList();
        history.Select(item => item.GetProperty("version").GetInt64()).ShouldBe([4, 3, 2]);
        history.ShouldAllBe(item => item.GetProperty("isWhole").GetBoolean());
        (await host.TryAsync("/api/v1/settings/versions/99")).Status.ShouldBe(404);
        (await host.RollbackAsync(99, "\"4\"")).Status.ShouldBe(404);
        (await host.TryAsync("/api/v1/settings/diff?from=x&to=1")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task An_armed_account_of_real_money_keeps_amounts_of_its_own()
    {
        using var folder = new TempFolder();
        var own = new StopPatch { MaxRisk = new Money(200m), SweetSpotFrom = new Money(50m), SweetSpotTo = new Money(60m), TrailingStep = new Money(100m) };
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Accounts = [settings.Accounts[0] with { StartsArmed = false, Stops = own }] }, Desks());
        await host.ReadyAsync();
        const string arming = "/api/v1/accounts/demo/arming";
        var confirm = (await host.GetAsync(arming + "?all=true")).GetProperty("confirm").GetString();
        (await host.SendAsync(HttpMethod.Put, arming, new JsonObject { ["why"] = "go", ["all"] = true, ["confirm"] = confirm }, null)).Status.ShouldBe(200);

        var (status, body) = await host.ChangeAsync(document => document["Accounts"]!["demo"]!["Stops"]!.AsObject().Remove("SweetSpotFrom"));

        (status, Text(body, "detail")).ShouldBe((400, "Accounts:demo:Stops:SweetSpotFrom is null, allowed is an amount while the account is armed: real money has no defaults."));
    }

    [Fact]
    public async Task A_position_left_to_others_has_its_stop_left_where_it_is_until_it_is_taken_back()
    {
        using var folder = new TempFolder();
        await using var host = await Ready(folder);
        var ticket = Text((await host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().Last(), "ticket");
        async Task<string> StateAsync() => Text((await host.GetAsync($"/api/v1/positions/{ticket}")).GetProperty("row"), "state");

        (await host.ChangeAsync(document => document["StopsByTicket"]![ticket] = new JsonObject { ["Manage"] = false })).Status.ShouldBe(200);
        await Eventually.TrueAsync(async () => await StateAsync() == "unmanaged", "it is left alone");
        (await host.ChangeAsync(document => document["StopsByTicket"]!.AsObject().Remove(ticket))).Status.ShouldBe(200);
        await Eventually.TrueAsync(async () => await StateAsync() != "unmanaged", "it is taken back");
    }

    [Fact]
    public async Task Changes_of_single_tickets_that_come_at_once_all_hold()
    {
        using var folder = new TempFolder();
        await using var host = await Ready(folder);
        var keeper = host.Services.GetRequiredService<SettingsKeeper>();
        var tickets = (await host.GetAsync("/api/v1/positions")).GetProperty("items").EnumerateArray().Select(row => Text(row, "ticket")).Take(5).ToList();

        var applied = await Task.WhenAll(tickets.Select(ticket => keeper.ChangeAsync(document => document.Managing(new Ticket(long.Parse(ticket, CultureInfo.InvariantCulture)), isManaged: false), "anna", "hers")));

        applied.Select(each => each.Now.Version.Version).ShouldBe([2, 3, 4, 5, 6], ignoreOrder: true);
        var (document, _, _) = await host.SettingsAsync();
        document["StopsByTicket"]!.AsObject().Select(layer => layer.Key).ShouldBe(tickets, ignoreOrder: true);
        (await host.FactsAsync("settingsChanged")).Take(5).ShouldAllBe(fact => Text(fact.GetProperty("data"), "by") == "anna");
        await Should.ThrowAsync<SettingsException>(() => keeper.ChangeAsync(all => all with { Stops = all.Stops with { MaxRisk = new Money(-1m) } }, "anna", "a mistake"));
        (await keeper.ChangeAsync(all => all, "anna", "nothing")).Now.Version.Version.ShouldBe(6, "what changes nothing makes no version");
    }

    private static string Text(JsonElement of, string field) => of.GetProperty(field).GetString()!;

    private static WebTrader.Host.Sessions.OpenDesk Desks() => Sessions.Desks.Quiet;

    private static async Task<LiveHost> Ready(TempFolder folder)
    {
        var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();
        await host.PositionsAsync(8);
        await Eventually.TrueAsync(async () => (await host.TryAsync("/api/v1/settings/history")).Status == 200 && (await host.GetAsync("/api/v1/settings/history")).GetProperty("total").GetInt64() == 1, "the database holds the first version");
        return host;
    }

    private static Task PutUntilKept(LiveHost host, JsonNode document, string tag) =>
        Eventually.TrueAsync(async () => (await host.PutAsync(document, tag)).Status == 200, "the database is there and the change is kept");

    private static void Merge(JsonObject into, JsonObject patch)
    {
        foreach (var (key, value) in patch)
        {
            if (value is JsonObject group && into[key] is JsonObject known) Merge(known, group);
            else into[key] = value?.DeepClone();
        }
    }
}
