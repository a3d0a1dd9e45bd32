using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Engine;
using WebTrader.Engine.Running;
using WebTrader.Host.Emergency;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;

namespace WebTrader.Host.Api;

/// <summary>For whoever watches over the process: does it answer, does it protect.</summary>
internal static class HealthApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", (EfJournal journal, EmergencyBook emergency) => TypedResults.Ok(LiveItem.Of("alive", journal, emergency)))
            .WithName("IsAlive").WithTags("Health").WithSummary("The process answers").OpenToAll();
        routes.MapGet("/health/ready", ReadyAsync)
            .WithName("IsReady").WithTags("Health").WithSummary("Every account's session runs and has read its positions")
            .WithDescription("Otherwise 503 with the reasons.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable).RequireRight(Right.Read);
    }

    private static async Task<Results<Ok<LiveItem>, ProblemHttpResult>> ReadyAsync(AccountSessions sessions, EfJournal journal, EmergencyBook emergency, CancellationToken cancellation)
    {
        var reasons = await Task.WhenAll(sessions.All.Select(runner => WhyNotAsync(runner, cancellation)));
        var detail = string.Join(" ", reasons.Where(reason => reason is not null));
        return detail.Length == 0 ? TypedResults.Ok(LiveItem.Of("ready", journal, emergency)) : Problems.Of(StatusCodes.Status503ServiceUnavailable, "Not ready", detail);
    }

    private static async Task<string?> WhyNotAsync(AccountRunner runner, CancellationToken cancellation)
    {
        try
        {
            return await runner.AskAsync(WhyNot, cancellation);
        }
        catch (SessionUnavailableException away)
        {
            return away.Message;
        }
    }

    private static string? WhyNot(AccountSession session)
    {
        if (session.Book.LastReading is null) return $"The positions of account {session.Account.Id} have not been read yet.";
        if (session.WorkerRole.State != RoleState.Running) return $"The stop-loss worker of account {session.Account.Id} is not running.";
        if (session.MonitorRole.State != RoleState.Running) return $"The position monitor of account {session.Account.Id} is not running.";
        return session.Terminal is { WhyNot: { } why } ? $"The terminal of account {session.Account.Id} cannot be used: {why}." : null;
    }
}

/// <summary>That the host is there.</summary>
/// <param name="Status">"alive" or "ready".</param>
/// <param name="JournalHead">How far the journal goes, as sequence:hash; null before it was opened. What is taken from its end later shows by it.</param>
/// <param name="EmergencyStops">How many are in force.</param>
public sealed record LiveItem(string Status, string Version, string? JournalHead, int EmergencyStops)
{
    internal static LiveItem Of(string status, EfJournal journal, EmergencyBook emergency) => new(status, Product.Version, journal.Head?.ToString(), emergency.All.Count(held => held.IsInForce));
}
