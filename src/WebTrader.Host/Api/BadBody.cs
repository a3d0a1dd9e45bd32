using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace WebTrader.Host.Api;

/// <summary>What cannot be read to its end is the caller's mistake and no fault of ours. What stands in a body is told by <see cref="BodyReader"/>, what stands in the query by <see cref="QueryReader"/>.</summary>
internal sealed class BadBody : IExceptionHandler
{
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
        await Problems.Of(refused.StatusCode, "The request does not fit", $"{refused.Message.TrimEnd('.')}.").ExecuteAsync(httpContext);
        return true;
    }
}
