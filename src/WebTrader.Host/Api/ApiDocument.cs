using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Security.Rights;

namespace WebTrader.Host.Api;

/// <summary>The description of the REST surface, at /openapi/v1.json.</summary>
internal static class ApiDocument
{
    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = Product.Name,
                Version = Product.Version,
                Description = "Protects the open positions of trading accounts. Prices, money, lots and tickets are strings with exact decimals; times are UTC; what is unknown is null.",
            };
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(DescribeStrings);
        options.AddOperationTransformer(DescribeRight);
        options.AddOperationTransformer(DryRuns.Describe);
        options.AddOperationTransformer(RepeatMiddleware.Describe);
        options.AddOperationTransformer(ApiExamples.Describe);
    });

    /// <summary>x-right says whom a route lets in, and its description which refusals to expect.</summary>
    private static Task DescribeRight(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var right = context.Description.ActionDescriptor.EndpointMetadata.OfType<RouteRight>().LastOrDefault()?.Right;
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions["x-right"] = new JsonNodeExtension(JsonValue.Create(right?.ToString().ToLowerInvariant() ?? "open"));
        if (right is null) return Task.CompletedTask;
        operation.Responses ??= [];
        operation.Responses.TryAdd("401", new OpenApiResponse { Description = "Nobody is signed in, and there is no key" });
        operation.Responses.TryAdd("403", new OpenApiResponse { Description = $"The caller has not the right {right.ToString()!.ToLowerInvariant()}" });
        return Task.CompletedTask;
    }

    /// <summary>The values that are written as strings look like objects to the generator.</summary>
    private static Task DescribeStrings(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (!JsonText.Samples.TryGetValue(type, out var sample)) return Task.CompletedTask;

        // Where it may be null, the place that refers to it says so; a time is written out at its place.
        schema.Type = context.JsonTypeInfo.Type == typeof(DateTimeOffset?) ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        schema.Properties?.Clear();
        schema.Required?.Clear();
        schema.Description ??= $"As in \"{sample}\"";
        return Task.CompletedTask;
    }
}
