using Shouldly;

namespace WebTrader.Host.Tests.Security.SignIn;

public sealed class SecondFactorTests : IDisposable
{
    private const string Route = "/api/v1/session/second-factor";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_codes_are_those_of_the_standard() =>
        Authenticator.Code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", DateTimeOffset.FromUnixTimeSeconds(59)).ShouldBe("287082", "RFC 6238, appendix B");

    [Fact]
    public async Task Once_set_up_it_is_asked_for_and_each_code_is_good_once()
    {
        await using var host = await LiveHost.StartAsync(folder);
        using var anna = await Browsing.SetUpAsync(host);
        (await anna.SendAsync(HttpMethod.Post, Route, new { password = "not the password" })).Status.ShouldBe(403);
        var (begun, made) = await anna.SendAsync(HttpMethod.Post, Route, new { password = Browsing.Password });
        begun.ShouldBe(200);
        var key = made.GetProperty("key").GetString()!;
        made.GetProperty("uri").GetString().ShouldBe($"otpauth://totp/WebTrader:anna?secret={key}&issuer=WebTrader&digits=6");
        (await anna.SignInAsync()).Status.ShouldBe(200, "nothing has changed before a code has come back");
        (await anna.SendAsync(HttpMethod.Put, Route, new { code = "000000" })).Status.ShouldBe(403);

        var (confirmed, codes) = await anna.SendAsync(HttpMethod.Put, Route, new { code = Authenticator.Code(key, DateTimeOffset.UtcNow) });
        confirmed.ShouldBe(200, codes.ToString());
        codes.GetProperty("session").GetProperty("hasSecondFactor").GetBoolean().ShouldBeTrue();
        var recovery = codes.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!).ToList();
        recovery.Distinct().Count().ShouldBe(10);

        using var other = new Browsing(host);
        var (needs, body) = await other.SignInAsync();
        needs.ShouldBe(401);
        body.GetProperty("needsCode").GetBoolean().ShouldBeTrue();
        var next = Authenticator.Code(key, DateTimeOffset.UtcNow.AddSeconds(30));
        (await other.SignInAsync(code: next)).Body.GetProperty("hasSecondFactor").GetBoolean().ShouldBeTrue();
        (await other.SignInAsync(code: next)).Status.ShouldBe(401, "it was used");
        (await other.SignInAsync(code: recovery[3].ToLowerInvariant())).Status.ShouldBe(200);
        (await other.SignInAsync(code: recovery[3])).Status.ShouldBe(401, "it was used");
        (await other.SignInAsync(code: recovery[4])).Status.ShouldBe(200);

        (await other.SendAsync(HttpMethod.Post, Route + "/removal", new { password = Browsing.Password })).Status.ShouldBe(200);
        (await anna.SignInAsync()).Status.ShouldBe(200, "no code is asked for any more");
    }

    [Fact]
    public async Task Wrong_codes_lock_out_as_wrong_passwords_do()
    {
        await using var host = await LiveHost.StartAsync(folder);
        using var anna = await Browsing.SetUpAsync(host);
        var (_, made) = await anna.SendAsync(HttpMethod.Post, Route, new { password = Browsing.Password });
        var key = made.GetProperty("key").GetString()!;
        await anna.SendAsync(HttpMethod.Put, Route, new { code = Authenticator.Code(key, DateTimeOffset.UtcNow) });

        using var thief = new Browsing(host);
        for (var number = 0; number < 5; number++) (await thief.SignInAsync(code: number % 2 == 0 ? "123456" : "AAAAA-BBBBB")).Status.ShouldBe(401);

        (await thief.SignInAsync(code: Authenticator.Code(key, DateTimeOffset.UtcNow.AddSeconds(30)))).Status.ShouldBe(401, "it is locked out");
    }

    [Fact]
    public async Task With_the_setting_a_key_for_emergencies_is_made_by_somebody_with_a_second_factor_only()
    {
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Security = settings.Security with { RequireSecondFactorForEmergency = true } });
        using var anna = await Browsing.SetUpAsync(host);
        var panic = new { name = "panic", scopes = new[] { "emergency" } };
        (await anna.SendAsync(HttpMethod.Post, "/api/v1/keys", panic)).Status.ShouldBe(403);
        var (_, made) = await anna.SendAsync(HttpMethod.Post, Route, new { password = Browsing.Password });
        var (_, codes) = await anna.SendAsync(HttpMethod.Put, Route, new { code = Authenticator.Code(made.GetProperty("key").GetString()!, DateTimeOffset.UtcNow) });
        anna.Antiforgery = codes.GetProperty("session").GetProperty("antiforgery").GetString();

        (await anna.SendAsync(HttpMethod.Post, "/api/v1/keys", panic)).Status.ShouldBe(201);
    }
}
