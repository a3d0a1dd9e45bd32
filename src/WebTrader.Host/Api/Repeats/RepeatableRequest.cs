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

    /// <summary>Set where something has changed, whatever the status of the answer says: it is not carried out again.</summary>
    public bool HasChanged { get; set; }

    /// <summary>What repetitions are answered instead, where the answer shows something once; null for the answer itself.</summary>
    public object? ForLater { get; set; }
}

/// <summary>How a route takes a request that was made before.</summary>
internal enum RepeatRule
{
    /// <summary>One without a known outcome is not carried out again.</summary>
    Once,

    /// <summary>It needs a key, which must be on disk before anything is sent; one without a known outcome is carried out by looking first.</summary>
    LooksFirst,
}

/// <param name="HasSecret">Whether the body holds a password: then no trace of it is kept, and the same key means the same request whatever it says.</param>
internal sealed record RepeatMetadata(RepeatRule Rule, bool HasSecret = false);

/// <summary>The route takes <c>?dryRun=true</c>: then it changes nothing.</summary>
internal sealed record DryRunMetadata;

internal static class RepeatRules
{
    public static TBuilder Repeats<TBuilder>(this TBuilder route, RepeatRule rule, bool hasSecret = false)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RepeatMetadata(rule, hasSecret));

    public static TBuilder DryRuns<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new DryRunMetadata());

    /// <summary>Whether the request only asks what would happen; a route that knows no dry run is never only asked.</summary>
    public static bool IsDryRun(this HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<DryRunMetadata>() is not null && string.Equals(context.Request.Query["dryRun"], "true", StringComparison.Ordinal);

    /// <summary>A request with a key is read to its end, although its caller has hung up: it is all here, and broken off it would count as one whose effect nobody knows.</summary>
    public static CancellationToken Patience(this HttpContext context) => context.Repeatable() is null ? context.RequestAborted : CancellationToken.None;

    /// <summary>Something has changed, whatever will be answered.</summary>
    public static void HasChanged(this HttpContext context)
    {
        if (context.Repeatable() is { } request) request.HasChanged = true;
    }

    /// <summary>Null where the request carries no key.</summary>
    public static RepeatableRequest? Repeatable(this HttpContext context) => context.Features.Get<RepeatableRequest>();
}
