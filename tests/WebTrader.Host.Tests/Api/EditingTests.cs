using System.Text;
using System.Text.Json;
using Shouldly;
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
        await Eventually.TrueAsync(async () => (await admin.GetAsync("/api/v1/journal?kind=operatorActed")).Body.GetProperty("items").EnumerateArray()
            .Select(fact => fact.GetProperty("text").GetString()!).Where(text => text.Contains("vera is Operator now", StringComparison.Ordinal) || text.Contains("vera is disabled", StringComparison.Ordinal)).Count() == 2, "the audit says what it is now");
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
