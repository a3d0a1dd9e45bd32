using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace WebTrader.Host.Api;

/// <summary>What cannot be read is the caller's mistake and no fault of ours: says which field of a body is missing or does not fit. What it was is not repeated: it may be a password.</summary>
internal sealed class BadBody : IExceptionHandler
{
    private const string BeforeNames = "including: ";

    public static void Add(IServiceCollection services)
    {
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        services.AddExceptionHandler<BadBody>();
    }

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException refused) return false;
        await Problems.Of(refused.StatusCode, "The request does not fit", Say(refused.InnerException as JsonException) ?? $"{refused.Message.TrimEnd('.')}.").ExecuteAsync(httpContext);
        return true;
    }

    private static string? Say(JsonException? fault)
    {
        if (fault is null) return null;
        var names = fault.Message.IndexOf(BeforeNames, StringComparison.Ordinal);
        if (names >= 0) return $"Missing: {fault.Message[(names + BeforeNames.Length)..].Split(';', '.')[0].Replace("'", "", StringComparison.Ordinal)}.";
        return fault.Path is { Length: > 2 } path ? $"{path[2..]} does not fit what /openapi/v1.json says." : "The body is not JSON, or not what /openapi/v1.json says.";
    }
}
