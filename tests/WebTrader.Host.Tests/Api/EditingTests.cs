using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using WebTrader.Host.Alerts;
using WebTrader.Host.Tests.Security.SignIn;

namespace WebTrader.Host.Tests.Api;

/// <summary>Two people who edit the same thing do not undo each other, and what is asked for twice is done once.</summary>
public sealed class EditingTests : IAsyncLifetime
{
    private const string Arming = "/api/v1/accounts/demo/arming";

    private readonly TempFolder folder = new();
    private LiveHost host = null!;
    private Browsing admin = null!;

    public async ValueTask InitializeAsync()
    {
        host = await LiveHost.StartAsync(folder);
        admin = await Browsing.SetUpAsync(host);
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_user_that_somebody_else_has_changed_is_not_changed_from_what_was_there_before()
    {
        using var vera = await Browsing.AddAsync(host, admin, "vera", "viewer");
        var at = $"/api/v1/users/{await IdAsync("vera")}";
        var (_, _, before) = await admin.AskAsync(HttpMethod.Get, at);
        var (status, _, after) = await admin.AskAsync(HttpMethod.Put, at + "/role", new { role = "operator" }, ("If-Match", before.ETag!.Tag));
        status.ShouldBe(200);
        foreach (var (method, route, body) in new (HttpMethod, string, object)[] { (HttpMethod.Put, "/role", new { role = "admin" }), (HttpMethod.Put, "/disabled", new { isDisabled = true }), (HttpMethod.Post, "/reset", new { password = "a brand new password" }) })
        {
            var stale = await admin.AskAsync(method, at + route, body, ("If-Match", before.ETag.Tag));
            stale.Status.ShouldBe(412, route);
            stale.Body.GetProperty("detail").GetString()!.ShouldContain($"If-Match is {before.ETag.Tag}, allowed is {after.ETag!.Tag}");
        }

        (await admin.AskAsync(HttpMethod.Get, at)).Body.GetProperty("role").GetString().ShouldBe("operator");
        (await admin.AskAsync(HttpMethod.Put, at + "/disabled", new { isDisabled = true })).Status.ShouldBe(200, "who does not say what it was is believed");
    }

    [Fact]
    public async Task The_audit_tells_what_a_user_and_a_key_were_before_and_are_after_and_nothing_secret()
    {
        using var vera = await Browsing.AddAsync(host, admin, "vera", "viewer");
        var at = $"/api/v1/users/{await IdAsync("vera")}";
        (await admin.SendAsync(HttpMethod.Put, at + "/role", new { role = "operator" })).Status.ShouldBe(200);
        (await admin.SendAsync(HttpMethod.Put, at + "/disabled", new { isDisabled = true })).Status.ShouldBe(200);
        (await admin.SendAsync(HttpMethod.Put, at + "/disabled", new { isDisabled = true })).Status.ShouldBe(200);
        (await admin.SendAsync(HttpMethod.Post, at + "/reset", new { password = "a brand new password" })).Status.ShouldBe(200);
        var key = (await admin.SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = "nightly", scopes = new[] { "trade", "read" } })).Body;
        var id = key.GetProperty("item").GetProperty("id").GetString();
        (await admin.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{id}")).Status.ShouldBe(204);
        (await admin.SendAsync(HttpMethod.Put, "/api/v1/session/password", new { current = Browsing.Password, @new = "staple after staple" })).Status.ShouldBe(200);

        string[] told = ["vera: role not set to viewer", "vera: role viewer to operator", "vera: sign-in enabled to disabled", "vera: nothing is different", "vera: password the present one to another one", $"key nightly ({id}): scopes not set to read trade, expires not set to never", $"key nightly ({id}): scopes read trade to revoked", "anna: password the present one to another one"];
        await Eventually.TrueAsync(async () =>
        {
            var results = (await admin.GetAsync("/api/v1/journal?kind=operatorActed")).Body.GetProperty("items").EnumerateArray().Select(fact => fact.GetProperty("data").GetProperty("result").GetString()!).ToList();
            return told.All(results.Contains);
        }, "the audit tells each, before and after");
        var audit = (await admin.GetAsync("/api/v1/journal?kind=operatorActed")).Body.ToString();
        foreach (var secret in (string[])[Browsing.Password, "a brand new password", "staple after staple", key.GetProperty("key").GetString()!]) audit.ShouldNotContain(secret);
    }

    [Fact]
    public async Task A_job_that_somebody_else_has_paused_is_not_resumed_from_what_was_there_before()
    {
        const string Job = "/api/v1/jobs/backup";
        await Eventually.TrueAsync(async () => (await admin.GetAsync(Job)).Status == 200, "the database is open");
        var before = (await admin.AskAsync(HttpMethod.Get, Job)).Headers.ETag!.Tag;
        var paused = await admin.AskAsync(HttpMethod.Put, Job + "/paused", new { paused = true, why = "the disk is being changed" }, ("If-Match", before));
        paused.Status.ShouldBe(200, paused.Body.ToString());
        (await admin.AskAsync(HttpMethod.Get, Job)).Headers.ETag!.Tag.ShouldBe(paused.Headers.ETag!.Tag);
        var stale = await admin.AskAsync(HttpMethod.Put, Job + "/paused", new { paused = false, why = "it looked as if it ran" }, ("If-Match", before));
        (stale.Status, stale.Body.GetProperty("detail").GetString()!).ShouldBe((412, $"If-Match is {before}, allowed is {paused.Headers.ETag.Tag}: other states of this job hold by now. Look at them, and change those."));
        (await admin.AskAsync(HttpMethod.Put, Job + "/paused?dryRun=true", new { paused = false, why = "only asked" }, ("If-Match", before))).Status.ShouldBe(412);
        (await admin.GetAsync(Job)).Body.GetProperty("paused").GetBoolean().ShouldBeTrue();
        (await admin.AskAsync(HttpMethod.Put, Job + "/paused", new { paused = false, why = "seen" }, ("If-Match", paused.Headers.ETag.Tag))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_alert_that_somebody_else_has_silenced_is_not_acknowledged_from_what_was_there_before()
    {
        var book = host.Services.GetRequiredService<AlertBook>();
        // Later than the host itself looks, so that its own looks do not end what nobody else has seen.
        var now = DateTimeOffset.UtcNow.AddHours(1);
        book.Take([new Condition("demo", "made up", AlertLevel.Amber, "Something", now.AddHours(-1))], now);
        var at = $"/api/v1/alerts/{book.All.Single(alert => alert.Condition == "made up").Number}";
        var before = (await admin.AskAsync(HttpMethod.Get, at)).Headers.ETag!.Tag;
        var silenced = await admin.AskAsync(HttpMethod.Post, at + "/silence", new { minutes = 5 }, ("If-Match", before));
        silenced.Status.ShouldBe(200, silenced.Body.ToString());
        (await admin.AskAsync(HttpMethod.Post, at + "/acknowledge", null, ("If-Match", before))).Status.ShouldBe(412);
        (await admin.AskAsync(HttpMethod.Post, at + "/silence", new { minutes = 50 }, ("If-Match", before))).Status.ShouldBe(412);

        book.Take([new Condition("demo", "made up", AlertLevel.Red, "Something", now.AddHours(-1))], now.AddSeconds(1));
        (await admin.AskAsync(HttpMethod.Post, at + "/acknowledge", null, ("If-Match", silenced.Headers.ETag!.Tag))).Status.ShouldBe(412, "it has become worse since");
        var worse = await admin.AskAsync(HttpMethod.Get, at);
        worse.Body.GetProperty("acknowledgedBy").ValueKind.ShouldBe(JsonValueKind.Null);
        var taken = await admin.AskAsync(HttpMethod.Post, at + "/acknowledge", null, ("If-Match", worse.Headers.ETag!.Tag));
        (taken.Status, taken.Body.GetProperty("acknowledgedBy").GetString()).ShouldBe((200, "anna"));
        (await admin.GetAsync("/api/v1/alerts/1")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task One_s_own_password_is_not_changed_from_a_session_that_was_there_before()
    {
        var before = (await admin.AskAsync(HttpMethod.Get, "/api/v1/session")).Headers.ETag!.Tag;
        var changed = await admin.AskAsync(HttpMethod.Put, "/api/v1/session/password", new { current = Browsing.Password, @new = "staple after staple" }, ("If-Match", before));
        changed.Status.ShouldBe(200, changed.Body.ToString());
        admin.Antiforgery = changed.Body.GetProperty("antiforgery").GetString();
        (await admin.AskAsync(HttpMethod.Get, "/api/v1/session")).Headers.ETag!.Tag.ShouldNotBe(before);
        (await admin.AskAsync(HttpMethod.Put, "/api/v1/session/password", new { current = "staple after staple", @new = Browsing.Password }, ("If-Match", before))).Status.ShouldBe(412);
        using var again = new Browsing(host);
        (await again.SignInAsync(password: "staple after staple")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_key_is_shown_once_however_often_it_is_asked_for_with_the_same_idempotency_key()
    {
        var wanted = new { name = "script", scopes = new[] { "read" } };
        var (status, first, headers) = await admin.AskAsync(HttpMethod.Post, "/api/v1/keys", wanted, ("Idempotency-Key", "one"));
        var (again, second, repeated) = await admin.AskAsync(HttpMethod.Post, "/api/v1/keys", wanted, ("Idempotency-Key", "one"));
        (status, again).ShouldBe((201, 201));
        var secret = first.GetProperty("key").GetString()!;
        second.GetProperty("key").ValueKind.ShouldBe(JsonValueKind.Null);
        second.GetProperty("note").GetString()!.ShouldContain("shown once");
        second.GetProperty("item").GetProperty("id").GetString().ShouldBe(first.GetProperty("item").GetProperty("id").GetString());
        repeated.Location.ShouldBe(headers.Location.ShouldNotBeNull(), "where it is found is told again");
        repeated.Contains("Idempotency-Replayed").ShouldBeTrue();
        (await admin.GetAsync("/api/v1/keys")).Body.GetProperty("items").GetArrayLength().ShouldBe(1);
        foreach (var file in Directory.GetFiles(folder.Path, "webtrader.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            Encoding.Latin1.GetString(bytes.ToArray()).ShouldNotContain(secret, Case.Sensitive, $"{Path.GetFileName(file)} does not hold it");
        }

        var at = "/api/v1" + headers.Location.OriginalString["/api/v1".Length..];
        var tag = (await admin.AskAsync(HttpMethod.Get, at)).Headers.ETag!.Tag;
        (await admin.AskAsync(HttpMethod.Delete, at, null, ("If-Match", tag))).Status.ShouldBe(204);
        (await admin.AskAsync(HttpMethod.Delete, at, null, ("If-Match", tag))).Status.ShouldBe(412);
    }

    [Fact]
    public async Task A_user_is_added_once_and_found_where_the_repeated_answer_says()
    {
        var wanted = new { name = "vera", role = "viewer", password = Browsing.Password };
        var first = await admin.AskAsync(HttpMethod.Post, "/api/v1/users", wanted, ("Idempotency-Key", "vera"));
        await host.DisposeAsync();
        host = await LiveHost.StartAsync(folder);
        using var again = new Browsing(host);
        await Eventually.TrueAsync(async () => (await again.SignInAsync()).Status == 200, "anna is signed in");
        var second = await again.AskAsync(HttpMethod.Post, "/api/v1/users", wanted, ("Idempotency-Key", "vera"));
        (first.Status, second.Status).ShouldBe((201, 201));
        second.Headers.Location.ShouldBe(first.Headers.Location.ShouldNotBeNull());
        (await again.GetAsync(second.Headers.Location!.OriginalString)).Body.GetProperty("name").GetString().ShouldBe("vera");
        foreach (var other in (object[])[new { name = "otto", role = "viewer", password = Browsing.Password }, new { name = "vera", role = "viewer", password = "another twelve letters" }])
            (await again.AskAsync(HttpMethod.Post, "/api/v1/users", other, ("Idempotency-Key", "vera"))).Status.ShouldBe(422, $"{other} is another request");
        var id = await IdAsync("vera", again);
        var changed = await again.AskAsync(HttpMethod.Put, $"/api/v1/users/{id}/role", new { role = "operator" }, ("Idempotency-Key", "role"));
        var repeated = await again.AskAsync(HttpMethod.Put, $"/api/v1/users/{id}/role", new { role = "operator" }, ("Idempotency-Key", "role"));
        repeated.Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
        repeated.Headers.ETag.ShouldBe(changed.Headers.ETag.ShouldNotBeNull(), "what was changed can be changed on from the repeated answer");
    }

    [Fact]
    public async Task What_is_armed_and_who_looks_after_a_position_is_not_changed_from_what_held_before()
    {
        await host.PositionsAsync(1);
        var tag = (await admin.AskAsync(HttpMethod.Get, Arming)).Headers.ETag!.Tag;
        await Eventually.TrueAsync(async () => (await admin.AskAsync(HttpMethod.Put, Arming, new { why = "a look" }, ("If-Match", tag), ("Idempotency-Key", "look"))).Status == 200, "nothing is armed");
        var replayed = await admin.AskAsync(HttpMethod.Put, Arming, new { why = "a look" }, ("If-Match", tag), ("Idempotency-Key", "look"));
        (replayed.Status, replayed.Headers.Contains("Idempotency-Replayed")).ShouldBe((200, true));
        var stale = await admin.AskAsync(HttpMethod.Put, Arming, new { why = "another look" }, ("If-Match", tag));
        stale.Status.ShouldBe(412, stale.Body.ToString());

        await Eventually.TrueAsync(async () => (await admin.GetAsync("/api/v1/settings/history")).Status == 200, "the database is open");
        var ticket = (await admin.GetAsync("/api/v1/positions")).Body.GetProperty("items")[0].GetProperty("ticket").GetString();
        var version = (await admin.AskAsync(HttpMethod.Get, "/api/v1/settings")).Headers.ETag!.Tag;
        var at = $"/api/v1/positions/{ticket}/management";
        var left = await admin.AskAsync(HttpMethod.Put, at, new { managed = false, why = "mine" }, ("If-Match", version));
        left.Status.ShouldBe(200, left.Body.ToString());
        left.Headers.ETag!.Tag.ShouldNotBe(version);
        (await admin.AskAsync(HttpMethod.Put, at, new { managed = true, why = "mine" }, ("If-Match", version))).Status.ShouldBe(412);
    }

    [Fact]
    public async Task Of_two_who_arm_at_the_same_moment_from_the_same_look_one_is_told_that_somebody_was_quicker()
    {
        await host.PositionsAsync(1);
        for (var round = 0; round < 5; round++)
        {
            var tag = (await admin.AskAsync(HttpMethod.Get, Arming)).Headers.ETag!.Tag;
            var confirms = new List<string?>();
            foreach (var magic in (int[])[100 + round, 200 + round]) confirms.Add((await admin.GetAsync($"{Arming}?magic={magic}")).Body.GetProperty("confirm").GetString());
            var both = await Task.WhenAll(confirms.Select((confirm, i) => admin.AskAsync(HttpMethod.Put, Arming, new { why = "a look", magics = new[] { ((i + 1) * 100) + round }, confirm }, ("If-Match", tag))));
            both.Select(answer => answer.Status).Order().ToArray().ShouldBe([200, 412], string.Join(' ', both.Select(answer => answer.Body)));
        }
    }

    [Fact]
    public async Task Of_two_who_take_a_position_at_the_same_moment_from_the_same_settings_one_is_told_that_somebody_was_quicker()
    {
        await host.PositionsAsync(8);
        await Eventually.TrueAsync(async () => (await admin.GetAsync("/api/v1/settings/history")).Status == 200, "the database is open");
        // Leaving one alone that is left alone already changes nothing, whoever does it.
        var asked = new HashSet<string?>();
        for (var round = 0; round < 3; round++)
        {
            var version = (await admin.AskAsync(HttpMethod.Get, "/api/v1/settings")).Headers.ETag!.Tag;
            // Of the youngest, which stay open for a while.
            var tickets = (await admin.GetAsync("/api/v1/positions")).Body.GetProperty("items").EnumerateArray()
                .OrderByDescending(row => row.GetProperty("openTime").GetString()).Select(row => row.GetProperty("ticket").GetString()).Where(asked.Add).Take(2).ToList();
            var both = await Task.WhenAll(tickets.Select(ticket => admin.AskAsync(HttpMethod.Put, $"/api/v1/positions/{ticket}/management", new { managed = false, why = "mine" }, ("If-Match", version))));
            both.Select(answer => answer.Status).Order().ToArray().ShouldBe([200, 412], string.Join(' ', both.Select(answer => answer.Body)));
        }
    }

    private Task<string> IdAsync(string name) => IdAsync(name, admin);

    private static async Task<string> IdAsync(string name, Browsing asks) => (await asks.GetAsync("/api/v1/users")).Body.GetProperty("items").EnumerateArray().Single(user => user.GetProperty("name").GetString() == name).GetProperty("id").GetString()!;
}
