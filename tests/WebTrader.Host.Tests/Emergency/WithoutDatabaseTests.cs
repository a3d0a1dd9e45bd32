using System.Net;
using Microsoft.Data.Sqlite;
using Shouldly;
using WebTrader.Host.Emergency;
using WebTrader.Host.Security.SignIn;
using WebTrader.Host.Settings;
using WebTrader.Host.Tests.Security.SignIn;
using static WebTrader.Host.Tests.Emergency.EmergencyPressing;

namespace WebTrader.Host.Tests.Emergency;

/// <summary>A run in which the database was never there: who came in before comes in, and what is pressed holds.</summary>
public sealed class WithoutDatabaseTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_the_database_locked_or_damaged_for_the_whole_run_a_key_and_a_cookie_press_and_release(bool isDamaged)
    {
        var (cookie, antiforgery, panic, revoked) = await KnownAsync();
        var database = Path.Combine(folder.Path, "webtrader.db");
        foreach (var rest in Directory.GetFiles(folder.Path, "webtrader.db-*")) File.Delete(rest);
        if (isDamaged) await File.WriteAllTextAsync(database, new string('x', 5_000), TestContext.Current.CancellationToken);
        await using var holder = new SqliteConnection($"Data Source={database};Pooling=False");
        if (!isDamaged) Hold(holder);
        await using var host = await LiveHost.StartAsync(folder, NoHold);
        await host.ReadyAsync();
        (await host.TryAsync("/api/v1/journal")).Status.ShouldBe(503, "the database is not there");
        using var script = Client(host, panic);
        using var thief = Client(host, revoked);
        using var anna = Back(host, cookie, antiforgery);

        (await thief.PressAsync("haltEntries", new { })).Status.ShouldBe(401, "it was revoked, and that is known too");
        var byKey = await script.PressAsync("flatten", new { account = "demo" }, "k1");
        byKey.Status.ShouldBe(201, byKey.Body.ToString());
        var byCookie = await anna.PressAsync("haltEntries", new { });
        byCookie.Status.ShouldBe(201, byCookie.Body.ToString());
        (await anna.PressAsync("flatten", new { account = "demo" })).Body.Id().ShouldBe(byKey.Body.Id(), "one stop");

        await Eventually.TrueAsync(async () => (await host.StopAsync(byKey.Body.Id())).GetProperty("state").GetString() == "proved", "it is flat");
        (await anna.SendAsync(HttpMethod.Post, $"{Stops}/{byCookie.Body.Id()}/release", new { why = "over" })).Status.ShouldBe(200);
        (await host.TryAsync("/api/v1/journal")).Status.ShouldBe(503, "and was not there all the time");
    }

    [Fact]
    public async Task The_copy_of_users_and_keys_is_its_owners_alone_and_tells_no_secret()
    {
        var (cookie, antiforgery, panic, revoked) = await KnownAsync();
        var path = Path.Combine(folder.Path, CallersFile.Name);

        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        text.ShouldContain("emergency");
        foreach (var secret in (string[])[cookie, antiforgery, panic, panic[3..], revoked[3..], Browsing.Password]) text.ShouldNotContain(secret);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_copy_that_cannot_be_read_lets_nobody_in_by_a_key_and_the_file_still_presses()
    {
        var (_, _, panic, _) = await KnownAsync();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, CallersFile.Name), "{ half", TestContext.Current.CancellationToken);
        await using var holder = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "webtrader.db")};Pooling=False");
        Hold(holder);
        await using var host = await LiveHost.StartAsync(folder, NoHold);
        await host.ReadyAsync();
        using var script = Client(host, panic);

        (await script.PressAsync("haltEntries", new { })).Status.ShouldBe(503);
        folder.Of("STOP", "halt");
        await Eventually.TrueAsync(async () => (await host.StopsAsync()) is [var stop] && stop.GetProperty("by").GetString() == "file STOP", "it is pressed");
    }

    /// <summary>A run with a database, in which somebody signs in and makes two keys, one of which is revoked.</summary>
    private async Task<(string Cookie, string Antiforgery, string Panic, string Revoked)> KnownAsync()
    {
        await using var host = await LiveHost.StartAsync(folder, NoHold);
        using var anna = await Browsing.SetUpAsync(host);
        using var panic = await anna.KeyAsync(host, "emergency");
        using var revoked = await anna.KeyAsync(host, "emergency", "read");
        var keys = (await anna.GetAsync("/api/v1/keys")).Body.GetProperty("items").EnumerateArray().ToList();
        (await anna.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{keys[1].GetProperty("id").GetString()}")).Status.ShouldBe(204);
        return (anna.Cookies.GetAllCookies().Single().Value, anna.Antiforgery!, panic.DefaultRequestHeaders.Authorization!.Parameter!, revoked.DefaultRequestHeaders.Authorization!.Parameter!);
    }

    private static HostSettings NoHold(HostSettings settings) => settings with { Emergency = new EmergencySettings { MinimumHold = TimeSpan.Zero } };

    private static void Hold(SqliteConnection holder)
    {
        holder.Open();
        using var hold = holder.CreateCommand();
        hold.CommandText = "BEGIN EXCLUSIVE";
        hold.ExecuteNonQuery();
    }

    private static HttpClient Client(LiveHost host, string key)
    {
        var client = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    private static Browsing Back(LiveHost host, string cookie, string antiforgery)
    {
        var back = new Browsing(host) { Antiforgery = antiforgery };
        back.Cookies.Add(new Cookie($"webtrader-{host.Address.Port}", cookie, "/", "127.0.0.1"));
        return back;
    }
}
