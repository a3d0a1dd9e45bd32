using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Security.SignIn;

namespace WebTrader.Host.Tests.Security.SignIn;

/// <summary>What a browser does: keeps cookies, and sends along the antiforgery value that it was told.</summary>
internal sealed class Browsing : IDisposable
{
    public const string Password = "correct horse battery";

    private readonly HttpClient http;
    private readonly SocketsHttpHandler handler;

    public Browsing(LiveHost host)
        : this(host.Address)
    {
    }

    public Browsing(Uri host)
    {
        handler = new SocketsHttpHandler { CookieContainer = Cookies };
        http = new HttpClient(handler) { BaseAddress = host, Timeout = TimeSpan.FromSeconds(30) };
    }

    public CookieContainer Cookies { get; } = new();

    public string? Antiforgery { get; set; }

    /// <summary>The first administrator, by the link on the console.</summary>
    public static async Task<Browsing> SetUpAsync(LiveHost host, string name = "anna")
    {
        await host.Services.GetRequiredService<ControlKeeper>().FirstReading;
        var browsing = new Browsing(host);
        var (status, body) = (503, default(JsonElement));
        // A database that is busy with its first tables gives the link back.
        await Eventually.TrueAsync(async () =>
        {
            (status, body) = await browsing.SendAsync(HttpMethod.Post, "/api/v1/setup", new { token = Token(host), name, password = Password });
            return status != 503;
        }, "the database takes the first administrator");
        if (status != 200) Assert.Fail($"The set-up answers {status}: {body}");
        browsing.Antiforgery = body.GetProperty("antiforgery").GetString();
        return browsing;
    }

    /// <summary>A user that an administrator has added.</summary>
    public static async Task<Browsing> AddAsync(LiveHost host, Browsing admin, string name, string role)
    {
        var (status, body) = await admin.SendAsync(HttpMethod.Post, "/api/v1/users", new { name, role, password = Password });
        if (status != 201) Assert.Fail($"The user is not added, {status}: {body}");
        var browsing = new Browsing(host);
        (status, body) = await browsing.SignInAsync(name);
        if (status != 200) Assert.Fail($"The user is not signed in, {status}: {body}");
        return browsing;
    }

    public static string Token(LiveHost host) => host.Services.GetRequiredService<SetupLink>().Of("http://x")!.Split('#')[1];

    /// <summary>A client with a key of these scopes.</summary>
    public async Task<HttpClient> KeyAsync(LiveHost host, params string[] scopes)
    {
        var (status, body) = await SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = "script " + string.Join(' ', scopes), scopes });
        if (status != 201) Assert.Fail($"The key is not made, {status}: {body}");
        var client = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", body.GetProperty("key").GetString());
        return client;
    }

    public async Task<(int Status, JsonElement Body)> SignInAsync(string name = "anna", string password = Password, string? code = null)
    {
        var answer = await SendAsync(HttpMethod.Post, "/api/v1/session", new { name, password, code });
        if (answer.Status == 200) Antiforgery = answer.Body.GetProperty("antiforgery").GetString();
        return answer;
    }

    public Task<(int Status, JsonElement Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body = null)
    {
        var (status, answer, _) = await AskAsync(method, path, body);
        return (status, answer);
    }

    /// <summary>With headers, and with those of the answer.</summary>
    public async Task<(int Status, JsonElement Body, HttpResponseHeaders Headers)> AskAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : body as HttpContent ?? JsonContent.Create(body) };
        if (Antiforgery is not null) request.Headers.Add(Gate.AntiforgeryHeader, Antiforgery);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone(), answer.Headers);
    }

    public void Dispose()
    {
        http.Dispose();
        handler.Dispose();
    }
}
