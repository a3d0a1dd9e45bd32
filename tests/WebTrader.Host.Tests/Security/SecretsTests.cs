using System.Text;
using System.Text.Json;
using Shouldly;
using WebTrader.Host.Tests.Security.SignIn;

namespace WebTrader.Host.Tests.Security;

/// <summary>A host as a process, whose secrets are then looked for in everything that it has written or answered.</summary>
public sealed class SecretsTests : IDisposable
{
    // Of its own: the examples of the description have a password too, which is nobody's.
    private const string Own = "nobody but this test knows it", Wrong = "a wrong but long password", Changed = "another horse and battery";

    private readonly TempFolder folder = new();
    private readonly StringBuilder answers = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task No_password_key_token_or_code_is_found_in_what_the_host_writes()
    {
        List<string> secrets = [Own, Wrong, Changed];
        string said;
        using (var host = HostProcess.Serve(folder))
        {
            using var http = await host.ReadyAsync();
            var token = (await host.SetupLinkAsync()).Fragment[1..];
            secrets.Add(token);
            using var anna = new Browsing(http.BaseAddress!);
            await AskAsync(anna, HttpMethod.Post, "/api/v1/setup", new { token = token + "x", name = "anna", password = Own });
            await AskAsync(anna, HttpMethod.Post, "/api/v1/setup", new { token, name = Own, password = Own });
            var who = await AskAsync(anna, HttpMethod.Post, "/api/v1/setup", new { token, name = "anna", password = Own });
            anna.Antiforgery = who.GetProperty("antiforgery").GetString();
            secrets.AddRange(anna.Cookies.GetAllCookies().Select(cookie => cookie.Value));

            await AskAsync(anna, HttpMethod.Post, "/api/v1/session", new { name = "anna", password = Wrong });
            await AskAsync(anna, HttpMethod.Post, "/api/v1/session", new { name = Own, password = Wrong });
            await AskAsync(anna, HttpMethod.Post, "/api/v1/session", new { name = "anna", password = new[] { Own } });
            await AskAsync(anna, HttpMethod.Post, "/api/v1/session?password=" + Uri.EscapeDataString(Wrong), new { name = "anna" });
            var key = await AskAsync(anna, HttpMethod.Post, "/api/v1/keys", new { name = "script", scopes = new[] { "read", "trade" } });
            await UseAsync(http.BaseAddress!, Kept(key, "key"));
            await UseAsync(http.BaseAddress!, "wt_" + Wrong.Replace(' ', '_'));
            secrets.Add(Wrong.Replace(' ', '_'));
            var authenticator = await AskAsync(anna, HttpMethod.Post, "/api/v1/session/second-factor", new { password = Own });
            var codes = await AskAsync(anna, HttpMethod.Put, "/api/v1/session/second-factor", new { code = Authenticator.Code(Kept(authenticator, "key"), DateTimeOffset.UtcNow) });
            secrets.AddRange(codes.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!));
            anna.Antiforgery = codes.GetProperty("session").GetProperty("antiforgery").GetString();
            await AskAsync(anna, HttpMethod.Put, "/api/v1/session/password", new { current = Own, @new = Changed });
            await AskAsync(anna, HttpMethod.Post, "/api/v1/session", new { name = "anna", password = Changed, code = codes.GetProperty("codes")[0].GetString() });
            foreach (var path in (string[])["/metrics", "/openapi/v1.json", "/api/v1/journal?pageSize=500", "/health/live"]) answers.AppendLine(await http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));
            (await host.StopAsync()).ShouldBe(0, host.Said);

            // The link is what it says on its console, and in no other line.
            said = string.Join('\n', host.Said.Split('\n').Where(line => !line.StartsWith("  Set up ", StringComparison.Ordinal)));
        }

        File.Exists(Path.Combine(folder.Path, "local.key")).ShouldBeFalse("it goes with the host");
        var written = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllBytes);
        written.Keys.ShouldContain(file => file.EndsWith("webtrader.db", StringComparison.Ordinal));
        written[Path.Combine(folder.Path, "webtrader.db")].AsSpan().IndexOf("anna"u8).ShouldBeGreaterThan(0, "otherwise the search would find nothing");
        secrets.Count.ShouldBeGreaterThan(16);
        foreach (var secret in secrets)
        {
            said.ShouldNotContain(secret);
            answers.ToString().ShouldNotContain(secret);
            foreach (var (file, bytes) in written)
            {
                foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode]) bytes.AsSpan().IndexOf(encoding.GetBytes(secret)).ShouldBe(-1, $"{secret} is in {file}");
            }
        }

        string Kept(JsonElement answer, string name)
        {
            var secret = answer.GetProperty(name).GetString()!;
            secrets.Add(secret);
            return secret;
        }
    }

    /// <summary>What an answer gives to whoever asked for it, once, is not written down here; all that is refused is.</summary>
    private async Task<JsonElement> AskAsync(Browsing browsing, HttpMethod method, string path, object body)
    {
        var (status, answer) = await browsing.SendAsync(method, path, body);
        if (status >= 400) answers.AppendLine(answer.ToString());
        return answer;
    }

    private async Task UseAsync(Uri host, string key)
    {
        using var http = new HttpClient { BaseAddress = host };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        foreach (var path in (string[])["/api/v1/accounts", "/api/v1/users", "/api/v1/session"])
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            answers.AppendLine(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }
}
