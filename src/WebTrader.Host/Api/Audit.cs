using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Security;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;

namespace WebTrader.Host.Api;

/// <summary>What of a request stands in the audit.</summary>
internal enum AuditRule
{
    /// <summary>Who, what and the answer. What was asked for may hold a password, and is not written down.</summary>
    WithoutBody,

    /// <summary>Also what was asked for.</summary>
    WithBody,

    /// <summary>Nothing: it changes nothing.</summary>
    Nothing,
}

internal sealed record AuditMetadata(AuditRule Rule);

internal static class AuditRules
{
    public static T Audited<T>(this T routes, AuditRule rule)
        where T : IEndpointConventionBuilder => routes.WithMetadata(new AuditMetadata(rule));

    /// <summary>What came of it, in words, for the audit.</summary>
    public static void Told(this HttpContext context, string result) => context.Items[typeof(AuditRule)] = result;
}

/// <summary>
/// Writes into the journal's chain who has asked for which change, from where, and how it was answered. Every route that is not for reading stands in it unless it says that it changes nothing. A dry run changes nothing, and
/// a request that is answered from its first time is not written twice.
/// </summary>
internal sealed class Audit(RequestDelegate next, EfJournal journal, AccountSessions sessions, TimeProvider clock)
{
    /// <summary>The account of what is about none.</summary>
    public static readonly AccountId Host = new("host");

    private const int LongestAsked = 1_000;

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var rule = context.GetEndpoint()?.Metadata.GetMetadata<AuditMetadata>()?.Rule ?? AuditRule.WithoutBody;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || context.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } route } endpoint || !route.StartsWith("/api/", StringComparison.Ordinal)
            || rule == AuditRule.Nothing || context.IsDryRun())
        {
            await next(context);
            return;
        }

        var asked = "";
        try
        {
            if (rule == AuditRule.WithBody) asked = await AskedAsync(request);
            await next(context);
        }
        catch (Exception fault)
        {
            Write(context, endpoint, asked, (fault as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError, fault.Message);
            throw;
        }

        Write(context, endpoint, asked, context.Response.StatusCode, context.Items[typeof(AuditRule)] as string ?? "");
    }

    private void Write(HttpContext context, RouteEndpoint endpoint, string asked, int status, string result)
    {
        var account = context.Request.RouteValues["account"] as string ?? (context.Request.Query.TryGetValue("account", out var named) ? named.ToString() : null);
        var about = sessions.Find(account) is { } runner && (account is not null || endpoint.RoutePattern.RawText!.Contains("/positions", StringComparison.Ordinal) || endpoint.RoutePattern.RawText.Contains("/orders", StringComparison.Ordinal)) ? runner.Account.Id : Host;
        var what = $"{endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? context.Request.Method} {context.Request.Path}";
        journal.Append(new OperatorActed(about, clock.GetUtcNow(), context.Caller(), context.Connection.RemoteIpAddress?.ToString() ?? "this machine", what, asked, status, result));
    }

    private static async Task<string> AskedAsync(HttpRequest request)
    {
        request.EnableBuffering();
        var bytes = new byte[LongestAsked];
        var length = await request.Body.ReadAtLeastAsync(bytes, LongestAsked, throwOnEndOfStream: false, request.HttpContext.Patience());
        request.Body.Position = 0;
        return Encoding.UTF8.GetString(bytes, 0, length).ReplaceLineEndings(" ");
    }
}
