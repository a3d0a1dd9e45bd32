using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine;
using WebTrader.Engine.Views;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Api;

/// <summary>What became of what somebody asked for, and how the position stands since.</summary>
/// <param name="DryRun">Nothing was sent; the rest tells what would be.</param>
/// <param name="RetcodeName">What the broker answered; null without an answer.</param>
/// <param name="Stop">The stop that was sent along; null for none.</param>
/// <param name="TakeProfit">The take-profit that was sent along; null for none.</param>
/// <param name="Lots">What was opened or closed; null where nothing was.</param>
/// <param name="Profit">Gross, in account money: at the stop, or of the close at the price of that moment; null where it does not apply or is not known.</param>
/// <param name="Position">As the broker showed it afterwards; null when it is not open.</param>
/// <param name="Certificate">What is known of its stop, each step with its age; null when it is not open.</param>
public sealed record ActionView(
    bool DryRun, WriteOutcome Outcome, int? Retcode, string? RetcodeName, string Reason, Ticket? Ticket, Price? Stop, Price? TakeProfit, Lots? Lots, Money? Profit, PositionView? Position, CertificateView? Certificate)
{
    internal static ActionView Of(bool dryRun, WriteResult result, Ticket? ticket) =>
        new(dryRun, result.Outcome, (int?)result.Retcode, result.Retcode?.ToString(), result.Reason, ticket, null, null, null, null, null, null);

    /// <summary>With the position as the session has it now.</summary>
    internal ActionView With(AccountSession session) =>
        Ticket is { } ticket && session.Book.Find(ticket) is not null && session.View.Ticket(ticket) is { } view ? this with { Position = view.Row, Certificate = view.Certificate } : this;
}

internal static class ActionAnswers
{
    /// <summary>200 done or nothing to do, 202 nobody knows yet, 409 we refused and nothing was sent, 422 the broker refused.</summary>
    public static IResult ToResult(this ActionView view, HttpContext context, string? openedAt = null)
    {
        if (view.DryRun) return TypedResults.Ok(view);
        context.Told(view.Reason);
        switch (view.Outcome)
        {
            case WriteOutcome.Denied:
                return Problem(StatusCodes.Status409Conflict, "Not sent");
            case WriteOutcome.Rejected:
                return Problem(StatusCodes.Status422UnprocessableEntity, "The broker refused");
            case WriteOutcome.Unknown:
                context.Repeatable()?.IsAmbiguous = true;
                return TypedResults.Json(view, statusCode: StatusCodes.Status202Accepted);
            default:
                return openedAt is null ? TypedResults.Ok(view) : TypedResults.Created(openedAt, view);
        }

        ProblemHttpResult Problem(int status, string title) => TypedResults.Problem(
            view.Reason.TrimEnd('.') + ".", statusCode: status, title: title,
            extensions: [new("outcome", view.Outcome), new("retcode", view.Retcode), new("retcodeName", view.RetcodeName), new("ticket", view.Ticket)]);
    }

    /// <summary>Has the session of an account do something; 404 for an unknown account, 503 where it could not begin, 202 where nobody knows how it ended.</summary>
    public static async Task<IResult> DoAsync(this AccountSessions sessions, HttpContext context, string? account, bool dryRun, Ticket? ticket, Func<AccountSession, Task<ActionView?>> act, string otherwise)
    {
        if (sessions.Find(account) is not { } runner) return QueryReader.NoAccount(account, sessions);
        try
        {
            var view = await runner.DoAsync(async session => await act(session) is { } done ? done.With(session) : null);
            if (view is null) return Problems.NotFound(otherwise);
            return view.ToResult(context, view.Ticket is { } opened && ticket is null ? $"/api/v1/positions/{opened}?account={Uri.EscapeDataString(runner.Account.Id.Value)}" : null);
        }
        catch (SessionUnavailableException away)
        {
            return Problems.SessionAway($"{away.Message} Nothing was sent.");
        }
        catch (TimeoutException late)
        {
            return ActionView.Of(dryRun, new WriteResult(WriteOutcome.Unknown, null, late.Message), ticket).ToResult(context);
        }
    }
}
