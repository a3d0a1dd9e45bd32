using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WebTrader.Host.Api;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Security;

/// <summary>
/// How long an answer to a question may take. Only what reads is cut off: whatever changes something, at the broker or here, comes to its own end, because broken off nobody would know how far it came. What is sent
/// piece by piece (tables, archives, reports, the live feed) may take as long as it takes.
/// </summary>
internal static class AnswerLimit
{
    public static void Add(IServiceCollection services, SecuritySettings settings) => services.AddRequestTimeouts(limits => limits.AddPolicy(nameof(AnswerLimit), new RequestTimeoutPolicy
    {
        Timeout = settings.AnswerWithin,
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = context =>
        {
            context.Response.Headers.RetryAfter = "1";
            context.Response.Headers.CacheControl = "no-store";
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "Not answered in time", string.Create(CultureInfo.InvariantCulture,
                $"The answer took longer than {settings.AnswerWithin.TotalSeconds:0.###} s (Security:AnswerWithin) and was given up. Nothing has changed, and protection goes on. Ask again, for less at a time.")).ExecuteAsync(context);
        },
    }));

    /// <summary>Every route of the group that only reads, but for those that say <see cref="TakesItsTime"/>.</summary>
    public static void LimitAnswers(this RouteGroupBuilder routes) => ((IEndpointConventionBuilder)routes).Finally(route =>
    {
        if (route.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault()?.HttpMethods is [var method] && HttpMethods.IsGet(method)) route.Metadata.Add(new RequestTimeoutAttribute(nameof(AnswerLimit)));
    });

    /// <summary>The answer is sent piece by piece.</summary>
    public static T TakesItsTime<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(new DisableRequestTimeoutAttribute());
}
