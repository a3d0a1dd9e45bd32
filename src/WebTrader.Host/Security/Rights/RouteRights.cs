using Microsoft.AspNetCore.Builder;

namespace WebTrader.Host.Security.Rights;

/// <summary>What stands at a route; null is open to all. Of several the one nearest to the route counts.</summary>
internal sealed record RouteRight(Right? Right);

/// <summary>Says at a route or a group who may call it. A route that says nothing lets nobody in, and fails a test.</summary>
internal static class RouteRights
{
    public static T RequireRight<T>(this T routes, Right right)
        where T : IEndpointConventionBuilder => routes.WithMetadata(new RouteRight(right));

    /// <summary>For what a caller needs before it can say who it is.</summary>
    public static T OpenToAll<T>(this T routes)
        where T : IEndpointConventionBuilder => routes.WithMetadata(new RouteRight(null));
}
