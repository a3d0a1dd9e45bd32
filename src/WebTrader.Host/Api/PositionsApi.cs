using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Positions;
using WebTrader.Engine.Views;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;

namespace WebTrader.Host.Api;

/// <summary>The open positions of an account, and all that is known of one.</summary>
internal static class PositionsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/positions", ListAsync)
            .RequireRight(Right.Read).WithName("ListPositions").WithTags("Positions")
            .WithSummary("The open positions of an account")
            .WithDescription("In the order of the tickets. Ages are milliseconds as of the answer.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/positions/{ticket}", FindAsync)
            .RequireRight(Right.Read).WithName("FindPosition").WithTags("Positions")
            .WithSummary("Everything known of one position")
            .WithDescription("A position that has closed is still answered for ten minutes, and says how it ended.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        PastApi.Map(routes);
    }

    private static Task<Results<Ok<Listing<PositionView>>, ProblemHttpResult>> ListAsync(
        AccountSessions sessions, CancellationToken cancellation, [Description(Words.Account)] string? account = null) =>
        sessions.AnswerAsync(account, session => new Listing<PositionView>(session.View.Positions()), "", cancellation);

    private static async Task<Results<Ok<TicketView>, ProblemHttpResult>> FindAsync(
        AccountSessions sessions, JournalQueries queries, [Description("The number of the position at the broker")] string ticket, CancellationToken cancellation, [Description(Words.Account)] string? account = null)
    {
        var query = new QueryReader();
        var wanted = query.Ticket("ticket", ticket);
        if (query.Refused() is { } refused) return refused;
        var asked = await sessions.AnswerAsync(account, session => session.View.Ticket(wanted) is { } view ? new Found(view, session.Account.Id, session.Epoch) : null,
            $"There is no open or lately closed position with ticket {wanted}.", cancellation);
        return asked.Result is Ok<Found> { Value: { } found }
            ? TypedResults.Ok(await EarlierMoves.AddAsync(queries, found.View, found.Account, found.Epoch, cancellation))
            : (ProblemHttpResult)asked.Result;
    }

    private sealed record Found(TicketView View, AccountId Account, long Epoch);
}
