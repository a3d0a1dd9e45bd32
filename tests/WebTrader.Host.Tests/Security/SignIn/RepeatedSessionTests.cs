using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using WebTrader.Host.Security.SignIn;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Tests.Security.SignIn;

/// <summary>Signing in, setting up and one's own secrets, asked for twice with the same key because an answer was lost or a button was pressed twice: done once, and the secret is written down nowhere.</summary>
public sealed class RepeatedSessionTests : IDisposable
{
    private const string Factor = "/api/v1/session/second-factor";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Setting_up_again_with_the_same_key_and_body_signs_in_whoever_has_lost_the_answer()
    {
        await using var host = await LiveHost.StartAsync(folder);
        await host.Services.GetRequiredService<ControlKeeper>().FirstReading;
        var wanted = new { token = Browsing.Token(host), name = "anna", password = Browsing.Password };
        using var lost = new Browsing(host);
        using var again = new Browsing(host);
        await Eventually.TrueAsync(async () => (await lost.AskAsync(HttpMethod.Post, "/api/v1/setup", wanted, ("Idempotency-Key", "first"))).Status == 200, "the database takes the first administrator");
        var (status, session, headers) = await again.AskAsync(HttpMethod.Post, "/api/v1/setup", wanted, ("Idempotency-Key", "first"));
        (status, headers.Contains("Idempotency-Replayed")).ShouldBe((200, true));
        (await again.GetAsync("/api/v1/session")).Body.GetProperty("name").GetString().ShouldBe("anna", "the cookie came along again");
        again.Antiforgery = session.GetProperty("antiforgery").GetString();
        (await again.GetAsync("/api/v1/users")).Body.GetProperty("items").GetArrayLength().ShouldBe(1);

        using var stranger = new Browsing(host);
        (await stranger.AskAsync(HttpMethod.Post, "/api/v1/setup", wanted with { password = "guessed by somebody" }, ("Idempotency-Key", "first"))).Status.ShouldBe(422, "the key alone lets nobody in");
        stranger.Cookies.Count.ShouldBe(0);
        (await stranger.AskAsync(HttpMethod.Post, "/api/v1/setup", wanted, ("Idempotency-Key", "second"))).Status.ShouldBe(403, "the link was good once");
        (await KeptAsync(host)).ShouldNotContain("anna", Case.Insensitive, "no answer with a secret is in the database");
    }

    [Fact]
    public async Task A_sign_in_repeated_with_its_key_is_one_session_and_one_use_of_the_code()
    {
        await using var host = await LiveHost.StartAsync(folder);
        using var anna = await Browsing.SetUpAsync(host);
        var key = (await anna.SendAsync(HttpMethod.Post, Factor, new { password = Browsing.Password })).Body.GetProperty("key").GetString()!;
        (await anna.SendAsync(HttpMethod.Put, Factor, new { code = Authenticator.Code(key, DateTimeOffset.UtcNow) })).Status.ShouldBe(200);
        var wanted = new { name = "anna", password = Browsing.Password, code = Authenticator.Code(key, DateTimeOffset.UtcNow.AddSeconds(30)) };
        var browsers = Enumerable.Range(0, 5).Select(_ => new Browsing(host)).ToList();
        var answers = await Task.WhenAll(browsers.Select(browser => browser.AskAsync(HttpMethod.Post, "/api/v1/session", wanted, ("Idempotency-Key", "in"))));
        answers.ShouldAllBe(answer => answer.Status == 200);
        answers.Count(answer => answer.Headers.Contains("Idempotency-Replayed")).ShouldBe(4);
        answers.Select(answer => answer.Body.GetProperty("antiforgery").GetString()).Distinct().Count().ShouldBe(1, "it is one session");
        foreach (var browser in browsers) (await browser.GetAsync("/api/v1/session")).Body.GetProperty("name").GetString().ShouldBe("anna");
        (await browsers[0].AskAsync(HttpMethod.Post, "/api/v1/session", wanted, ("Idempotency-Key", "other"))).Status.ShouldBe(401, "the code was used");
        browsers.ForEach(browser => browser.Dispose());
        (await KeptAsync(host)).ShouldNotContain("anna", Case.Insensitive);
    }

    [Fact]
    public async Task A_second_factor_and_a_password_changed_twice_with_the_same_key_are_changed_once()
    {
        await using var host = await LiveHost.StartAsync(folder);
        using var anna = await Browsing.SetUpAsync(host);
        var (_, first, _) = await anna.AskAsync(HttpMethod.Post, Factor, new { password = Browsing.Password }, ("Idempotency-Key", "begin"));
        var (_, second, _) = await anna.AskAsync(HttpMethod.Post, Factor, new { password = Browsing.Password }, ("Idempotency-Key", "begin"));
        var key = first.GetProperty("key").GetString()!;
        second.GetProperty("key").GetString().ShouldBe(key, "the authenticator that was set up is the one that holds");

        var code = new { code = Authenticator.Code(key, DateTimeOffset.UtcNow) };
        var confirmed = await BothAsync(() => anna.AskAsync(HttpMethod.Put, Factor, code, ("Idempotency-Key", "confirm")));
        confirmed.First.GetProperty("codes").ToString().ShouldBe(confirmed.Second.GetProperty("codes").ToString(), "there is one set of recovery codes");
        anna.Antiforgery = confirmed.First.GetProperty("session").GetProperty("antiforgery").GetString();

        var removed = await BothAsync(() => anna.AskAsync(HttpMethod.Post, Factor + "/removal", new { password = Browsing.Password }, ("Idempotency-Key", "remove")));
        removed.First.ToString().ShouldBe(removed.Second.ToString());
        anna.Antiforgery = removed.First.GetProperty("antiforgery").GetString();

        var changed = await BothAsync(() => anna.AskAsync(HttpMethod.Put, "/api/v1/session/password", new { current = Browsing.Password, @new = "staple after staple" }, ("Idempotency-Key", "password")));
        changed.First.ToString().ShouldBe(changed.Second.ToString());
        (await anna.GetAsync("/api/v1/session")).Body.GetProperty("name").GetString().ShouldBe("anna", "its session goes on");
        (await KeptAsync(host)).ShouldNotContain(key);
    }

    [Fact]
    public async Task What_was_refused_may_be_asked_again_with_the_same_key()
    {
        await using var host = await LiveHost.StartAsync(folder);
        using var anna = await Browsing.SetUpAsync(host);
        using var other = new Browsing(host);
        (await other.AskAsync(HttpMethod.Post, "/api/v1/session", new { name = "anna", password = "not the password" }, ("Idempotency-Key", "in"))).Status.ShouldBe(401);
        (await other.AskAsync(HttpMethod.Post, "/api/v1/session", new { name = "anna", password = Browsing.Password }, ("Idempotency-Key", "in"))).Status.ShouldBe(200);
    }

    /// <summary>Pressed twice: both are let in before the first is done.</summary>
    private static async Task<(JsonElement First, JsonElement Second)> BothAsync(Func<Task<(int Status, JsonElement Body, System.Net.Http.Headers.HttpResponseHeaders Headers)>> ask)
    {
        var answers = await Task.WhenAll(ask(), ask());
        foreach (var answer in answers) answer.Status.ShouldBe(200, answer.Body.ToString());
        answers.Count(answer => answer.Headers.Contains("Idempotency-Replayed")).ShouldBe(1);
        return (answers[0].Body, answers[1].Body);
    }

    private static async Task<string> KeptAsync(LiveHost host) =>
        string.Join('\n', await host.Services.GetRequiredService<ControlStore>().UseAsync(db => db.Set<IdempotencyRow>().Select(row => row.Caller + " " + row.Key + " " + row.Body).ToListAsync(TestContext.Current.CancellationToken)));
}
