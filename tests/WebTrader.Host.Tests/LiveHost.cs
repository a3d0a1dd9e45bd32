using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using WebTrader.Core.Positions;
using WebTrader.Host.Data;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Tests;

/// <summary>A host on a port of its own with a data folder of its own, in this process.</summary>
public sealed class LiveHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DataFolder data;

    private LiveHost(WebApplication app, DataFolder data)
    {
        this.app = app;
        this.data = data;
        Address = new Uri(app.Urls.First());
        Nobody = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
        LocalKeys.Use(Http, data.Path);
    }

    public Uri Address { get; }

    /// <summary>With the key for commands on this machine.</summary>
    public HttpClient Http { get; }

    /// <summary>Without anything that says who calls.</summary>
    public HttpClient Nobody { get; }

    public IServiceProvider Services => app.Services;

    public string DataPath => data.Path;

    public static Task<LiveHost> StartAsync(TempFolder folder, OpenDesk? desk = null, params string[] accounts) => StartAsync(folder, settings => settings, desk, accounts);

    /// <param name="change">Makes the settings that the test is about.</param>
    public static async Task<LiveHost> StartAsync(TempFolder folder, Func<HostSettings, HostSettings> change, OpenDesk? desk = null, params string[] accounts)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Logging:LogLevel:Default", nameof(LogLevel.None))]).Build();
        var settings = change(new HostSettings
        {
            Port = 0,
            DataFolder = folder.Path,
            // Tests ask as fast as they can.
            Security = new SecuritySettings { RequestsPerMinute = 1_000_000 },
            Accounts = [.. (accounts.Length == 0 ? ["demo"] : accounts).Select(id => new AccountSettings { Id = new AccountId(id), Name = id, Seed = 7 })],
        });
        var data = DataFolder.Open(settings.DataFolder, TimeProvider.System);
        var app = HostApp.Build(settings, data, configuration, desk);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new LiveHost(app, data);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return await ReadAsync(answer);
    }

    public async Task<(int Status, JsonElement Body)> TryAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await ReadAsync(answer));
    }

    /// <param name="body">JSON; null for none.</param>
    /// <param name="key">What makes the request the same as an earlier one; null for none.</param>
    public async Task<(int Status, JsonElement Body, bool Replayed)> SendAsync(HttpMethod method, string path, string? body, string? key = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null) request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await ReadAsync(answer), answer.Headers.Contains("Idempotency-Replayed"));
    }

    public Task<string> TextAsync(string path) => Http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public Task ReadyAsync() => Eventually.TrueAsync(async () => (await TryAsync("/health/ready")).Status == 200, "the host is ready");

    public Task PositionsAsync(int count) =>
        Eventually.TrueAsync(async () => (await GetAsync("/api/v1/positions")).GetProperty("items").GetArrayLength() >= count, $"there are {count} positions");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Nobody.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        data.Dispose();
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        using var document = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), default, TestContext.Current.CancellationToken);
        return document.RootElement.Clone();
    }
}
