using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using WebTrader.Host.Api.Repeats;

namespace WebTrader.Host.Api;

/// <summary>
/// Makes an answer of what an endpoint threw and somebody can explain, close to the endpoint: the audit and the key of the request see the answer that is sent, and not a fault. The exception handler, which stands
/// outside of both, is left with what nobody can explain.
/// </summary>
internal sealed class Refusals(RequestDelegate next, IEnumerable<IExceptionHandler> handlers)
{
    private readonly IExceptionHandler[] explainers = [.. handlers];

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            context.Response.Headers.CacheControl = "no-store";
            foreach (var explainer in explainers)
            {
                if (!await explainer.TryHandleAsync(context, fault, context.RequestAborted)) continue;
                // A body that does not fit is refused before anything happens. What breaks off later may have done a part of it.
                if (fault is not BadHttpRequestException && context.Repeatable() is { } request) request.IsAmbiguous = true;
                return;
            }

            throw;
        }
    }
}
