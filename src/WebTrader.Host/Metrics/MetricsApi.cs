using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Host.Security.Rights;

namespace WebTrader.Host.Metrics;

/// <summary>For Prometheus: the figures of all accounts as text.</summary>
internal static class MetricsApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/metrics", ShowAsync)
        .WithName("ShowMetrics").WithTags("Health")
        .WithSummary("The figures of all accounts in the Prometheus text format")
        .WithDescription("An account whose session does not answer has webtrader_session_up 0 and nothing else.")
        .Produces<string>(StatusCodes.Status200OK, "text/plain").RequireRight(Right.Read);

    private static async Task<ContentHttpResult> ShowAsync(MeasureReader reader, HttpResponse response, CancellationToken cancellation)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Text(PrometheusText.Of(await reader.ReadAsync(cancellation)), PrometheusText.ContentType);
    }
}
