using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

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
    });

    /// <summary>The values that are written as strings look like objects to the generator.</summary>
    private static Task DescribeStrings(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (!JsonText.Samples.TryGetValue(type, out var sample)) return Task.CompletedTask;

        // Where it may be null, the place that refers to it says so.
        schema.Type = JsonSchemaType.String;
        schema.Properties?.Clear();
        schema.Required?.Clear();
        schema.Description ??= $"As in \"{sample}\"";
        return Task.CompletedTask;
    }
}
