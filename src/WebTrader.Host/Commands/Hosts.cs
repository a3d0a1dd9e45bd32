using System.Globalization;
using System.Net.Http.Headers;
using WebTrader.Host.Data;
using WebTrader.Host.Security.SignIn;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Commands;

/// <summary>For commands that speak to a running host on this machine.</summary>
internal static class Hosts
{
    /// <summary>A key for the host. Never an argument: everybody on the machine sees those.</summary>
    public const string KeyVariable = "WEBTRADER_API_KEY";

    /// <summary>A client of the host that the same settings would start, with the key of the environment or that of its data folder. Without either the host says what is missing.</summary>
    public static HttpClient Open(CommandLineSettings where)
    {
        var settings = SettingsReader.Read(SettingsSources.Load(ContentRoot.Locate(), where));
        var http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{settings.Port}/")), Timeout = TimeSpan.FromSeconds(15) };
        var key = Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } given ? given.Trim() : LocalKey.Read(DataFolder.Locate(settings.DataFolder));
        if (key is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(ApiKeyHandler.SchemeName, key);
        return http;
    }
}
