using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using WebTrader.Host.Security.SignIn;
using WebTrader.Host.Settings;
using WebTrader.Host.Tests.Live;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Tests.Security.SignIn;

public sealed class SignInTests : IDisposable
{
    private const string Session = "/api/v1/session";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_link_on_the_console_makes_the_first_administrator_once()
    {
        await using var host = await LiveHost.StartAsync(folder);
        var token = Browsing.Token(host);
        using var early = new Browsing(host);
        await Eventually.TrueAsync(async () => (await early.GetAsync("/api/v1/setup")).Body.GetProperty("isOpen").GetBoolean(), "it is known that there is none");
        (await early.SendAsync(HttpMethod.Post, "/api/v1/setup", new { token = token + "x", name = "eve", password = Browsing.Password })).Status.ShouldBe(403);
        var (tooShort, why) = await early.SendAsync(HttpMethod.Post, "/api/v1/setup", new { token, name = "anna", password = "elevenchars" });
        tooShort.ShouldBe(400);
        why.GetProperty("detail").GetString()!.ShouldContain("12 to 256 characters");

        using var anna = await Browsing.SetUpAsync(host);
        var (_, who) = await anna.GetAsync(Session);
        who.GetProperty("name").GetString().ShouldBe("anna");
        who.GetProperty("role").GetString().ShouldBe("admin");

        (await early.SendAsync(HttpMethod.Post, "/api/v1/setup", new { token, name = "eve", password = Browsing.Password })).Status.ShouldBe(403, "it was used");
        (await early.GetAsync("/api/v1/setup")).Body.GetProperty("isOpen").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Of_two_who_open_the_link_at_once_one_becomes_the_administrator()
    {
        await using var host = await LiveHost.StartAsync(folder);
        await host.Services.GetRequiredService<ControlKeeper>().FirstReading;
        var token = Browsing.Token(host);
        using var browsing = new Browsing(host);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => browsing.SendAsync(HttpMethod.Post, "/api/v1/setup", new { token, name = $"user{number}", password = Browsing.Password })));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
    }

    [Fact]
    public async Task The_cookie_cannot_be_read_by_scripts_or_sent_by_other_sites_and_survives_a_restart()
    {
        CookieContainer cookies;
        await using (var host = await LiveHost.StartAsync(folder))
        {
            using var anna = await Browsing.SetUpAsync(host);
            cookies = anna.Cookies;
            using var answer = await host.Nobody.PostAsync(new Uri(Session, UriKind.Relative), System.Net.Http.Json.JsonContent.Create(new { name = "anna", password = Browsing.Password }), TestContext.Current.CancellationToken);
            var cookie = answer.Headers.GetValues("Set-Cookie").Single();
            cookie.ShouldContain("httponly");
            cookie.ShouldContain("samesite=strict");
            cookie.ShouldNotContain("expires", Case.Insensitive, "it goes with the browser");
        }

        await using var again = await LiveHost.StartAsync(folder);
        using var back = new Browsing(again);
        var kept = cookies.GetAllCookies().Single();
        back.Cookies.Add(new Cookie($"webtrader-{again.Address.Port}", kept.Value, "/", "127.0.0.1"));
        (await back.GetAsync(Session)).Body.GetProperty("name").GetString().ShouldBe("anna");
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(Path.Combine(folder.Path, "keys")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.GetUnixFileMode(Path.Combine(folder.Path, "local.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task After_the_sign_out_a_copy_of_the_cookie_is_of_no_use()
    {
        await using var host = await LiveHost.StartAsync(folder);
        using var anna = await Browsing.SetUpAsync(host);
        using var thief = new Browsing(host);
        foreach (Cookie cookie in anna.Cookies.GetAllCookies()) thief.Cookies.Add(new Cookie(cookie.Name, cookie.Value, "/", "127.0.0.1"));
        (await thief.GetAsync(Session)).Body.GetProperty("name").GetString().ShouldBe("anna");

        (await anna.SendAsync(HttpMethod.Delete, Session)).Status.ShouldBe(204);

        (await anna.GetAsync(Session)).Body.GetProperty("kind").GetString().ShouldBe("nobody");
        (await thief.GetAsync(Session)).Body.GetProperty("kind").GetString().ShouldBe("nobody");
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_name_and_a_disabled_user_get_the_same_answer()
    {
        await using var host = await LiveHost.StartAsync(folder);
        using var anna = await Browsing.SetUpAsync(host);
        using var bert = await Browsing.AddAsync(host, anna, "bert", "viewer");
        var id = (await anna.GetAsync("/api/v1/users")).Body.GetProperty("items")[1].GetProperty("id").GetString();
        (await anna.SendAsync(HttpMethod.Put, $"/api/v1/users/{id}/disabled", new { isDisabled = true })).Status.ShouldBe(200);

        using var stranger = new Browsing(host);
        var answers = new[] { await stranger.SignInAsync("anna", "not the password"), await stranger.SignInAsync("nobody"), await stranger.SignInAsync("bert"), await stranger.SignInAsync("anna", new string('x', 5_000)) };

        answers.ShouldAllBe(answer => answer.Status == 401);
        answers.Select(answer => answer.Body.GetProperty("detail").GetString()).Distinct().Count().ShouldBe(1);
        (await bert.GetAsync(Session)).Body.GetProperty("kind").GetString().ShouldBe("nobody", "its session has ended");
    }

    [Fact]
    public async Task Five_failures_lock_a_user_out_for_five_minutes_and_longer_each_time()
    {
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Security = new SecuritySettings { SignInsPerMinute = 100 } });
        using var anna = await Browsing.SetUpAsync(host);
        using var stranger = new Browsing(host);
        foreach (var minutes in (int[])[5, 10, 20])
        {
            await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => stranger.SignInAsync("anna", "not the password")));
            (await stranger.SignInAsync("anna")).Status.ShouldBe(401, "the right password does not help");
            await using var db = host.Services.GetRequiredService<ControlStore>().Context();
            var user = db.Users.Single();
            (user.LockoutEnd!.Value - DateTimeOffset.UtcNow).TotalMinutes.ShouldBeInRange(minutes - 1, minutes);
            user.LockoutEnd = DateTimeOffset.UtcNow.AddSeconds(-1);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        (await stranger.SignInAsync("anna")).Status.ShouldBe(200, "when it is over");
        (await anna.GetAsync(Session)).Body.GetProperty("name").GetString().ShouldBe("anna", "who has signed in before is not thrown out");
    }

    [Fact]
    public async Task From_one_address_only_so_many_attempts_a_minute_are_looked_at()
    {
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Security = new SecuritySettings { SignInsPerMinute = 3 } });
        using var stranger = new Browsing(host);
        for (var number = 0; number < 3; number++) (await stranger.SignInAsync("nobody")).Status.ShouldBe(401);

        var (status, body) = await stranger.SignInAsync("nobody");

        status.ShouldBe(429);
        body.GetProperty("detail").GetString()!.ShouldContain("3 attempts a minute");
    }

    [Fact]
    public async Task A_changed_password_ends_every_other_session()
    {
        await using var host = await LiveHost.StartAsync(folder);
        using var anna = await Browsing.SetUpAsync(host);
        using var elsewhere = new Browsing(host);
        await elsewhere.SignInAsync();
        (await anna.SendAsync(HttpMethod.Put, Session + "/password", new { current = "wrong", @new = "another long password" })).Status.ShouldBe(403);

        var (status, body) = await anna.SendAsync(HttpMethod.Put, Session + "/password", new { current = Browsing.Password, @new = "another long password" });

        status.ShouldBe(200);
        body.GetProperty("name").GetString().ShouldBe("anna");
        (await anna.GetAsync(Session)).Body.GetProperty("name").GetString().ShouldBe("anna");
        (await elsewhere.GetAsync(Session)).Body.GetProperty("kind").GetString().ShouldBe("nobody");
        (await elsewhere.SignInAsync()).Status.ShouldBe(401);
        (await elsewhere.SignInAsync("anna", "another long password")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_changes_something_needs_the_antiforgery_value_that_no_other_page_can_know()
    {
        await using var host = await LiveHost.StartAsync(folder);
        using var anna = await Browsing.SetUpAsync(host);
        var right = anna.Antiforgery;
        foreach (var wrong in (string?[])[null, "", "x" + right])
        {
            anna.Antiforgery = wrong;
            var (status, body) = await anna.SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = "script", scopes = new[] { "read" } });
            status.ShouldBe(403);
            body.GetProperty("detail").GetString()!.ShouldContain("X-WebTrader-Antiforgery");
        }

        anna.Antiforgery = right;
        (await anna.SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = "script", scopes = new[] { "read" } })).Status.ShouldBe(201);
    }

    [Fact]
    public async Task While_the_database_is_away_sign_in_says_why_whoever_is_signed_in_stays_and_protection_goes_on()
    {
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Security = new SecuritySettings { SignInsPerMinute = 1_000 } });
        await host.ReadyAsync();
        using var anna = await Browsing.SetUpAsync(host);
        using var key = await anna.KeyAsync(host, "read");
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "webtrader.db")};Pooling=False"))
        {
            other.Open();
            using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN EXCLUSIVE";
            hold.ExecuteNonQuery();

            var (status, body) = await anna.SendAsync(HttpMethod.Post, "/api/v1/users", new { name = "bert", role = "viewer", password = Browsing.Password });
            status.ShouldBe(503);
            body.GetProperty("detail").GetString()!.ShouldContain("locked by another process");
            (await anna.SignInAsync("anna", "wrong")).Status.ShouldBe(503);
            (await anna.GetAsync(Session)).Body.GetProperty("name").GetString().ShouldBe("anna");
            using var asked = await key.GetAsync(new Uri(Session, UriKind.Relative), TestContext.Current.CancellationToken);
            (await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("key script");
            (await host.TryAsync("/health/ready")).Status.ShouldBe(200);
        }

        await Eventually.TrueAsync(async () => (await anna.SignInAsync()).Status == 200, "it is back");
    }

    [Fact]
    public async Task Whoever_sets_the_host_up_while_its_database_is_taken_waits_and_is_not_sent_away()
    {
        await using var host = await LiveHost.StartAsync(folder);
        await host.ReadyAsync();
        await host.Services.GetRequiredService<ControlKeeper>().FirstReading;
        Task<(int Status, JsonElement Body)> asked;
        using var anna = new Browsing(host);
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "webtrader.db")};Pooling=False"))
        {
            other.Open();
            using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN EXCLUSIVE";
            hold.ExecuteNonQuery();
            asked = anna.SendAsync(HttpMethod.Post, "/api/v1/setup", new { token = Browsing.Token(host), name = "anna", password = Browsing.Password });
            await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
            asked.IsCompleted.ShouldBeFalse("it is waited for");
        }

        (await asked).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_host_with_a_damaged_database_starts_believes_its_cookies_and_says_why_nobody_can_sign_in()
    {
        string cookie;
        await using (var host = await LiveHost.StartAsync(folder))
        {
            using var anna = await Browsing.SetUpAsync(host);
            cookie = anna.Cookies.GetAllCookies().Single().Value;
        }

        foreach (var rest in Directory.GetFiles(folder.Path, "webtrader.db-*")) File.Delete(rest);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "webtrader.db"), new string('x', 5_000), TestContext.Current.CancellationToken);
        await using var again = await LiveHost.StartAsync(folder);
        await again.ReadyAsync();
        using var back = new Browsing(again);
        back.Cookies.Add(new Cookie($"webtrader-{again.Address.Port}", cookie, "/", "127.0.0.1"));

        (await back.GetAsync(Session)).Body.GetProperty("name").GetString().ShouldBe("anna");
        var (status, body) = await back.SignInAsync();
        status.ShouldBe(503);
        body.GetProperty("detail").GetString()!.ShouldContain("damaged or not a database");
    }

    [Fact]
    public async Task The_live_feed_of_a_real_account_is_for_signed_in_people_and_ends_with_their_session()
    {
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Security = new SecuritySettings { BehindProxy = [IPAddress.Parse("192.0.2.1")] } });
        using var anna = await Browsing.SetUpAsync(host);
        await Should.ThrowAsync<WebSocketException>(() => HubConnection.OpenAsync(host.Address));
        using var feed = await HubConnection.OpenAsync(host.Address, cookies: anna.Cookies);
        await feed.WatchAsync();
        (await feed.HearAsync()).Name.ShouldBe("snapshot");

        await anna.SendAsync(HttpMethod.Delete, Session);

        // Far less than the life of a cookie: what is still on its way may come, then nothing.
        var ending = Should.ThrowAsync<Exception>(async () =>
        {
            while (true) await feed.HearAsync();
        });
        await ending.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }
}
