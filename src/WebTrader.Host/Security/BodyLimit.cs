using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using WebTrader.Host.Api;

namespace WebTrader.Host.Security;

/// <summary>
/// Refuses a body that says of itself that it is too large before anybody reads it, and hangs up: what is not read cannot be told from the next request on the same line.
/// </summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    /// <summary>Bytes that a body may have where the route does not say more.</summary>
    public const long Usual = 64 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        var most = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? Usual;
        if (context.Request.ContentLength is not { } length || length <= most)
        {
            await next(context);
            return;
        }

        context.Response.Headers.Connection = "close";
        await Problems.Of(StatusCodes.Status413PayloadTooLarge, "The request is too large", string.Create(CultureInfo.InvariantCulture, $"body is {length} bytes, allowed is up to {most}.")).ExecuteAsync(context);
    }
}
