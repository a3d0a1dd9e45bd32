using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Host.Diagnostics;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;

namespace WebTrader.Host.Api;

/// <summary>What a problem report begins with.</summary>
internal static class DiagnosticsApi
{
    private const string Zip = "application/zip";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/diagnostics", MakeAsync).TakesItsTime()
        .RequireRight(Right.Admin).WithName("GetDiagnostics").WithTags("Operation").WithSummary("One archive for a problem report, without any secret")
        .WithDescription("Versions, settings, health, figures, alerts, jobs, locks, workers, positions, the last 1000 facts and the last lines of the log. It holds trades and account names: give it to whom you trust with them.")
        .Produces<string>(contentType: Zip);

    private static async Task<FileContentHttpResult> MakeAsync(DiagnosticsArchive archive, TimeProvider clock, CancellationToken cancellation) =>
        TypedResults.File(await archive.MakeAsync(cancellation), Zip, string.Create(CultureInfo.InvariantCulture, $"webtrader-{clock.GetUtcNow().UtcDateTime:yyyyMMdd-HHmmss}.zip"));
}
