using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Engine.Views;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Api;

/// <summary>The ticket locks of an account: who writes what, and how long others waited.</summary>
internal static class LocksApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/locks", ShowAsync)
            .RequireRight(Right.Read).WithName("ShowLocks").WithTags("Operation")
            .WithSummary("The ticket locks of an account")
            .WithDescription("Counted since the session started; durations are milliseconds.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/locks/events", EventsAsync)
            .RequireRight(Right.Read).WithName("ListLockEvents").WithTags("Operation")
            .WithSummary("What happened at all ticket locks lately, ticket by ticket")
            .WithDescription("Of positions that are open or were closed within ten minutes; of each the last 64 events, oldest first. Durations are milliseconds.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/locks/{ticket}", TimelineAsync)
            .RequireRight(Right.Read).WithName("ShowTicketLock").WithTags("Operation")
            .WithSummary("The lock of one position, open or closed within ten minutes: its figures and what happened to it lately")
            .WithDescription("The last 64 events, oldest first; durations are milliseconds.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static Task<Results<Ok<LocksView>, ProblemHttpResult>> ShowAsync(
        AccountSessions sessions, CancellationToken cancellation, [Description(Words.Account)] string? account = null) =>
        sessions.AnswerAsync(account, session => session.View.Locks(), "", cancellation);

    private static async Task<Results<Ok<LockEventsView>, ProblemHttpResult>> EventsAsync(
        AccountSessions sessions, CancellationToken cancellation, [Description(Words.Account)] string? account = null, [Description("How long ago at most: 1 to 3600; 60 when left out")] string? seconds = null)
    {
        var query = new QueryReader();
        var within = TimeSpan.FromSeconds(query.OptionalNumber("seconds", seconds, 60, 3_600));
        if (query.Refused() is { } refused) return refused;
        return await sessions.AnswerAsync(account, session => session.View.LockEvents(within), "", cancellation);
    }

    private static async Task<Results<Ok<TicketLockTimelineView>, ProblemHttpResult>> TimelineAsync(
        AccountSessions sessions, [Description("The number of the position at the broker")] string ticket, CancellationToken cancellation, [Description(Words.Account)] string? account = null)
    {
        var query = new QueryReader();
        var asked = query.Ticket("ticket", ticket);
        if (query.Refused() is { } refused) return refused;
        return await sessions.AnswerAsync(account, session => session.View.TicketLock(asked), $"There is no open position with ticket {asked} and none that was closed lately.", cancellation);
    }
}
