using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Positions;
using WebTrader.Engine;
using WebTrader.Engine.Views;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Api;

/// <summary>The background roles of an account: the stop-loss worker and the position monitor.</summary>
internal static class WorkersApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/workers", ShowAsync)
        .RequireRight(Right.Read).WithName("ShowWorkers").WithTags("Operation")
        .WithSummary("The stop-loss worker and the position monitor of an account")
        .WithDescription("Ages are milliseconds as of the answer; counts since the session started.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static Task<Results<Ok<WorkersItem>, ProblemHttpResult>> ShowAsync(
        AccountSessions sessions, CancellationToken cancellation, [Description(Words.Account)] string? account = null) =>
        sessions.AnswerAsync(account, Show, "", cancellation);

    internal static WorkersItem Show(AccountSession session)
    {
        var health = session.View.Health();
        return new WorkersItem(session.Account.Id, session.Epoch, session.StartedAt, health.Worker, health.Monitor, health.Broker, health.Journal);
    }
}

/// <summary>The roles of one session.</summary>
/// <param name="Epoch">Which running of the account it is.</param>
public sealed record WorkersItem(AccountId Account, long Epoch, DateTimeOffset StartedAt, WorkerView Worker, MonitorView Monitor, BrokerView Broker, JournalView Journal);
