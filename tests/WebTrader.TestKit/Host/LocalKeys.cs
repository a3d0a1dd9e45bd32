using System.Net.Http.Headers;

namespace WebTrader.TestKit.Host;

/// <summary>The key for commands of the same user on the same machine, as the host leaves it in its data folder.</summary>
public static class LocalKeys
{
    public static string Of(string dataFolder) => File.ReadAllText(Path.Combine(dataFolder, "local.key"));

    public static void Use(HttpClient http, string dataFolder) => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Of(dataFolder));
}
