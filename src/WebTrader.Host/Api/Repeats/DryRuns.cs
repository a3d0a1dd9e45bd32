using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace WebTrader.Host.Api.Repeats;

/// <summary>The route takes <c>?dryRun=true</c>: then it changes nothing.</summary>
internal sealed record DryRunMetadata;

/// <summary>What a route would do that otherwise answers with something it has made or taken away.</summary>
/// <param name="DryRun">Always true: nothing has changed.</param>
/// <param name="Would">In words.</param>
public sealed record DryRunView(bool DryRun, string Would)
{
    internal static DryRunView Of(string would) => new(true, would);
}

/// <summary>
/// Stands before every route that may change something: <c>dryRun</c> is true or false and nothing else, for the route, its audit and its keys alike; and who only asks a route that cannot only be asked is refused,
/// instead of taken at his word. Answers of dry runs carry <c>WebTrader-Dry-Run: true</c>.
/// </summary>
internal sealed class DryRuns(RequestDelegate next)
{
    public const string Header = "WebTrader-Dry-Run";
    private const string Field = "dryRun";

    public async Task InvokeAsync(HttpContext context)
    {
        if (WhyNot(context) is { } why)
        {
            context.Response.Headers.CacheControl = "no-store";
            await BodyReader.Refused([why]).ExecuteAsync(context);
            return;
        }

        if (context.IsDryRun()) context.Response.Headers[Header] = "true";
        await next(context);
    }

    /// <summary>Says so in the description of every route that takes it.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<DryRunMetadata>().Any()) return Task.CompletedTask;
        operation.Parameters ??= [];
        if (operation.Parameters.Any(parameter => parameter.Name == Field)) return Task.CompletedTask;
        operation.Parameters.Add(new OpenApiParameter { Name = Field, In = ParameterLocation.Query, Description = "Tells what would happen, when true; nothing is changed", Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        return Task.CompletedTask;
    }

    private static string? WhyNot(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || !context.Request.Query.TryGetValue(Field, out var given)) return null;
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } route } endpoint || !route.StartsWith("/api/", StringComparison.Ordinal)) return null;
        var asked = given.ToString();
        if (asked is not ("true" or "false")) return $"{Field} is \"{asked}\", allowed is true or false";
        return asked == "true" && endpoint.Metadata.GetMetadata<DryRunMetadata>() is null ? $"{Field} is \"true\", allowed is false: this route cannot tell what would happen. Nothing has changed" : null;
    }
}

internal static class DryRunRules
{
    public static TBuilder DryRuns<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new DryRunMetadata());

    /// <summary>Whether the request only asks what would happen. What is neither true nor false never comes to a route.</summary>
    public static bool IsDryRun(this HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<DryRunMetadata>() is not null && context.Request.Query["dryRun"].ToString() == "true";
}
