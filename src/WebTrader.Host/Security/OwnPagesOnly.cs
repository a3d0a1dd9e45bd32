using System.Globalization;
using Microsoft.AspNetCore.Http;
using WebTrader.Host.Api;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Security;

/// <summary>
/// Lets through only what was meant for this host: a name that resolves to a loopback address by somebody else's trick (DNS rebinding) is
/// refused, and so is a page of another origin, the opening of the live feed included.
/// </summary>
internal sealed class OwnPagesOnly(RequestDelegate next, HostSettings settings)
{
    private static readonly string[] OfThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    public async Task InvokeAsync(HttpContext context)
    {
        var (status, detail) = Judge(context, settings);
        if (detail is null) await next(context);
        else await Problems.Of(status, status == StatusCodes.Status400BadRequest ? "Not this host" : "Not from this host's own pages", detail).ExecuteAsync(context);
    }

    /// <summary>The port is compared with the one the connection came in by, which nobody can make up.</summary>
    internal static (int Status, string? Detail) Judge(HttpContext context, HostSettings settings)
    {
        var (request, port) = (context.Request, context.Connection.LocalPort);
        var host = request.Host;
        if (!IsOurs(request, port, settings.Names))
            return (StatusCodes.Status400BadRequest, $"Host is \"{host.Value}\", allowed is {string.Join(", ", OfThisMachine.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name}:{port}")).Concat(settings.Names))}.");

        var own = $"{request.Scheme}://{host.Value}";
        if (request.Headers.TryGetValue("Origin", out var origin) && !string.Equals(origin.ToString(), own, StringComparison.OrdinalIgnoreCase))
            return (StatusCodes.Status403Forbidden, $"Origin is \"{origin}\", allowed is {own}.");

        // A browser says so itself when another site's page embeds us without an Origin, as with an image. A link to us is fine.
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var isLink = string.Equals(request.Headers["Sec-Fetch-Mode"].ToString(), "navigate", StringComparison.Ordinal);
        return site is "cross-site" or "same-site" && !isLink
            ? (StatusCodes.Status403Forbidden, $"Sec-Fetch-Site is \"{site}\", allowed is same-origin.")
            : (0, null);
    }

    /// <summary>A name of the settings without a port is that of the connection, or what goes without saying: a proxy has a port of its own.</summary>
    private static bool IsOurs(HttpRequest request, int port, IReadOnlyList<string> names)
    {
        var host = request.Host;
        if (!host.HasValue) return false;
        var usual = request.IsHttps ? 443 : 80;
        var asked = host.Port ?? usual;
        if (OfThisMachine.Contains(host.Host, StringComparer.OrdinalIgnoreCase)) return asked == port;
        return names.Select(name => new HostString(name)).Any(name => name.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase) && (name.Port is { } own ? asked == own : asked == port || asked == usual));
    }
}
