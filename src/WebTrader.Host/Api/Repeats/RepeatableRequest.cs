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
    /// <summary>One without a known outcome is not carried out again, and while the keys cannot be read one with a key is not carried out at all: it may have been before.</summary>
    Once,

    /// <summary>As <see cref="Once"/>, but it lessens a risk, or does no harm if it is done twice, and is never refused: where the keys cannot be read it goes by memory alone.</summary>
    Protects,

    /// <summary>It needs a key, which must be on disk before anything is sent; one without a known outcome is carried out by looking first.</summary>
    LooksFirst,

    /// <summary>Its answer holds a secret (a cookie, a key, recovery codes): it is kept in memory alone, for two minutes, and written down nowhere. Later, and after a restart, it is carried out anew.</summary>
    InMemory,
}

/// <param name="HasSecret">Whether the body holds a password: then its fingerprint is one that nobody can try passwords out on.</param>
internal sealed record RepeatMetadata(RepeatRule Rule, bool HasSecret = false);

internal static class RepeatRules
{
    public static TBuilder Repeats<TBuilder>(this TBuilder route, RepeatRule rule, bool hasSecret = false)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RepeatMetadata(rule, hasSecret));

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
