using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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

    /// <summary>What only the environment says.</summary>
    private const string Hook = "hook-secret-of-this-test", Bot = "7123:bot-token-of-this-test", Mail = "mail-password-of-this-test", Certificate = "certificate-password-of-this-test";

    private readonly TempFolder folder = new();
    private readonly TempFolder keys = new();
    private readonly StringBuilder answers = new();

    public void Dispose()
    {
        folder.Dispose();
        keys.Dispose();
    }

    [Fact]
    public async Task No_password_key_token_or_code_is_found_in_what_the_host_writes()
    {
        List<string> secrets = [Own, Wrong, Changed, Hook, Bot, Mail, Certificate];
        string said;
        using (var host = HostProcess.ServeWith([.. Environment(), .. Notifiers()], folder))
        {
            using var http = await host.ReadyAsync();
            var token = (await host.SetupLinkAsync()).Fragment[1..];
            secrets.Add(token);
            using var anna = new Browsing(http.BaseAddress!);
            await AskAsync(anna, HttpMethod.Post, "/api/v1/setup", new { token = token + "x", name = "anna", password = Own });
            await AskAsync(anna, HttpMethod.Post, "/api/v1/setup", new { token, name = Own, password = Own });
            JsonElement who = default;
            // A database that is busy with its first tables gives the link back.
            await Eventually.TrueAsync(async () => (who = await AskAsync(anna, HttpMethod.Post, "/api/v1/setup", new { token, name = "anna", password = Own })).TryGetProperty("antiforgery", out _), "anna is set up");
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
            anna.Antiforgery = (await anna.SendAsync(HttpMethod.Get, "/api/v1/session")).Body.GetProperty("antiforgery").GetString();
            foreach (var notifier in (string[])["webhook", "telegram", "mail"]) (await anna.SendAsync(HttpMethod.Post, $"/api/v1/notifiers/{notifier}/test")).Status.ShouldBe(502, $"nobody listens to {notifier}");
            var admin = await AskAsync(anna, HttpMethod.Post, "/api/v1/keys", new { name = "report", scopes = new[] { "read", "admin" } });
            await Eventually.TrueAsync(async () => (await anna.SendAsync(HttpMethod.Post, "/api/v1/jobs/backup/run", new { })).Body.TryGetProperty("outcome", out var outcome) && outcome.GetString() == "done", "there is a copy of the database");
            await UnpackAsync(http.BaseAddress!, Kept(admin, "key"));
            foreach (var path in (string[])["/metrics", "/openapi/v1.json", "/api/v1/journal?pageSize=500", "/api/v1/journal.csv", "/api/v1/trades.csv", "/api/v1/notifiers", "/api/v1/alerts", "/api/v1/settings", "/health/live"]) answers.AppendLine(await http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));
            (await host.StopAsync()).ShouldBe(0, host.Said);

            // The link is what it says on its console, and in no other line.
            said = string.Join('\n', host.Said.Split('\n').Where(line => !line.StartsWith("  Set up ", StringComparison.Ordinal)));
        }

        File.Exists(Path.Combine(folder.Path, "local.key")).ShouldBeFalse("it goes with the host");
        var written = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllBytes);
        written.Keys.ShouldContain(file => file.EndsWith("webtrader.db", StringComparison.Ordinal));
        written[Path.Combine(folder.Path, "webtrader.db")].AsSpan().IndexOf("anna"u8).ShouldBeGreaterThan(0, "otherwise the search would find nothing");
        written.Keys.ShouldContain(file => file.Contains($"backups{Path.DirectorySeparatorChar}webtrader-", StringComparison.Ordinal), "the copy is searched too");
        answers.ToString().ShouldContain("\"version\":\"" + Product.Version, Case.Sensitive, "the archive for a problem report is searched too");
        secrets.Count.ShouldBeGreaterThan(20);
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
            answer.TryGetProperty(name, out var kept).ShouldBeTrue(answer.ToString());
            var secret = kept.GetString()!;
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

    /// <summary>Secrets as an operator gives them.</summary>
    private (string Name, string Value)[] Environment()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=trader.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var file = Path.Combine(keys.Path, "certificate.pfx");
        File.WriteAllBytes(file, made.Export(X509ContentType.Pkcs12, Certificate));
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        return
        [
            ("WEBTRADER_WEBHOOK_SECRET", Hook), ("WEBTRADER_TELEGRAM_TOKEN", Bot), ("WEBTRADER_MAIL_PASSWORD", Mail), ("WEBTRADER_CERTIFICATE_PASSWORD", Certificate),
            ("WEBTRADER__Host__Names__0", "trader.example.com"), ("WEBTRADER__Host__Outside__Address", "127.0.0.1"), ("WEBTRADER__Host__Outside__Port", $"{port}"), ("WEBTRADER__Host__Outside__Certificate", file),
        ];
    }

    /// <summary>All of them, to where nobody listens: what goes wrong is written down.</summary>
    private static (string Name, string Value)[] Notifiers() =>
    [
        ("WEBTRADER__Alerts__Webhook", "http://127.0.0.1:1/hook"), ("WEBTRADER__Alerts__Telegram__Chat", "@desk"), ("WEBTRADER__Alerts__Telegram__Api", "http://127.0.0.1:1/"),
        ("WEBTRADER__Alerts__Mail__Server", "127.0.0.1"), ("WEBTRADER__Alerts__Mail__Port", "1"), ("WEBTRADER__Alerts__Mail__Tls", "false"), ("WEBTRADER__Alerts__Mail__User", "webtrader"),
        ("WEBTRADER__Alerts__Mail__From", "webtrader@example.com"), ("WEBTRADER__Alerts__Mail__To", "desk@example.com"),
    ];

    /// <summary>The archive for a problem report, part by part.</summary>
    private async Task UnpackAsync(Uri host, string key)
    {
        using var http = new HttpClient { BaseAddress = host };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var archive = new ZipArchive(new MemoryStream(await http.GetByteArrayAsync(new Uri("/api/v1/diagnostics", UriKind.Relative), TestContext.Current.CancellationToken)));
        foreach (var part in archive.Entries)
        {
            using var text = new StreamReader(part.Open());
            answers.AppendLine(await text.ReadToEndAsync(TestContext.Current.CancellationToken));
        }
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
