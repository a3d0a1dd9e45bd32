using System.Text.Json;
using Shouldly;
using WebTrader.Host.Emergency;
using WebTrader.Host.Tests.Live;
using WebTrader.Host.Tests.Security.SignIn;
using WebTrader.Host.Tests.Sessions;
using static WebTrader.Host.Tests.Emergency.EmergencyPressing;

namespace WebTrader.Host.Tests.Emergency;

public sealed class EmergencyApiTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_previewed_is_pressed_with_its_nonce_and_ends_flat_by_the_brokers_readings()
    {
        await using var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();
        await host.PositionsAsync(3);
        using var anna = await Browsing.SetUpAsync(host);

        var (status, preview) = await anna.SendAsync(HttpMethod.Post, Stops + "/preview", new { action = "flatten", scope = new { account = "demo" } });
        status.ShouldBe(200, preview.ToString());
        preview.GetProperty("says").GetString().ShouldBe("Flatten account demo");
        preview.GetProperty("positions").GetInt32().ShouldBeGreaterThanOrEqualTo(3);
        var account = preview.GetProperty("accounts").EnumerateArray().Single();
        account.GetProperty("currency").GetString().ShouldBe("USD");
        account.GetProperty("lines").GetArrayLength().ShouldBe(preview.GetProperty("positions").GetInt32() + preview.GetProperty("orders").GetInt32());
        (await host.StopsAsync()).ShouldBeEmpty("looking presses nothing");

        var body = new { action = "flatten", scope = new { account = "demo" }, why = "a test", nonce = preview.GetProperty("nonce").GetString() };
        (await anna.SendAsync(HttpMethod.Post, Stops + "?dryRun=true", body)).Status.ShouldBe(200);
        (await host.StopsAsync()).ShouldBeEmpty("a dry run presses nothing, and leaves the nonce good");
        var (pressed, answer) = await anna.SendAsync(HttpMethod.Post, Stops, body);
        pressed.ShouldBe(201, answer.ToString());
        answer.GetProperty("isNew").GetBoolean().ShouldBeTrue();
        answer.GetProperty("stop").GetProperty("notWritten").ValueKind.ShouldBe(JsonValueKind.Null);
        var id = answer.Id();

        JsonElement progress = default;
        await Eventually.TrueAsync(async () => (progress = (await host.StopAsync(id)).GetProperty("accounts")[0]).GetProperty("state").GetString() == "proved", "it is flat");
        progress.GetProperty("lines").GetArrayLength().ShouldBeGreaterThanOrEqualTo(3);
        progress.GetProperty("left").GetArrayLength().ShouldBe(0);
        progress.GetProperty("provedAt").ValueKind.ShouldBe(JsonValueKind.String);
        foreach (var line in progress.GetProperty("lines").EnumerateArray()) line.GetProperty("state").GetString().ShouldBe("confirmed");
        (await host.FactsAsync("emergencyStopped", 1)).Count.ShouldBe(1);
        (await host.FactsAsync("emergencyProved", 1)).ShouldNotBeEmpty();
        var audit = (await host.FactsAsync("operatorActed", 1)).Where(fact => fact.ToString().Contains("PressEmergencyStop", StringComparison.Ordinal)).ToList();
        audit.Count.ShouldBe(1, "neither the preview nor the dry run changed anything");
    }

    [Fact]
    public async Task Pressed_again_it_is_the_one_that_is_there_and_entries_stay_halted_until_a_person_releases_it()
    {
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Emergency = new EmergencySettings { MinimumHold = TimeSpan.FromHours(1) } }, Desks.Quiet);
        await host.ReadyAsync();
        using var anna = await Browsing.SetUpAsync(host);
        using var otto = await Browsing.AddAsync(host, anna, "otto", "operator");
        using var script = await anna.KeyAsync(host, "emergency");
        var first = await anna.PressAsync("haltEntries", new { });
        first.Status.ShouldBe(201, first.Body.ToString());

        var others = await Task.WhenAll(otto.PressAsync("haltEntries", new { }), script.PressAsync("haltEntries", new { }), script.PressAsync("haltEntries", new { }, "k1"));
        others.ShouldAllBe(answer => answer.Status == 200);
        others.Select(answer => answer.Body.Id()).Distinct().ShouldBe([first.Body.Id()]);

        var (status, order, _) = await host.SendAsync(HttpMethod.Post, "/api/v1/orders", """{ "symbol": "EURUSD", "side": "long", "lots": "0.01" }""", "o1");
        status.ShouldBe(409, order.ToString());
        order.GetProperty("detail").GetString()!.ShouldContain(first.Body.Id());
        var (early, why) = await otto.SendAsync(HttpMethod.Post, $"{Stops}/{first.Body.Id()}/release", new { why = "over" });
        early.ShouldBe(409);
        why.GetProperty("detail").GetString()!.ShouldContain("Emergency:MinimumHold");
        (await host.FactsAsync("emergencyStopped", 1)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Of_many_who_press_at_once_one_brings_it_about()
    {
        await using var host = await LiveHost.StartAsync(folder, Desks.Quiet, "one", "two");
        await host.ReadyAsync();
        using var anna = await Browsing.SetUpAsync(host);
        using var script = await anna.KeyAsync(host, "emergency");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => script.PressAsync("flatten", new { }, number % 2 == 0 ? null : $"k{number}")));

        answers.Count(answer => answer.Status == 201).ShouldBe(1);
        answers.Count(answer => answer.Status == 200).ShouldBe(11);
        answers.Select(answer => answer.Body.Id()).Distinct().Count().ShouldBe(1);
        (await host.FactsAsync("emergencyStopped", 2)).Select(fact => fact.GetProperty("account").GetString()).Order().ToList().ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task A_key_presses_at_once_and_releases_nothing_and_a_released_stop_is_not_pressed_again_by_its_repetition()
    {
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Emergency = new EmergencySettings { MinimumHold = TimeSpan.Zero } }, Desks.Quiet);
        await host.ReadyAsync();
        using var anna = await Browsing.SetUpAsync(host);
        using var script = await anna.KeyAsync(host, "emergency");
        var scope = new { account = "demo", symbol = "EURUSD" };
        var pressed = await script.PressAsync("freeze", scope, "k1");
        pressed.Status.ShouldBe(201, pressed.Body.ToString());
        var release = $"{Stops}/{pressed.Body.Id()}/release";

        (await host.SendAsync(HttpMethod.Post, release, """{ "why": "over" }""")).Status.ShouldBe(403, "by a key, be it that of this machine");
        (await anna.SendAsync(HttpMethod.Post, release, new { })).Status.ShouldBe(400, "without a reason");
        (await anna.SendAsync(HttpMethod.Post, release + "?dryRun=true", new { why = "over" })).Body.GetProperty("isInForce").GetBoolean().ShouldBeTrue();
        var (status, released) = await anna.SendAsync(HttpMethod.Post, release, new { why = "over" });
        status.ShouldBe(200);
        released.GetProperty("isInForce").GetBoolean().ShouldBeFalse();
        released.GetProperty("releasedBy").GetString().ShouldBe("anna");
        (await anna.SendAsync(HttpMethod.Post, release, new { why = "again" })).Body.GetProperty("releasedWhy").GetString().ShouldBe("over");
        (await host.FactsAsync("emergencyReleased", 1)).Count.ShouldBe(1);

        var repeated = await script.PressAsync("freeze", scope, "k1");
        repeated.Status.ShouldBe(200);
        repeated.Body.Id().ShouldBe(pressed.Body.Id());
        repeated.Body.GetProperty("stop").GetProperty("isInForce").GetBoolean().ShouldBeFalse();
        (await script.PressAsync("flatten", scope, "k1")).Status.ShouldBe(422, "a key is for one request");
        (await script.PressAsync("freeze", scope)).Status.ShouldBe(201, "a new one is a new one");
        (await host.SendAsync(HttpMethod.Get, Stops + "/nobody", null)).Status.ShouldBe(404);
        (await anna.SendAsync(HttpMethod.Post, Stops + "/nobody/release", new { why = "over" })).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_nonce_is_good_once_for_what_it_was_given_for_and_for_whom()
    {
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Emergency = new EmergencySettings { MinimumHold = TimeSpan.Zero } }, Desks.Quiet);
        await host.ReadyAsync();
        using var anna = await Browsing.SetUpAsync(host);
        using var otto = await Browsing.AddAsync(host, anna, "otto", "operator");
        var nonce = (await anna.SendAsync(HttpMethod.Post, Stops + "/preview", new { action = "tighten", scope = new { } })).Body.GetProperty("nonce").GetString();
        object Ask(string action, string? with) => new { action, scope = new { }, why = "a test", nonce = with };

        (await otto.SendAsync(HttpMethod.Post, Stops, Ask("tighten", nonce))).Status.ShouldBe(409, "it is another's");
        (await anna.SendAsync(HttpMethod.Post, Stops, Ask("flatten", nonce))).Status.ShouldBe(409, "it is for something else");
        (await anna.SendAsync(HttpMethod.Post, Stops, Ask("tighten", null))).Status.ShouldBe(400, "there is none");
        (await anna.SendAsync(HttpMethod.Post, Stops, new { action = "tighten", scope = new { }, why = "a test", immediate = true })).Status.ShouldBe(403, "a person looks first");
        (await host.StopsAsync()).ShouldBeEmpty();
        var (status, pressed) = await anna.SendAsync(HttpMethod.Post, Stops, Ask("tighten", nonce));
        status.ShouldBe(201, pressed.ToString());
        (await anna.SendAsync(HttpMethod.Post, $"{Stops}/{pressed.Id()}/release", new { why = "over" })).Status.ShouldBe(200);
        (await anna.SendAsync(HttpMethod.Post, Stops, Ask("tighten", nonce))).Status.ShouldBe(409, "it was used");
    }

    [Theory]
    [InlineData("""{ "scope": {}, "why": "x" }""", "action is missing, allowed is haltEntries, freeze, tighten or flatten")]
    [InlineData("""{ "action": "stop", "scope": {}, "why": "x" }""", "action is \"stop\"")]
    [InlineData("""{ "action": "flatten", "why": "x" }""", "scope is missing")]
    [InlineData("""{ "action": "flatten", "scope": { "account": "nobody" }, "why": "x" }""", "scope.account is \"nobody\", allowed is one, two")]
    [InlineData("""{ "action": "flatten", "scope": { "ticket": 5 }, "why": "x" }""", "scope.account is missing beside a ticket")]
    [InlineData("""{ "action": "flatten", "scope": { "magic": -1 }, "why": "x" }""", "scope.magic is -1")]
    [InlineData("""{ "action": "flatten", "scope": { "acount": "one" }, "why": "x" }""", "scope.acount is not a field")]
    [InlineData("""{ "action": "flatten", "scope": {} }""", "why is missing")]
    [InlineData("""{ "action": "flatten", "scope": {}, "why": "x" }""", "nonce is missing")]
    public async Task Bad_input_names_the_field_the_value_and_what_is_allowed(string body, string says)
    {
        await using var host = await LiveHost.StartAsync(folder, Desks.Quiet, "one", "two");

        var (status, answer, _) = await host.SendAsync(HttpMethod.Post, Stops, body);

        status.ShouldBe(400);
        answer.GetProperty("detail").GetString()!.ShouldContain(says);
        (await host.StopsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_watches_sees_it_come_in_the_account_and_in_its_view()
    {
        await using var host = await LiveHost.StartAsync(folder, Desks.Quiet);
        await host.ReadyAsync();
        using var browser = await HubConnection.OpenAsync(host.Address);
        await browser.WatchAsync();
        (await browser.HearAsync()).Content.GetProperty("health").GetProperty("emergency").GetArrayLength().ShouldBe(0);

        var pressed = await host.Http.PressAsync("flatten", new { account = "demo" });
        pressed.Status.ShouldBe(201);

        JsonElement seen = default;
        await Eventually.TrueAsync(async () => (seen = (await browser.HearAsync()).Content.GetProperty("health").GetProperty("emergency")).GetArrayLength() == 1, "it is told");
        seen[0].GetProperty("id").GetString().ShouldBe(pressed.Body.Id());
        seen[0].GetProperty("says").GetString().ShouldBe("Flatten account demo");
        using var view = await HubConnection.OpenAsync(host.Address);
        await view.WatchViewAsync("emergency");
        (await view.HearAsync()).Content.GetProperty("content").GetProperty("items")[0].GetProperty("progress").GetProperty("account").GetString().ShouldBe("demo");
        (await host.GetAsync("/health/live")).GetProperty("emergencyStops").GetInt32().ShouldBe(1);
        (await host.TextAsync("/metrics")).ShouldContain("webtrader_emergency_stops{account=\"demo\",action=\"flatten\"} 1");
    }
}
