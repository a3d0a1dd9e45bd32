using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Positions;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;
using WebTrader.Persistence;

namespace WebTrader.Host.Api;

/// <summary>A position as it was in a past second, from the journal.</summary>
internal static class PastApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/positions/{ticket}/past", ShowAsync)
        .RequireRight(Right.Read).WithName("ShowPast").WithTags("Positions")
        .WithSummary("Price, stop, certificate and lock of a position in a past second")
        .WithDescription("As known at the end of that second, from the journal: open positions and closed ones, as far back as it is kept. Ages are milliseconds as of then. Quotes are kept one a second.")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<PastView>, ProblemHttpResult>> ShowAsync(
        AccountSessions sessions,
        JournalQueries queries,
        TimeProvider clock,
        [Description("The number of the position at the broker")] string ticket,
        CancellationToken cancellation,
        [Description("The moment, as in 2026-11-26T14:30:07Z")] string? at = null,
        [Description(Words.Account)] string? account = null)
    {
        var query = new QueryReader();
        var wanted = query.Ticket("ticket", ticket);
        var moment = query.PastTime("at", at, clock.GetUtcNow());
        if (query.Refused() is { } refused) return refused;
        if (sessions.Find(account) is not { } runner) return QueryReader.NoAccount(account, sessions);

        var read = await queries.PastAsync(runner.Account.Id, wanted, moment, cancellation);
        if (!read.TryGet(out var past)) return Problems.StoreAway(read.Failure!);
        if (past is null) return Problems.NotFound($"The journal does not hold that ticket {wanted} was open at {moment:yyyy-MM-dd'T'HH:mm:ss'Z'}.");
        return TypedResults.Ok(PastView.Of(wanted, past, moment, past.Quote ?? await LatelyAsync(runner, wanted, moment, cancellation)));
    }

    /// <summary>The quotes of the last minute are written when it is over; until then the session remembers them.</summary>
    private static async Task<PastQuote?> LatelyAsync(AccountRunner runner, Ticket ticket, DateTimeOffset moment, CancellationToken cancellation)
    {
        try
        {
            var trail = await runner.AskAsync(session => session.View.Ticket(ticket)?.Trail, cancellation);
            return trail?.LastOrDefault(quote => quote.At < moment.AddSeconds(1)) is { } quote ? new PastQuote(quote.At, quote.Bid, quote.Ask) : null;
        }
        catch (SessionUnavailableException)
        {
            // Its prices are unknown, and shown as that; the rest comes from the journal.
            return null;
        }
    }
}
