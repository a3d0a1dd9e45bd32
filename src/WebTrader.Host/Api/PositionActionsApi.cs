using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Writing;
using WebTrader.Engine.Views;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Evaluating;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;

namespace WebTrader.Host.Api;

/// <summary>What a person or a script may do about one open position: through its ticket lock, as the rules' own moves.</summary>
internal static class PositionActionsApi
{
    private const string TicketText = "The number of the position at the broker";
    private const string DryRunText = "Tells what would happen; nothing is sent";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe<StopRequest>(routes.MapPut("/positions/{ticket}/stop", SetStopAsync), "SetStop", "Sets a tighter stop",
            "A stop that is looser than the one that stands, or than max risk, is refused: protection is never taken away. The answer carries the certificate of the position.");
        Describe<TakeProfitRequest>(routes.MapPut("/positions/{ticket}/take-profit", SetTakeProfitAsync), "SetTakeProfit", "Sets or removes the take-profit",
            "Null removes it. The stop that stands goes along unchanged, because MetaTrader 5 sends both together.");
        Describe<object>(routes.MapPost("/positions/{ticket}/break-even", BreakEvenAsync), "BreakEven", "Sets the stop where the position ends without a loss",
            "Commission and swap so far are costs. Where the stop stands better already, nothing is sent.");
        Describe<CloseRequest>(routes.MapPost("/positions/{ticket}/close", CloseAsync), "ClosePosition", "Closes a position at the market, or a part of it",
            "Without lots all of it. A part is not closed again while nobody knows what became of an earlier close.");
    }

    private static void Describe<TBody>(RouteHandlerBuilder route, string name, string summary, string description)
        where TBody : notnull
    {
        route.RequireRight(Right.Operate).LessensRisk().WithName(name).WithTags("Positions").WithSummary(summary).WithDescription($"{description} Answers 200 when it is done or there was nothing to do, 202 while nobody knows, 409 when it was refused and nothing was sent, 422 when the broker refused.")
            .Repeats(RepeatRule.Protects).DryRuns().Audited(AuditRule.WithBody)
            .Produces<ActionView>().Produces<ActionView>(StatusCodes.Status202Accepted)
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        if (typeof(TBody) != typeof(object)) route.Accepts<TBody>(isOptional: typeof(TBody) == typeof(CloseRequest), "application/json");
    }

    private static Task<IResult> SetStopAsync(HttpContext context, AccountSessions sessions, [Description(TicketText)] string ticket, [Description(Words.Account)] string? account = null, [Description(DryRunText)] string? dryRun = null) =>
        AskAsync(context, sessions, ticket, account, dryRun, fields => new OperatorAsk.Stop(fields.PriceOf("stop")));

    private static Task<IResult> SetTakeProfitAsync(HttpContext context, AccountSessions sessions, [Description(TicketText)] string ticket, [Description(Words.Account)] string? account = null, [Description(DryRunText)] string? dryRun = null) =>
        AskAsync(context, sessions, ticket, account, dryRun, fields =>
        {
            if (!fields.IsNamed("takeProfit")) fields.Missing("takeProfit", "a price above 0, or null to remove it");
            return new OperatorAsk.TakeProfit(fields.OptionalPrice("takeProfit"));
        });

    private static Task<IResult> BreakEvenAsync(HttpContext context, AccountSessions sessions, [Description(TicketText)] string ticket, [Description(Words.Account)] string? account = null, [Description(DryRunText)] string? dryRun = null) =>
        AskAsync(context, sessions, ticket, account, dryRun, _ => new OperatorAsk.BreakEven(), mayBeEmpty: true);

    private static Task<IResult> CloseAsync(HttpContext context, AccountSessions sessions, [Description(TicketText)] string ticket, [Description(Words.Account)] string? account = null, [Description(DryRunText)] string? dryRun = null) =>
        AskAsync(context, sessions, ticket, account, dryRun, fields => new OperatorAsk.Close(fields.OptionalLots("lots")), mayBeEmpty: true);

    private static async Task<IResult> AskAsync(HttpContext context, AccountSessions sessions, string ticket, string? account, string? dryRun, Func<ItemFields, OperatorAsk> read, bool mayBeEmpty = false)
    {
        var query = new QueryReader();
        var wanted = query.Ticket("ticket", ticket);
        var isDry = query.Flag("dryRun", dryRun);
        if (query.Refused() is { } refused) return refused;
        var (ask, wrong) = await BodyReader.ReadAsync(context.Request, read, mayBeEmpty);
        if (ask is null) return wrong!;
        return await sessions.DoAsync(context, account, isDry, wanted, async session =>
        {
            if (session.Executor.Preview(wanted, ask) is not { } plan) return null;
            var result = isDry ? plan.End ?? new WriteResult(WriteOutcome.Unchanged, null, $"Would be sent: {plan.Says}") : await session.Executor.DoAsync(wanted, ask, context.Caller(), CancellationToken.None);
            return ActionView.Of(isDry, result, wanted) with { Stop = plan.Stop, TakeProfit = plan.TakeProfit, Lots = plan.Lots, Profit = plan.Profit };
        }, $"There is no open position with ticket {wanted}.");
    }
}

/// <param name="Stop">A price on the tick grid of the symbol.</param>
public sealed record StopRequest(Price Stop);

/// <param name="TakeProfit">A price on the tick grid of the symbol; null removes it.</param>
public sealed record TakeProfitRequest(Price? TakeProfit);

/// <param name="Lots">What to close; null for all.</param>
public sealed record CloseRequest(Lots? Lots = null);
