using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WebTrader.Host.Api;
using WebTrader.Host.Security.SignIn;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Security.Rights;

/// <summary>Stands before every route: lets in whoever has the route's right, and tells everybody else what is missing.</summary>
internal sealed class Gate(RequestDelegate next, HostSettings settings, KnownCallers known)
{
    /// <summary>Carries what <c>GET /api/v1/session</c> gave. No other site's page can read that, or send this.</summary>
    public const string AntiforgeryHeader = "X-WebTrader-Antiforgery";

    public async Task InvokeAsync(HttpContext context)
    {
        // What is not a route is an answer that routing gives by itself: no such method, no such kind of body.
        if (context.GetEndpoint() is not RouteEndpoint endpoint || Refusal(context, endpoint.Metadata.GetMetadata<RouteRight>()) is not { } refusal)
        {
            await next(context);
            return;
        }

        if (refusal.Status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = ApiKeyHandler.SchemeName;
        context.Response.Headers.CacheControl = "no-store";
        await Problems.Of(refusal.Status, refusal.Title, refusal.Detail).ExecuteAsync(context);
    }

    private (int Status, string Title, string Detail)? Refusal(HttpContext context, RouteRight? route)
    {
        if (route is null) return (StatusCodes.Status403Forbidden, "Not allowed", "Nobody is let in here: the route does not say who may be.");
        if (route.Right is not { } right) return null;
        if (known.HasAdmin == false && !Loopback.Is(context))
            return (StatusCodes.Status503ServiceUnavailable, "Not set up yet", "There is no administrator yet. Open the link that the host has printed on its console.");
        if (right == Right.Read && !settings.ReadingNeedsSignIn) return null;
        if (Caller.Of(context.User) is not { } caller) return (StatusCodes.Status401Unauthorized, "Not signed in", WhoIsThere(context));
        return Missing(context, caller, right) is { } missing ? (StatusCodes.Status403Forbidden, "Not allowed", missing) : null;
    }

    private static string WhoIsThere(HttpContext context) => context.Request.Headers.Authorization.Count > 0
        ? "The key is not known, revoked or expired."
        : "Sign in on the dashboard, or send a key as Authorization: Bearer wt_...";

    private string? Missing(HttpContext context, Caller caller, Right right)
    {
        if (!caller.May.Contains(right)) return Lacking(caller, right);
        if (right == Right.Emergency && settings.Security.RequireSecondFactorForEmergency && caller is { IsPerson: true, HasSecondFactor: false })
            return "This needs a second factor, and you have signed in without one.";
        var changes = right != Right.Read && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        return changes && caller.IsPerson && !Secrets.AreEqual(context.Request.Headers[AntiforgeryHeader], caller.Antiforgery)
            ? $"The header {AntiforgeryHeader} is missing or wrong. Its value is antiforgery of GET /api/v1/session."
            : null;
    }

    private static string Lacking(Caller caller, Right right) => (caller.Role, right) switch
    {
        (null, Right.Own) => "This is for signed-in people, not for keys.",
        (null, _) => $"The key {caller.Name} has no scope {Grants.ScopeOf(right)}.",
        ({ } role, _) => $"This needs the role {(Grants.Of(Persistence.Control.Role.Operator).Contains(right) ? "operator" : "admin")}, and {caller.Name} is {role.ToString().ToLowerInvariant()}.",
    };
}
