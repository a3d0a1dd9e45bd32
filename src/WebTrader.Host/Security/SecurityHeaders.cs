using Microsoft.AspNetCore.Http;

namespace WebTrader.Host.Security;

/// <summary>Tells browsers to run and reach nothing but what this host serves.</summary>
internal static class SecurityHeaders
{
    public static Task Add(HttpContext context, RequestDelegate next)
    {
        // As late as can be: the answer to a fault begins by clearing what was set before.
        context.Response.OnStarting(() =>
        {
            Set(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static void Set(HttpContext context)
    {
        // An older Safari does not count a WebSocket to the same host as 'self', so it is named. Only a host that was checked is repeated.
        var (status, _) = OwnPagesOnly.Judge(context.Request, context.Connection.LocalPort);
        var feed = status == StatusCodes.Status400BadRequest ? "" : $" ws://{context.Request.Host.Value}";
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'{feed}; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
    }
}
