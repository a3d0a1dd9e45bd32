using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace WebTrader.Host.Api.Repeats;

/// <summary>A request that carries a key, as its endpoint sees it.</summary>
/// <param name="Name">Who asks, and the key: the same for every repetition, another for everybody else.</param>
/// <param name="TriedSince">When it was first made, where nobody knows whether it took effect then; UTC. Null for the first time.</param>
internal sealed record RepeatableRequest(string Name, DateTimeOffset? TriedSince)
{
    /// <summary>Set where nobody knows whether it has taken effect.</summary>
    public bool IsAmbiguous { get; set; }
}

/// <summary>How a route takes a request that was made before.</summary>
internal enum RepeatRule
{
    /// <summary>One without a known outcome is not carried out again.</summary>
    Once,

    /// <summary>It needs a key, which must be on disk before anything is sent; one without a known outcome is carried out by looking first.</summary>
    LooksFirst,
}

internal sealed record RepeatMetadata(RepeatRule Rule);

internal static class RepeatRules
{
    public static TBuilder Repeats<TBuilder>(this TBuilder route, RepeatRule rule)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RepeatMetadata(rule));

    /// <summary>Null where the request carries no key.</summary>
    public static RepeatableRequest? Repeatable(this HttpContext context) => context.Features.Get<RepeatableRequest>();
}
