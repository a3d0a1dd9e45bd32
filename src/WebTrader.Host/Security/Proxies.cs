using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Security;

/// <summary>Takes the client's address and scheme from the proxies that the settings name, and from nobody else.</summary>
internal static class Proxies
{
    public static void Use(WebApplication app, HostSettings settings)
    {
        if (settings.Security.BehindProxy.Count == 0) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in settings.Security.BehindProxy) options.KnownProxies.Add(proxy);
        app.UseForwardedHeaders(options);
    }
}
