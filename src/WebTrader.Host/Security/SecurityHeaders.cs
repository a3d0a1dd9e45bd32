using Microsoft.AspNetCore.Http;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Security;

/// <summary>Tells browsers to run and reach nothing but what this host serves.</summary>
internal static class SecurityHeaders
{
    public static Task Add(HttpContext context, HostSettings settings, RequestDelegate next)
    {
        // As late as can be: the answer to a fault begins by clearing what was set before.
        context.Response.OnStarting(() =>
        {
            Set(context, settings);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static void Set(HttpContext context, HostSettings settings)
    {
        // An older Safari does not count a WebSocket to the same host as 'self', so it is named. Only a host that was checked is repeated.
        var (status, _) = OwnPagesOnly.Judge(context, settings);
        var feed = status == StatusCodes.Status400BadRequest ? "" : $" {(context.Request.IsHttps ? "wss" : "ws")}://{context.Request.Host.Value}";
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'{feed}; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        headers["Permissions-Policy"] = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

        // A year. Browsers pass it over for this machine's own addresses, and without TLS.
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
    }
}
